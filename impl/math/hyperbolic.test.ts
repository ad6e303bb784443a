import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { complexStep, derivative, forward, reverse, secondDerivative, secondOrder } from '../autodiff/index.ts'
import { acosh, asinh, atanh, cosh, sinh, tanh } from './index.ts'

describe('hyperbolic functions', () => {
  it.each([
    ['sinh', sinh, between(-3, 3)],
    ['cosh', cosh, between(-3, 3)],
    ['tanh', tanh, between(-3, 3)],
    ['asinh', asinh, between(-3, 3)],
    ['acosh', acosh, between(1.25, 4)],
    ['atanh', atanh, between(-0.75, 0.75)],
  ])('%s has the derivatives that it should', (_name, f, domain) => {
    checkDerivatives(f, domain)
    checkDerivatives(f, vectors(domain, 3))
  })

  it('keeps the slope of tanh where its value has become 1', () => {
    // 1/cosh²x = 4 e⁻²ˣ to the last bits there.
    const slope = derivative(tanh, reverse(), 25)
    expect(Math.abs(slope / (4 * Math.exp(-50)) - 1)).toBeLessThanOrEqual(4 * Number.EPSILON)
    expect(derivative(tanh, reverse(), 1000)).toBe(0)
  })

  it.each([forward(), reverse(), complexStep(), secondOrder(forward(), reverse())])(
    'gives tanh the second derivative 0 where cosh overflows: $name',
    (backend) => {
      expect(secondDerivative(tanh, backend, 1000)).toBeCloseTo(0, 300)
      expect(secondDerivative(tanh, backend, -720)).toBeCloseTo(0, 300)
      // −2 tanh x / cosh²x, which is −2 x next to 0.
      expect(secondDerivative(tanh, backend, 1e-20)).toBe(-2e-20)
    },
  )

  it('takes arguments whose squares overflow, and the ends', () => {
    expect(derivative(asinh, reverse(), 1e200)).toBe(1e-200)
    expect(Math.abs(derivative(acosh, reverse(), 1e200) / 1e-200 - 1)).toBeLessThanOrEqual(4 * Number.EPSILON)
    expect(derivative(acosh, reverse(), 1)).toBe(Number.POSITIVE_INFINITY)
    // With x = 1 − δ, 1 − x² = δ (2 − δ).
    expect(derivative(atanh, reverse(), 1 - 2 ** -50)).toBe(1 / (2 ** -50 * (2 - 2 ** -50)))
  })
})
