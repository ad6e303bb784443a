import { describe, expect, test } from 'vitest'
import { grainOf } from './grain.ts'

describe('grainOf', () => {
  test('is the unit of the largest value in as many digits as any has', () => {
    const values = [0.3, 0.7, -1.1, 5e-4].map(Math.fround)
    expect(grainOf([values[0]], values)).toBe(2 ** -23)
    // In fixed point every value is a multiple of it.
    expect(grainOf([0.375, undefined], [0, 0.125, 4, 4.625])).toBe(0.125)
    expect(grainOf([8], [16, 24])).toBe(8)
    // Subnormal numbers have fewer digits to begin with.
    expect(grainOf([2 ** -1050, 0], [2 ** -1050, 0])).toBe(2 ** -1050)
  })

  test('tells nothing of doubles as they come, of constants and without a probe', () => {
    expect(grainOf([0.1], [1, 2])).toBe(0)
    expect(grainOf([1, 0.1], [1, 2])).toBe(0)
    expect(grainOf([3], [3, 3])).toBe(0)
    expect(grainOf([undefined, 0], [1, 2])).toBe(0)
  })
})
