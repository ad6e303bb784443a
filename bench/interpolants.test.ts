import { describe, expect, it } from 'vitest'
import { abscissae, allKinds, inManyCalls, inOneCall, isLargeEnough, mostKnotsOf, uses } from './interpolants.ts'
import { linearCongruential } from './systems.ts'

describe('what interpolants are measured with', () => {
  it('are increasing knots and sorted queries within them', () => {
    const { knots, queries } = abscissae(50, 500, linearCongruential(1))
    for (let i = 1; i < knots.length; i++) expect(knots[i] - knots[i - 1]).toBeGreaterThanOrEqual(0.5)
    expect([...queries].sort((a, b) => a - b)).toEqual([...queries])
    expect(queries[0]).toBeGreaterThanOrEqual(0)
    expect(queries[499]).toBeLessThan(knots[49])
  })

  it('is refused where a kind needs more knots', () => {
    expect(isLargeEnough('bspline-interpolation', 3)).toBe(false)
    expect(isLargeEnough('bspline-interpolation', 4)).toBe(true)
    expect(isLargeEnough('linear-interpolation', 2)).toBe(true)
  })

  it('are as many knots as the kind is for', () => {
    expect([mostKnotsOf('lagrange-interpolation', 64), mostKnotsOf('lagrange-interpolation', 8)]).toEqual([32, 8])
    expect(mostKnotsOf('akima', 1e5)).toBe(1e5)
  })
})

describe('columns', () => {
  it.each(allKinds)('of %s can be had in one call and in many', async (kind) => {
    for (const use of Object.values(uses)) {
      for (const make of [inOneCall, inManyCalls])
        expect(await (await make({ kind, n: 8, m: 5 }, 3, use)()).batch(2)).toBeGreaterThan(0)
    }
  })
})
