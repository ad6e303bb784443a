import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { gradient, reverse } from '../autodiff/index.ts'
import { gather, type Indices, multiply, type Scalar, scatterAdd, square, sum, type Vector } from './index.ts'

describe('gathering', () => {
  it('has the derivatives that it should, with an index several times', () => {
    const x = vectors(between(0.5, 2), 4)
    checkDerivatives((v: Vector) => square(gather(v, [3, 0, 3])), x)
    checkDerivatives((v: Vector) => square(scatterAdd(v, [1, 0, 1, 4], 6)), x)
  })

  it('takes entries, and puts them back in sum', () => {
    expect(gather([10, 20, 30], [2, 0, 2])).toEqual(Float64Array.of(30, 10, 30))
    expect(gather([10, 20], Int32Array.of(1))).toEqual(Float64Array.of(20))
    expect(scatterAdd([1, 2, 4], [2, 0, 2], 3)).toEqual(Float64Array.of(2, 0, 5))
  })

  it('goes on with the indices that it was called with', () => {
    const indices = [0, 1]
    const f = (x: Vector): Scalar => {
      const y = gather(x, indices)
      indices.fill(1)
      return sum(multiply([1, 10], y))
    }
    expect(gradient(f, reverse(), [1, 2])).toEqual(Float64Array.of(1, 10))
  })

  it('refuses an index that is out of range, none, or followed', () => {
    const at = (index: number): unknown =>
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'indices', index })
    expect(() => gather([1, 2], [0, 2])).toThrow(at(1))
    expect(() => gather([1, 2], [-1])).toThrow(at(0))
    expect(() => gather([1, 2], [0, Number.NaN])).toThrow(at(1))
    expect(() => scatterAdd([1, 2], [0, 1], 1)).toThrow(at(1))
    expect(() => scatterAdd([1, 2], [0], 3)).toThrow(
      'scatterAdd: each entry of x has an index; got 1 indices, expected as many as x has entries: 2',
    )
    expect(() => scatterAdd([1], [0], -1)).toThrow(expect.objectContaining({ argument: 'length' }))
    const followed = (x: Vector): Vector => gather(x, x as Indices)
    expect(() => gradient((x: Vector) => sum(followed(x)), reverse(), [0])).toThrow(
      expect.objectContaining({ code: 'TRACED_VALUE', argument: 'indices' }),
    )
  })
})
