import { describe, expect, test } from 'vitest'
import { consecutive, type Side, stencilOf } from './stencil.ts'

describe('stencils', () => {
  test('are the well-known ones', () => {
    expect(stencilOf(2, 1, 'forward').weights).toEqual([-1, 1])
    expect(stencilOf(2, 1, 'central')).toMatchObject({ grid: [-1, 1], weights: [-1 / 2, 1 / 2], order: 3 })
    expect(stencilOf(3, 2, 'central')).toMatchObject({ grid: [-1, 0, 1], weights: [1, -2, 1], order: 4 })
    expect(stencilOf(5, 1, 'central').weights).toEqual([1 / 12, -2 / 3, 0, 2 / 3, -1 / 12])
    expect(stencilOf(3, 1, 'backward')).toMatchObject({ grid: [-2, -1, 0], weights: [1 / 2, -2, 3 / 2], order: 3 })
  })

  const sides: Side[] = ['central', 'forward', 'backward']
  test.each(sides)('have the moments that they should, %s', (side) => {
    for (let points = 2; points <= 16; points++) {
      for (let q = 1; q < points; q++) {
        const { grid, weights, order } = stencilOf(points, q, side)
        let factorial = 1
        for (let m = 0; m < order; m++) {
          if (m > 0) factorial *= m
          const terms = grid.map((g, k) => weights[k] * g ** m)
          const size = terms.reduce((total, term) => total + Math.abs(term), 0)
          const moment = terms.reduce((total, term) => total + term, 0)
          // Each weight is rounded once, each term and each partial sum again.
          expect(Math.abs(moment - (m === q ? factorial : 0))).toBeLessThanOrEqual(2 ** -52 * points * size)
        }
      }
    }
  })

  test('leave an error in the derivative that they name, with the constant that they name', () => {
    // x⁵/5! has the fifth derivative 1: the five-point rule at 0 with h = 1 gives minus 1/30 instead of 0.
    const { grid, weights, truncation, order } = stencilOf(5, 1, 'central')
    const error = grid.reduce((total, g, k) => total + (weights[k] * g ** 5) / 120, 0)
    expect(error).toBeCloseTo(-1 / 30, 15)
    expect(order).toBe(5)
    expect(truncation).toBeGreaterThanOrEqual(Math.abs(error))
  })

  test('have consecutive places for differences', () => {
    expect(consecutive(4, 'central')).toEqual([-1, 0, 1, 2])
    expect(consecutive(7, 'central')).toEqual([-3, -2, -1, 0, 1, 2, 3])
    expect(consecutive(3, 'backward')).toEqual([-2, -1, 0])
  })
})
