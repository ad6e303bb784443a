import { describe, expect, it } from 'vitest'
import { beside, besideCount, limitBeside } from './limits.ts'

const nothing = { arguments: {}, options: {}, tangents: {}, cotangent: [] }

/** What a curve is measured as, without tolerance. */
function measuredAt(places: readonly number[], curve: (x: number) => number): Parameters<typeof limitBeside>[0] {
  return { input: nothing, y: places.map(curve), tolerance: places.map(() => 0) }
}

describe('limitBeside', () => {
  it.each([1, -1])('is exact for polynomials up to degree 6, towards %d', (gap) => {
    const p = (x: number): number => 1 + x * (2 + x * (-1 + x * (3 + x * (1 + x * (-2 + x)))))
    const places = beside(0, gap)
    expect(places).toHaveLength(besideCount)
    // At 0 it is 1, and the terms that are added up are of the order of 35 in size.
    expect(Math.abs(limitBeside(measuredAt(places, p), 0).value - 1)).toBeLessThan(127 * 2 ** -52)
  })

  it('is that of the side alone, and begins where it is told', () => {
    const step = (x: number): number => (x > 0 ? 5 : 3)
    const places = [-1, ...beside(0, 1)]
    expect(limitBeside(measuredAt(places, step), 1).value).toBe(5)
  })

  it('may be off by the tolerances of all that it is made of', () => {
    const places = beside(0, 1)
    const measured = { ...measuredAt(places, () => 0), tolerance: places.map(() => 1) }
    expect(limitBeside(measured, 0).tolerance).toBe(7 + 21 + 35 + 35 + 21 + 7 + 1 + 1)
  })
})
