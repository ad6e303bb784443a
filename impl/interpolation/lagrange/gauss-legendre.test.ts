import { expect, test } from 'vitest'
import { gaussLegendre } from './gauss-legendre.ts'

/** ∫ xᵏ over [0, 1], with both halves of the rule. */
function power(count: number, k: number): number {
  const { nodes, weights } = gaussLegendre(count)
  let sum = 0
  for (let i = 0; i < count; i++) {
    const j = Math.min(i, count - 1 - i)
    sum += weights[j] * (i === j ? nodes[j] : 1 - nodes[j]) ** k
  }
  return sum
}

test.each([1, 2, 3, 4, 5, 8, 16, 50, 200])(
  '%i points are exact up to degree 2N − 1, to a few roundings a point',
  (count) => {
    for (let k = 0; k < 2 * count; k++) {
      // A power multiplies the rounding of its base by k.
      expect(Math.abs(power(count, k) * (k + 1) - 1)).toBeLessThanOrEqual((count + 4 * k + 8) * 2 ** -53)
    }
  },
)

test('no more than that: degree 2N is off', () => {
  for (const count of [1, 2, 3, 4])
    expect(Math.abs(power(count, 2 * count) * (2 * count + 1) - 1)).toBeGreaterThan(2 ** -16)
})

test('two and three points as published (Abramowitz & Stegun, table 25.4)', () => {
  expect(gaussLegendre(2).nodes[0]).toBeCloseTo((1 - 0.577350269189626) / 2, 15)
  expect(gaussLegendre(3).nodes[0]).toBeCloseTo((1 - 0.774596669241483) / 2, 15)
  expect(gaussLegendre(3).weights[0]).toBeCloseTo(0.555555555555556 / 2, 15)
  expect(gaussLegendre(3).weights[1]).toBeCloseTo(0.888888888888889 / 2, 15)
})

test('a rule is made once', () => {
  expect(gaussLegendre(7)).toBe(gaussLegendre(7))
})
