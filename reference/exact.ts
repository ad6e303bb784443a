/**
 * Doubles are rational numbers (NUM-5): a double as the fraction that it is, bit by bit, and a fraction as
 * the double nearest to it. mathjs does neither: its fraction of 0.1 is 1/10, and its number of a fraction
 * is NaN past 308 digits.
 */
import type { Fraction } from 'mathjs'
import { fraction } from './math.ts'

const mantissaBits = 52
/** Exponent of the smallest subnormal, and so of the last place of every double below 2⁻¹⁰²². */
const lowestExponent = -1074

/** The value of a finite double. −0 has the value 0. */
export function fractionOf(x: number): Fraction {
  if (!Number.isFinite(x)) throw new RangeError(`fractionOf: only a finite number is a fraction; got ${x}`)
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  const word = bits.getBigUint64(0)
  const biased = Number((word >> 52n) & 0x7ffn)
  const stored = word & 0xfffffffffffffn
  // A subnormal has no leading one and the exponent of the smallest normal.
  const mantissa = biased === 0 ? stored : stored | (1n << 52n)
  const exponent = Math.max(biased, 1) - 1 + lowestExponent
  const signed = x < 0 ? -mantissa : mantissa
  return exponent < 0 ? fraction(signed, 1n << BigInt(-exponent)) : fraction(signed << BigInt(exponent), 1n)
}

/** The double nearest to `exact`, of two equally near the one with an even mantissa; an infinity past the largest. */
export function doubleOf(exact: Fraction): number {
  const { s: sign, n: numerator, d: denominator } = exact
  if (numerator === 0n) return 0
  const lastPlace = Math.max(exponentOf(numerator, denominator) - mantissaBits, lowestExponent)
  // |exact| = (quotient + remainder / divisor) · 2^lastPlace
  const dividend = lastPlace < 0 ? numerator << BigInt(-lastPlace) : numerator
  const divisor = lastPlace < 0 ? denominator : denominator << BigInt(lastPlace)
  const quotient = dividend / divisor
  const twice = 2n * (dividend % divisor)
  const isUp = twice > divisor || (twice === divisor && quotient % 2n === 1n)
  // At most 2⁵³ and a power of two: this product is exact, or overflows as it should.
  return Number(sign) * Number(isUp ? quotient + 1n : quotient) * 2 ** lastPlace
}

/** The e with 2^e ≤ numerator / denominator < 2^(e+1). */
function exponentOf(numerator: bigint, denominator: bigint): number {
  const guess = bitLength(numerator) - bitLength(denominator)
  const isReached = guess < 0 ? numerator << BigInt(-guess) >= denominator : numerator >= denominator << BigInt(guess)
  return isReached ? guess : guess - 1
}

function bitLength(x: bigint): number {
  const digits = x.toString(16)
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0], 16)) + 28
}
