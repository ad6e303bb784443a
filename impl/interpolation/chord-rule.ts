/**
 * Slope rules that look at the data through its chords alone: gaps h and slopes m (HER-7). The chords with their
 * adjoint are here, what is made of them is the rule's. With two knots there is one chord, and nothing to choose:
 * `throughChords` (`hermite.ts`).
 */
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'
import type { PreparedSlopes, SlopeRule } from './slope-rule.ts'

/** Gaps, rises and slopes of the chords, one of each for every gap, m = rise/h. The values u are those of the last fit. */
export interface Chords {
  readonly h: Float64Array
  u: Float64Array
  readonly rise: Float64Array
  readonly m: Float64Array
}

/** The slopes as a function of two chords or more. After the first call of each method nothing is allocated. */
export interface ChordRule {
  slopes(chords: Chords, z: Float64Array): void
  tangent(chords: Chords, tangents: Doubles, zDot: Float64Array): void
  /** Adds to the cotangents of knots, where there are any, and values. */
  pullback(chords: Chords, zBar: Float64Array, into: Cotangents): void
}

function fillChords(chords: Chords, u: Float64Array): void {
  const { h, rise, m } = chords
  chords.u = u
  for (let i = 0; i < h.length; i++) {
    rise[i] = u[i + 1] - u[i]
    m[i] = rise[i] / h[i]
  }
}

/** m h = u[i+1] − u[i], so ṁ = −m ḣ/h, which knots move, + (u̇[i+1] − u̇[i])/h, which values move. */
export function chordsTangent(
  { h, m }: Chords,
  tDot: Float64Array,
  uDot: Float64Array,
  byKnots: Float64Array,
  byValues: Float64Array,
): void {
  for (let i = 0; i < h.length; i++) {
    byKnots[i] = (-m[i] * (tDot[i + 1] - tDot[i])) / h[i]
    byValues[i] = (uDot[i + 1] - uDot[i]) / h[i]
  }
}

/** With w = m̄/h, m̄ that for the knots or for the values:  m w from t̄[i+1] and to t̄[i],  w to ū[i+1] and from ū[i]. Adds. */
export function addChordsPullback(
  { h, m }: Chords,
  forKnots: Float64Array,
  forValues: Float64Array,
  { knots, values }: Cotangents,
): void {
  for (let i = 0; i < h.length; i++) {
    const w = forValues[i] / h[i]
    values[i] -= w
    values[i + 1] += w
    if (knots === undefined) continue
    const g = m[i] * (forKnots[i] / h[i])
    knots[i] += g
    knots[i + 1] -= g
  }
}

/** The slope rule that `rule` is for n − 1 chords, n ≥ 3. */
export function fromChords(rule: (n: number, options: Options) => ChordRule): SlopeRule {
  return (t: Float64Array, options: Options): PreparedSlopes => {
    const size = t.length - 1
    const h = new Float64Array(size)
    for (let i = 0; i < size; i++) h[i] = t[i + 1] - t[i]
    const chords: Chords = { h, u: t, rise: new Float64Array(size), m: new Float64Array(size) }
    const local = rule(t.length, options)
    return {
      slopes({ values }, z) {
        fillChords(chords, values)
        local.slopes(chords, z)
      },
      tangent({ values }, tangents, zDot) {
        fillChords(chords, values)
        local.tangent(chords, tangents, zDot)
      },
      pullback({ values }, zBar, into) {
        fillChords(chords, values)
        local.pullback(chords, zBar, into)
      },
    }
  }
}

/**
 * How far rounding moves x = a m[i] + b m[j], as a share of |a m[i]| + |b m[j]|: 2 roundings in a, 3 in m, the product
 * and the sum are 7 at most. Beyond it the sign of x is certain.
 */
const doubtful = 8 * 2 ** -53

/**
 * The sign of a m[i] + b m[j], j next to i. Where that is in doubt it is taken by rises and gaps: of data with few digits
 * these products are exact, and ties are seen that divisions round away. With A = a h[j] and B = b h[i] of one sign,
 * A rise[i] + B rise[j] = (A − B) rise[i] + B (rise[i] + rise[j]), in which a value far above both others counts once.
 */
export function signOfSum(chords: Chords, a: number, i: number, b: number, j: number): number {
  factors[0] = a
  factors[1] = b
  return signByFactors(chords, i, j)
}

/** The same with a = α₁ h[i] + α₂ h[j] and b = β₁ h[i] + β₂ h[j]. */
export function signByGaps(
  chords: Chords,
  i: number,
  j: number,
  alpha1: number,
  alpha2: number,
  beta1: number,
  beta2: number,
): number {
  const { h } = chords
  factors[0] = alpha1 * h[i] + alpha2 * h[j]
  factors[1] = beta1 * h[i] + beta2 * h[j]
  return signByFactors(chords, i, j)
}

/** a and b: an engine boxes numbers that are passed to a function it does not inline. */
const factors = new Float64Array(2)

function signByFactors({ h, u, rise, m }: Chords, i: number, j: number): number {
  const a = factors[0]
  const b = factors[1]
  const first = a * m[i]
  const second = b * m[j]
  const sum = first + second
  if (Math.abs(sum) > doubtful * (Math.abs(first) + Math.abs(second))) return Math.sign(sum)
  const A = a * h[j]
  const B = b * h[i]
  if (A > 0 !== B > 0) return Math.sign(A * rise[i] + B * rise[j])
  const both = u[Math.max(i, j) + 1] - u[Math.min(i, j)]
  return Math.sign((A - B) * rise[i] + B * both)
}
