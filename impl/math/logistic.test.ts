import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import { derivative, reverse } from '../autodiff/index.ts'
import { logistic, logLogistic, softplus } from './index.ts'

describe('the logistic function', () => {
  it.each([
    ['logistic', logistic],
    ['logLogistic', logLogistic],
    ['softplus', softplus],
  ])('%s has the derivatives that it should', (_name, f) => {
    checkDerivatives(f, between(-3, 3))
    checkDerivatives(f, vectors(between(-3, 3), 3))
  })

  it('neither overflows nor loses what is small', () => {
    expect(logistic([-1000, -50, 0, 1000])).toEqual(Float64Array.of(0, Math.exp(-50), 0.5, 1))
    expect(logistic(-720)).toBe(Math.exp(-720))
    expect(logLogistic([-1000, 0, 50, 1000])).toEqual(Float64Array.of(-1000, -Math.LN2, -Math.exp(-50), 0))
    expect(softplus([-1000, -50, 0, 1000])).toEqual(Float64Array.of(0, Math.exp(-50), Math.LN2, 1000))
    expect(logistic(Number.NaN)).toBeNaN()
    expect(softplus(Number.NaN)).toBeNaN()
  })

  it('meets itself where it goes over to the exponential', () => {
    const [below, above] = logistic([-40 - 2 ** -46, -40])
    expect(Math.abs(above / Math.exp(-40) - 1)).toBeLessThanOrEqual(2 * Number.EPSILON)
    expect(below).toBeLessThan(above)
  })

  it('keeps its slope where it has become 1', () => {
    expect(derivative(logistic, reverse(), 50)).toBe(Math.exp(-50))
    expect(derivative(logistic, reverse(), 1000)).toBe(0)
    expect(derivative(logLogistic, reverse(), -1000)).toBe(1)
    expect(derivative(softplus, reverse(), -50)).toBe(Math.exp(-50))
  })
})
