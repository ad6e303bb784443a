import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dot, leavesRange, sumOfProducts } from './dot.ts'

const real = fc
  .tuple(fc.constantFrom(1, -1), fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -40, max: 40 }))
  .map(([sign, mantissa, exponent]) => sign * mantissa * 2 ** exponent)
const pairs = fc.array(fc.tuple(real, real), { maxLength: 40 })

/** x · 2^120 as an integer: exact for every number that is drawn here. */
const scaled = (x: number): bigint => BigInt(x * 2 ** 120)

/** Σ aᵢ bᵢ · 2^240. */
const exactly = (terms: readonly (readonly [number, number])[]): bigint =>
  terms.reduce((sum, [a, b]) => sum + scaled(a) * scaled(b), 0n)

describe('dot', () => {
  it('is as accurate as in twice the working precision', () => {
    fc.assert(
      fc.property(pairs, (terms) => {
        const a = terms.map(([x]) => x)
        const b = terms.map(([, y]) => y)
        const exact = exactly(terms)
        const error = Number(BigInt(dot(a, b) * 2 ** 180) * 2n ** 60n - exact) / 2 ** 240
        // Ogita, Rump & Oishi (2005), Proposition 5.5: ε |s| + γₙ² Σ |aᵢ bᵢ|
        const bound =
          2 ** -53 * Math.abs(Number(exact) / 2 ** 240) + (terms.length * 2 ** -53) ** 2 * sumOfProducts(a, b)
        // What is cut off below 2⁻¹⁸⁰ in taking the result for an integer.
        return Math.abs(error) <= bound * (1 + 2 ** -20) + 2 ** -180
      }),
    )
  })

  it('keeps what cancellation takes from a plain sum', () => {
    const a = [2 ** 60, 1, -(2 ** 60)]
    const plain = a.reduce((sum, x) => sum + x, 0)
    expect(plain).toBe(0)
    expect(dot(a, [1, 1, 1])).toBe(1)
    expect(dot([1 + 2 ** -30, -1], [1 - 2 ** -30, 1])).toBe(-(2 ** -60))
  })

  it('is zero for nothing', () => {
    expect(dot([], [])).toBe(0)
  })
})

describe('sumOfProducts', () => {
  it('adds up absolute values', () => {
    expect(sumOfProducts([1, -2], [-3, -4])).toBe(11)
    expect(sumOfProducts([0, 2, Number.POSITIVE_INFINITY], [Number.POSITIVE_INFINITY, 3, 0])).toBe(6)
  })
})

describe('leavesRange', () => {
  it('says so of what is too large for dot to have a number to give', () => {
    expect(leavesRange([1, -(2 ** 890)], [2 ** 5, 1])).toBe(false)
    // Its halves overflow, though the product does not.
    expect(dot([2 ** 1000], [2 ** -1000])).toBeNaN()
    expect(leavesRange([2 ** 1000], [2 ** -1000])).toBe(true)
    expect(leavesRange([2 ** 500], [2 ** 500])).toBe(true)
  })

  it('does not excuse what is no number', () => {
    expect(leavesRange([1], [Number.NaN])).toBe(false)
    expect(leavesRange([Number.POSITIVE_INFINITY, 2 ** 1000], [0, 1])).toBe(false)
  })
})
