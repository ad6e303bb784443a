/** Unit roundoff and exact scaling by powers of two, for the pivoted factorizations (NUM-1, TRI-11). */

/** ε = 2⁻⁵³. */
export const unitRoundoff: number = 2 ** -53

const double = new Float64Array(1)
const words = new Uint32Array(double.buffer)
/** Which of the two words holds sign and exponent. */
const high = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0

/** The power of two that brings `size` into [1, 2); as near to it as doubles allow for the smallest and for 0. */
export function powerOfTwoScale(size: number): number {
  double[0] = size
  const biased = (words[high] >>> 20) & 0x7ff
  return 2 ** Math.min(1023, 1023 - biased)
}
