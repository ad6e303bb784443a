import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guarded } from '../../test/guarded.ts'
import { locate, locateBy, locateFrom, locateInto, locatorOf } from './locate.ts'

/** The definition (QSP-10): clamp(j − 1, 0, n − 2), j the first index with t[j] ≥ q, or n. */
function definition(knots: ArrayLike<number>, query: number): number {
  let j = 0
  while (j < knots.length && !(knots[j] >= query)) j++
  return Math.min(Math.max(j - 1, 0), knots.length - 2)
}

const knots = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.double({ min: 1e-9, max: 1e6, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((gaps) => {
    const t = [-8]
    for (const gap of gaps) t.push(t[t.length - 1] + gap)
    return Float64Array.from(new Set(t))
  })
  .filter((t) => t.length > 1)

/** Anywhere, and at knots and next to them, once the knots are known. */
const place = fc.record({
  kind: fc.constantFrom('knot', 'below', 'above', 'anywhere', 'far'),
  index: fc.nat(),
  share: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
})

function queryAt({ kind, index, share }: { kind: string; index: number; share: number }, t: Float64Array): number {
  const knot = t[index % t.length]
  const ulp = 2 ** -52 * Math.max(Math.abs(knot), 1)
  switch (kind) {
    case 'knot':
      return knot
    case 'below':
      return knot - ulp
    case 'above':
      return knot + ulp
    case 'anywhere':
      return t[0] + share * (t[t.length - 1] - t[0])
    default:
      return share < 0.5 ? -Number.MAX_VALUE : Number.MAX_VALUE
  }
}

describe('the piece of a query (QSP-10)', () => {
  test('is the defined one from whatever piece the search begins at', () => {
    fc.assert(
      fc.property(knots, place, (t, drawn) => {
        const query = queryAt(drawn, t)
        const expected = definition(t, query)
        for (let hint = 0; hint <= t.length - 2; hint++) expect(locateFrom(t, query, hint)).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  test('is the same on even knots, and on knots that are nearly even, from one multiplication', () => {
    const nearlyEven = fc
      .record({
        n: fc.integer({ min: 2, max: 300 }),
        first: fc.oneof(fc.integer({ min: -8, max: 8 }), fc.double({ min: -1e9, max: 1e9, noNaN: true })),
        gap: fc.oneof(fc.constant(1), fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
        moved: fc.array(fc.record({ index: fc.nat(), by: fc.double({ min: -0.25, max: 0.25, noNaN: true }) })),
      })
      .map(({ n, first, gap, moved }) => {
        const t = Float64Array.from({ length: n }, (_, i) => first + i * gap)
        for (const { index, by } of moved) {
          const i = index % n
          if (i > 0 && i < n - 1) t[i] = first + (i + by) * gap
        }
        return t
      })
      .filter((t) => t.every((knot, i) => i === 0 || knot > t[i - 1]))
    let even = 0
    let steps = 0
    fc.assert(
      fc.property(nearlyEven, fc.array(place, { minLength: 1, maxLength: 20 }), fc.nat(), (t, drawn, start) => {
        const locator = locatorOf(t)
        if (locator.density !== undefined) even++
        for (const one of drawn) {
          const query = queryAt(one, t)
          const expected = definition(t, query)
          if (locator.density !== undefined && Math.floor((query - t[0]) * locator.density) !== expected) steps++
          expect(locateBy(locator, query, start % (t.length - 1))).toBe(expected)
        }
      }),
      { numRuns: 2000 },
    )
    expect(even).toBeGreaterThan(1000)
    expect(steps).toBeGreaterThan(100)
  })

  test('is searched for where the knots are not even', () => {
    for (const t of [
      [0, 1, 3],
      [0, 1, 2.3, 3],
      [-1e308, 0, 1e308],
    ])
      expect(locatorOf(Float64Array.from(t)).density).toBeUndefined()
    expect(locatorOf(Float64Array.of(0, 1, 2.2, 3)).density).toBe(1)
    fc.assert(
      fc.property(knots, place, fc.nat(), (t, drawn, start) => {
        const query = queryAt(drawn, t)
        expect(locateBy(locatorOf(t), query, start % (t.length - 1))).toBe(definition(t, query))
      }),
    )
  })

  test('of many queries in any order, into a buffer of either type', () => {
    fc.assert(
      fc.property(knots, fc.array(place, { maxLength: 30 }), (t, drawn) => {
        const queries = Float64Array.from(drawn, (one) => queryAt(one, t))
        const expected = Array.from(queries, (query) => definition(t, query))
        const pieces = guarded(queries.length)
        locateInto(pieces.array, t, queries)
        expect(Array.from(pieces.array)).toEqual(expected)
        expect(pieces.isIntact()).toBe(true)
        const integers = new Int32Array(queries.length)
        locateInto(integers, t, queries)
        expect(Array.from(integers)).toEqual(expected)
        expect(Array.from(locate.primal({ knots: t, queries }))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  test('takes no more steps than a doubling search needs', () => {
    const n = 1 << 16
    let reads = 0
    const counting = new Proxy(
      Float64Array.from({ length: n }, (_, i) => i),
      {
        get(target, key) {
          const value: unknown = Reflect.get(target, key)
          if (typeof key === 'string' && /^\d+$/.test(key)) reads++
          return value
        },
      },
    )
    const readsOf = (query: number, hint: number): number => {
      reads = 0
      expect(locateFrom(counting, query, hint)).toBe(
        definition(
          Array.from({ length: n }, (_, i) => i),
          query,
        ),
      )
      return reads
    }
    expect(readsOf(7.5, 7)).toBeLessThanOrEqual(2)
    expect(readsOf(8.5, 7)).toBeLessThanOrEqual(5)
    expect(readsOf(n - 1.5, 0)).toBeLessThanOrEqual(2 * 16 + 4)
    expect(readsOf(0.5, n - 2)).toBeLessThanOrEqual(2 * 16 + 4)
  })
})
