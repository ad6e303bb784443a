import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, matrices, vectors } from '../../test/math-derivatives.ts'
import { derivative, forward, gradient, hessian, jacobian, reverse } from '../autodiff/index.ts'
import {
  add,
  type DenseMatrix,
  divide,
  log,
  type Matrix,
  multiply,
  negate,
  reciprocal,
  type Scalar,
  square,
  subtract,
  sum,
  type Vector,
} from './index.ts'

const matrix: DenseMatrix = { rows: 1, columns: 2, data: Float64Array.of(1, 2) }

describe('arithmetic', () => {
  it.each([
    ['negate', negate],
    ['reciprocal', reciprocal],
    ['square', square],
  ])('%s has the derivatives that it should', (_name, f) => {
    checkDerivatives(f, between(0.5, 2))
    checkDerivatives(f, vectors(between(-2, -0.5), 3))
    checkDerivatives(f, matrices(between(0.5, 2), 2, 2))
  })

  it.each([
    ['add', add],
    ['subtract', subtract],
    ['multiply', multiply],
    ['divide', divide],
  ])('%s has the derivatives that it should, of numbers, arrays and both', (_name, f) => {
    const entry = between(0.5, 2)
    checkDerivatives(f, entry, entry)
    checkDerivatives(f, vectors(entry, 3), vectors(entry, 3))
    checkDerivatives(f, entry, vectors(entry, 3))
    checkDerivatives(f, vectors(entry, 3), entry)
    checkDerivatives(f, matrices(entry, 2, 2), entry)
  })

  it('works entry by entry on whatever it is given', () => {
    expect(add(2, 3)).toBe(5)
    expect(subtract([5, 7], 2)).toEqual(Float64Array.of(3, 5))
    expect(multiply(2, Float64Array.of(1, 2))).toEqual(Float64Array.of(2, 4))
    expect(divide(matrix, matrix)).toEqual({ rows: 1, columns: 2, data: Float64Array.of(1, 1) })
    expect(negate([1, -2])).toEqual(Float64Array.of(-1, 2))
    expect(reciprocal(4)).toBe(0.25)
  })

  it('refuses arrays of two shapes', () => {
    expect(() => add([1, 2], [1, 2, 3])).toThrow(
      expect.objectContaining({
        code: 'LENGTH_MISMATCH',
        message: expect.stringContaining('got a vector of 2 and a vector of 3'),
      }),
    )
    const f = (x: Vector): Scalar => sum(multiply(x, [1, 2, 3]))
    expect(() => gradient(f, reverse(), [1, 2])).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
  })

  it('refuses what is no value', () => {
    const given: unknown = ['1', 2]
    expect(() => square(given as number[])).toThrow(expect.objectContaining({ argument: 'x', index: 0 }))
    const nothing: unknown = undefined
    expect(() => add(1, nothing as number)).toThrow(
      expect.objectContaining({
        code: 'LENGTH_MISMATCH',
        argument: 'b',
        message: expect.stringContaining('undefined'),
      }),
    )
  })

  it('is plain for what is plain, and says so in its types', () => {
    expectTypeOf(add(2, 3)).toEqualTypeOf<number>()
    expectTypeOf(add([1], 3)).toEqualTypeOf<Float64Array>()
    expectTypeOf(add(1, Float64Array.of(2))).toEqualTypeOf<Float64Array>()
    expectTypeOf(add(matrix, 1)).toEqualTypeOf<DenseMatrix>()
    expectTypeOf(square(3)).toEqualTypeOf<number>()
    const f = (s: Scalar, v: Vector, m: Matrix): void => {
      expectTypeOf(add(s, 1)).toEqualTypeOf<Scalar>()
      expectTypeOf(add(s, v)).toEqualTypeOf<Vector>()
      expectTypeOf(multiply(m, s)).toEqualTypeOf<Matrix>()
      expectTypeOf(square(v)).toEqualTypeOf<Vector>()
      // @ts-expect-error A vector and a matrix have no shape in common.
      expect(() => add(v, m)).toThrow('a vector of 2 and a 1×2 matrix')
    }
    f(1, [1, 2], matrix)
  })

  it('needs no types where it is differentiated', () => {
    expectTypeOf(gradient((x) => sum(square(x)), reverse(), [1, 2, 3])).toEqualTypeOf<Float64Array>()
    expectTypeOf(derivative((x) => multiply(x, square(x)), forward(), 2)).toEqualTypeOf<number>()
    expectTypeOf(jacobian((x, k) => multiply(square(x), k), forward(), [1, 2], 3)).toEqualTypeOf<
      [DenseMatrix, DenseMatrix]
    >()
    expect(gradient((x) => sum(square(x)), reverse(), [1, 2, 3])).toEqual(Float64Array.of(2, 4, 6))
    expect(derivative(square, reverse(), 3)).toBe(6)
    expect(gradient(sum, reverse(), [1, 2])).toEqual(Float64Array.of(1, 1))
  })

  it('keeps a cotangent of zero at zero, next to what is infinite', () => {
    const f = (x: Vector): Scalar => sum(multiply([0, 1], multiply(x, log(x))))
    expect(gradient(f, reverse(), [0, 1])).toEqual(Float64Array.of(0, 1))
    expect(hessian(f, reverse(), [0, 1]).data).toEqual(Float64Array.of(0, 0, 0, 1))
  })
})
