/**
 * Slope rules that choose a slope by the two chords at three neighbouring knots: at an inner knot those on both of
 * its sides, at an end the two nearest (HER-7). The rule gives the slope and its four partial derivatives; the
 * pushforward multiplies by them, the pullback by their transpose.
 */
import type { Options } from '../../spec/operator.ts'
import { type ChordRule, type Chords, fromChords, signByGaps } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'

/**
 * A slope and the two chords that it is made of, written anew for each knot. Its partial derivatives by their rises, by
 * their gaps with the rises fixed, and by the knot between them, byHi − byHj: on its own, since there the two may cancel.
 */
export interface Slope {
  i: number
  j: number
  z: number
  byRiseI: number
  byRiseJ: number
  byHi: number
  byHj: number
  byMiddle: number
}

/** The same by the three knots that the two chords end at, from left to right. */
interface Moves {
  middle: number
  byLeft: number
  byMiddle: number
  byRight: number
}

export interface ThreePointRule {
  /** Between chord i on the left and chord j on the right. */
  inner(chords: Chords, i: number, j: number, slope: Slope): void
  /** At the free end of chord i, of which j is the neighbour, on either side. */
  end(chords: Chords, i: number, j: number, slope: Slope): void
}

/** `factor` times the slope of chord i or j. With factor 0 it does not move, and is 0 without multiplying. */
export function setMultiple({ h, m }: Chords, factor: number, chord: number, slope: Slope): void {
  const isI = chord === slope.i
  const byRise = factor / h[chord]
  const byGap = factor === 0 ? 0 : -byRise * m[chord]
  slope.z = factor === 0 ? 0 : factor * m[chord]
  slope.byRiseI = isI ? byRise : 0
  slope.byRiseJ = isI ? 0 : byRise
  slope.byHi = isI ? byGap : 0
  slope.byHj = isI ? 0 : byGap
  slope.byMiddle = isI ? byGap : -byGap
}

/**
 * The parabola's slope between its chords: z = ρ m[i] + λ m[j] with λ = h[i]/H, ρ = h[j]/H, H = h[i] + h[j]. From
 * dρ = −dλ = (λ dh[j] − ρ dh[i])/H and dm = −m dh/h:
 *
 *   ∂z/∂h[i] = ρ ((m[j] − m[i])/H − m[i]/h[i]),   ∂z/∂h[j] = −λ ((m[j] − m[i])/H + m[j]/h[j])
 */
export function setParabolaInside({ h, m }: Chords, i: number, j: number, slope: Slope): void {
  const span = h[i] + h[j]
  const lambda = h[i] / span
  const rho = h[j] / span
  const turn = (m[j] - m[i]) / span
  slope.z = rho * m[i] + lambda * m[j]
  slope.byRiseI = rho / h[i]
  slope.byRiseJ = lambda / h[j]
  slope.byHi = rho * (turn - m[i] / h[i])
  slope.byHj = -lambda * (turn + m[j] / h[j])
  slope.byMiddle = m[j] / h[j] - m[i] / h[i]
}

/**
 * The parabola's slope at the free end of chord i: z = m[i] + λ (m[i] − m[j]), and likewise
 *
 *   ∂z/∂h[i] = −(ρ m[j]/H + (1 + λ²) m[i]/h[i]),   ∂z/∂h[j] = λ ((m[j] − m[i])/H + m[j]/h[j])
 */
export function setParabolaAtEnd({ h, m }: Chords, i: number, j: number, slope: Slope): void {
  const span = h[i] + h[j]
  const lambda = h[i] / span
  const rho = h[j] / span
  slope.z = m[i] + lambda * (m[i] - m[j])
  slope.byRiseI = (1 + lambda) / h[i]
  slope.byRiseJ = -lambda / h[j]
  slope.byHi = -((rho * m[j]) / span + ((1 + lambda * lambda) * m[i]) / h[i])
  slope.byHj = lambda * ((m[j] - m[i]) / span + m[j] / h[j])
  slope.byMiddle = -(m[i] / h[i] + m[j] / h[j])
}

/** The sign of the parabola's slope at the free end of chord i: of (2h[i] + h[j]) m[i] − h[i] m[j]. */
export function signAtEnd(chords: Chords, i: number, j: number): number {
  return signByGaps(chords, i, j, 2, 1, -1, 0)
}

export function threePoint(ruleFor: (options: Options) => ThreePointRule): SlopeRule {
  return fromChords((n, options): ChordRule => {
    const rule = ruleFor(options)
    const slope: Slope = { i: 0, j: 0, z: 0, byRiseI: 0, byRiseJ: 0, byHi: 0, byHj: 0, byMiddle: 0 }
    const moves: Moves = { middle: 0, byLeft: 0, byMiddle: 0, byRight: 0 }

    /** Makes `slope` that of a knot. */
    function look(chords: Chords, knot: number): void {
      const isInner = knot > 0 && knot < n - 1
      slope.i = isInner ? knot - 1 : knot === 0 ? 0 : n - 2
      slope.j = isInner ? knot : knot === 0 ? 1 : n - 3
      if (isInner) rule.inner(chords, slope.i, slope.j, slope)
      else rule.end(chords, slope.i, slope.j, slope)
    }

    /** At the last knot chord i is the right one, and the gaps grow to the left. */
    function orient(): void {
      const isForward = slope.i < slope.j
      moves.middle = isForward ? slope.j : slope.i
      moves.byLeft = isForward ? -slope.byHi : -slope.byHj
      moves.byMiddle = isForward ? slope.byMiddle : -slope.byMiddle
      moves.byRight = isForward ? slope.byHj : slope.byHi
    }

    return {
      slopes(chords, z) {
        for (let knot = 0; knot < n; knot++) {
          look(chords, knot)
          z[knot] = slope.z
        }
      },

      /** ż = ∂z/∂rise · the rises of u̇ + ∂z/∂t · ṫ */
      tangent(chords, { knots, values }, zDot) {
        for (let knot = 0; knot < n; knot++) {
          look(chords, knot)
          orient()
          const { i, j, byRiseI, byRiseJ } = slope
          const { middle, byLeft, byMiddle, byRight } = moves
          const byRises = byRiseI * (values[i + 1] - values[i]) + byRiseJ * (values[j + 1] - values[j])
          zDot[knot] = byRises + (byLeft * knots[middle - 1] + byMiddle * knots[middle] + byRight * knots[middle + 1])
        }
      },

      /** The transpose of the same. */
      pullback(chords, zBar, { knots, values }) {
        for (let knot = 0; knot < n; knot++) {
          look(chords, knot)
          const { i, j } = slope
          const toI = slope.byRiseI * zBar[knot]
          const toJ = slope.byRiseJ * zBar[knot]
          values[i] -= toI
          values[i + 1] += toI
          values[j] -= toJ
          values[j + 1] += toJ
          if (knots === undefined) continue
          orient()
          const { middle, byLeft, byMiddle, byRight } = moves
          knots[middle - 1] += byLeft * zBar[knot]
          knots[middle] += byMiddle * zBar[knot]
          knots[middle + 1] += byRight * zBar[knot]
        }
      },
    }
  })
}
