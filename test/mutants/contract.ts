/** Bugs planted in the checks of the input (ERR-2 to ERR-5): bad input answered, or refused by another error than is due, and good input refused. */
import { CotangentError, type ErrorCode } from '../../spec/errors.ts'
import type { Arrays } from '../../spec/operator.ts'
import { type Mutant, onError } from './mutant.ts'

const spline = 'quadratic-spline'
const rhs = 'quadratic-spline-rhs'
const solve = 'tridiagonal-solve'

/** Bad input alone shows it. */
const silent = { caughtBy: ['bad-input'], byNoOther: true } as const

const withKnots = (args: Arrays, knots: readonly number[]): { readonly args: Arrays } => ({ args: { ...args, knots } })

/** Refuses whatever has more than 32 knots or rows. */
const refusingLong = (name: string, code: ErrorCode): Mutant['plant'] => {
  const check = (args: Arrays): void => {
    if (Object.values(args).some(({ length }) => length > 32)) throw new CotangentError(code, `${name}: ${code}`)
  }
  return (built) => ({
    ...built,
    [name]: {
      primal(args, options) {
        check(args)
        return built[name].primal(args, options)
      },
      pushforward(args, tangents, options) {
        check(args)
        return built[name].pushforward(args, tangents, options)
      },
      pullback(args, cotangent, options) {
        check(args)
        return built[name].pullback(args, cotangent, options)
      },
    },
  })
}

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
  {
    ...silent,
    id: 'zeros-of-two-signs',
    origin: 'planted',
    operators: [rhs],
    wrong: '0 and −0 are told apart by their bits, and taken for two knots.',
    plant: onError(rhs, (error, { args }, again) => {
      const { index = 0 } = error
      if (error.code !== 'NOT_INCREASING' || Object.is(args.knots[index], args.knots[index - 1])) throw error
      if (args.knots[index] !== 0 || args.knots[index - 1] !== 0) throw error
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
    id: 'last-knot-twice',
    origin: 'planted',
    operators: [spline],
    wrong: 'The last knot may be equal to the one before.',
    plant: onError(spline, (error, { args }, again) => {
      const last = args.knots.length - 1
      if (error.code !== 'NOT_INCREASING' || error.index !== last) throw error
      if (args.knots[last] !== args.knots[last - 1]) throw error
      return again(withKnots(args, [...Array.from(args.knots).slice(0, -1), args.knots[last] + 1]))
    }),
  },
  {
    ...silent,
    id: 'order-three',
    origin: 'planted',
    operators: ['akima'],
    wrong: 'Order 3 is taken for order 2.',
    plant: onError('akima', (error, { options }, again) => {
      if (error.code !== 'INVALID_OPTION' || options.order !== 3) throw error
      return again({ options: { ...options, order: 2 } })
    }),
  },
  {
    ...silent,
    id: 'lambda-below-zero',
    origin: 'planted',
    operators: ['smoothing-spline'],
    wrong: 'A weight below zero is taken for zero.',
    plant: onError('smoothing-spline', (error, { options }, again) => {
      if (error.code !== 'INVALID_OPTION' || !(Number(options.lambda) < 0)) throw error
      return again({ options: { ...options, lambda: 0 } })
    }),
  },
  {
    ...silent,
    id: 'control-points-in-parts',
    origin: 'planted',
    operators: ['bspline-approximation'],
    wrong: 'A number of control points that is no integer is rounded up.',
    plant: onError('bspline-approximation', (error, { options }, again) => {
      const { controlPoints } = options
      if (error.code !== 'INVALID_OPTION' || typeof controlPoints !== 'number') throw error
      if (Number.isNaN(controlPoints) || Number.isInteger(controlPoints)) throw error
      return again({ options: { ...options, controlPoints: Math.ceil(controlPoints) } })
    }),
  },
  {
    ...silent,
    id: 'right-side-unchecked',
    origin: 'planted',
    operators: [spline],
    wrong: 'Of an option with two sides the left one alone is checked.',
    plant: onError(spline, (error, { options }, again) => {
      const { extrapolation } = options
      if (error.code !== 'INVALID_OPTION' || typeof extrapolation !== 'object') throw error
      return again({ options: { ...options, extrapolation: { ...extrapolation, right: 'none' } } })
    }),
  },
  {
    ...silent,
    id: 'sides-of-the-order',
    origin: 'planted',
    operators: [spline],
    wrong: 'Every option may have two sides; where there is one value, it is the left one.',
    plant: onError(spline, (error, { options }, again) => {
      if (error.code !== 'INVALID_OPTION' || typeof options.order !== 'object') throw error
      return again({ options: { ...options, order: options.order.left } })
    }),
  },
  {
    ...silent,
    id: 'periodic-at-one-end',
    origin: 'planted',
    operators: ['cubic-spline'],
    wrong: 'A spline that is periodic at one end is natural at both.',
    plant: onError('cubic-spline', (error, { args, options }, again) => {
      const { boundary } = options
      if (error.code !== 'INVALID_OPTION' || error.argument !== undefined || boundary === undefined) throw error
      const { knots, values, queries } = args
      return again({ args: { knots, values, queries }, options: { ...options, boundary: 'natural' } })
    }),
  },
  {
    ...silent,
    id: 'too-few-control-points',
    origin: 'planted',
    operators: ['bspline-approximation'],
    wrong: 'Where there are too few control points for the degree, the degree is lowered.',
    plant: onError('bspline-approximation', (error, { options }, again) => {
      if (error.code !== 'INVALID_OPTION' || error.argument !== undefined) throw error
      return again({ options: { ...options, degree: Number(options.controlPoints ?? 4) - 1 } })
    }),
  },
  {
    ...silent,
    id: 'collocation-on-two-knots',
    origin: 'planted',
    operators: [spline],
    wrong:
      'The smallest number of knots is asked of the operator, not of its options: two will do for a start that takes three.',
    plant: onError(spline, (error, { args, options }, again) => {
      if (error.code !== 'TOO_FEW_KNOTS' || args.knots.length !== 2) throw error
      return again({ options: { ...options, start: 'zero-slope' } })
    }),
  },
  {
    ...silent,
    id: 'tangents-demanded',
    origin: 'planted',
    operators: [rhs],
    wrong: 'A pushforward without tangents is refused.',
    plant: (built) => ({
      ...built,
      [rhs]: {
        ...built[rhs],
        pushforward(args, tangents, options) {
          const tangent = built[rhs].pushforward(args, tangents, options)
          if (Object.keys(tangents).length > 0) return tangent
          throw new CotangentError('LENGTH_MISMATCH', `${rhs}: there must be a tangent; got none, expected one`)
        },
      },
    }),
  },
  {
    ...silent,
    id: 'tangent-of-nothing',
    origin: 'planted',
    operators: [rhs],
    wrong: 'Tangents of arguments that do not exist are passed over.',
    plant: onError(rhs, (error, { args, tangents }, again) => {
      const known = Object.entries(tangents).filter(([name]) => name in args)
      if (known.length === Object.keys(tangents).length) throw error
      return again({ tangents: Object.fromEntries(known) })
    }),
  },
  {
    ...silent,
    id: 'end-slopes-of-no-clamp',
    origin: 'planted',
    operators: ['cubic-spline'],
    wrong: 'Slopes at the ends are passed over where no end is clamped.',
    plant: onError('cubic-spline', (error, { args }, again) => {
      if (error.code !== 'LENGTH_MISMATCH' || error.argument !== 'endSlopes') throw error
      if (args.endSlopes?.length !== 2) throw error
      const { endSlopes: _, ...others } = args
      return again({ args: others })
    }),
  },
  {
    ...silent,
    id: 'periods-without-end',
    origin: 'planted',
    operators: [spline],
    wrong: 'A query is folded however far away it is.',
    plant: onError(spline, (error, { args, options }, again) => {
      if (error.code !== 'OUT_OF_RANGE') throw error
      if (options.extrapolation !== 'periodic' && options.extrapolation !== 'reflective') throw error
      return again({ args: { ...args, queries: Array.from(args.queries, () => args.knots[0]) } })
    }),
  },
  {
    ...silent,
    id: 'tangent-of-another-name',
    origin: 'planted',
    operators: [rhs],
    wrong: 'NaN in a tangent names the first argument.',
    plant: onError(rhs, (error, { args }) => {
      const { argument, index } = error
      if (error.code !== 'NOT_FINITE' || argument === undefined || index === undefined) throw error
      if (!Array.from(args[argument] ?? [Number.NaN]).every(Number.isFinite)) throw error
      throw new CotangentError(error.code, error.message, { argument: Object.keys(args)[0], index })
    }),
  },
  {
    ...silent,
    id: 'tangent-index-from-one',
    origin: 'planted',
    operators: [rhs],
    wrong: 'The index of the offending entry of a tangent is counted from one.',
    plant: onError(rhs, (error, { args, tangents }) => {
      const { argument, index } = error
      if (error.code !== 'NOT_FINITE' || argument === undefined || index === undefined) throw error
      if (tangents[argument] === undefined || !Array.from(args[argument]).every(Number.isFinite)) throw error
      throw new CotangentError(error.code, error.message, { argument, index: index + 1 })
    }),
  },
  {
    ...silent,
    id: 'nan-query-constant',
    origin: 'planted',
    operators: [spline],
    wrong: 'A query that is no number lies outside of the knots, and is answered with the value at the end.',
    plant: onError(spline, (error, { args, options }, again) => {
      if (error.code !== 'NOT_FINITE' || error.argument !== 'queries' || options.extrapolation !== 'constant')
        throw error
      if (!Number.isNaN(args.queries[error.index ?? 0])) throw error
      return again({
        args: { ...args, queries: Array.from(args.queries, (q) => (Number.isNaN(q) ? args.knots[0] : q)) },
      })
    }),
  },
  {
    id: 'more-than-32-overflow',
    origin: 'planted',
    operators: [rhs],
    wrong: 'More than 32 knots are refused as an overflow, since there is no room for more.',
    plant: refusingLong(rhs, 'NOT_FINITE'),
    caughtBy: ['pure/primal', 'linear-maps/pullback', 'adjoint-identity'],
    rows: 33,
  },
  {
    id: 'more-than-32-singular',
    origin: 'planted',
    operators: [solve],
    wrong: 'More than 32 rows are refused as singular, since there is no room for more.',
    plant: refusingLong(solve, 'SINGULAR'),
    caughtBy: ['pure/primal', 'linear-maps/pullback'],
    rows: 33,
  },
]
