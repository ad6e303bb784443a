import { describe, expect, expectTypeOf, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { forward, jacobian, reverse } from '../autodiff/index.ts'
import { concat, type DenseMatrix, element, exp, type Scalar, square, stack, sum, type Vector } from './index.ts'

describe('concatenation', () => {
  it('has the derivatives that it should', () => {
    const entry = between(0.5, 2)
    checkDerivatives(
      (a: Vector, b: Scalar, c: Vector) => square(concat(a, b, [1, 2], c)),
      vectors(entry, 3),
      entry,
      vectors(entry, 2),
    )
    checkDerivatives((a: Scalar, b: Scalar) => square(stack([a, 2, b, a])), entry, entry)
  })

  it('puts one after the other', () => {
    expect(concat([1, 2], 3, Float64Array.of(4))).toEqual(Float64Array.of(1, 2, 3, 4))
    expect(concat()).toEqual(new Float64Array(0))
    expect(stack([1, 2])).toEqual(Float64Array.of(1, 2))
    expect(stack([])).toEqual(new Float64Array(0))
    expectTypeOf(stack([1, 2])).toEqualTypeOf<Float64Array>()
    expectTypeOf(concat([1, 2], 3)).toEqualTypeOf<Float64Array>()
  })

  it.each([forward(), reverse()])('makes a vector of what a loop computed', (backend) => {
    const f = (x: Vector): Vector => stack(Array.from({ length: x.length }, (_, i) => exp(element(x, i))))
    const [e, e2] = [Math.exp(1), Math.exp(2)]
    expect(jacobian(f, backend, [1, 2]).data).toEqual(Float64Array.of(e, 0, 0, e2))
    // A part that does not depend on the input has no tangent.
    expect(jacobian((x) => concat([7], x, 8), backend, [1]).data).toEqual(Float64Array.of(0, 1, 0))
    expect(jacobian((x) => concat(sum(x), [1]), backend, [1, 2]).data).toEqual(Float64Array.of(1, 1, 0, 0))
  })

  it('refuses matrices, and stacks of vectors', () => {
    const matrix: DenseMatrix = { rows: 1, columns: 1, data: Float64Array.of(1) }
    const given: unknown = matrix
    expect(() => concat([1], given as number)).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'part 2', index: 1 }),
    )
    const entries: unknown = [1, [2]]
    expect(() => stack(entries as number[])).toThrow('stack: entry 2 is a number; got a vector of 1, expected a number')
  })
})
