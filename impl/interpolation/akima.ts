/** `akima`: chords weighted by the differences of the chords on the other side, v = |m[j+1] − m[j]| (HER-10 to HER-12). */
import type { SlopeRule } from './slope-rule.ts'
import { weightedChords } from './weighted-chords.ts'

export const akima: SlopeRule = weightedChords({ sums: false })
