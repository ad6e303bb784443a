import fc from 'fast-check'
import { expect, test } from 'vitest'
import { powerOfTwoScale } from './scaling.ts'

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
