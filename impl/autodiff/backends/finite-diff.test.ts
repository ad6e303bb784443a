import { describe, expect, test } from 'vitest'
import { CotangentError } from '../../../spec/errors.ts'
import { add, cos, dot, exp, log, multiply, sin, sqrt, square, sum } from '../../math/index.ts'
import type { Scalar, Vector } from '../../math/value.ts'
import {
  constant,
  derivative,
  gradient,
  hessian,
  hvp,
  jacobian,
  pushforward,
  secondDerivative,
  valueAndGradient,
} from '../index.ts'
import { finiteDiff } from './finite-diff.ts'
import { reverse } from './reverse.ts'

const u = 2 ** -52
const code = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return 'no error'
}

describe('finiteDiff', () => {
  test('says that x is not finite where it is not', () => {
    expect(code(() => gradient((x: Vector) => sum(square(x)), finiteDiff(), [Number.NaN, 1]))).toBe('NOT_FINITE')
    expect(code(() => derivative((x: Scalar) => sin(x), finiteDiff(), Infinity))).toBe('NOT_FINITE')
    expect(code(() => pushforward((x: Scalar) => exp(x), finiteDiff(), 1, Infinity))).toBe('NOT_FINITE')
  })

  // sin at 1: |f| ≤ 1, |f″|, |f‴| ≤ 1, each value within an ulp: the errors of the formulas' doc comment.
  test('is as accurate as its formulas', () => {
    const h = Math.sqrt(u)
    const error = Math.abs(derivative((x: Scalar) => sin(x), finiteDiff(), 1) - Math.cos(1))
    expect(error).toBeLessThanOrEqual((2 * u) / h + h / 2)
    expect(error).toBeGreaterThan(u)
    const k = Math.cbrt(u)
    const central = derivative((x: Scalar) => sin(x), finiteDiff({ scheme: 'central' }), 1)
    expect(Math.abs(central - Math.cos(1))).toBeLessThanOrEqual(u / k + k ** 2 / 6)
    const second = secondDerivative((x: Scalar) => sin(x), finiteDiff(), 1)
    expect(Math.abs(second + Math.sin(1))).toBeLessThanOrEqual((4 * u) / Math.sqrt(u) + Math.sqrt(u) / 12)
  })

  test('has the steps that it is told', () => {
    // x² forward: 2x + h, exactly where h is a power of two.
    const f = (x: Scalar): Scalar => square(x)
    expect(derivative(f, finiteDiff({ relstep: 2 ** -10 }), 4)).toBe(8 + 2 ** -8)
    expect(derivative(f, finiteDiff({ relstep: 2 ** -10, absstep: 1 }), 4)).toBe(9)
    expect(derivative(f, finiteDiff({ relstep: 2 ** -10 }), 0)).toBe(2 ** -10)
    expect(derivative(f, finiteDiff({ relstep: 2 ** -10, absstep: 2 ** -20 }), -4)).toBe(-8 + 2 ** -8)
    expect(derivative(f, finiteDiff({ scheme: 'central', relstep: 2 ** -10 }), 4)).toBe(8)
    expect(secondDerivative(f, finiteDiff({ relstep: 2 ** -10 }), 4)).toBe(2)
    expect(pushforward((x: Vector) => square(x), finiteDiff({ relstep: 2 ** -10 }), [4, 1], [2, 0])).toEqual(
      Float64Array.of(16 + 2 ** -7, 0),
    )
  })

  test('steps by numbers that are not rounded again', () => {
    // Of a linear function the difference is exact but for the division, at any x.
    for (const x of [0.1, 1 / 3, 1e6 / 7, -1e-9 / 3, 123456.789]) {
      expect(derivative((t: Scalar) => t, finiteDiff(), x)).toBe(1)
      expect(gradient((v: Vector) => sum(v), finiteDiff(), [x])).toEqual(Float64Array.of(1))
      expect(derivative((t: Scalar) => t, finiteDiff({ scheme: 'central' }), x)).toBe(1)
    }
  })

  test.each(['forward', 'central'] as const)('differentiates in every shape, %s', (scheme) => {
    const backend = finiteDiff({ scheme, relstep: 2 ** -20 })
    const within = 2 ** -17
    const near = (actual: ArrayLike<number>, expected: readonly number[]) => {
      expect(actual.length).toBe(expected.length)
      expected.forEach((entry, i) => {
        expect(Math.abs(actual[i] - entry)).toBeLessThanOrEqual(within * (1 + Math.abs(entry)))
      })
    }
    const x = Float64Array.of(1, 2, 3)
    const [value, nabla] = valueAndGradient((v: Vector) => sum(square(v)), backend, x)
    expect(value).toBe(14)
    near(nabla, [2, 4, 6])
    expect(x).toEqual(Float64Array.of(1, 2, 3))
    near(jacobian((v: Vector) => multiply(v, sum(v)), backend, [1, 2]).data, [4, 1, 2, 5])
    const [ofA, ofB] = gradient((a: Scalar, b: Vector) => multiply(a, sum(square(b))), backend, 2, [1, 3])
    near([ofA], [10])
    near(ofB, [4, 12])
    near(
      gradient((a: Vector, b: Vector) => dot(a, b), backend, constant([5, 6]), [1, 2]),
      [5, 6],
    )
    const matrix = { rows: 1, columns: 2, data: Float64Array.of(1, 2) }
    const nablaOfMatrix = gradient((m) => sum(square(m)), backend, matrix)
    expect(nablaOfMatrix.rows).toBe(1)
    near(nablaOfMatrix.data, [2, 4])
  })

  test('calls the function once a column, and once more', () => {
    let calls = 0
    const f = (v: Vector): Scalar => {
      calls++
      return sum(square(v))
    }
    gradient(f, finiteDiff(), [1, 2, 3])
    expect(calls).toBe(4)
    calls = 0
    gradient(f, finiteDiff({ scheme: 'central' }), [1, 2, 3])
    expect(calls).toBe(6)
    calls = 0
    // n² + n + 1: the value, two on the diagonal, four for each pair.
    hessian(f, finiteDiff(), [1, 2, 3])
    expect(calls).toBe(1 + 2 * 3 + 4 * 3)
  })

  test('has second derivatives by second differences', () => {
    // x²y + y eˣ: H = [[2y + y eˣ, 2x + eˣ], [2x + eˣ, 0]]
    const f = (x: Scalar, y: Scalar): Scalar => multiply(y, add(square(x), exp(x)))
    const [x, y] = [0.5, 2]
    const expected = [2 * y + y * Math.exp(x), 2 * x + Math.exp(x), 2 * x + Math.exp(x), 0]
    // Roundings of at most 8 |f| u over 4 h² ≥ √u, truncation of h² times the fourth derivatives.
    const within = 16 * Math.sqrt(u) * Math.exp(x) * y
    const { data } = hessian(f, finiteDiff(), x, y)
    expected.forEach((entry, i) => {
      expect(Math.abs(data[i] - entry)).toBeLessThanOrEqual(within)
    })
    const products = hvp(f, finiteDiff(), x, [1, -1], y)
    products.forEach((entry, i) => {
      expect(Math.abs(entry - (expected[2 * i] - expected[2 * i + 1]))).toBeLessThanOrEqual(2 * within)
    })
  })

  test('differentiates what an outer backend follows', () => {
    const f = (x: Scalar): Scalar =>
      derivative((y: Scalar) => multiply(x, multiply(x, y)), finiteDiff({ relstep: 2 ** -10 }), 1) as Scalar
    expect(derivative(f, reverse(), 3)).toBe(6)
  })

  test('refuses what it cannot do', () => {
    expect(code(() => finiteDiff({ scheme: 'backward' as never }))).toBe('INVALID_OPTION')
    expect(code(() => finiteDiff({ relstep: 0 }))).toBe('INVALID_OPTION')
    expect(code(() => finiteDiff({ absstep: Number.NaN }))).toBe('INVALID_OPTION')
    expect(code(() => finiteDiff({ absstep: Infinity }))).toBe('INVALID_OPTION')
    expect(code(() => finiteDiff({ step: 1 } as never))).toBe('INVALID_OPTION')
    // Out of the domain at x, and within a step of x.
    expect(code(() => derivative((x: Scalar) => sqrt(x), finiteDiff({ scheme: 'central' }), 0))).toBe('NOT_FINITE')
    expect(code(() => derivative((x: Scalar) => log(x), finiteDiff(), -1))).toBe('NOT_FINITE')
    expect(code(() => derivative((x: Scalar) => x, finiteDiff({ relstep: 1e-17 }), 1))).toBe('UNSUPPORTED')
    expect(code(() => gradient((x: Vector) => cos(x) as never, finiteDiff(), [1, 2]))).toBe('LENGTH_MISMATCH')
    expect(
      code(() => derivative((x: Scalar) => derivative((y: Scalar) => square(y), finiteDiff(), x), reverse(), 1)),
    ).toBe('UNSUPPORTED')
  })

  test('gives zero along a direction that moves nothing', () => {
    expect(pushforward((x: Vector) => square(x), finiteDiff(), [1, 2], [0, 0])).toEqual(Float64Array.of(0, 0))
  })
})
