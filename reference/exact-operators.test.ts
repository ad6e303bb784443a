import { describe, expect, test } from 'vitest'
import { catalogue } from '../spec/catalogue.ts'
import { CotangentError } from '../spec/errors.ts'
import { exactOperators, numberOperators } from './index.ts'
import { lup, lusolve } from './math.ts'

const both = [
  ['exactly', exactOperators],
  ['in doubles', numberOperators],
] as const

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return 'no error'
}

describe.each(both)('every operator, %s', (_, operators) => {
  test.each(catalogue)('$name answers its example', ({ name, clauses, example }) => {
    const operator = operators[name]
    const { arguments: args, options, cotangent } = example
    expect(operator.primal(args, options)).toBeInstanceOf(Float64Array)
    if (clauses.pullback === undefined) {
      expect(codeOf(() => operator.pullback(args, cotangent, options))).toBe('NOT_DIFFERENTIABLE')
      return
    }
    // ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ with the arguments as their own tangents
    const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
      Array.from(x).reduce((sum, entry, i) => sum + entry * y[i], 0)
    const cotangents = operator.pullback(args, cotangent, options)
    const forward = dot(cotangent, operator.pushforward(args, args, options))
    const reverse = Object.entries(cotangents).reduce((sum, [argument, bar]) => sum + dot(bar, args[argument]), 0)
    expect(forward).toBeCloseTo(reverse, 12)
  })

  const { 'tridiagonal-solve': solve, 'tridiagonal-multiply': multiply, 'quadratic-spline': spline } = operators

  test('options are optional, typed arrays are arrays', () => {
    const args = { knots: Float64Array.of(0, 1, 3), values: [1, 2, 0], queries: [0.5, 2] }
    expect(Array.from(spline.primal(args))).toEqual([1.25, 2.5])
    expect(Array.from(spline.pushforward(args, {}))).toEqual([0, 0])
    expect(Array.from(spline.pullback(args, [0, 0]).knots)).toEqual([0, 0, 0])
  })

  test('extrapolation is none unless it is extension on that side', () => {
    const args = (query: number) => ({ knots: [0, 1], values: [0, 1], queries: [query] })
    const right = { extrapolation: { left: 'none', right: 'extension' } }
    expect(codeOf(() => spline.primal(args(2)))).toBe('OUT_OF_RANGE')
    expect(Array.from(spline.primal(args(2), right))).toEqual([4])
    expect(codeOf(() => spline.primal(args(-1), right))).toBe('OUT_OF_RANGE')
  })

  test('a singular system, consistent or not, is SINGULAR', () => {
    const args = { dl: [2], d: [1, 6], du: [3], b: [1, 2] }
    expect(codeOf(() => solve.primal(args))).toBe('SINGULAR')
    expect(codeOf(() => solve.primal({ ...args, b: [1, 1] }))).toBe('SINGULAR')
    expect(codeOf(() => solve.pullback(args, [1, 1]))).toBe('SINGULAR')
    expect(codeOf(() => solve.pushforward(args, {}))).toBe('SINGULAR')
  })

  test('an overflow is an error, never an infinity or a zero', () => {
    const huge = { dl: [1], d: [1e300, 1], du: [1], x: [1e300, 1] }
    expect(codeOf(() => multiply.primal(huge))).toBe('NOT_FINITE')
    expect(codeOf(() => solve.primal({ dl: [], d: [1e-200], du: [], b: [1e200] }))).toBe('NOT_FINITE')
    expect(codeOf(() => solve.pullback({ dl: [], d: [1e-200], du: [], b: [1] }, [1e200]))).toBe('NOT_FINITE')
  })
})

test('exact operators round once: every result is the double nearest to the truth', () => {
  // In doubles 0.1 · 3 − 0.3 is 5.6e-17, in truth 0.1 · 3 − 0.3 of the doubles is 2.8e-17 and a bit.
  const args = { dl: [0], d: [0.1, 1], du: [-0.3], x: [3, 1] }
  expect(exactOperators['tridiagonal-multiply'].primal(args)[0]).toBe(2 ** -55)
  expect(numberOperators['tridiagonal-multiply'].primal(args)[0]).toBe(2 ** -54)
})

test('an overflow on the way is none of the exact operators’', () => {
  const args = { dl: [0], d: [1e200, 1], du: [1e200], x: [1e200, -1e200] }
  expect(exactOperators['tridiagonal-multiply'].primal(args)[0]).toBe(0)
  expect(codeOf(() => numberOperators['tridiagonal-multiply'].primal(args))).toBe('NOT_FINITE')
})

test('an overflow inside a solve in doubles is seen, though mathjs takes a NaN in a right-hand side for 0', () => {
  const args = { dl: [0, 0], d: [1, 1, 1], du: [0, 0], b: [1e10, 0, 1e10] }
  const tangents = { dl: [1e308, 0], du: [0, -1e308] }
  const identity = [
    [1, 0],
    [0, 1],
  ]
  expect(lusolve(lup(identity), [1, Number.NaN])).toEqual([1, 0])
  expect(codeOf(() => numberOperators['tridiagonal-solve'].pushforward(args, tangents))).toBe('NOT_FINITE')
  expect(exactOperators['tridiagonal-solve'].pushforward(args, tangents)).toEqual(new Float64Array(3))
})
