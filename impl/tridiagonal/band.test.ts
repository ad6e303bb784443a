import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { determinant, type Rows, transpose, unitRoundoff } from '../../test/exact-error.ts'
import { at, type Band, factorizeBand, newBand, substituteBand, substituteBandTransposed } from './band.ts'

interface Drawn {
  readonly dense: number[][]
  readonly kl: number
  readonly ku: number
  readonly b: number[]
}

const entry = fc.integer({ min: -4, max: 4 })
const bands: fc.Arbitrary<Drawn> = fc
  .record({
    rows: fc.array(fc.tuple(fc.array(entry, { minLength: 9, maxLength: 9 }), entry), { minLength: 1, maxLength: 9 }),
    kl: fc.integer({ min: 0, max: 3 }),
    ku: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ rows, kl, ku }) => {
    const n = rows.length
    const isInside = (i: number, j: number): boolean => j >= i - kl && j <= i + ku
    return {
      dense: rows.map(([row], i) => row.slice(0, n).map((x, j) => (isInside(i, j) ? x : 0))),
      kl,
      ku,
      b: rows.map(([, b]) => b),
    }
  })

const rowsOf = (dense: number[][]): Rows => dense.map((row) => row.map((x, j) => [j, x] as const))

function bandOf({ dense, kl, ku }: Drawn): Band {
  const band = newBand(dense.length, kl, ku)
  dense.forEach((row, i) => {
    row.forEach((x, j) => {
      if (x !== 0) band.entries[at(band, i, j)] = x
    })
  })
  return band
}

/** ‖b − A x‖∞ / (‖A‖∞ ‖x‖∞ + ‖b‖∞): what partial pivoting keeps small. */
function normwiseError(A: Rows, x: Float64Array, b: readonly number[]): number {
  const largest = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs))
  const residual = A.map((row, i) => row.reduce((rest, [j, a]) => rest - a * x[j], b[i]))
  const norm = Math.max(...A.map((row) => row.reduce((sum, [, a]) => sum + Math.abs(a), 0)))
  return largest(residual) / (norm * largest(x) + largest(b) || 1)
}

/** γ₃ₙ times the largest growth of entries that partial pivoting allows, n ≤ 9 (Higham, § 9.3). */
const limit = 3 * 9 * 2 ** 8 * unitRoundoff

describe('band factors with partial pivoting', () => {
  test('solve what a dense matrix says, and its transpose', () => {
    let solved = 0
    fc.assert(
      fc.property(bands, (drawn) => {
        const A = rowsOf(drawn.dense)
        fc.pre(determinant(A) !== 0n)
        solved++
        const { factors, zeroPivots } = factorizeBand(bandOf(drawn), Number.NaN)
        expect(zeroPivots).toBe(0)
        const x = Float64Array.from(drawn.b)
        substituteBand(factors, x)
        expect(normwiseError(A, x, drawn.b)).toBeLessThan(limit)
        const y = Float64Array.from(drawn.b)
        substituteBandTransposed(factors, y)
        expect(normwiseError(transpose(A), y, drawn.b)).toBeLessThan(limit)
      }),
      { numRuns: 1000, seed: 1 },
    )
    expect(solved).toBeGreaterThan(200)
  })

  test('take the largest entry of the column for pivot', () => {
    const dense = [
      [0, 1, 0],
      [2, 5, 1],
      [-4, 0, 3],
    ]
    const { factors } = factorizeBand(bandOf({ dense, kl: 2, ku: 1, b: [] }), 1)
    expect(Array.from(factors.pivot)).toEqual([2, 1, 2])
    // P A = L U: rows 2, 1, 0; multipliers −½ and 0, then 1/5.
    expect(factors.entries[at(factors, 0, 0)]).toBe(-4)
    expect(factors.entries[at(factors, 1, 0)]).toBe(-0.5)
    expect(factors.entries[at(factors, 1, 2)]).toBe(2.5)
    expect(factors.entries[at(factors, 2, 1)]).toBe(0.2)
    expect(factors.entries[at(factors, 2, 2)]).toBe(-0.5)
  })

  test('or the one that is largest by the weights of the rows, which change places with them', () => {
    const dense = [
      [1, 1, 0],
      [2, 1, 1],
      [4, 4, 1],
    ]
    const { factors } = factorizeBand(bandOf({ dense, kl: 2, ku: 1, b: [] }), 1, Float64Array.of(1, 8, 1))
    // Row 1 first, by its weight; then ½ of row 0 loses to the 2 of row 2.
    expect(Array.from(factors.pivot)).toEqual([1, 2, 2])
    const x = Float64Array.of(2, 4, 9)
    substituteBand(factors, x)
    expect(Array.from(x)).toEqual([1, 1, 1])
    const last = factorizeBand(bandOf({ dense, kl: 2, ku: 1, b: [] }), 1, Float64Array.of(16, 8, 1))
    expect(Array.from(last.factors.pivot)).toEqual([0, 1, 2])
  })

  test('or any other than zero, however small its weight', () => {
    const dense = [
      [0, 1],
      [2 ** -100, 1],
    ]
    const light = Float64Array.of(1, 2 ** -1000)
    const { factors, zeroPivots } = factorizeBand(bandOf({ dense, kl: 1, ku: 1, b: [] }), 1, light)
    expect(zeroPivots).toBe(0)
    expect(Array.from(factors.pivot)).toEqual([1, 1])
    expect(Array.from(light)).toEqual([1, 2 ** -1000])
  })

  test('count the pivots that are zero and put the given number there', () => {
    const { factors, zeroPivots } = factorizeBand(newBand(3, 1, 1), 0.25)
    expect(zeroPivots).toBe(3)
    expect([0, 1, 2].map((j) => factors.entries[at(factors, j, j)])).toEqual([0.25, 0.25, 0.25])
    const half = factorizeBand(
      bandOf({
        dense: [
          [1, 1],
          [1, 1],
        ],
        kl: 1,
        ku: 1,
        b: [],
      }),
      0.25,
    )
    expect(half.zeroPivots).toBe(1)
  })

  test('store every entry of the band, with room for fill-in, in a place of its own', () => {
    const band = newBand(5, 2, 1)
    const places = new Set<number>()
    for (let i = 0; i < 5; i++) {
      for (let j = Math.max(0, i - 2); j <= Math.min(4, i + 3); j++) places.add(at(band, i, j))
    }
    expect(places.size).toBe(4 + 5 + 5 + 4 + 3)
    expect(Math.max(...places)).toBeLessThan(band.entries.length)
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0)
  })
})
