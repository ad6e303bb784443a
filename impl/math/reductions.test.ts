import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, matrices, vectors } from '../../test/math-derivatives.ts'
import { cumsum, type DenseMatrix, dot, mean, type Scalar, square, sum, type Vector } from './index.ts'

const matrix: DenseMatrix = { rows: 1, columns: 2, data: Float64Array.of(1, 2) }

describe('reductions', () => {
  it('have the derivatives that they should', () => {
    const x = vectors(between(0.5, 2), 4)
    checkDerivatives((v: Vector) => sum(square(v)), x)
    checkDerivatives((v: Vector) => mean(square(v)), matrices(between(0.5, 2), 2, 2))
    checkDerivatives(dot, x, x)
    checkDerivatives((v: Vector) => square(cumsum(v)), x)
    checkDerivatives((v: Scalar) => sum(square(v)), between(0.5, 2))
  })

  it('are what they say', () => {
    expect(sum([1, 2, 3])).toBe(6)
    expect(sum(matrix)).toBe(3)
    expect(sum(5)).toBe(5)
    expect(sum([])).toBe(0)
    expect(mean([1, 2])).toBe(1.5)
    expect(dot([1, 2], [3, 4])).toBe(11)
    expect(cumsum([1, 2, 3])).toEqual(Float64Array.of(1, 3, 6))
    expect(cumsum([])).toEqual(new Float64Array(0))
  })

  it('sum in order', () => {
    expect(sum([1e16, 1, 1, -1e16])).toBe(1e16 + 1 + 1 - 1e16)
    expect(sum([1, 1, 1e16, -1e16])).toBe(2)
  })

  it('refuse what does not fit', () => {
    expect(() => mean([])).toThrow('mean: a mean is of one entry or more; got a vector of 0')
    expect(() => dot([1], [1, 2])).toThrow(
      'dot: the vectors have the same length; got a vector of 2, expected a vector of 1',
    )
    const given: unknown = matrix
    expect(() => dot(given as number[], [1])).toThrow(expect.objectContaining({ argument: 'a' }))
    expect(() => cumsum(given as number[])).toThrow('a 1×2 matrix')
  })

  it('have plain types for what is plain', () => {
    expectTypeOf(sum([1])).toEqualTypeOf<number>()
    expectTypeOf(mean(matrix)).toEqualTypeOf<number>()
    expectTypeOf(dot([1], Float64Array.of(1))).toEqualTypeOf<number>()
    expectTypeOf(cumsum([1])).toEqualTypeOf<Float64Array>()
    const f = (v: Vector): Scalar => dot(cumsum(v), v)
    expectTypeOf(f).returns.toEqualTypeOf<Scalar>()
  })
})
