/**
 * Akima's scheme (HER-10 to HER-15): the slope at a knot is the mean of its two chords, each weighted by how much the
 * chords on the *other* side change.
 *
 *   z[i] = (v[i] m[i−1] + v[i−2] m[i]) / (v[i] + v[i−2]),   v[j] the weight of chords j and j + 1
 *   m[−1] = 2m[0] − m[1],   m[−2] = 3m[0] − 2m[1],   and likewise beyond the last one
 *
 * Where both weights are zero the mean is plain, in the derivatives too. There is no other threshold: weights are
 * shares of their own sum, whatever the other weights of the data are.
 *
 * How the mean and its derivatives are evaluated is in `weighted-mean.ts`, how the weights are in `chord-weights.ts`.
 */
import { addChordsPullback, type ChordRule, chordsTangent, fromChords } from './chord-rule.ts'
import { continueChords, continuedPullback, fillWeights, type Weighting, type Weights } from './chord-weights.ts'
import type { SlopeRule } from './slope-rule.ts'
import { emptyMean, isInside, setMean } from './weighted-mean.ts'

export function weightedChords(weighting: Weighting): SlopeRule {
  return fromChords((n): ChordRule => {
    const weights: Weights = {
      e: new Float64Array(n + 3),
      v: new Float64Array(n + 2),
      byD: new Float64Array(n + 2),
      byS: new Float64Array(n + 2),
    }
    const mean = emptyMean()
    // Tangents or cotangents of m and of the continued chords: those that knots move, and those that values move.
    const mKnots = new Float64Array(n - 1)
    const mValues = new Float64Array(n - 1)
    const eKnots = new Float64Array(n + 3)
    const eValues = new Float64Array(n + 3)
    return {
      slopes(chords, z) {
        fillWeights(chords, weights, weighting)
        for (let i = 0; i < n; i++) {
          setMean(chords, i, weights, mean)
          z[i] = mean.z
        }
      },

      /** ż = ∂z/∂m ṁ over the four chords; what values move, inside, by the values that they share. */
      tangent(chords, { knots, values }, zDot) {
        fillWeights(chords, weights, weighting)
        chordsTangent(chords, knots, values, mKnots, mValues)
        continueChords(mKnots, eKnots)
        continueChords(mValues, eValues)
        for (let i = 0; i < n; i++) {
          setMean(chords, i, weights, mean)
          const { byP, byQ, byR, byS } = mean
          const byKnots = byP * eKnots[i] + byQ * eKnots[i + 1] + byR * eKnots[i + 2] + byS * eKnots[i + 3]
          if (isInside(i, n)) {
            const outer = (byS / chords.h[i + 1]) * values[i + 2] - (byP / chords.h[i - 2]) * values[i - 2]
            const inner = mean.byBefore * values[i - 1] + mean.byHere * values[i] + mean.byAfter * values[i + 1]
            zDot[i] = byKnots + (inner + outer)
          } else {
            zDot[i] = byKnots + (byP * eValues[i] + byQ * eValues[i + 1] + byR * eValues[i + 2] + byS * eValues[i + 3])
          }
        }
      },

      /** The transpose of the same. */
      pullback(chords, zBar, into) {
        const { values } = into
        fillWeights(chords, weights, weighting)
        eKnots.fill(0)
        eValues.fill(0)
        for (let i = 0; i < n; i++) {
          setMean(chords, i, weights, mean)
          const { byP, byQ, byR, byS } = mean
          eKnots[i] += byP * zBar[i]
          eKnots[i + 1] += byQ * zBar[i]
          eKnots[i + 2] += byR * zBar[i]
          eKnots[i + 3] += byS * zBar[i]
          if (isInside(i, n)) {
            values[i - 2] -= (byP / chords.h[i - 2]) * zBar[i]
            values[i - 1] += mean.byBefore * zBar[i]
            values[i] += mean.byHere * zBar[i]
            values[i + 1] += mean.byAfter * zBar[i]
            values[i + 2] += (byS / chords.h[i + 1]) * zBar[i]
          } else {
            eValues[i] += byP * zBar[i]
            eValues[i + 1] += byQ * zBar[i]
            eValues[i + 2] += byR * zBar[i]
            eValues[i + 3] += byS * zBar[i]
          }
        }
        continuedPullback(eKnots, mKnots)
        continuedPullback(eValues, mValues)
        addChordsPullback(chords, mKnots, mValues, into)
      },
    }
  })
}
