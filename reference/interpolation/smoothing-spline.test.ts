/** The smoothing spline: its derivative maps proved over the rationals (NUM-5), and that it is the minimum it is defined by. */
import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { expect, test } from 'vitest'
import { expectExactDerivatives, pieceData } from '../../test/piece-rules.ts'
import { fractionOf } from '../exact.ts'
import { smoothingSpline } from './smoothing-spline.ts'

const exactly = (xs: readonly number[]): Fraction[] => xs.map(fractionOf)
const strings = (xs: readonly Fraction[]): string[] => xs.map((x) => x.toFraction())
const piecesOf = (knots: number[], values: number[], lambda: number) =>
  smoothingSpline.primal({ knots: exactly(knots), values: exactly(values) }, { lambda })

test.each([0, 0.25, 1, 16])('its derivative maps are those of dual numbers, exactly (λ = %s)', (lambda) => {
  fc.assert(
    fc.property(pieceData(2, 7), (data) => expectExactDerivatives(smoothingSpline, data, { lambda })),
    { numRuns: 40, seed: 2026 },
  )
})

test('of three points, by hand (SMO-1)', () => {
  // h = 1, 1: R = 2/3, QᵀQ = 6, Qᵀu = −6: γ = −6/(2/3 + 6λ)
  expect(strings(piecesOf([0, 1, 2], [0, 3, 0], 0).coefficients[0])).toEqual(['0', '9/2', '0', '-3/2'])
  // λ = 1: γ = −9/10, g = u − (γ, −2γ, γ) = (9/10, 6/5, 9/10)
  expect(strings(piecesOf([0, 1, 2], [0, 3, 0], 1).coefficients[0])).toEqual(['9/10', '9/20', '0', '-3/20'])
})

test('no other spline has less (SMO-1): the sum to be minimised is stationary, and its second variation positive', () => {
  const knots = [-1, 0, 2, 2.5, 4]
  const values = [1, -3, 4, 0.5, 2]
  const lambda = 0.25
  /** The sum for the natural spline through g. */
  const sum = (g: Fraction[]): Fraction => {
    const { breaks, coefficients } = smoothingSpline.primal({ knots: exactly(knots), values: g }, { lambda: 0 })
    const bending = coefficients.reduce((total, [, , c2, c3], i) => {
      const h = breaks[i + 1].sub(breaks[i])
      // ∫ (2 c₂ + 6 c₃ s)² = 4 h (c₂² + 3 c₂ c₃ h + 3 c₃² h²)
      const inside = c2.mul(c2).add(c2.mul(c3).mul(h).mul(3)).add(c3.mul(c3).mul(h).mul(h).mul(3))
      return total.add(h.mul(inside).mul(4))
    }, fractionOf(0))
    const misfit = g.reduce((total, x, i) => total.add(x.sub(fractionOf(values[i])).pow(2)!), fractionOf(0))
    return misfit.add(bending.mul(fractionOf(lambda)))
  }
  const { coefficients } = piecesOf(knots, values, lambda)
  const h = fractionOf(1.5)
  const [c0, c1, c2, c3] = coefficients[3]
  const last = c0.add(h.mul(c1.add(h.mul(c2.add(h.mul(c3))))))
  const g = [...coefficients.map(([value]) => value), last]
  for (let i = 0; i < g.length; i++) {
    const moved = (by: number): Fraction => sum(g.with(i, g[i].add(by)))
    expect(moved(1).toFraction()).toBe(moved(-1).toFraction())
    expect(moved(1).compare(sum(g))).toBeGreaterThan(0)
  }
})

test('λ is taken bit by bit', () => {
  const thirdOfTen = piecesOf([0, 1, 2], [0, 3, 0], 0.1).coefficients[0][0]
  const lambda = fractionOf(0.1)
  const gamma = fractionOf(-6).div(fractionOf(2).div(3).add(lambda.mul(6)))
  expect(thirdOfTen.toFraction()).toBe(lambda.mul(gamma).neg().toFraction())
  for (const extreme of [Number.MIN_VALUE, Number.MAX_VALUE]) {
    const [value] = piecesOf([0, 1, 2], [0, 3, 0], extreme).coefficients[0]
    const expected = fractionOf(extreme)
      .mul(6)
      .div(fractionOf(2).div(3).add(fractionOf(extreme).mul(6)))
    expect(value.toFraction()).toBe(expected.toFraction())
  }
})
