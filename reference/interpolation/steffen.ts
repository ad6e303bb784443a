/**
 * `steffen`: the slope of the parabola through three knots, not above twice the flatter chord; 0 where the data turn
 * (HER-19 to HER-21).
 */
import type { Scalar } from '../scalar.ts'
import { type Chords, signOf, signOfSum } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'
import { multipleOfChord, parabolaAtEnd, parabolaInside, signAtEnd, threePoint } from './three-point.ts'

/** The sign of the parabola's slope between the chords: of h[j] m[i] + h[i] m[j]. */
const signInside = <T extends Scalar>(chords: Chords<T>, i: number, j: number): number =>
  signOfSum(chords, chords.h[j], i, chords.h[i], j)

export const steffen: SlopeRule = threePoint({
  /** The parabola's slopes at the two ends of a chord add up to 2m: one is steeper than 2m where the other has turned. */
  inner(chords, i, j) {
    const sign = signOf(chords.m[i])
    if (sign === 0 || sign !== signOf(chords.m[j])) return multipleOfChord(chords, 0, i)
    if (signAtEnd(chords, i, j) === -sign) return multipleOfChord(chords, 2, i)
    if (signAtEnd(chords, j, i) === -sign) return multipleOfChord(chords, 2, j, 1)
    return parabolaInside(chords, i, j)
  },

  end(chords, i, j, { ends }) {
    if (ends === 'chord') return multipleOfChord(chords, 1, i)
    const sign = signOf(chords.m[i])
    if (sign === 0 || signAtEnd(chords, i, j) !== sign) return multipleOfChord(chords, 0, i)
    return signInside(chords, i, j) === -sign ? multipleOfChord(chords, 2, i) : parabolaAtEnd(chords, i, j)
  },
})
