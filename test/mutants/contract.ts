/** Bugs planted in the checks of the input (ERR-2 to ERR-5): bad input answered, or refused by another error than is due. */
import { CotangentError } from '../../spec/errors.ts'
import type { Arrays } from '../../spec/operator.ts'
import { type Mutant, onError } from './mutant.ts'

const spline = 'quadratic-spline'
const rhs = 'quadratic-spline-rhs'

/** Every bug here is of errors alone. */
const silent = { caughtBy: ['bad-input'], byNoOther: true } as const

const withKnots = (args: Arrays, knots: readonly number[]): { readonly args: Arrays } => ({ args: { ...args, knots } })

const finite = (arrays: Arrays): Arrays =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [name, Array.from(array, (x) => (Number.isFinite(x) ? x : 0))]),
  )

export const contractMutants: readonly Mutant[] = [
  {
    ...silent,
    id: 'nan-is-zero',
    origin: 'DataInterpolations.jl #113',
    operators: [rhs],
    wrong: 'What is no number is taken for zero.',
    plant: onError(rhs, (error, { args, tangents, cotangent }, again) => {
      if (error.code !== 'NOT_FINITE') throw error
      return again({ args: finite(args), tangents: finite(tangents), cotangent: finite({ cotangent }).cotangent })
    }),
  },
  {
    ...silent,
    id: 'unsorted-beyond-the-second',
    origin: 'torchcubicspline #12',
    operators: [spline],
    wrong: 'The check that knots increase never advances past the second one.',
    plant: onError(spline, (error, { args }, again) => {
      if (error.code !== 'NOT_INCREASING' || error.index === 1) throw error
      return again(withKnots(args, [...new Set(Array.from(args.knots).sort((a, b) => a - b))]))
    }),
  },
  {
    ...silent,
    id: 'unsorted-answered',
    origin: 'cubic-spline 3.0.3, numeric 1.2.6',
    operators: [rhs],
    wrong: 'Knots out of order are answered as if they were in order.',
    plant: onError(rhs, (error, { args }, again) => {
      if (error.code !== 'NOT_INCREASING') throw error
      return again(
        withKnots(
          args,
          Array.from(args.knots, (_, i) => i),
        ),
      )
    }),
  },
  {
    ...silent,
    id: 'duplicate-knots-nudged',
    origin: 'PyAutoArray #281',
    operators: [rhs],
    wrong: 'Knots that are equal are moved apart by a hair, and their gradient by as much the other way.',
    plant: onError(rhs, (error, { args }, again) => {
      const { index = 0 } = error
      if (error.code !== 'NOT_INCREASING' || args.knots[index] !== args.knots[index - 1]) throw error
      return again(
        withKnots(
          args,
          Array.from(args.knots, (t, i) => t + i * 1e-9),
        ),
      )
    }),
  },
  {
    ...silent,
    id: 'one-knot-constant',
    origin: 'SciPy #22011',
    operators: [spline],
    wrong: 'A single knot is answered with a constant.',
    plant: (built) => ({
      ...built,
      [spline]: {
        ...built[spline],
        primal(args, options) {
          if (args.knots?.length !== 1 || args.queries === undefined) return built[spline].primal(args, options)
          return Float64Array.from(args.queries, () => args.values[0])
        },
      },
    }),
  },
  {
    ...silent,
    id: 'code-of-another-error',
    origin: 'planted',
    operators: [rhs],
    wrong: 'Knots that do not increase are OUT_OF_RANGE.',
    plant: onError(rhs, (error) => {
      const code = error.code === 'NOT_INCREASING' ? 'OUT_OF_RANGE' : error.code
      throw new CotangentError(code, error.message, error)
    }),
  },
  {
    ...silent,
    id: 'index-from-one',
    origin: 'planted',
    operators: [rhs],
    wrong: 'The index of the offending entry is counted from one.',
    plant: onError(rhs, (error) => {
      const { argument, index } = error
      if (argument === undefined || index === undefined) throw error
      throw new CotangentError(error.code, error.message, { argument, index: index + 1 })
    }),
  },
  {
    ...silent,
    id: 'index-of-the-last-fault',
    origin: 'planted',
    operators: [spline],
    wrong: 'Of several queries out of range the last one is named.',
    plant: onError(spline, (error, { args }) => {
      const { argument, index } = error
      if (error.code !== 'OUT_OF_RANGE' || argument === undefined || index === undefined) throw error
      const [low, high] = [args.knots[0], args.knots[args.knots.length - 1]]
      const last = Array.from(args.queries).findLastIndex((q) => q < low || q > high)
      throw new CotangentError(error.code, error.message, { argument, index: last })
    }),
  },
  {
    ...silent,
    id: 'argument-of-another-name',
    origin: 'planted',
    operators: [rhs],
    wrong: 'Errors about the knots name the values.',
    plant: onError(rhs, (error) => {
      const { index } = error
      if (error.argument !== 'knots') throw error
      throw new CotangentError(error.code, error.message, {
        argument: 'values',
        ...(index === undefined ? {} : { index }),
      })
    }),
  },
  {
    ...silent,
    id: 'unknown-option-ignored',
    origin: 'FiniteDiff.jl #123',
    operators: [spline],
    wrong: 'Options that do not exist, and values that they do not take, are passed over.',
    plant: onError(spline, (error, _, again) => {
      if (error.code !== 'INVALID_OPTION') throw error
      return again({ options: { extrapolation: 'extension' } })
    }),
  },
  {
    ...silent,
    id: 'out-of-range-extended',
    origin: 'planted',
    operators: [spline],
    wrong: 'Where extrapolation is none, the end pieces are extended nevertheless.',
    plant: onError(spline, (error, { options }, again) => {
      if (error.code !== 'OUT_OF_RANGE') throw error
      return again({ options: { ...options, extrapolation: 'extension' } })
    }),
  },
  {
    ...silent,
    id: 'default-extended',
    origin: 'planted',
    operators: [spline],
    wrong: 'Where no extrapolation is given, the end pieces are extended.',
    plant: onError(spline, (error, { options }, again) => {
      if (error.code !== 'OUT_OF_RANGE' || options.extrapolation !== undefined) throw error
      return again({ options: { ...options, extrapolation: 'extension' } })
    }),
  },
  {
    ...silent,
    id: 'one-side-extends-both',
    origin: 'planted',
    operators: [spline],
    wrong: 'Where one side is extended, so is the other.',
    plant: onError(spline, (error, { options }, again) => {
      if (error.code !== 'OUT_OF_RANGE' || typeof options.extrapolation !== 'object') throw error
      return again({ options: { ...options, extrapolation: 'extension' } })
    }),
  },
]
