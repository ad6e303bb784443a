import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { derivative, gradient, reverse } from '../autodiff/index.ts'
import { acos, asin, atan, atan2, cos, sin, tan } from './index.ts'

describe('trigonometric functions', () => {
  it.each([
    ['sin', sin, between(-3, 3)],
    ['cos', cos, between(-3, 3)],
    ['tan', tan, between(-1.25, 1.25)],
    ['asin', asin, between(-0.75, 0.75)],
    ['acos', acos, between(-0.75, 0.75)],
    ['atan', atan, between(-3, 3)],
  ])('%s has the derivatives that it should', (_name, f, domain) => {
    checkDerivatives(f, domain)
    checkDerivatives(f, vectors(domain, 3))
  })

  it.each([
    [between(0.5, 2), between(0.5, 2)],
    [between(0.5, 2), between(-2, -0.5)],
    [between(-2, -0.5), between(-2, -0.5)],
    [between(-2, -0.5), between(0.5, 2)],
  ])('atan2 has them in quadrant %#', (a, b) => {
    checkDerivatives(atan2, a, b)
    checkDerivatives(atan2, vectors(a, 3), b)
  })

  it('atan2 takes points whose squares overflow or vanish', () => {
    expect(gradient(atan2, reverse(), 0, 1e200)).toEqual([1e-200, -0])
    expect(gradient(atan2, reverse(), 0, 1e-200)).toEqual([1e200, -0])
  })

  it('keeps the figures of the slope next to the ends of asin and acos', () => {
    // With x = 1 − δ, 1 − x² = δ (2 − δ).
    const delta = 2 ** -50
    const slope = 1 / Math.sqrt(delta * (2 - delta))
    expect(derivative(asin, reverse(), 1 - delta)).toBe(slope)
    expect(derivative(acos, reverse(), 1 - delta)).toBe(-slope)
    expect(derivative(asin, reverse(), 1)).toBe(Number.POSITIVE_INFINITY)
  })
})
