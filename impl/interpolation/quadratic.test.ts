import { expect, test } from 'vitest'
import { emptyPieces, type Pieces } from './pieces.ts'
import { quadraticPieces } from './quadratic.ts'

const fitted = (knots: Float64Array, values: Float64Array, mode: string): Pieces => {
  const pieces = emptyPieces(2, knots)
  quadraticPieces(knots, { mode }).fit({ knots, values }, pieces)
  return pieces
}

test.each(['forward', 'backward'])('%s: a parabola is its own, about either end (LOC-7)', (mode) => {
  const knots = Float64Array.of(-1, 1, 3, 5)
  const taylor = (x: number): number[] => [3 * x * x - x + 1, 6 * x - 1, 3]
  const { left, right } = fitted(
    knots,
    knots.map((x) => taylor(x)[0]),
    mode,
  )
  expect([...left]).toEqual([-1, 1, 3].flatMap(taylor))
  expect([...right]).toEqual([1, 3, 5].flatMap(taylor))
})

test('the neighbour is the next knot or the one before; at the end the one that there is', () => {
  const knots = Float64Array.of(0, 1, 2, 3)
  const values = Float64Array.of(0, 1, 0, 4)
  const curvatures = (mode: string): number[] => [...fitted(knots, values, mode).left].filter((_, k) => k % 3 === 2)
  expect(curvatures('forward')).toEqual([-1, 2.5, 2.5])
  expect(curvatures('backward')).toEqual([-1, -1, 2.5])
})

test('the slope at the middle knot keeps its digits where the other gap is tiny', () => {
  const knots = Float64Array.of(-1, 0, 2 ** -40)
  // (h₁ m₀ + h₀ m₁)/D with m₀ = 2⁵⁰, m₁ = 2³⁰ / 3: exactly (2¹⁰ + 2³⁰/3) / (1 + 2⁻⁴⁰)
  const values = Float64Array.of(-(2 ** 50), 0, 2 ** -10 / 3)
  const { right } = fitted(knots, values, 'forward')
  const expected = (2 ** 10 + 2 ** 30 / 3) / (1 + 2 ** -40)
  expect(Math.abs(right[1] - expected)).toBeLessThanOrEqual(4 * 2 ** -53 * expected)
})
