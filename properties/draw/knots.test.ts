import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyPlace, gap, knotPlace, knotsOf, neighbour, origin, queryAt, type Range, smoothPlace } from './knots.ts'

const gaps = fc.array(gap, { minLength: 2, maxLength: 8 })

describe('knotsOf', () => {
  it('gives knots that increase strictly, the chosen one where it is to be', () => {
    fc.assert(
      fc.property(origin, gaps, (where, drawn) => {
        const knots = knotsOf(where, drawn)
        expect(knots.every((t, i) => i === 0 || t - knots[i - 1] === drawn[i])).toBe(true)
        expect(knots[where.knot % knots.length]).toBe(where.at)
      }),
    )
  })

  it('keeps thousands of them apart', () => {
    fc.assert(
      fc.property(origin, gaps, (where, drawn) => {
        const many = Array.from({ length: 4096 }, (_, i) => drawn[i % drawn.length])
        const knots = knotsOf(where, many)
        return knots.every((t, i) => i === 0 || t > knots[i - 1])
      }),
      { numRuns: 20 },
    )
  })

  it('draws narrow beside wide gaps, a knot at zero, and offsets that dwarf the gaps', () => {
    const samples = fc.sample(fc.tuple(origin, gaps), { numRuns: 300, seed: 1 })
    const ratios = samples.map(([, [, ...used]]) => Math.max(...used) / Math.min(...used))
    expect(Math.max(...ratios)).toBeGreaterThan(1e5)
    expect(samples.filter(([where, drawn]) => knotsOf(where, drawn).includes(0)).length).toBeGreaterThan(60)
    expect(samples.some(([{ at }]) => Math.abs(at) > 1e4)).toBe(true)
  })

  it('shrinks to 0, 1, …', () => {
    const broken = fc.property(origin, gaps, (where, drawn) => knotsOf(where, drawn).length < 3)
    const { counterexample } = fc.check(broken, { seed: 7 })
    expect(knotsOf(...counterexample!)).toEqual([0, 1, 2])
  })
})

describe('queryAt', () => {
  const none: Range = { left: 'none', right: 'none' }
  const both: Range = { left: 'tail', right: 'tail' }
  const setting = fc.tuple(origin, gaps).map((drawn) => knotsOf(...drawn))

  it('stays within the knots where nothing else is allowed', () => {
    fc.assert(
      fc.property(setting, anyPlace, (knots, place) => {
        const q = queryAt(place, knots, none)
        return q >= knots[0] && q <= knots[knots.length - 1]
      }),
    )
  })

  it('leaves them on the allowed side alone', () => {
    const knots = [0, 1, 3]
    const at = (where: 'left' | 'right', range: Range): number =>
      queryAt({ where, piece: 0, sixteenths: 8, cell: 1 }, knots, range)
    expect([at('left', both), at('right', both)]).toEqual([-1, 5])
    expect([at('left', { left: 'none', right: 'tail' }), at('right', { left: 'tail', right: 'none' })]).toEqual([
      0.5, 2,
    ])
  })

  it('keeps smooth places off the knots by a sixteenth of the gap', () => {
    fc.assert(
      fc.property(setting, smoothPlace, (knots, place) => {
        const q = queryAt(place, knots, both)
        return knots.every((t, i) => {
          const narrowest = Math.min(t - (knots[i - 1] ?? -Infinity), (knots[i + 1] ?? Infinity) - t)
          return Math.abs(q - t) >= narrowest / 16
        })
      }),
    )
  })

  it('puts knot places at knots, and half-way between', () => {
    fc.assert(
      fc.property(setting, knotPlace, (knots, place) => {
        const q = queryAt(place, knots, none)
        return knots.includes(q) || knots.some((t, i) => i > 0 && q - knots[i - 1] === t - q)
      }),
    )
  })

  it.each(['periodic', 'reflective'] as const)(
    'folds %s places and images of knots back without rounding',
    (beyond) => {
      const range = { left: beyond, right: beyond }
      const outside = anyPlace.filter(({ where }) => /left|right/.test(where))
      fc.assert(
        fc.property(setting, outside, (knots, place) => {
          const q = queryAt(place, knots, range)
          const period = knots[knots.length - 1] - knots[0]
          const isImage = place.where.startsWith('image')
          const x = isImage ? knots[place.piece % knots.length] : queryAt({ ...place, where: 'inside' }, knots, range)
          const isMirrored = beyond === 'reflective' && place.cell % 2 === 1
          const isLeft = place.where.endsWith('left')
          const shift = (isLeft ? -1 : 1) * (place.cell - (isMirrored ? 1 : 0)) * period
          const end = isLeft ? knots[0] : knots[knots.length - 1]
          expect(q - shift).toBe(isMirrored ? 2 * end - x : x)
        }),
      )
    },
  )

  it('reflects what lies next to an end knot without rounding', () => {
    const reflective = { left: 'reflective', right: 'reflective' } as const
    fc.assert(
      fc.property(setting, (knots) => {
        const n = knots.length
        const below = queryAt({ where: 'below-knot', piece: 0, sixteenths: 1, cell: 1 }, knots, reflective)
        const above = queryAt({ where: 'above-knot', piece: n - 1, sixteenths: 1, cell: 1 }, knots, reflective)
        expect([knots[0], neighbour(knots[0], 1)]).toContain(2 * knots[0] - below)
        expect([knots[n - 1], neighbour(knots[n - 1], -1)]).toContain(2 * knots[n - 1] - above)
      }),
    )
    expect(queryAt({ where: 'below-knot', piece: 0, sixteenths: 1, cell: 1 }, [1, 2], reflective)).toBe(1 - 2 ** -52)
  })

  it('draws every kind of place', () => {
    const drawn = fc.sample(anyPlace, { numRuns: 200, seed: 1 }).map(({ where }) => where)
    expect([...new Set(drawn)].toSorted()).toEqual([
      'above-knot',
      'below-knot',
      'image-left',
      'image-right',
      'inside',
      'knot',
      'left',
      'right',
    ])
  })
})

describe('neighbour', () => {
  it('is the next double, with none between', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), (x) => {
        fc.pre(Math.abs(x) > 1e-300)
        const above = neighbour(x, 1)
        const below = neighbour(x, -1)
        const middle = (a: number, b: number): number => a / 2 + b / 2
        return (
          below < x && x < above && neighbour(above, -1) === x && [x, above].includes(middle(x, above)) && below < above
        )
      }),
    )
  })

  it('crosses powers of two by half a step below', () => {
    expect(neighbour(1, 1)).toBe(1 + 2 ** -52)
    expect(neighbour(1, -1)).toBe(1 - 2 ** -53)
    expect(neighbour(-1, 1)).toBe(-1 + 2 ** -53)
  })

  it('is something small beside zero, of either sign of zero', () => {
    expect([neighbour(0, 1), neighbour(0, -1), neighbour(-0, 1)]).toEqual([2 ** -60, -(2 ** -60), 2 ** -60])
  })
})
