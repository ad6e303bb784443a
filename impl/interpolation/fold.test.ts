import { describe, expect, it, test } from 'vitest'
import { linearInterpolation } from './faces.ts'
import { Folding } from './fold.ts'

describe.each(['periodic', 'reflective'] as const)('%s', (extrapolation) => {
  const folding = new Folding(Float64Array.of(-1, 0, 2), extrapolation)

  it('folds by the map of its cell (INP-4)', () => {
    for (const q of [-16.5, -7, -4.25, -1.5, -1, 0.5, 2, 2.5, 5, 7.75, 14]) {
      const cell = folding.cellOf(q)
      const x = folding.sigma(cell) * q + folding.alpha(cell) * -1 + folding.beta(cell) * 2
      expect(folding.place(cell, q)).toBe(x)
      expect(x >= -1 && x <= 2).toBe(true)
    }
  })
})

test.each(['periodic', 'reflective'] as const)('far from the origin %s loses nothing that the knots have', (mode) => {
  // Differences of these doubles are exact: moved to the origin they are the same data.
  const offset = 1e9
  const knots = [offset, offset + 0.7, offset + 1.9]
  const queries = [-800.3, -5.2, -0.1, 2.3, 7.9, 9.7, 1900.6].map((q) => q + offset)
  const moved = (xs: readonly number[]): number[] => xs.map((x) => x - offset)
  const far = linearInterpolation(knots, [0, 1, 0], { extrapolation: mode }).evaluate(queries)
  const near = linearInterpolation(moved(knots), [0, 1, 0], { extrapolation: mode }).evaluate(moved(queries))
  expect(far).toEqual(near)
})
