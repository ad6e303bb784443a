import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, matrices, vectors } from '../../test/math-derivatives.ts'
import { gradient, reverse } from '../autodiff/index.ts'
import {
  broadcast,
  type DenseMatrix,
  element,
  type Matrix,
  multiply,
  reshape,
  type Scalar,
  slice,
  square,
  type Vector,
} from './index.ts'

const matrix: DenseMatrix = { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) }
const wrong = (argument: string, index?: number): unknown =>
  expect.objectContaining({ code: 'LENGTH_MISMATCH', argument, ...(index !== undefined && { index }) })

describe('parts and shapes', () => {
  it('have the derivatives that they should', () => {
    const entry = between(0.5, 2)
    checkDerivatives((x: Vector) => square(slice(x, 1, 3)), vectors(entry, 5))
    checkDerivatives((x: Vector) => multiply(slice(x, 2), element(x, 0)), vectors(entry, 4))
    checkDerivatives((a: Matrix) => square(element(a, 1, 2)), matrices(entry, 2, 3))
    checkDerivatives((x: Scalar) => square(broadcast(x, 3)), entry)
    checkDerivatives((x: Scalar) => square(broadcast(x, [2, 2])), entry)
    checkDerivatives((x: Vector) => square(reshape(x, [2, 3])), vectors(entry, 6))
    checkDerivatives((a: Matrix) => square(reshape(a, [3, 2])), matrices(entry, 2, 3))
  })

  it('are what they say', () => {
    expect(element([1, 2, 3], 2)).toBe(3)
    expect(element(matrix, 1, 0)).toBe(4)
    expect(slice([1, 2, 3], 1)).toEqual(Float64Array.of(2, 3))
    expect(slice([1, 2, 3], 1, 1)).toEqual(new Float64Array(0))
    expect(broadcast(2, 2)).toEqual(Float64Array.of(2, 2))
    expect(broadcast(2, [1, 2])).toEqual({ rows: 1, columns: 2, data: Float64Array.of(2, 2) })
    expect(reshape(matrix, 6)).toEqual(matrix.data)
    expect(reshape([1, 2, 3, 4, 5, 6], [2, 3])).toEqual(matrix)
  })

  it('slice copies', () => {
    const x = Float64Array.of(1, 2)
    slice(x, 0)[0] = 5
    expect(x[0]).toBe(1)
  })

  it('have plain types for what is plain', () => {
    expectTypeOf(element([1], 0)).toEqualTypeOf<number>()
    expectTypeOf(slice([1], 0)).toEqualTypeOf<Float64Array>()
    expectTypeOf(broadcast(1, [1, 1])).toEqualTypeOf<DenseMatrix>()
    expectTypeOf(reshape([1], 1)).toEqualTypeOf<Float64Array>()
    const f = (v: Vector): Scalar => element(v, 0)
    expectTypeOf(f).returns.toEqualTypeOf<Scalar>()
  })

  it('refuse what is not there', () => {
    expect(() => element([1, 2], 2)).toThrow(
      'element: i is an integer in range; got 2, expected an integer from 0 to 1',
    )
    expect(() => element([1, 2], -1)).toThrow(wrong('i'))
    expect(() => element([1, 2], 0.5)).toThrow(wrong('i'))
    expect(() => element([], 0)).toThrow('expected an integer, but there is none to choose')
    expect(() => element(matrix, 2, 0)).toThrow(wrong('i'))
    expect(() => element(matrix, 0, 3)).toThrow(wrong('j'))
    expect(() => slice([1, 2], 3)).toThrow(wrong('from'))
    expect(() => slice([1, 2], 1, 0)).toThrow(wrong('to'))
    expect(() => slice([1, 2], 1, 3)).toThrow(wrong('to'))
    expect(() => broadcast(1, -1)).toThrow(wrong('shape'))
    expect(() => broadcast(1, [2, 0.5])).toThrow(wrong('shape'))
    expect(() => reshape(matrix, 5)).toThrow(wrong('shape'))
    const shape: unknown = [1, 2, 3]
    expect(() => reshape(matrix, shape as [number, number])).toThrow(wrong('shape'))
  })

  it('refuse a rank that does not fit', () => {
    const given: unknown = 3
    expect(() => element(given as number[], 0)).toThrow('element: x is a vector; got a number, expected a vector')
    const vector: unknown = [1]
    expect(() => element(vector as DenseMatrix, 0, 0)).toThrow(wrong('x'))
    expect(() => broadcast(vector as number, 2)).toThrow(wrong('x'))
  })

  it('refuse an index that is differentiated in', () => {
    const f = (x: Vector): Scalar => {
      const index: unknown = element(x, 0)
      return element(x, index as number)
    }
    expect(() => gradient(f, reverse(), [1, 2])).toThrow(
      expect.objectContaining({ code: 'TRACED_VALUE', argument: 'i' }),
    )
  })
})
