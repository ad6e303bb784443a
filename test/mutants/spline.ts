/** Bugs planted in `quadratic-spline` (QSP-14 to QSP-17): steps left out of the chain, and what lies outside the knots. */
import type { Operators } from '../../spec/operator.ts'
import { type Doubles, type Mutant, wrongIn } from './mutant.ts'

const name = 'quadratic-spline'
const operators = [name]
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

/** The arguments of the last step, from the built-in steps (QSP-14). */
function composeArguments(built: Operators, { knots, values, queries }: Doubles): Doubles {
  const rhs = built['quadratic-spline-rhs'].primal({ knots, values })
  const slopes = built['quadratic-spline-slopes'].primal({ rhs })
  const curvatures = built['quadratic-spline-curvatures'].primal({ knots, slopes })
  return { knots, values, slopes, curvatures, queries }
}

/** Where a query lies outside the knots. */
const isOutside = (knots: Float64Array, q: number): boolean => q < knots[0] || q > knots[knots.length - 1]

const clamped = ({ knots, queries }: Doubles): Float64Array =>
  queries.map((q) => Math.min(Math.max(q, knots[0]), knots[knots.length - 1]))

export const splineMutants: readonly Mutant[] = [
  {
    id: 'spline-knots-silently-zero',
    origin: 'DataInterpolations.jl: knots answered with no tangent',
    operators,
    wrong: 'The cotangent of the knots is zero.',
    plant: wrongIn(name, { pullback: ({ args }) => ({ knots: args.knots.map(() => 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'is zero where it should not be',
  },
  {
    id: 'spline-curvatures-after-slopes',
    origin: 'planted',
    operators,
    wrong: 'The adjoint of the slopes runs before the curvatures have added their part to it.',
    plant: wrongIn(name, {
      pullback({ args, cotangent, built }) {
        const bar = built['quadratic-spline-compose'].pullback(composeArguments(built, args), cotangent)
        const rhs = built['quadratic-spline-slopes'].pullback({ rhs: args.values }, bar.slopes).rhs
        const { values } = built['quadratic-spline-rhs'].pullback({ knots: args.knots, values: args.values }, rhs)
        return { values: values.map((x, i) => x + bar.values[i]) }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'spline-from-the-left-knot',
    origin: 'planted',
    operators,
    wrong: 'Every query is evaluated from the left end of its piece, which cancels at the right end.',
    plant: wrongIn(name, {
      primal: ({ args, built }) => built['quadratic-spline-compose'].primal(composeArguments(built, args)),
    }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'spline-values-constant-outside',
    origin: 'DataInterpolations.jl: wrong gradient of the values outside the range',
    operators,
    wrong: 'A query outside the knots adds nothing to the cotangent of the values.',
    plant: wrongIn(name, {
      pullback({ args, cotangent, options, built }) {
        const inside = cotangent.map((x, k) => (isOutside(args.knots, args.queries[k]) ? 0 : x))
        return { values: built[name].pullback(args, inside, options).values }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'spline-extension-clamped',
    origin: 'SciPy #10195',
    operators,
    wrong: 'Outside the knots the value at the end is repeated, though the derivative is that of the extension.',
    plant: wrongIn(name, {
      primal: ({ args, options, built }) => built[name].primal({ ...args, queries: clamped(args) }, options),
    }),
    caughtBy: ['exact/primal', 'finite-differences/pushforward', 'finite-differences/pullback'],
  },
  {
    id: 'spline-sides-swapped',
    origin: 'planted',
    operators,
    wrong: 'The extrapolations of the two sides are in each other’s place.',
    plant: (built) => ({
      ...built,
      [name]: {
        ...built[name],
        primal(args, options = {}) {
          const { extrapolation } = options
          const isSided = typeof extrapolation === 'object'
          const swapped = isSided ? { left: extrapolation.right, right: extrapolation.left } : extrapolation
          return built[name].primal(
            args,
            extrapolation === undefined ? options : { ...options, extrapolation: swapped! },
          )
        },
      },
    }),
    caughtBy: ['exact/primal'],
  },
]
