/** Gaps h[i] = t[i+1] − t[i] and the slopes of chords m[i] = (u[i+1] − u[i])/h[i], with their two maps (LOC-4 to LOC-6). */
import { differences, differencesPullback } from '../differences.ts'
import { divide, multiply, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'

/** As tangents or cotangents, the same shape. */
export interface Chords<T> {
  readonly h: readonly T[]
  readonly m: readonly T[]
}

export function chords<T extends Scalar>(t: readonly T[], u: readonly T[]): Chords<T> {
  const h = differences(t)
  return { h, m: differences(u).map((rise, i) => divide(rise, h[i])) }
}

/** ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h */
export function chordsPushforward<T extends Scalar>(
  { h, m }: Chords<T>,
  tDot: readonly T[],
  uDot: readonly T[],
): Chords<T> {
  const hDot = differences(tDot)
  return { h: hDot, m: differences(uDot).map((rise, i) => divide(subtract(rise, multiply(m[i], hDot[i])), h[i])) }
}

/** With w = m̄/h:  w to ū[i+1] and from ū[i],  h̄ − m w to t̄[i+1] and from t̄[i]. */
export function chordsPullback<T extends Scalar>({ h, m }: Chords<T>, bar: Chords<T>): { t: T[]; u: T[] } {
  const w = bar.m.map((entry, i) => divide(entry, h[i]))
  const runs = bar.h.map((entry, i) => subtract(entry, multiply(m[i], w[i])))
  return { t: differencesPullback(runs), u: differencesPullback(w) }
}
