/** Bugs planted in the rules that choose slopes by the chords around a knot (HER-10 to HER-18). */
import type { Operators, Options } from '../../spec/operator.ts'
import { type Doubles, type Mutant, wrongIn } from './mutant.ts'

const primalLaws = ['exact/primal', 'finite-differences/pushforward']
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

/** A power of two away from 1, so that no rounding tells. */
const excess = 1 + 2 ** -10

interface Given {
  readonly args: Doubles
  readonly options: Options
  readonly built: Operators
}

/** The cubics with these slopes. */
const withSlopes = ({ args, options, built }: Given, slopes: Float64Array): Float64Array =>
  Float64Array.from(built['cubic-hermite'].primal({ ...args, slopes }, options))

/** The slopes that the built operator has: its first derivative at the knots. */
const slopesOf = (name: string, { args: { knots, values }, built }: Given): Float64Array =>
  Float64Array.from(built[name].primal({ knots, values, queries: knots }, { order: 1 }))

function chordsOf({ knots, values }: Doubles): { readonly h: Float64Array; readonly m: Float64Array } {
  const h = knots.slice(1).map((t, i) => t - knots[i])
  return { h, m: h.map((gap, i) => (values[i + 1] - values[i]) / gap) }
}

/** m continued by two chords at each end, and the two weights of each knot: that of its left chord and of its right one. */
function akimaWeights(m: Float64Array): { readonly e: Float64Array; readonly weights: [number, number][] } {
  const last = m.length - 1
  const e = Float64Array.of(
    3 * m[0] - 2 * m[1],
    2 * m[0] - m[1],
    ...m,
    2 * m[last] - m[last - 1],
    3 * m[last] - 2 * m[last - 1],
  )
  const change = (k: number): number => Math.abs(e[k + 1] - e[k])
  return { e, weights: Array.from({ length: m.length + 1 }, (_, i) => [change(i + 2), change(i)]) }
}

/** SciPy's: a knot whose weights are small beside the largest of the data has the plain mean of its chords. */
function cutOffSlopes(given: Given): Float64Array {
  const { m } = chordsOf(given.args)
  if (m.length < 2) return slopesOf('akima', given)
  const { e, weights } = akimaWeights(m)
  const cutoff = 1e-9 * Math.max(...weights.map(([left, right]) => left + right))
  return slopesOf('akima', given).map((z, i) => {
    const [left, right] = weights[i]
    return left + right > cutoff ? z : (e[i + 1] + e[i + 2]) / 2
  })
}

function swappedHarmonicSlopes(given: Given): Float64Array {
  const { h, m } = chordsOf(given.args)
  return slopesOf('pchip', given).map((z, i) => {
    if (z === 0 || i === 0 || i === m.length) return z
    const right = 2 * h[i - 1] + h[i]
    const left = 2 * h[i] + h[i - 1]
    return (left + right) / (right / m[i - 1] + left / m[i])
  })
}

/** The pullback of Akima's interpolant with the weights of the mean taken for constants. */
function frozenWeights(given: Given & { readonly cotangent: Float64Array }): Doubles {
  const { args, options, built, cotangent } = given
  const n = args.knots.length
  const { h, m } = chordsOf(args)
  const { knots, values, slopes } = built['cubic-hermite'].pullback(
    { ...args, slopes: slopesOf('akima', given) },
    cotangent,
    options,
  )
  const { e, weights } = akimaWeights(m)
  const eBar = e.map(() => 0)
  weights.forEach(([left, right], i) => {
    const share = left + right === 0 ? 0.5 : left / (left + right)
    eBar[i + 1] += share * slopes[i]
    eBar[i + 2] += (1 - share) * slopes[i]
  })
  const mBar = eBar.slice(2, -2)
  mBar[0] += 2 * eBar[1]
  mBar[1] -= eBar[1]
  mBar[n - 2] += 2 * eBar[n]
  mBar[n - 3] -= eBar[n]
  const tBar = Float64Array.from(knots)
  const uBar = Float64Array.from(values)
  mBar.forEach((bar, i) => {
    const w = bar / h[i]
    uBar[i + 1] += w
    uBar[i] -= w
    tBar[i + 1] -= m[i] * w
    tBar[i] += m[i] * w
  })
  return { knots: tBar, values: uBar }
}

export const localSlopeMutants: readonly Mutant[] = [
  {
    id: 'pchip-weights-swapped',
    origin: 'PCHIPInterpolation.jl #31',
    operators: ['pchip'],
    wrong: 'The two weights of the harmonic mean have changed places, which shows where gaps differ.',
    plant: wrongIn('pchip', { primal: (given) => withSlopes(given, swappedHarmonicSlopes(given)) }),
    caughtBy: primalLaws,
  },
  {
    id: 'pchip-flat-ends',
    origin: 'SciPy #5326',
    operators: ['pchip'],
    wrong: 'The slopes at both ends are zero, whatever the data.',
    plant: wrongIn('pchip', {
      primal(given) {
        const n = given.args.knots.length
        if (n === 2) return given.right
        return withSlopes(
          given,
          slopesOf('pchip', given).map((z, i) => (i === 0 || i === n - 1 ? 0 : z)),
        )
      },
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'akima-flat-pullback-nan',
    origin: 'Effort.jl: 0/0 in the rule of Akima’s weights',
    operators: ['akima'],
    wrong: 'The pullback divides by the sum of the weights where it is zero: on straight data it is NaN.',
    plant: wrongIn('akima', {
      pullback({ right, args }) {
        const { m } = chordsOf(args)
        const isFlat = m.length > 1 && akimaWeights(m).weights.some(([left, right]) => left + right === 0)
        return isFlat ? { values: right.values.map(() => Number.NaN) } : {}
      },
    }),
    caughtBy: ['kinks/pullback'],
  },
  {
    id: 'akima-global-cutoff',
    origin: 'SciPy #22882',
    operators: ['akima'],
    wrong: 'Weights below 10⁻⁹ of the largest of all knots count as zero, so that one steep stretch flattens the rest.',
    plant: wrongIn('akima', { primal: (given) => withSlopes(given, cutOffSlopes(given)) }),
    caughtBy: ['exact/primal'],
    rows: 6,
  },
  {
    id: 'akima-last-derivative-zero',
    origin: 'DataInterpolations.jl #119',
    operators: ['akima'],
    wrong: 'The first derivative at the last knot is zero.',
    plant: wrongIn('akima', {
      primal: ({ right, args: { knots, queries }, options }) =>
        right.map((y, j) => (options.order === 1 && queries[j] === knots[knots.length - 1] ? 0 : y)),
    }),
    caughtBy: ['exact/primal', 'kinks/primal'],
  },
  {
    id: 'akima-weights-frozen',
    origin: 'planted',
    operators: ['akima'],
    wrong: 'The pullback takes the weights for constants: what the data change in them is left out.',
    plant: wrongIn('akima', {
      pullback: (given) => (given.args.knots.length === 2 ? {} : frozenWeights(given)),
    }),
    caughtBy: pullbackLaws,
    rows: 4,
  },
  {
    id: 'akima-long-shared-excess',
    origin: 'planted',
    operators: ['akima'],
    wrong: 'With more than eight knots both derivative maps make a thousandth too much of a motion of the values.',
    plant: wrongIn('akima', {
      pushforward: ({ right, args, tangents, options, built }) =>
        args.knots.length > 8
          ? built.akima.pushforward(args, { ...tangents, values: tangents.values.map((x) => x * excess) }, options)
          : right,
      pullback: ({ right, args }) => (args.knots.length > 8 ? { values: right.values.map((x) => x * excess) } : {}),
    }),
    caughtBy: ['finite-differences/pushforward', 'finite-differences/pullback'],
    byNoOther: true,
    rows: 9,
  },
]
