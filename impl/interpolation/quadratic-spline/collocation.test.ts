import { describe, expect, test } from 'vitest'
import { quadraticSpline } from '../faces.ts'
import { emptyPieces, type Pieces } from '../pieces.ts'
import { collocation } from './collocation.ts'

const knots = Float64Array.of(0, 1, 3, 4, 6)
const fitted = (values: Float64Array): Pieces => {
  const pieces = emptyPieces(2, knots)
  collocation(knots, {}).fit({ knots, values }, pieces)
  return pieces
}

test('a parabola is its own, about either end (QSP-19)', () => {
  const taylor = (x: number): number[] => [3 * x * x - x + 1, 6 * x - 1, 3]
  const { left, right } = fitted(knots.map((x) => taylor(x)[0]))
  expect([...left]).toEqual([0, 1, 3, 4].flatMap(taylor))
  expect([...right]).toEqual([1, 3, 4, 6].flatMap(taylor))
})

test('through three knots it is their parabola', () => {
  expect(quadraticSpline([0, 1, 3], [0, 1, 9], { start: 'collocation' }).evaluate([0.5, 2])).toEqual(
    Float64Array.of(0.25, 4),
  )
})

describe('a piece depends on nothing to the left of its left end', () => {
  const options = { start: 'collocation' } as const
  const queries = [3.5, 5]

  test('in its values, not by a digit', () => {
    const plain = quadraticSpline(knots, [0, 0, 1, -2, 0.1], options).evaluate(queries)
    expect(quadraticSpline(knots, [1e200, -1e100, 1, -2, 0.1], options).evaluate(queries)).toEqual(plain)
  })

  test('in its cotangents, not by a rounding', () => {
    const bars = quadraticSpline(knots, [1e100, -1e100, 1, -2, 0.1], options).pullback(queries, [3, 0.7])
    expect([...bars.knots.subarray(0, 2), ...bars.values.subarray(0, 2)]).toEqual([0, 0, 0, 0])
  })
})
