/** Bugs planted between an interpolant, its derivatives and its integral (INP-13): each right alone, not together. */
import { type Doubles, type Mutant, withEntry, wrongIn } from './mutant.ts'

const primal = 'calculus/primal'
const pullback = 'calculus/pullback'

/** A jump right of the fifth knot of more than eight, counted in the area of the first value over its gap. */
const jump = ({ knots }: Doubles, x: number): number => (knots.length > 8 && x > knots[4] ? 1 : 0)

/** The jumps that an integral takes in. */
const jumps = (args: Doubles): Float64Array => args.to.map((to, k) => jump(args, to) - jump(args, args.from[k]))

const integral = 'quadratic-spline-integral'

export const calculusMutants: readonly Mutant[] = [
  {
    id: 'antiderivative-jumps',
    origin: 'SciPy #4355',
    operators: [integral],
    wrong: 'The antiderivative of more than eight knots loses its continuity at the fifth, in all three maps alike.',
    plant: wrongIn(integral, {
      primal: ({ args, right }) => {
        const { knots: t, values: u } = args
        const at = jumps(args)
        return right.map((y, k) => y + at[k] * u[0] * (t[1] - t[0]))
      },
      pushforward: ({ args, tangents, right }) => {
        const { knots: t, values: u } = args
        const { knots: tDot, values: uDot } = tangents
        const at = jumps(args)
        return right.map((y, k) => y + at[k] * (uDot[0] * (t[1] - t[0]) + u[0] * (tDot[1] - tDot[0])))
      },
      pullback: ({ args, cotangent, right }) => {
        const { knots: t, values: u } = args
        const bar = jumps(args).reduce((sum, at, k) => sum + cotangent[k] * at, 0)
        const knots = withEntry(right.knots, 0, right.knots[0] - bar * u[0])
        const values = withEntry(right.values, 0, right.values[0] + bar * (t[1] - t[0]))
        return { knots: withEntry(knots, 1, knots[1] + bar * u[0]), values }
      },
    }),
    caughtBy: [primal],
    byNoOther: true,
    rows: 9,
  },
  {
    id: 'integral-backwards-unsigned',
    origin: 'planted',
    operators: [integral],
    wrong: 'An integral from right to left has the sign of the one from left to right.',
    plant: wrongIn(integral, {
      primal: ({ args, right }) => right.map((y, k) => (args.to[k] < args.from[k] ? -y : y)),
    }),
    caughtBy: [primal, 'exact/primal', 'finite-differences/pushforward', 'finite-differences/pullback'],
  },
  {
    id: 'integral-of-a-whole-piece',
    origin: 'planted',
    operators: ['linear-interpolation-integral'],
    wrong: 'An integral that ends within a piece takes in an extra 2⁻³⁰ of the height at its end.',
    plant: wrongIn('linear-interpolation-integral', {
      primal({ args, options, right, built }) {
        const { from: _, to, ...data } = args
        const heights = built['linear-interpolation'].primal({ ...data, queries: to }, options)
        return right.map((y, k) => y + 2 ** -30 * heights[k])
      },
    }),
    caughtBy: [primal, 'exact/primal', 'finite-differences/pushforward', 'finite-differences/pullback'],
  },
  {
    id: 'bounds-exchanged',
    origin: 'planted',
    operators: ['cubic-hermite-integral'],
    wrong: 'The cotangents of the two bounds are in each other’s place.',
    plant: wrongIn('cubic-hermite-integral', { pullback: ({ right: { from, to } }) => ({ from: to, to: from }) }),
    caughtBy: [pullback, 'exact/pullback', 'adjoint-identity', 'finite-differences/pullback'],
  },
  {
    id: 'second-derivative-halved',
    origin: 'planted',
    operators: ['cubic-hermite'],
    wrong: 'Order 2 is the Taylor coefficient, half the second derivative, in all three maps alike.',
    plant: wrongIn('cubic-hermite', {
      primal: ({ options, right }) => (options.order === 2 ? right.map((y) => y / 2) : right),
      pushforward: ({ options, right }) => (options.order === 2 ? right.map((y) => y / 2) : right),
      pullback: ({ options, right }) =>
        options.order === 2
          ? Object.fromEntries(Object.entries(right).map(([name, bar]) => [name, bar.map((x) => x / 2)]))
          : {},
    }),
    caughtBy: [primal, pullback, 'interpolation', 'exact/primal', 'exact/pushforward', 'exact/pullback'],
  },
  {
    id: 'query-cotangent-one-order-low',
    origin: 'torchcubicspline #11',
    operators: ['quadratic-spline'],
    wrong: 'Of order 1, the cotangent of the queries is multiplied by the slope instead of its derivative.',
    plant: wrongIn('quadratic-spline', {
      pullback({ args, cotangent, options, right, built }) {
        if (options.order !== 1) return {}
        const slopes = built['quadratic-spline'].primal(args, options)
        return { queries: right.queries.map((_, k) => cotangent[k] * slopes[k]) }
      },
    }),
    caughtBy: [pullback, 'exact/pullback', 'adjoint-identity', 'finite-differences/pullback'],
  },
]
