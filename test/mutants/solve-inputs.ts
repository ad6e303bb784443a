/** Bugs planted in what the derivative maps of `tridiagonal-solve` do with the tangents and the cotangent that come in (OPR-2, OPR-8). */
import { CotangentError } from '../../spec/errors.ts'
import { type Mutant, wrongIn } from './mutant.ts'

const name = 'tridiagonal-solve'
const operators = [name]
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

export const solveInputs: readonly Mutant[] = [
  {
    id: 'solve-cotangent-ignored',
    origin: 'TensorFlow.NET #787',
    operators,
    wrong: 'The incoming cotangent is taken to be all ones.',
    plant: wrongIn(name, {
      pullback: ({ args, cotangent, built }) =>
        built[name].pullback(
          args,
          cotangent.map(() => 1),
        ),
    }),
    caughtBy: [...pullbackLaws, 'linear-maps/pullback'],
    hint: 'all ones',
  },
  {
    id: 'solve-cotangent-summed',
    origin: 'tfjs #4151',
    operators,
    wrong: 'The incoming cotangent is cast to a scalar, its sum, and spread again.',
    plant: wrongIn(name, {
      pullback({ args, cotangent, built }) {
        const sum = cotangent.reduce((total, x) => total + x, 0)
        return built[name].pullback(
          args,
          cotangent.map(() => sum),
        )
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'solve-cotangent-nudged',
    origin: 'planted',
    operators,
    wrong: 'A small number is added to the cotangent for safety.',
    plant: wrongIn(name, {
      pullback: ({ args, cotangent, built }) =>
        built[name].pullback(
          args,
          cotangent.map((x) => x + 1e-12),
        ),
    }),
    caughtBy: ['exact/pullback', 'linear-maps/pullback'],
  },
  {
    id: 'solve-cotangent-normalised',
    origin: 'planted',
    operators,
    wrong:
      'The cotangent is divided by 1 + ‖ȳ‖₁ and the result multiplied by it: right, but no longer linear in every bit.',
    plant: wrongIn(name, {
      pullback({ args, cotangent, built }) {
        const size = cotangent.reduce((total, x) => total + Math.abs(x), 1)
        const bar = built[name].pullback(
          args,
          cotangent.map((x) => x / size),
        )
        return Object.fromEntries(
          Object.entries(bar).map(([argument, values]) => [argument, values.map((x) => x * size)]),
        )
      },
    }),
    caughtBy: ['linear-maps/pullback'],
    byNoOther: true,
  },
  {
    id: 'solve-small-tangents-dropped',
    origin: 'planted',
    operators,
    wrong: 'Tangents below a threshold count as zero.',
    plant: wrongIn(name, {
      pushforward: ({ args, tangents, built }) =>
        built[name].pushforward(args, { ...tangents, b: tangents.b.map((x) => (Math.abs(x) < 2 ** -6 ? 0 : x)) }),
    }),
    caughtBy: ['exact/pushforward', 'linear-maps/pushforward'],
  },
  {
    id: 'solve-tangent-forgotten',
    origin: 'planted',
    operators,
    wrong: 'The pushforward takes du for a constant.',
    plant: wrongIn(name, {
      pushforward: ({ args, tangents: { dl, d, b }, built }) => built[name].pushforward(args, { dl, d, b }),
    }),
    caughtBy: ['exact/pushforward', 'adjoint-identity', 'finite-differences/pushforward'],
  },
  {
    id: 'solve-missing-tangent-refused',
    origin: 'planted',
    operators,
    wrong: 'A tangent that is missing is an error, where it is zero.',
    plant: (built) => ({
      ...built,
      [name]: {
        ...built[name],
        pushforward(args, tangents, options) {
          const right = built[name].pushforward(args, tangents, options)
          const missing = Object.keys(args).find((argument) => tangents[argument] === undefined)
          if (missing === undefined) return right
          throw new CotangentError('LENGTH_MISMATCH', `no tangent of ${missing}`, { argument: missing })
        },
      },
    }),
    caughtBy: ['adjoint-identity'],
  },
  {
    id: 'solve-missing-tangents-are-ones',
    origin: 'planted',
    operators,
    wrong: 'Beside a tangent that is given, one that is missing is taken for ones.',
    plant: (built) => ({
      ...built,
      [name]: {
        ...built[name],
        pushforward(args, tangents, options) {
          if (Object.keys(tangents).length === 0) return built[name].pushforward(args, tangents, options)
          const ones = Object.fromEntries(Object.entries(args).map(([key, array]) => [key, Array.from(array, () => 1)]))
          return built[name].pushforward(args, { ...ones, ...tangents }, options)
        },
      },
    }),
    caughtBy: ['adjoint-identity'],
    byNoOther: true,
  },
]
