/**
 * Real numbers that find faults (measured: a generator uniform over bit patterns does not): small dyadics
 * first, since they shrink to short numbers and stay cheap in exact arithmetic, then magnitudes spread
 * evenly over their exponents, full mantissas, and a few extremes.
 */
import * as fc from 'fast-check'

/** i / 2^k with few bits: multiples of 1/16 up to ±64. Shrinks to 0. */
export const dyadic: fc.Arbitrary<number> = fc
  .tuple(fc.integer({ min: -64, max: 64 }), fc.integer({ min: 0, max: 4 }))
  .map(([i, k]) => i / 2 ** k)

/** So few that chords between them are often level, equal, opposite or three times one another. */
export const smallInteger: fc.Arbitrary<number> = fc.integer({ min: -2, max: 2 })

/**
 * The next of a row of chords with gaps of 1: half of them as the one before, the others a small integer, so that level,
 * equal and opposite ones, and one three times the other, follow each other in every order.
 */
export interface Chord {
  readonly isAsBefore: boolean
  readonly slope: number
}
export const chord: fc.Arbitrary<Chord> = fc.record({
  isAsBefore: fc.boolean(),
  slope: fc.constantFrom(0, 1, -1, 2, -2, 3, -3),
})

/** The values, from 0 on, of as many knots as there are chords; the last chord is that behind the last of them. */
export function valuesOf(chords: readonly Chord[]): number[] {
  let slope = 0
  let value = 0
  return chords.map((next) => {
    const here = value
    if (!next.isAsBefore) slope = next.slope
    value += slope
    return here
  })
}

const sign = fc.constantFrom(1, -1)

/** ±(1 + m/16)·2^e: magnitudes log-uniform within 2^±range. */
const logUniform = (range: number): fc.Arbitrary<number> =>
  fc
    .tuple(sign, fc.integer({ min: 0, max: 15 }), fc.integer({ min: -range, max: range }))
    .map(([s, m, e]) => s * (1 + m / 16) * 2 ** e)

/** All 53 bits of the mantissa in use. */
const fullMantissa = fc
  .tuple(sign, fc.double({ min: 1, max: 2, maxExcluded: true, noNaN: true }), fc.integer({ min: -8, max: 8 }))
  .map(([s, m, e]) => s * m * 2 ** e)

/** Nothing that overflows in a few products: 1e±30. */
const extremeExponent = 100

/** A real number for the laws that have an oracle: n is small, so extremes cannot pile up. */
export const anyReal: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: dyadic, weight: 14 },
  { arbitrary: logUniform(20), weight: 3 },
  { arbitrary: fullMantissa, weight: 2 },
  { arbitrary: logUniform(extremeExponent), weight: 1 },
)

/** Exactly zero now and then, where shortcuts and divisions by the input bite. */
export const withZeros = (real: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ withCrossShrink: true }, { arbitrary: fc.constant(0), weight: 1 }, { arbitrary: real, weight: 15 })

/** A real number for the laws of any length. */
export const moderateReal: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: dyadic, weight: 6 },
  { arbitrary: logUniform(10), weight: 3 },
  { arbitrary: fullMantissa, weight: 3 },
)
