import type { Fraction } from 'mathjs'
import { describe, expect, test, vi } from 'vitest'
import { entryOf } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import type { Input } from './evaluate.ts'
import { doubleOf, fractionOf } from './exact.ts'
import { numberOperators } from './exact-operators.ts'
import { fraction } from './math.ts'
import { exact, scale } from './oracle.ts'
import { stabilityFactor } from './stability.ts'

const entry = (name: string): Entry => entryOf(name)!
const solve = entry('tridiagonal-solve')
const multiply = entry('tridiagonal-multiply')
const spline = entry('quadratic-spline')

/** Where fractions have their arithmetic. */
const fractions: Fraction = Object.getPrototypeOf(fraction(1n, 3n))

describe('the exact answer', () => {
  test('is a fraction, whatever it takes: 1e-300 / 3e-300 is not one third', () => {
    const input = { arguments: { dl: [], d: [3e-300], du: [], b: [1e-300] } }
    const [x] = exact('primal', solve, input).output
    expect(x.equals(fractionOf(1e-300).div(fractionOf(3e-300)))).toBe(true)
    expect(x.equals(fraction(1n, 3n))).toBe(false)
    expect(doubleOf(x)).toBe(1e-300 / 3e-300)
  })

  test('takes a missing tangent for zero and names its results', () => {
    const args = { dl: [3], d: [1, 4], du: [2], x: [5, 7] }
    const tangent = exact('pushforward', multiply, { arguments: args, tangents: { d: [1, 1] } })
    expect(tangent.tangent.map(doubleOf)).toEqual([5, 7])
    const cotangents = exact('pullback', multiply, { arguments: args, cotangent: [1, 10] })
    expect(Object.keys(cotangents).sort()).toEqual(['d', 'dl', 'du', 'x'])
    expect(cotangents.dl.map(doubleOf)).toEqual([50])
  })

  test('is refused where the contract says so', () => {
    const knots = [0, 0]
    expect(() => exact('primal', spline, { arguments: { knots, values: [1, 2], queries: [0] } })).toThrow(/increase/)
    expect(() => exact('pullback', entry('locate'), { arguments: entry('locate').example.arguments })).toThrow(
      /primal only/,
    )
  })
})

describe('the scale (|J| |x|)ᵢ + |yᵢ|', () => {
  test('of a primal, by hand: y₀ = d₀ x₀ + du₀ x₁', () => {
    const args = { dl: [3], d: [1, 4], du: [-2], x: [5, 2] }
    expect(scale('primal', multiply, { arguments: args }).output).toEqual([2 * (5 + 4) + 1, 2 * (15 + 8) + 23])
  })

  test('of a pushforward counts x and ẋ, of a pullback x and ȳ', () => {
    const args = { dl: [], d: [3], du: [], x: [5] }
    // ẏ = ḋ x + d ẋ in (d, x, ḋ, ẋ)
    expect(scale('pushforward', multiply, { arguments: args, tangents: { d: [2], x: [-7] } }).tangent).toEqual([
      2 * (10 + 21) + 11,
    ])
    // d̄ = ȳ x, x̄ = d ȳ
    expect(scale('pullback', multiply, { arguments: args, cotangent: [2] })).toEqual({
      dl: [],
      d: [2 * 10 + 10],
      du: [],
      x: [2 * 6 + 6],
    })
  })

  test('counts differentiable arguments alone', () => {
    expect(scale('primal', entry('locate'), { arguments: { knots: [1, 2, 3], queries: [2.5, 1] } }).output).toEqual([
      1, 0,
    ])
  })

  test('is there where doubles find a zero pivot that is none', () => {
    // The double of 1/3 is (1 − 2⁻⁵⁴) / 3, so the determinant is −2⁻⁵⁴; in doubles it is 0.
    const args = { dl: [1], d: [3, 1 / 3], du: [1], b: [1, 1] }
    expect(() => numberOperators['tridiagonal-solve'].primal(args)).toThrow(/nonsingular/)
    expect(doubleOf(exact('primal', solve, { arguments: args }).output[0]) / 2 ** 54).toBeCloseTo(2 / 3, 14)
    // Of the six variables d₀, d₁, dl and du each contribute |x₀| / |det|, and the others next to nothing.
    const [s0] = scale('primal', solve, { arguments: args }).output
    expect(s0 / 2 ** 108).toBeCloseTo(4 * (2 / 3), 14)
  })

  test('is there where doubles overflow on the way', () => {
    const args = { knots: [0, 1e10], values: [-1e308, 1e308] }
    const rhs = entry('quadratic-spline-rhs')
    // r = 2 Δu / h and its terms in u₀, u₁, and in t₁ as large as both together
    expect(scale('primal', rhs, { arguments: args }).output).toEqual([0, 1.2e299])
    const large = { dl: [0], d: [1, 1], du: [-1], x: [2 ** 1023, 2 ** 1019] }
    expect(scale('primal', multiply, { arguments: large }).output).toEqual([Number.POSITIVE_INFINITY, 3 * 2 ** 1019])
  })

  test('a singular matrix has none', () => {
    const args = { dl: [2], d: [1, 6], du: [3], b: [1, 2] }
    expect(() => scale('primal', solve, { arguments: args })).toThrow(/nonsingular/)
    expect(() => scale('primal', solve, { arguments: { ...args, b: [1] } })).toThrow(/b must have 2/)
  })

  test('takes exact arithmetic for no more than what doubles cannot answer, which is a thousand times faster', () => {
    const counted = (['add', 'sub', 'mul', 'div'] as const).map((operation) => vi.spyOn(fractions, operation))
    const operations = (input: Input): number => {
      for (const spy of counted) spy.mockClear()
      scale('pullback', solve, input)
      return counted.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
    }
    const entries = (n: number, from: number) => Array.from({ length: n }, (_, i) => Math.sin(from + i) + 2)
    const args = { dl: entries(7, 1), d: entries(8, 2), du: entries(7, 3), b: entries(8, 4) }
    expect(operations({ arguments: args, cotangent: entries(8, 5) })).toBe(0)
    // The zero pivot that is none, from above.
    const close = { dl: [1], d: [3, 1 / 3], du: [1], b: [1, 1] }
    expect(operations({ arguments: close, cotangent: [1, 1] })).toBeGreaterThan(0)
    vi.restoreAllMocks()
  })
})

describe('the stability factor', () => {
  const third = fraction(1n, 3n)

  test('of the nearest double is at most 1, and names the entry that is worst', () => {
    expect(stabilityFactor([1 / 3], [third], [1 / 3]).K).toBeLessThanOrEqual(1)
    const next = 1 / 3 + 2 ** -54
    expect(stabilityFactor([1, 1 / 3, next, 1 / 3], [fractionOf(1), third, third, third], [1, 1, 1, 1])).toEqual({
      K: (2 / 3) * 0.5,
      index: 2,
    })
  })

  test('is measured exactly: far below ε of the value', () => {
    expect(stabilityFactor([1], [fractionOf(1).add(fractionOf(2 ** -200))], [2 ** -140]).K).toBe(2 ** -7)
  })

  test('no error is none, also where the scale is zero; an error there is infinite', () => {
    expect(stabilityFactor([0, 1], [fractionOf(0), fractionOf(1)], [0, 0])).toEqual({ K: 0, index: 0 })
    expect(stabilityFactor([0, 1e-300], [fractionOf(0), fractionOf(0)], [0, 0])).toEqual({
      K: Number.POSITIVE_INFINITY,
      index: 1,
    })
    expect(stabilityFactor([], [], [])).toEqual({ K: 0, index: 0 })
  })

  test('what underflow may cost is allowed, and no more', () => {
    const tiny = fractionOf(1e-320)
    const off = (units: number) => 1e-320 + units * Number.MIN_VALUE
    expect(stabilityFactor([off(8)], [tiny], [1e-320]).K).toBe(0)
    expect(stabilityFactor([off(9)], [tiny], [1e-320]).K).toBeGreaterThan(2 ** 40)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is infinitely wrong', (got) => {
    expect(stabilityFactor([got], [third], [Number.POSITIVE_INFINITY]).K).toBe(Number.POSITIVE_INFINITY)
  })

  test('an infinite scale explains every number', () => {
    expect(stabilityFactor([5], [third], [Number.POSITIVE_INFINITY]).K).toBe(0)
  })

  test('arrays of different lengths are refused', () => {
    expect(() => stabilityFactor([1, 2], [third], [1])).toThrow(/2, 1 and 1/)
  })
})
