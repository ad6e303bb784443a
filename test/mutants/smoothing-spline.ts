/** Bugs planted in `smoothing-spline`: no promise of an interpolant tells one λ from another, the exact answer alone does. */
import type { Mutant } from './mutant.ts'

const smoothing = 'smoothing-spline'

/** λ as it is used; the default is 1. */
const withLambda =
  (change: (lambda: number) => number): Mutant['plant'] =>
  (built) => {
    const { primal, pushforward, pullback } = built[smoothing]
    const changed = (options = {}) => ({ ...options, lambda: change(Number({ lambda: 1, ...options }.lambda)) })
    return {
      ...built,
      [smoothing]: {
        primal: (args, options) => primal(args, changed(options)),
        pushforward: (args, tangents, options) => pushforward(args, tangents, changed(options)),
        pullback: (args, cotangent, options) => pullback(args, cotangent, changed(options)),
      },
    }
  }

export const smoothingMutants: readonly Mutant[] = [
  {
    id: 'smoothing-lambda-by-a-millionth',
    origin: 'planted',
    operators: [smoothing],
    wrong: 'λ is off by a millionth of itself, in all three maps alike.',
    plant: withLambda((lambda) => lambda * (1 + 2 ** -20)),
    caughtBy: ['exact', 'kinks'].flatMap((law) => ['primal', 'pushforward', 'pullback'].map((map) => `${law}/${map}`)),
    byNoOther: true,
  },
]
