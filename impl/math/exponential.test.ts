import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { derivative, reverse } from '../autodiff/index.ts'
import { exp, expm1, log, log1p } from './index.ts'

describe('exponentials and logarithms', () => {
  it.each([
    [exp, between(-3, 3)],
    [expm1, between(-3, 3)],
    [log, between(0.25, 4)],
    [log1p, between(-0.75, 3)],
  ])('%o has the derivatives that it should', (f, domain) => {
    checkDerivatives(f, domain)
    checkDerivatives(f, vectors(domain, 3))
  })

  it('keeps its figures next to zero', () => {
    expect(log1p(1e-300)).toBe(1e-300)
    expect(expm1(1e-300)).toBe(1e-300)
  })

  it('keeps the slope of expm1 where its value has become −1', () => {
    expect(derivative(expm1, reverse(), -50)).toBe(Math.exp(-50))
  })
})
