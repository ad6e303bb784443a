import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slopes, slopesPullback } from './slopes.ts'

/** Dyadics, on which the recurrence is exact. */
const rhs = fc
  .array(fc.integer({ min: -1024, max: 1024 }), { minLength: 1, maxLength: 40 })
  .map((entries) => Float64Array.from(entries, (entry) => entry / 16))

describe('the slopes', () => {
  it('pass a disturbance on with alternating sign and undamped (QSP-18)', () => {
    fc.assert(
      fc.property(rhs, fc.nat(), (r, place) => {
        const from = place % r.length
        const disturbed = r.slice()
        disturbed[from] += 1
        const change = slopes(disturbed).map((z, i) => z - slopes(r)[i])
        expect([...change]).toEqual(Array.from(r, (_, i) => (i < from ? 0 : (i - from) % 2 === 0 ? 1 : -1)))
      }),
    )
  })

  it('have a pullback that works in place (QSP-6)', () => {
    fc.assert(
      fc.property(rhs, (zBar) => {
        const rBar = new Float64Array(zBar.length)
        slopesPullback(zBar, rBar)
        slopesPullback(zBar, zBar)
        expect(zBar).toEqual(rBar)
      }),
    )
  })

  it('do not depend on the sign of a zero other than in the sign of a zero (CON-2)', () => {
    expect([...slopes(Float64Array.of(-0, 1))]).toEqual([-0, 1])
    expect([...slopes(Float64Array.of(0, 1))]).toEqual([0, 1])
  })
})
