import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, matrices, vectors } from '../../test/math-derivatives.ts'
import {
  type DenseMatrix,
  type Matrix,
  matrixMultiply,
  matrixTranspose,
  matrixTransposeVector,
  matrixVector,
  outer,
  square,
} from './index.ts'

const matrix = (rows: number, columns: number, ...data: number[]): DenseMatrix => ({
  rows,
  columns,
  data: Float64Array.from(data),
})
const A = matrix(2, 3, 1, 2, 3, 4, 5, 6)

describe('products of matrices', () => {
  it('have the derivatives that they should', () => {
    const entry = between(0.5, 2)
    checkDerivatives(matrixVector, matrices(entry, 2, 3), vectors(entry, 3))
    checkDerivatives(matrixTransposeVector, matrices(entry, 2, 3), vectors(entry, 2))
    checkDerivatives(matrixMultiply, matrices(entry, 2, 3), matrices(entry, 3, 2))
    checkDerivatives(outer, vectors(entry, 2), vectors(entry, 3))
    checkDerivatives((a: Matrix) => square(matrixTranspose(a)), matrices(entry, 2, 3))
  })

  it('are what they say', () => {
    expect(matrixVector(A, [1, 10, 100])).toEqual(Float64Array.of(321, 654))
    expect(matrixTransposeVector(A, [1, 10])).toEqual(Float64Array.of(41, 52, 63))
    expect(matrixTranspose(A)).toEqual(matrix(3, 2, 1, 4, 2, 5, 3, 6))
    expect(matrixMultiply(A, matrixTranspose(A))).toEqual(matrix(2, 2, 14, 32, 32, 77))
    expect(outer([1, 2], [3, 4, 5])).toEqual(matrix(2, 3, 3, 4, 5, 6, 8, 10))
    expectTypeOf(matrixVector(A, [1, 2, 3])).toEqualTypeOf<Float64Array>()
    expectTypeOf(outer([1], [2])).toEqualTypeOf<DenseMatrix>()
  })

  it('refuse sizes that do not fit', () => {
    const wrong = (argument: string): unknown => expect.objectContaining({ code: 'LENGTH_MISMATCH', argument })
    expect(() => matrixVector(A, [1, 2])).toThrow(
      'matrixVector: the sizes fit for a product; got a 2×3 matrix and a vector of 2, expected 3 there, not 2',
    )
    expect(() => matrixTransposeVector(A, [1, 2, 3])).toThrow(wrong('y'))
    expect(() => matrixMultiply(A, A)).toThrow(wrong('B'))
    const given: unknown = [1, 2]
    expect(() => matrixTranspose(given as DenseMatrix)).toThrow(wrong('A'))
    const table: unknown = { rows: 2, columns: 2, data: Float64Array.of(1) }
    expect(() => matrixVector(table as DenseMatrix, [1, 2])).toThrow(wrong('A'))
  })
})
