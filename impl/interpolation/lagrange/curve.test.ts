import { describe, expect, test } from 'vitest'
import { lagrangeCurve } from './curve.ts'

const knots = Float64Array.of(0, 1, 2, 4)
const cubic = (x: number): number => x ** 3 - 2 * x
const curveOf = (extrapolation: string) => {
  const curve = lagrangeCurve(knots, { extrapolation })
  curve.fit({ values: knots.map(cubic) })
  return curve
}
const evaluate = (extrapolation: string, x: number, order = 0): number => {
  const y = new Float64Array(1)
  curveOf(extrapolation).evaluate([x], order, y)
  return y[0]
}
const integrate = (extrapolation: string, x1: number, x2: number): number => {
  const y = new Float64Array(1)
  curveOf(extrapolation).integrate(Float64Array.of(x1), Float64Array.of(x2), y)
  return y[0]
}

describe('the polynomial through all data (LOC-10)', () => {
  test('outside goes on as extrapolation says', () => {
    expect([-1, 6].map((x) => evaluate('extension', x))).toEqual([1, 204])
    expect([-1, 6].map((x) => evaluate('constant', x))).toEqual([0, 56])
    // slopes −2 and 46 at the ends
    expect([-1, 6].map((x) => evaluate('linear', x))).toEqual([2, 148])
    expect([-1, 6].map((x) => evaluate('linear', x, 1))).toEqual([-2, 46])
    expect([-1, 6].map((x) => evaluate('linear', x, 2))).toEqual([0, 0])
  })

  test('its integral is that of the pieces, in either direction', () => {
    const F = (x: number): number => x ** 4 / 4 - x * x
    const near = (got: number, expected: number): void =>
      expect(Math.abs(got - expected)).toBeLessThanOrEqual(64 * 2 ** -53 * Math.max(1, Math.abs(expected)))
    near(integrate('extension', -1, 6), F(6) - F(-1))
    near(integrate('constant', -1, 6), F(4) - F(0) + 2 * 56)
    near(integrate('linear', -1, 6), F(4) - F(0) + 1 + 2 * 56 + 92)
    near(integrate('linear', 6, 5), -(56 + 46 * 1.5))
    near(integrate('constant', -2, -1), 0)
  })

  test.each(['extension', 'linear', 'constant'])('%s: pullback and tangent are transposes', (extrapolation) => {
    const curve = curveOf(extrapolation)
    const x = Float64Array.of(-1, 0, 0.5, 3, 4, 5)
    const tangents = { knots: Float64Array.of(1, -2, 3, 5), values: Float64Array.of(2, 0, -1, 4) }
    const weights = Float64Array.of(3, -1, 2, 5, 1, -2)
    for (const order of [0, 1, 2]) {
      const yDot = new Float64Array(x.length)
      const xBar = new Float64Array(x.length)
      const into = { knots: new Float64Array(4), values: new Float64Array(4) }
      curve.evaluateTangent(x, x, order, tangents, yDot)
      curve.begin()
      curve.evaluatePullback(x, order, weights, xBar)
      curve.end(into)
      const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, entry, i) => sum + entry * b[i], 0)
      const left = dot(weights, yDot)
      const right = dot(into.knots, tangents.knots) + dot(into.values, tangents.values) + dot(xBar, x)
      expect(Math.abs(left - right)).toBeLessThanOrEqual(2 ** -40 * Math.abs(left))
    }
  })
})
