/** The polygon through the data, LOC-4 to LOC-6: u and the slope m of the chord at either end of each piece. */
import type { PieceRule } from './pieces.ts'

export const linearPieces: PieceRule = (knots) => ({
  degree: 1,
  breaks: knots,

  fit({ values: u }, { left, right }) {
    for (let i = 0; i < knots.length - 1; i++) {
      const m = (u[i + 1] - u[i]) / (knots[i + 1] - knots[i])
      left[2 * i] = u[i]
      left[2 * i + 1] = m
      right[2 * i] = u[i + 1]
      right[2 * i + 1] = m
    }
  },

  /** ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h */
  tangent(_args, { left }, { knots: tDot, values: uDot }, dot) {
    dot.breaks.set(tDot)
    for (let i = 0; i < knots.length - 1; i++) {
      const rise = uDot[i + 1] - uDot[i] - left[2 * i + 1] * (tDot[i + 1] - tDot[i])
      const mDot = rise / (knots[i + 1] - knots[i])
      dot.left[2 * i] = uDot[i]
      dot.left[2 * i + 1] = mDot
      dot.right[2 * i] = uDot[i + 1]
      dot.right[2 * i + 1] = mDot
    }
  },

  /** With w = m̄/h:  w to ū[i+1] and from ū[i],  −m w to t̄[i+1] and from t̄[i]. */
  pullback(_args, { left }, bar, { knots: tBar, values: uBar }) {
    for (let i = 0; i < knots.length - 1; i++) {
      const w = (bar.left[2 * i + 1] + bar.right[2 * i + 1]) / (knots[i + 1] - knots[i])
      uBar[i] += bar.left[2 * i] - w
      uBar[i + 1] += bar.right[2 * i] + w
      if (tBar === undefined) continue
      tBar[i] += bar.breaks[i] + left[2 * i + 1] * w
      tBar[i + 1] -= left[2 * i + 1] * w
    }
    if (tBar !== undefined) tBar[knots.length - 1] += bar.breaks[knots.length - 1]
  },

  another() {
    return this
  },
})
