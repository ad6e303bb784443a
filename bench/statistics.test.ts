import { describe, expect, it } from 'vitest'
import { bootstrapMedian, median, uniforms } from './statistics.ts'

describe('median', () => {
  it('is the middle, or the mean of the two in the middle, in any order', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(() => median([])).toThrow(RangeError)
  })
})

describe('bootstrapMedian', () => {
  const random = uniforms(7)
  const sample = Float64Array.from({ length: 401 }, random)

  it('holds the median, and the same seed gives the same interval', () => {
    const { low, high } = bootstrapMedian(sample, 1)
    expect(low).toBeLessThan(median(sample))
    expect(high).toBeGreaterThan(median(sample))
    expect(bootstrapMedian(sample, 1)).toEqual({ low, high })
    expect(bootstrapMedian(sample, 2)).not.toEqual({ low, high })
  })

  it('is as wide as theory says: the median of n uniform numbers has a deviation of 1/(2√n)', () => {
    let width = 0
    for (let seed = 0; seed < 20; seed++) {
      const { low, high } = bootstrapMedian(Float64Array.from({ length: 101 }, random), seed)
      width += (high - low) / 20
    }
    const expected = (2 * 1.96) / (2 * Math.sqrt(101))
    expect(width / expected).toBeGreaterThan(0.8)
    expect(width / expected).toBeLessThan(1.2)
  })
})
