import { describe, expect, test } from 'vitest'
import { doubleOf, fractionOf } from '../../../reference/exact.ts'
import { Basis } from './basis.ts'

const knots = Float64Array.of(-3, -2.5, 0, 0.1, 2, 7.75)

const basisAt = (t: Float64Array, x: number, order: number): Float64Array => {
  const out = new Float64Array(t.length)
  new Basis(t).fill(x, 0, order, out)
  return out
}

describe('Lagrange’s basis (LOC-10)', () => {
  test('each ℓ[j] is right to some 4n roundings anywhere, next to knots too', () => {
    for (const x of [-3 + 2 ** -51, -2.9, -(2 ** -60), 0.05, 0.1 + 2 ** -56, 7.7, 20]) {
      const got = basisAt(knots, x, 0)
      knots.forEach((own, j) => {
        const exact = Array.from(knots).reduce((product, other, k) => {
          if (k === j) return product
          return product.mul(fractionOf(x).sub(fractionOf(other))).div(fractionOf(own).sub(fractionOf(other)))
        }, fractionOf(1))
        const error = doubleOf(fractionOf(got[j]).div(exact).sub(fractionOf(1)).abs())
        expect(error).toBeLessThanOrEqual(4 * knots.length * 2 ** -53)
      })
    }
  })

  test('at a knot it is exactly one there and zero elsewhere', () => {
    knots.forEach((t, j) => {
      expect([...basisAt(knots, t, 0)].map((entry) => entry + 0)).toEqual(
        Array.from(knots, (_, k) => (k === j ? 1 : 0)),
      )
    })
  })

  test('its derivatives are those of the powers that it reproduces', () => {
    const t = Float64Array.of(-1, 0, 1, 2)
    const derivative = (x: number, order: number): number =>
      basisAt(t, x, order).reduce((sum, entry, j) => sum + entry * t[j] ** 3, 0)
    for (const [x, expected] of [
      [3, [27, 27, 18, 6]],
      [1, [1, 3, 6, 6]],
      [-0.5, [-0.125, 0.75, -3, 6]],
    ] as const) {
      expected.forEach((value, order) => {
        expect(Math.abs(derivative(x, order) - value)).toBeLessThanOrEqual(64 * 2 ** -53 * Math.abs(value))
      })
    }
  })

  test('many knots in a good place are no problem, too many in a bad one are an error', () => {
    const chebyshev = Float64Array.from({ length: 600 }, (_, i) => -Math.cos((Math.PI * (i + 0.5)) / 600))
    const sum = basisAt(chebyshev, 0.3, 0).reduce((a, b) => a + b, 0)
    expect(Math.abs(sum - 1)).toBeLessThanOrEqual(600 * 2 ** -46)
    const crowded = Float64Array.from({ length: 60 }, (_, i) => (i === 59 ? 1 : i * 2 ** -30))
    expect(() => new Basis(crowded)).toThrow(expect.objectContaining({ code: 'NOT_FINITE', argument: 'knots' }))
  })
})
