import { expect, test } from 'vitest'
import { emptyPieces } from './pieces.ts'
import { quinticPieces } from './quintic.ts'

test('of a quintic’s own data the coefficients are its own, about either end (HER-4)', () => {
  // x⁵ − 2x³ + x, and its two derivatives
  const knots = Float64Array.of(-1, 1, 2)
  const args = {
    knots,
    values: knots.map((x) => x ** 5 - 2 * x ** 3 + x),
    slopes: knots.map((x) => 5 * x ** 4 - 6 * x ** 2 + 1),
    curvatures: knots.map((x) => 20 * x ** 3 - 12 * x),
  }
  const pieces = emptyPieces(5, knots)
  quinticPieces(knots, {}).fit(args, pieces)
  const taylor = (x: number): number[] => [
    x ** 5 - 2 * x ** 3 + x,
    5 * x ** 4 - 6 * x ** 2 + 1,
    10 * x ** 3 - 6 * x,
    10 * x ** 2 - 2,
    5 * x,
    1,
  ]
  expect([...pieces.left]).toEqual([...taylor(-1), ...taylor(1)])
  expect([...pieces.right]).toEqual([...taylor(1), ...taylor(2)])
})

test('lines and constants have no terms above their own', () => {
  const knots = Float64Array.of(0, 0.1, 0.7)
  const pieces = emptyPieces(5, knots)
  const zeros = new Float64Array(3)
  quinticPieces(knots, {}).fit({ knots, values: Float64Array.of(3, 3, 3), slopes: zeros, curvatures: zeros }, pieces)
  expect([...pieces.left].map((c) => c + 0)).toEqual([3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0])
})
