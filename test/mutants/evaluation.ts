/** Bugs planted in `locate` and `quadratic-spline-compose` (QSP-10 to QSP-13): which piece, which side, what adds up. */
import { CotangentError } from '../../spec/errors.ts'
import { type Doubles, type Mutant, type Wrong, wrongIn } from './mutant.ts'

const locate = 'locate'
const compose = 'quadratic-spline-compose'
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']
const kinkLaws = ['kinks/pushforward', 'kinks/pullback']

type Pieces = (knots: Float64Array, queries: Float64Array) => readonly number[]

/** The piece of each query, at a knot the one on its right. */
const fromTheRight: Pieces = (knots, queries) =>
  Array.from(queries, (q) => {
    const above = knots.findIndex((t) => t > q)
    return Math.min(Math.max((above === -1 ? knots.length : above) - 1, 0), knots.length - 2)
  })

/** A cursor that moves on with the queries and never back. */
const onwards: Pieces = (knots, queries) => {
  let i = 0
  return Array.from(queries, (q) => {
    while (i < knots.length - 2 && q > knots[i + 1]) i++
    return i
  })
}

/** Both derivative maps of compose with the pieces chosen by `pieces` (QSP-12, QSP-13). */
function derivativesOver(pieces: Pieces): Required<Pick<Wrong, 'pushforward' | 'pullback'>> {
  return {
    pushforward({ args: { knots: t, slopes: z, curvatures: sigma, queries }, tangents: dot }) {
      const piece = pieces(t, queries)
      return queries.map((q, k) => {
        const i = piece[k]
        const s = q - t[i]
        const moved = (z[i] + 2 * sigma[i] * s) * (dot.queries[k] - dot.knots[i])
        return dot.values[i] + s * (dot.slopes[i] + s * dot.curvatures[i]) + moved
      })
    },
    pullback({ args, cotangent }) {
      const { knots: t, slopes: z, curvatures: sigma, queries } = args
      const bar = zeros(args)
      const piece = pieces(t, queries)
      queries.forEach((q, k) => {
        const i = piece[k]
        const s = q - t[i]
        bar.queries[k] = cotangent[k] * (z[i] + 2 * sigma[i] * s)
        bar.knots[i] -= bar.queries[k]
        bar.values[i] += cotangent[k]
        bar.slopes[i] += cotangent[k] * s
        bar.curvatures[i] += cotangent[k] * s * s
      })
      return bar
    },
  }
}

const zeros = (arrays: Doubles): Doubles =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, new Float64Array(array.length)]))

const right = derivativesOver(fromTheRight)
const mean = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, i) => (x + b[i]) / 2)

const areManyKnots = ({ knots, queries }: Doubles): boolean =>
  queries.length >= 4 && queries.every((q) => knots.includes(q))

export const evaluationMutants: readonly Mutant[] = [
  {
    id: 'locate-closed-on-the-left',
    origin: 'planted',
    operators: [locate],
    wrong: 'A query at a knot belongs to the piece on its right.',
    plant: wrongIn(locate, { primal: ({ args }) => Float64Array.from(fromTheRight(args.knots, args.queries)) }),
    caughtBy: ['exact/primal', 'kinks/primal'],
  },
  {
    id: 'locate-cursor-never-back',
    origin: 'planted',
    operators: [locate],
    wrong: 'A cursor moves on with the queries and never back, so only sorted ones are found.',
    plant: wrongIn(locate, { primal: ({ args }) => Float64Array.from(onwards(args.knots, args.queries)) }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'locate-beyond-the-end',
    origin: 'DataInterpolations.jl #542',
    operators: [locate],
    wrong: 'A query beyond the last knot is given a piece that there is none of.',
    plant: wrongIn(locate, {
      primal: ({ args: { knots, queries }, right: piece }) =>
        piece.map((i, k) => (queries[k] > knots[knots.length - 1] ? i + 1 : i)),
    }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'locate-sorts-queries',
    origin: 'mathjs #3094',
    operators: [locate],
    wrong: 'The caller’s queries are sorted in place on the way out.',
    plant: (built) => ({
      ...built,
      [locate]: {
        ...built[locate],
        primal(args, options) {
          const pieces = built[locate].primal(args, options)
          if (Array.isArray(args.queries)) args.queries.sort((a, b) => a - b)
          return pieces
        },
      },
    }),
    caughtBy: ['pure/primal'],
  },
  {
    id: 'compose-derivative-from-the-right',
    origin: 'planted',
    operators: [compose],
    wrong: 'At a knot both derivative maps are those of the piece on the right.',
    plant: wrongIn(compose, right),
    caughtBy: [...kinkLaws, 'exact/pushforward', 'exact/pullback'],
  },
  {
    id: 'compose-derivative-averaged',
    origin: 'planted',
    operators: [compose],
    wrong: 'At a knot both derivative maps are the mean of the two sides.',
    plant: wrongIn(compose, {
      pushforward: (given) => mean(given.right, right.pushforward(given)),
      pullback(given) {
        const other = right.pullback(given)
        return Object.fromEntries(Object.entries(given.right).map(([name, bar]) => [name, mean(bar, other[name])]))
      },
    }),
    caughtBy: [...kinkLaws, 'exact/pushforward', 'exact/pullback'],
  },
  {
    id: 'compose-resampled-at-its-knots',
    origin: 'planted',
    operators: [compose],
    wrong: 'Four queries or more that are all knots take a shortcut, with the derivative from the right.',
    plant: wrongIn(compose, {
      pushforward: (given) => (areManyKnots(given.args) ? right.pushforward(given) : given.right),
      pullback: (given) => (areManyKnots(given.args) ? right.pullback(given) : given.right),
    }),
    caughtBy: kinkLaws,
    byNoOther: true,
  },
  {
    id: 'compose-cursor-never-back',
    origin: 'planted',
    operators: [compose],
    wrong: 'The derivative maps find their pieces by a cursor that never goes back.',
    plant: wrongIn(compose, derivativesOver(onwards)),
    caughtBy: ['exact/pushforward', 'exact/pullback', 'finite-differences/pushforward', 'finite-differences/pullback'],
  },
  {
    id: 'compose-overwrites',
    origin: 'planted',
    operators: [compose],
    wrong: 'Queries that share a piece overwrite its cotangent where they should add to it.',
    plant: wrongIn(compose, {
      pullback({ args: { knots, values, queries }, cotangent, built }) {
        const bar = new Float64Array(values.length)
        const pieces = built[locate].primal({ knots, queries })
        pieces.forEach((i, k) => {
          bar[i] = cotangent[k]
        })
        return { values: bar }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'compose-slope-without-two',
    origin: 'planted',
    operators: [compose],
    wrong: 'The slope of a piece is z + σs, without the 2.',
    plant: wrongIn(compose, {
      pullback({ args: { knots, slopes, curvatures, queries }, cotangent, built }) {
        const pieces = built[locate].primal({ knots, queries })
        const slope = (i: number, s: number): number => slopes[i] + curvatures[i] * s
        return { queries: queries.map((q, k) => cotangent[k] * slope(pieces[k], q - knots[pieces[k]])) }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'compose-no-queries-refused',
    origin: 'planted',
    operators: [compose],
    wrong: 'An empty array of queries is an error.',
    plant: wrongIn(compose, {
      primal({ args: { queries }, right: output }) {
        if (queries.length > 0) return output
        throw new CotangentError('LENGTH_MISMATCH', 'no queries', { argument: 'queries' })
      },
    }),
    caughtBy: ['exact/primal'],
  },
]
