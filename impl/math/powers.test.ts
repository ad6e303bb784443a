import { describe, expect, it } from 'vitest'
import { between, checkDerivatives, vectors } from '../../test/math-derivatives.ts'
import {
  compiled,
  complexStep,
  derivative,
  forward,
  gradient,
  hessian,
  reverse,
  secondDerivative,
  secondOrder,
} from '../autodiff/index.ts'
import { cbrt, multiply, pow, type Scalar, sqrt } from './index.ts'

describe('roots and powers', () => {
  it.each([
    ['sqrt', sqrt],
    ['cbrt', cbrt],
  ])('%s has the derivatives that it should', (_name, f) => {
    checkDerivatives(f, between(0.25, 4))
    checkDerivatives(f, vectors(between(0.25, 4), 3))
  })

  it('has them for a negative argument of the cube root', () => {
    checkDerivatives(cbrt, between(-4, -0.25))
  })

  it('pow has them in base and exponent', () => {
    checkDerivatives(pow, between(0.5, 2), between(-2, 2))
    checkDerivatives(pow, vectors(between(0.5, 2), 3), between(-2, 2))
    checkDerivatives(pow, between(0.5, 2), vectors(between(-2, 2), 3))
  })

  it.each([-3, -2, -1, 0, 1, 2, 3])('pow has them in a negative base for the exponent %i', (exponent) => {
    checkDerivatives((x: Scalar) => pow(x, exponent), between(-2, -0.5))
  })

  it.each([
    [0, 0],
    [1, 1],
    [2, 0],
    [3, 0],
  ])('pow(x, %i) has the slope %i at 0', (exponent, slope) => {
    const f = (x: Scalar): Scalar => pow(x, exponent)
    expect(derivative(f, reverse(), 0)).toBe(slope)
    expect(derivative(f, forward(), 0)).toBe(slope)
    expect(secondDerivative(f, reverse(), 0)).toBe(exponent === 2 ? 2 : 0)
  })

  it('pow has the slope 0 in a positive exponent of the base 0, and none that is a number for a negative base', () => {
    expect(gradient(pow, reverse(), 0, 2)).toEqual([0, 0])
    expect(gradient(pow, reverse(), -2, 3)).toEqual([12, Number.NaN])
  })

  it.each([forward(), reverse(), compiled(), secondOrder(forward(), reverse()), complexStep()])(
    'pow has second derivatives at the base 0 where there are any: $name',
    (backend) => {
      // a^(b − 1) (1 + b log a) and aᵇ log² a go to 0.
      expect(hessian(pow, backend, 0, 2).data).toEqual(Float64Array.of(2, 0, 0, 0))
      expect(hessian(pow, backend, 0, 3).data).toEqual(Float64Array.of(0, 0, 0, 0))
    },
  )

  it('has an infinite slope at 0, unless nobody asks', () => {
    expect(derivative(sqrt, reverse(), 0)).toBe(Number.POSITIVE_INFINITY)
    expect(derivative(cbrt, forward(), 0)).toBe(Number.POSITIVE_INFINITY)
    expect(derivative((x) => multiply(0, sqrt(x)), reverse(), 0)).toBe(0)
    expect(derivative((x) => sqrt(multiply(0, x)), forward(), 1)).toBe(0)
  })
})
