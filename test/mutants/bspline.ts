/** Bugs planted in the splines of free degree and the smoothing spline (BSP-1 to BSP-6, SMO-1 to SMO-3). */
import { type Mutant, withEntry, wrongIn } from './mutant.ts'

const through = 'bspline-interpolation'
const smoothing = 'smoothing-spline'

/** With p = 1/(1 + λ): bending weighs 1 − p, and the data one instead of p. */
const halfTurned = (lambda: number): number => lambda / (1 + lambda)

export const bsplineMutants: readonly Mutant[] = [
  {
    id: 'bspline-derivative-zero-at-first-knot',
    origin: 'DataInterpolations.jl #203',
    operators: [through],
    wrong: 'The derivative at the first knot is zero, as the last basis function of an empty piece would have it.',
    plant: wrongIn(through, {
      primal({ right, args, options }) {
        const at = args.queries.indexOf(args.knots[0])
        return at === -1 || options.order !== 1 ? right : withEntry(right, at, 0)
      },
    }),
    caughtBy: ['exact/primal'],
    rows: 4,
  },
  {
    id: 'bspline-breaks-do-not-move',
    origin: 'planted',
    operators: [through],
    wrong: 'The cotangent of a knot counts it as a datum’s place alone, not as a break as well.',
    plant: wrongIn(through, {
      pullback({ args, right, options, built }) {
        const { knots, values } = args
        const slopes = built[through].primal(
          { knots, values, queries: knots },
          { ...options, order: 1, extrapolation: 'none' },
        )
        return { knots: knots.map((_, i) => -slopes[i] * right.values[i]) }
      },
    }),
    caughtBy: ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback'],
    rows: 5,
  },
  {
    id: 'smoothing-lambda-in-the-wrong-place',
    origin: 'planted',
    operators: [smoothing],
    wrong: 'Bending is weighed as in the form with p and 1 − p, the data are not, in all three maps alike.',
    plant: (built) => {
      const operator = built[smoothing]
      const turned = (options: Parameters<typeof operator.primal>[1] = {}) => ({
        ...options,
        lambda: halfTurned(Number(options.lambda ?? 1)),
      })
      return {
        ...built,
        [smoothing]: {
          primal: (args, options) => operator.primal(args, turned(options)),
          pushforward: (args, tangents, options) => operator.pushforward(args, tangents, turned(options)),
          pullback: (args, cotangent, options) => operator.pullback(args, cotangent, turned(options)),
        },
      }
    },
    caughtBy: ['exact/primal', 'exact/pushforward', 'exact/pullback'],
  },
]
