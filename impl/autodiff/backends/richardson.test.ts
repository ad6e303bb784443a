import { expect, test } from 'vitest'
import { extrapolate } from './richardson.ts'

test('takes away the powers of h that it is told of, and says what is left', () => {
  // 3 + 5 h² + 7 h⁴ at h = 1, 1/2, 1/4: exact after two powers.
  const level = (h: number) => ({ value: 3 + 5 * h ** 2 + 7 * h ** 4, noise: 0 })
  const levels = [1, 1 / 2, 1 / 4].map(level)
  const { value, error } = extrapolate(levels, 2, 2)
  expect(value).toBe(3)
  expect(error).toBeGreaterThan(0)
  // With powers that the error does not have, it is not exact, and the error says so.
  const wrong = extrapolate(levels, 1, 1)
  expect(Math.abs(wrong.value - 3)).toBeGreaterThan(0)
  expect(Math.abs(wrong.value - 3)).toBeLessThanOrEqual(wrong.error)
})

test('prefers a coarse level where noise covers the fine ones', () => {
  const levels = [
    { value: 1, noise: 1e-6 },
    { value: 1 + 1e-6, noise: 2e-6 },
    { value: 5, noise: 4 },
  ]
  const { value, error } = extrapolate(levels, 2, 2)
  expect(Math.abs(value - 1)).toBeLessThan(1e-5)
  expect(error).toBeLessThan(1e-5)
})
