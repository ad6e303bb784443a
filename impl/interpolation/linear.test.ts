import { expect, test } from 'vitest'
import { linearPieces } from './linear.ts'
import { emptyPieces } from './pieces.ts'

test('each piece has its value at either end and one slope, as numbers in and tangents out (LOC-4, LOC-5)', () => {
  const knots = Float64Array.of(0, 1, 3)
  const args = { knots, values: Float64Array.of(1, 2, 0) }
  const rule = linearPieces(knots, {})
  const pieces = emptyPieces(1, knots)
  rule.fit(args, pieces)
  expect([...pieces.left]).toEqual([1, 1, 2, -1])
  expect([...pieces.right]).toEqual([2, 1, 0, -1])
  const dot = emptyPieces(1, new Float64Array(3))
  rule.tangent(args, pieces, { knots: Float64Array.of(0, 1, 0), values: Float64Array.of(0, 2, 0) }, dot)
  expect([...dot.left]).toEqual([0, 1, 2, -1.5])
  expect([...dot.breaks]).toEqual([0, 1, 0])
})

test('without a cotangent for the knots theirs is left out (LOC-6)', () => {
  const knots = Float64Array.of(0, 2)
  const args = { knots, values: Float64Array.of(1, 5) }
  const rule = linearPieces(knots, {})
  const pieces = emptyPieces(1, knots)
  rule.fit(args, pieces)
  const bar = emptyPieces(1, Float64Array.of(7, 9))
  bar.left.set([1, 4])
  const values = new Float64Array(2)
  rule.pullback(args, pieces, bar, { values })
  expect([...values]).toEqual([-1, 2])
  const knotsBar = new Float64Array(2)
  rule.pullback(args, pieces, bar, { values, knots: knotsBar })
  expect([...knotsBar]).toEqual([11, 5])
})
