/** Unit roundoff, exact scaling by powers of two, and the units of rows, for the pivoted factorizations (NUM-1, TRI-11). */

/** ε = 2⁻⁵³. */
export const unitRoundoff: number = 2 ** -53

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** Which of the two words holds sign and exponent. */
const high = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/** The exponent of `x` as it is stored: ⌊log₂ |x|⌋ + 1023, and 0 for 0 and subnormal numbers. */
function biasedExponent(x: number): number {
  double[0] = x
  return (words[high] >>> 20) & 0x7ff
}

/** The power of two that brings `size` into [1, 2); as near to it as doubles allow for the smallest and for 0. */
export function powerOfTwoScale(size: number): number {
  return 2 ** Math.min(1023, 1023 - biasedExponent(size))
}

/**
 * log₂ of the units of a row (c, d) in those of the row (a, b) above it, from the two columns that they share:
 * the mean of ⌊log₂|c|⌋ − ⌊log₂|a|⌋ and ⌊log₂|d|⌋ − ⌊log₂|b|⌋, in which the units of columns have no part.
 */
export function logOfUnits(a: number, b: number, c: number, d: number): number {
  const isLeft = a !== 0 && c !== 0
  const isRight = b !== 0 && d !== 0
  const left = isLeft ? biasedExponent(c) - biasedExponent(a) : 0
  const right = isRight ? biasedExponent(d) - biasedExponent(b) : 0
  return isLeft && isRight ? (left + right) / 2 : left + right
}
