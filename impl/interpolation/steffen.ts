/**
 * `steffen`: the slope of the parabola through three knots, not above twice the flatter chord; 0, and at rest, where
 * the data turn or are flat (HER-19 to HER-21). At a tie the parabola is meant.
 */
import { type Chords, signByGaps } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'
import {
  setMultiple,
  setParabolaAtEnd,
  setParabolaInside,
  signAtEnd,
  type ThreePointRule,
  threePoint,
} from './three-point.ts'

/** The sign of the parabola's slope between the chords: of h[j] m[i] + h[i] m[j]. */
const signInside = (chords: Chords, i: number, j: number): number => signByGaps(chords, i, j, 0, 1, 1, 0)

/** The parabola's slopes at the two ends of a chord add up to 2m: one is steeper than 2m where the other has turned. */
const inner: ThreePointRule['inner'] = (chords, i, j, slope) => {
  const { m } = chords
  const sign = Math.sign(m[i])
  if (sign === 0 || Math.sign(m[j]) !== sign) setMultiple(chords, 0, i, slope)
  else if (signAtEnd(chords, i, j) === -sign) setMultiple(chords, 2, i, slope)
  else if (signAtEnd(chords, j, i) === -sign) setMultiple(chords, 2, j, slope)
  else setParabolaInside(chords, i, j, slope)
}

const limitedEnd: ThreePointRule['end'] = (chords, i, j, slope) => {
  const sign = Math.sign(chords.m[i])
  if (sign === 0 || signAtEnd(chords, i, j) !== sign) setMultiple(chords, 0, i, slope)
  else if (signInside(chords, i, j) === -sign) setMultiple(chords, 2, i, slope)
  else setParabolaAtEnd(chords, i, j, slope)
}

const chordAtEnd: ThreePointRule['end'] = (chords, i, _j, slope) => setMultiple(chords, 1, i, slope)

export const steffen: SlopeRule = threePoint(({ ends }) => ({
  inner,
  end: ends === 'chord' ? chordAtEnd : limitedEnd,
}))
