/** Bugs planted in interpolants as such: data missed, smoothness lost, tails and periods misunderstood (INP-13). */
import type { Options } from '../../spec/operator.ts'
import { type Doubles, type Mutant, withEntry, wrongIn } from './mutant.ts'

const law = 'interpolation'

/** More knots than are held to the exact answer. */
const isLong = ({ knots }: Doubles): boolean => knots.length > 8

/** Which knot a query is at, or −1. */
const knotAt = ({ knots }: Doubles, q: number): number => knots.indexOf(q)

const isOrder = ({ order = 0 }: Options, given: number): boolean => order === given

const tailOf = ({ extrapolation = 'none' }: Options, side: 'left' | 'right'): string | number =>
  typeof extrapolation === 'object' ? extrapolation[side] : extrapolation

const sideOf = ({ knots }: Doubles, q: number): 'left' | 'right' | undefined =>
  q < knots[0] ? 'left' : q > knots[knots.length - 1] ? 'right' : undefined

/** y with a part of its entries changed. */
const where = (y: Float64Array, queries: Float64Array, change: (q: number, y: number) => number): Float64Array =>
  y.map((entry, k) => change(queries[k], entry))

/** The eighth value counts a millionth more than it should. */
const missed = (values: Float64Array): Float64Array => withEntry(values, 8, values[8] * (1 + 2 ** -20))

export const interpolationMutants: readonly Mutant[] = [
  {
    id: 'spline-misses-a-knot',
    origin: 'morganherlocker/cubic-spline #8',
    operators: ['quadratic-spline'],
    wrong: 'Of more than eight knots one value is taken for a millionth more than it is, in all three maps alike.',
    plant: (built) => {
      const name = 'quadratic-spline'
      const planted = wrongIn(name, {
        primal: ({ args, options, right }) =>
          isLong(args) ? built[name].primal({ ...args, values: missed(args.values) }, options) : right,
        pushforward: ({ args, tangents, options, right }) => {
          if (!isLong(args)) return right
          const moved = { ...tangents, values: missed(tangents.values) }
          return built[name].pushforward({ ...args, values: missed(args.values) }, moved, options)
        },
        pullback: ({ args, cotangent, options, right }) => {
          if (!isLong(args)) return right
          const bar = built[name].pullback({ ...args, values: missed(args.values) }, cotangent, options)
          return { ...bar, values: missed(bar.values) }
        },
      })
      return planted(built)
    },
    caughtBy: [law],
    byNoOther: true,
    rows: 9,
  },
  {
    id: 'linear-last-knot-missed',
    origin: 'planted',
    operators: ['linear-interpolation'],
    wrong: 'At the last knot the value is off by a few hundred units in the last place.',
    plant: wrongIn('linear-interpolation', {
      primal: ({ args, options, right }) =>
        where(right, args.queries, (q, y) =>
          isOrder(options, 0) && knotAt(args, q) === args.knots.length - 1 ? y * (1 + 2 ** -42) : y,
        ),
    }),
    caughtBy: [law, 'exact/primal', 'kinks/primal'],
  },
  {
    id: 'hermite-chord-for-slope',
    origin: 'SciPy #5326',
    operators: ['cubic-hermite'],
    wrong: 'The slope at the first knot is taken for zero, so that polynomials are not reproduced.',
    plant: wrongIn('cubic-hermite', {
      primal: ({ args, options, built }) =>
        built['cubic-hermite'].primal({ ...args, slopes: withEntry(args.slopes, 0, 0) }, options),
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'hermite-corner',
    origin: 'Interpolations.jl #492',
    operators: ['cubic-hermite'],
    wrong: 'The piece on the right of the second knot begins with another slope than the one before ends with.',
    plant: wrongIn('cubic-hermite', {
      primal({ args, options, built, right }) {
        const [, first, second = Number.POSITIVE_INFINITY] = args.knots
        const bent = { ...args, slopes: withEntry(args.slopes, 1, args.slopes[1] * (1 + 2 ** -20)) }
        const other = built['cubic-hermite'].primal(bent, options)
        return right.map((y, k) => (args.queries[k] > first && args.queries[k] <= second ? other[k] : y))
      },
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'linear-smoothed-over-all',
    origin: 'SciPy #22882',
    operators: ['linear-interpolation'],
    wrong: 'What is small beside the largest value anywhere is taken for zero: a local method is local no more.',
    plant: wrongIn('linear-interpolation', {
      primal({ args, options, built }) {
        const largest = args.values.reduce((most, u) => Math.max(most, Math.abs(u)), 0)
        const values = args.values.map((u) => (Math.abs(u) < 2 ** -30 * largest ? 0 : u))
        return built['linear-interpolation'].primal({ ...args, values }, options)
      },
    }),
    caughtBy: [law],
  },
  {
    id: 'linear-rounds-corners',
    origin: 'planted',
    operators: ['linear-interpolation'],
    wrong: 'A bump in the middle of each piece takes the values above their ends.',
    plant: wrongIn('linear-interpolation', {
      primal: ({ args, options, right }) =>
        where(right, args.queries, (q, y) => {
          const inside = args.knots.some((t, i) => q > t && q < args.knots[i + 1])
          return isOrder(options, 0) && inside ? y + Math.abs(y) * 2 ** -30 : y
        }),
    }),
    caughtBy: [law, 'exact/primal', 'finite-differences/pushforward', 'calculus/primal'],
  },
  {
    id: 'constant-tail-with-a-slope',
    origin: 'SciPy #10195',
    operators: ['cubic-hermite'],
    wrong: 'Outside the knots the value stays what it is at the end, and so does the first derivative.',
    plant: wrongIn('cubic-hermite', {
      primal({ args, options, right, built }) {
        if (!isOrder(options, 1)) return right
        const { knots, queries } = args
        const held = queries.map((q) => Math.min(Math.max(q, knots[0]), knots[knots.length - 1]))
        const slopes = built['cubic-hermite'].primal({ ...args, queries: held }, options)
        return right.map((y, k) => {
          const side = sideOf(args, queries[k])
          return side !== undefined && tailOf(options, side) === 'constant' ? slopes[k] : y
        })
      },
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'linear-tail-kinked',
    origin: 'planted',
    operators: ['cubic-hermite'],
    wrong: 'The straight line outside the knots goes on with the slope of the last chord.',
    plant: wrongIn('cubic-hermite', {
      primal({ args, options, right }) {
        const { knots, values, queries } = args
        const last = knots.length - 1
        const chord = (values[last] - values[last - 1]) / (knots[last] - knots[last - 1])
        return where(right, queries, (q, y) => {
          if (sideOf(args, q) !== 'right' || tailOf(options, 'right') !== 'linear') return y
          return isOrder(options, 0) ? values[last] + chord * (q - knots[last]) : isOrder(options, 1) ? chord : 0
        })
      },
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'period-of-the-wrong-cell',
    origin: 'DataInterpolations.jl: wrong beyond the range for periodic and reflective extrapolation',
    operators: ['linear-interpolation'],
    wrong: 'More than a period below the first knot the query is brought back a period too far up, onto the last knot.',
    plant: wrongIn('linear-interpolation', {
      primal({ args, options, built }) {
        const { knots } = args
        const [first, last] = [knots[0], knots[knots.length - 1]]
        const isFar = (q: number): boolean => q < 2 * first - last && tailOf(options, 'left') === 'periodic'
        const queries = args.queries.map((q) => (isFar(q) ? last : q))
        return built['linear-interpolation'].primal({ ...args, queries }, options)
      },
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'mirrored-slope-not-negated',
    origin: 'planted',
    operators: ['quadratic-spline'],
    wrong: 'Where the queries are mirrored the first derivative keeps the sign that it has in the original.',
    plant: wrongIn('quadratic-spline', {
      primal: ({ args, options, right }) =>
        where(right, args.queries, (q, y) => {
          const { knots } = args
          const side = sideOf(args, q)
          if (!isOrder(options, 1) || side === undefined || tailOf(options, side) !== 'reflective') return y
          const first = knots[0]
          const last = knots[knots.length - 1]
          const cell = Math.ceil((q - last) / (last - first))
          return cell % 2 === 0 ? y : -y
        }),
    }),
    caughtBy: [law, 'exact/primal'],
  },
  {
    id: 'hermite-long-value-missed',
    origin: 'planted',
    operators: ['cubic-hermite'],
    wrong: 'Of more than 32 knots the value at one is taken for a thousandth more than it is.',
    plant: wrongIn('cubic-hermite', {
      primal: ({ args, options, right, built }) =>
        args.knots.length > 32
          ? built['cubic-hermite'].primal(
              { ...args, values: withEntry(args.values, 20, args.values[20] + 1e-3) },
              options,
            )
          : right,
    }),
    caughtBy: [law],
    rows: 33,
  },
]
