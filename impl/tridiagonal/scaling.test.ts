import fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOfUnits, powerOfTwoScale } from './scaling.ts'

test('a scale is a power of two that brings a size into [1, 2)', () => {
  fc.assert(
    fc.property(fc.double({ min: 2 ** -1022, max: 2 ** 1023, maxExcluded: true, noNaN: true }), (size) => {
      const scale = powerOfTwoScale(size)
      expect(Number.isInteger(Math.log2(scale))).toBe(true)
      expect(size * scale).toBeGreaterThanOrEqual(1)
      expect(size * scale).toBeLessThan(2)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  [1, 1],
  [2, 0.5],
  [3, 0.5],
  [0.75, 2],
  [2 ** -1022, 2 ** 1022],
  [2 ** -1023, 2 ** 1023],
  [Number.MIN_VALUE, 2 ** 1023],
  [0, 2 ** 1023],
  [2 ** 1023, 2 ** -1023],
  [Number.MAX_VALUE, 2 ** -1023],
])('the scale of %d is %d', (size, scale) => {
  expect(powerOfTwoScale(size)).toBe(scale)
})

test('the units of a row follow from the row above it, whatever the units of columns', () => {
  const entry = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.boolean()).map(([x, isNegative]) => (isNegative ? -x : x))
  const exponent = fc.integer({ min: -500, max: 500 })
  fc.assert(
    fc.property(entry, entry, entry, entry, exponent, exponent, exponent, (a, b, c, d, row, left, right) => {
      const [p, q, r] = [2 ** row, 2 ** left, 2 ** right]
      const units = logOfUnits(a * q, b * r, c * q * p, d * r * p)
      expect(units).toBeCloseTo(row + logOfUnits(a, b, c, d), 9)
    }),
  )
})

test.each([
  [1, 1, 4, 16, 3],
  [1, -1, 4, 0, 2],
  [0, 1, 4, 8, 3],
  [1, 0, -4, 8, 2],
  [0, 1, 4, 0, 0],
  [0, 0, 4, 8, 0],
])('the units of a row below (%d, %d) that has (%d, %d) there are 2^%d', (a, b, c, d, units) => {
  expect(logOfUnits(a, b, c, d)).toBe(units)
})
