/**
 * The stability factor K of a result in doubles (NUM-2): how many half-units in the last place of
 * componentwise change in the inputs and in the output explain its error.
 *
 *   K = maxᵢ |ŷᵢ − yᵢ| / (ε sᵢ),   ε = 2⁻⁵³,   sᵢ = (|J| |x|)ᵢ + |yᵢ|
 *
 * The error is taken exactly. On top of ε sᵢ, what underflow may cost in absolute terms is allowed (NUM-1).
 */
import type { Fraction } from 'mathjs'
import { doubleOf, fractionOf } from './exact.ts'

export interface Stability {
  readonly K: number
  /** The entry with the largest K, the first of them. */
  readonly index: number
}

/** ε = 2⁻⁵³, the unit roundoff. */
const unitRoundoff = fractionOf(2 ** -53)

/**
 * Underflow costs an operation at most half the smallest subnormal, and an entry takes at most some 2 n
 * of them that are not covered by its own scale: 8 units for the n ≤ 8 that are judged exactly.
 */
const underflow = fractionOf(8 * Number.MIN_VALUE)

export function stabilityFactor(
  got: ArrayLike<number>,
  exact: readonly Fraction[],
  scale: readonly number[],
): Stability {
  if (got.length !== exact.length || scale.length !== exact.length) {
    throw new RangeError(
      `stabilityFactor: arrays must be equally long; got ${got.length}, ${exact.length} and ${scale.length} entries`,
    )
  }
  let largest: Stability = { K: 0, index: 0 }
  exact.forEach((y, index) => {
    const K = factor(got[index], y, scale[index])
    if (K > largest.K) largest = { K, index }
  })
  return largest
}

function factor(got: number, exact: Fraction, scale: number): number {
  if (!Number.isFinite(got)) return Number.POSITIVE_INFINITY
  const error = fractionOf(got).sub(exact).abs().sub(underflow)
  if (error.s <= 0n || scale === Number.POSITIVE_INFINITY) return 0
  return scale === 0 ? Number.POSITIVE_INFINITY : doubleOf(error.div(unitRoundoff.mul(fractionOf(scale))))
}
