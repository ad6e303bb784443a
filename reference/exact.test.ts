import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { doubleOf, fractionOf } from './exact.ts'
import { fraction } from './math.ts'

const power = (exponent: number) =>
  exponent < 0 ? fraction(1n, 1n << BigInt(-exponent)) : fraction(1n << BigInt(exponent), 1n)

/** Every double is as likely as any other: subnormals, both zeros and the largest ones included. */
const anyDouble = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0])
  .filter(Number.isFinite)

describe('a double as a fraction', () => {
  test.each([
    [0.5, 1n, 2n],
    [-3, -3n, 1n],
    [0.1, 3602879701896397n, 36028797018963968n],
    [2 ** 70, 2n ** 70n, 1n],
    [Number.MIN_VALUE, 1n, 2n ** 1074n],
    [Number.MAX_VALUE, (2n ** 53n - 1n) * 2n ** 971n, 1n],
    [2 ** -1022, 1n, 2n ** 1022n],
    [2 ** -1022 - 2 ** -1074, 2n ** 52n - 1n, 2n ** 1074n],
    [-0, 0n, 1n],
  ])('%d is %d / %d', (x, numerator, denominator) => {
    expect(fractionOf(x).equals(fraction(numerator, denominator))).toBe(true)
  })

  test('what is not finite is refused', () => {
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(() => fractionOf(x)).toThrow(/finite number/)
  })
})

describe('a fraction as a double', () => {
  test('every double comes back with its own bits, −0 as 0', () => {
    fc.assert(
      fc.property(anyDouble, (x) => Object.is(doubleOf(fractionOf(x)), x === 0 ? 0 : x)),
      { numRuns: 3000, examples: [[Number.MIN_VALUE], [Number.MAX_VALUE], [2 ** -1022], [-0]] },
    )
  })

  test('a sum, a product and a quotient of doubles is what the processor rounds it to', () => {
    fc.assert(
      fc.property(anyDouble, anyDouble, (x, y) => {
        fc.pre(y !== 0)
        const [a, b] = [fractionOf(x), fractionOf(y)]
        expect(doubleOf(a.add(b)) + 0).toBe(x + y + 0)
        expect(doubleOf(a.mul(b)) + 0).toBe(x * y + 0)
        expect(doubleOf(a.div(b)) + 0).toBe(x / y + 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('sums of neighbours in size, where halves and sticky bits decide', () => {
    const bits = fc.integer({ min: 1, max: 2 ** 53 - 1 })
    fc.assert(
      fc.property(bits, bits, fc.integer({ min: -56, max: 56 }), (p, q, shift) => {
        const y = q * 2 ** shift
        expect(doubleOf(fractionOf(p).add(fractionOf(y)))).toBe(p + y)
        expect(doubleOf(fractionOf(p).sub(fractionOf(y)))).toBe(p - y)
      }),
      { numRuns: 3000 },
    )
  })

  const half = power(-1)
  const ulp = power(-52)
  const tiny = power(-1074)
  const one = fraction(1n, 1n)
  const sliver = power(-4000)
  const huge = fraction((2n ** 53n - 1n) * 2n ** 971n, 1n)
  const halfStepUp = power(970)
  test.each([
    ['one third', fraction(1n, 3n), 1 / 3],
    ['minus two thirds', fraction(-2n, 3n), -2 / 3],
    ['a half to even, down', one.add(ulp.mul(half)), 1],
    ['a half to even, up', one.add(ulp.mul(fraction(3n, 2n))), 1 + 2 ** -51],
    ['past a half by a sliver', one.add(ulp.mul(half)).add(sliver), 1 + 2 ** -52],
    ['short of a half by a sliver', one.add(ulp.mul(fraction(3n, 2n))).sub(sliver), 1 + 2 ** -52],
    ['up to the next power of two', fraction(2n, 1n).sub(sliver), 2],
    ['half the smallest subnormal, to even', tiny.mul(half), 0],
    ['just more than half of it', tiny.mul(half).add(sliver), Number.MIN_VALUE],
    ['one and a half of it, to even', tiny.mul(fraction(3n, 2n)), 2 * Number.MIN_VALUE],
    ['minus half of it', tiny.mul(half).neg(), -0],
    ['the largest subnormal, up to the smallest normal', power(-1022).sub(tiny.mul(half)), 2 ** -1022],
    ['far below everything', sliver, 0],
    ['just short of overflow', huge.add(halfStepUp).sub(one), Number.MAX_VALUE],
    ['the first overflow', huge.add(halfStepUp), Number.POSITIVE_INFINITY],
    ['far above everything', power(4000).neg(), Number.NEGATIVE_INFINITY],
    ['more than 308 digits on both sides', power(4000).add(one).div(power(4000)), 1],
  ])('%s', (_, exact, expected) => {
    expect(doubleOf(exact)).toBe(expected)
  })
})
