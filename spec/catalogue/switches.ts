/**
 * What the slope rules of Akima, PCHIP and Steffen compare with zero (`Entry.switches`), as functions of the
 * data: a rule is smooth wherever none of them changes its sign. Says where, not what happens there: that is
 * in the clauses HER-12, HER-15, HER-18 and HER-21. With two knots every rule gives the line and compares nothing.
 */
import type { Entry } from '../entry.ts'

type Switches = NonNullable<Entry['switches']>

interface Chords {
  /** Gaps. */
  readonly h: readonly number[]
  /** Slopes of the chords. */
  readonly m: readonly number[]
}

function chordsOf({ knots, values }: Readonly<Record<string, ArrayLike<number>>>): Chords {
  const h = Array.from({ length: knots.length - 1 }, (_, i) => knots[i + 1] - knots[i])
  return { h, m: h.map((gap, i) => (values[i + 1] - values[i]) / gap) }
}

const differencesOf = (m: readonly number[]): number[] => m.slice(1).map((next, i) => next - m[i])

/** |m[i+1] − m[i]| turns where the two are equal. With three knots all weights are the same one, and cancel. */
export const akimaSwitches: Switches = (args) => {
  const { m } = chordsOf(args)
  return m.length < 3 ? [] : differencesOf(m)
}

/** So it does here, and |m[i+1] + m[i]| where they are opposite; at the ends with the chords that continue the rule. */
export const makimaSwitches: Switches = (args) => {
  const { m } = chordsOf(args)
  const k = m.length - 1
  if (k < 1) return []
  const sumsBeyond = (near: number, next: number): number[] => [3 * near - next, 5 * near - 3 * next]
  const sums = m.slice(1).map((next, i) => m[i] + next)
  return [...differencesOf(m), ...sums, ...sumsBeyond(m[0], m[1]), ...sumsBeyond(m[k], m[k - 1])]
}

/** The slope of the parabola through three knots at the free end of the first chord. */
const endSlope = (h0: number, h1: number, m0: number, m1: number): number => m0 + ((m0 - m1) * h0) / (h0 + h1)

/** The end slopes, each with its distance from `most` times the chord there. */
function endsOf({ h, m }: Chords, most: number): number[] {
  const k = m.length - 1
  const atEnd = (i: number, j: number): number[] => {
    const d = endSlope(h[i], h[j], m[i], m[j])
    return [d, d - most * m[i]]
  }
  return [...atEnd(0, 1), ...atEnd(k, k - 1)]
}

/** A chord's slope is zero, or an end slope is; or that is three times its chord. */
export const pchipSwitches: Switches = (args) => {
  const chords = chordsOf(args)
  return chords.m.length < 2 ? [] : [...chords.m, ...endsOf(chords, 3)]
}

/** A chord's slope is zero; or the parabola's is twice a chord's. At an end also where the parabola's is zero. */
export const steffenSwitches: Switches = (args, { ends }) => {
  const chords = chordsOf(args)
  const { h, m } = chords
  if (m.length < 2) return []
  const inner = m.slice(1).flatMap((next, i) => {
    const p = (m[i] * h[i + 1] + next * h[i]) / (h[i] + h[i + 1])
    return [p - 2 * m[i], p - 2 * next]
  })
  return [...m, ...inner, ...(ends === 'chord' ? [] : endsOf(chords, 2))]
}
