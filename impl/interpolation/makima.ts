/**
 * `makima`: Akima's scheme with the sums of the chords in the weights too, v = |m[j+1] − m[j]| + |m[j+1] + m[j]|/2, so
 * that a flat stretch stays flat up to its last knot (HER-13 to HER-15).
 */
import type { SlopeRule } from './slope-rule.ts'
import { weightedChords } from './weighted-chords.ts'

export const makima: SlopeRule = weightedChords({ sums: true })
