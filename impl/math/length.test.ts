import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { compiled, forward, gradient, hessian, reverse } from '../autodiff/index.ts'
import { hypot, norm } from './index.ts'

describe('lengths', () => {
  it('hypot and norm have the derivatives that they should', () => {
    const entry = between(0.5, 2)
    checkDerivatives(hypot, entry, entry)
    checkDerivatives(hypot, vectors(entry, 3), vectors(between(-2, 2), 3))
    checkDerivatives(norm, vectors(entry, 4))
  })

  it.each([forward(), reverse()])('have the slope 0 at 0', (backend) => {
    expect(gradient(norm, backend, [0, 0])).toEqual(Float64Array.of(0, 0))
    expect(gradient(hypot, backend, 0, 0)).toEqual([0, 0])
  })

  it.each([forward(), reverse(), compiled()])('bend at 0 without end, along each entry: $name', (backend) => {
    const end = Number.POSITIVE_INFINITY
    expect(hessian(norm, backend, [0, 0]).data).toEqual(Float64Array.of(end, 0, 0, end))
  })

  it.each([1, 2 ** 1020, 2 ** -1040, 2 ** -1072])('are 5 for 3 and 4, at the scale %d', (scale) => {
    const x = Float64Array.of(3 * scale, 4 * scale)
    expect(norm(x)).toBe(5 * scale)
    expect(gradient(norm, reverse(), x)).toEqual(Float64Array.of(0.6, 0.8))
  })

  it('are 0 for nothing, infinite for the infinite, NaN for NaN', () => {
    expect(norm([])).toBe(0)
    expect(norm([1, Number.NEGATIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY)
    expect(norm([1, Number.NaN])).toBeNaN()
  })

  it('norm refuses what is no vector', () => {
    const given: unknown = 3
    expect(() => norm(given as number[])).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'x', message: expect.stringContaining('a number') }),
    )
  })
})
