import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, matrices, vectors } from '../../test/math-derivatives.ts'
import { derivative, forward, gradient, hessian, jacobian, pushforward, reverse } from '../autodiff/index.ts'
import {
  abs,
  add,
  type DenseMatrix,
  divide,
  greater,
  log,
  max,
  min,
  multiply,
  type Scalar,
  sign,
  sqrt,
  square,
  stopGradient,
  sum,
  tanh,
  type Vector,
  where,
} from './index.ts'

const both = [forward(), reverse()]

describe('choices', () => {
  it('abs, min, max and where have the derivatives that they should', () => {
    const [low, high] = [between(0.5, 1), between(1.25, 2)]
    checkDerivatives(abs, vectors(high, 3))
    checkDerivatives(abs, between(-2, -0.5))
    for (const f of [min, max]) {
      checkDerivatives(f, low, high)
      checkDerivatives(f, vectors(high, 3), vectors(low, 3))
      checkDerivatives(f, vectors(low, 3), high)
      checkDerivatives(f, high, matrices(low, 2, 2))
    }
    const mixed = (a: Vector, b: Vector): Vector => where([1, 0, 1], square(a), multiply(a, b))
    checkDerivatives(mixed, vectors(low, 3), vectors(high, 3))
    checkDerivatives((a: Scalar, b: Vector) => where([1, 0, 1], a, b), low, vectors(high, 3))
    checkDerivatives((a: Vector, b: Scalar) => where(0, a, b), vectors(low, 3), high)
    checkDerivatives((a: Scalar, b: Scalar) => where([1, 0], a, b), low, high)
    checkDerivatives((a: Scalar, b: Scalar) => where(1, a, b), low, high)
  })

  it('chooses entry by entry', () => {
    expect(where([1, 0, Number.NaN], [1, 2, 3], 0)).toEqual(Float64Array.of(1, 0, 0))
    expect(where(greater(2, 1), 5, 6)).toBe(5)
    expect(where([1, 0], 5, 6)).toEqual(Float64Array.of(5, 6))
    expectTypeOf(where([1, 0], 5, 6)).toEqualTypeOf<Float64Array>()
    expectTypeOf(where(1, 5, 6)).toEqualTypeOf<number>()
    const matrix: DenseMatrix = { rows: 1, columns: 1, data: Float64Array.of(1) }
    expectTypeOf(where(matrix, 1, 2)).toEqualTypeOf<DenseMatrix>()
    expect(where(matrix, 1, 2)).toEqual(matrix)
    expect(() => where([1, 0], [1, 2, 3], 0)).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
  })

  it.each(both)('takes the branch of the first argument where two are equal, and |x|′ = 1 at 0', (backend) => {
    expect(gradient(min, backend, 2, 2)).toEqual([1, 0])
    expect(gradient(max, backend, 2, 2)).toEqual([1, 0])
    expect(derivative(abs, backend, 0)).toBe(1)
    expect(derivative(abs, backend, -0)).toBe(1)
  })

  it('does not lose a NaN', () => {
    expect([min(Number.NaN, 1), min(1, Number.NaN), max(Number.NaN, 1), max(1, Number.NaN)]).toEqual(
      Array(4).fill(Number.NaN),
    )
  })

  it.each([
    ['√x', sqrt],
    ['log x', log],
    ['x log x', (x: Vector): Vector => multiply(x, log(x))],
    ['1/x', (x: Vector): Vector => divide(1, x)],
    ['tanh(log x)', (x: Vector): Vector => tanh(log(x))],
    ['tanh(√x) log x', (x: Vector): Vector => multiply(tanh(sqrt(x)), log(x))],
  ])('what is not taken gives no NaN: %s', (_name, branch) => {
    const f = (x: Vector): Scalar => sum(where(greater(x, 0), branch(x), square(x)))
    const at = Float64Array.of(-1, 0, 4)
    for (const backend of both) {
      const [slope] = gradient((x) => sum(branch(x)), backend, [4])
      expect(gradient(f, backend, at)).toEqual(Float64Array.of(-2, 0, slope))
      const [curvature] = hessian((x) => sum(branch(x)), backend, [4]).data
      expect(hessian(f, backend, at).data).toEqual(Float64Array.of(2, 0, 0, 0, 2, 0, 0, 0, curvature))
    }
  })

  it.each(both)('sign and stopGradient have no derivative', (backend) => {
    expect(sign([-2, 0, 3])).toEqual(Float64Array.of(-1, 0, 1))
    expect(derivative((x) => multiply(x, stopGradient(x)), backend, 3)).toBe(3)
    expect(derivative((x) => multiply(x, sign(x)), backend, -3)).toBe(-1)
    const nested = (x: Scalar): Scalar => derivative((y) => multiply(y, stopGradient(add(x, y))), backend, x)
    expect(nested(3)).toBe(6)
    expect(derivative(nested, backend, 3)).toBe(0)
  })

  it('gives a derivative of the shape of the value where a number chose', () => {
    const f = (x: Scalar): Vector => where(1, x, Float64Array.of(0, 0))
    expect(pushforward(f, forward(), 3, 1)).toEqual(Float64Array.of(1, 1))
    expect(jacobian((x: Vector) => where(0, [1, 2], x), reverse(), [3, 4]).data).toEqual(Float64Array.of(1, 0, 0, 1))
  })
})
