/**
 * How many digits a spline takes (BSP-8): those of doubles where neighbouring gaps are of one size and control points about
 * as large as the data; else as many more as what rounding does to them asks for.
 *
 * B-splines at increasing places are a totally positive matrix A, and so is Aᵀ A, whose inverse then has signs as on a
 * chessboard: its norm is what it makes of 1, −1, 1, … (de Boor, Linear Algebra Appl. 14 (1976), 73). With row sums
 * w = Aᵀ 1 of Aᵀ A the condition is max w · ‖(Aᵀ A)⁻¹‖, exactly: one solve.
 */
import type { Row } from './arithmetic.ts'
import type { BandQr } from './band-qr.ts'

const largestRatio = 4

/**
 * The largest condition of Aᵀ A that an arithmetic does for.
 *
 * Doubles: that of evenly spaced B-splines at their own places is near 4ᵖ / 2; through the data some 2ᵖ times as much does no
 * harm. Of least squares the derivative in the knots has (Aᵀ A)⁻¹ itself in it, and takes its condition in full.
 * More bits: A = Q R is off by some 2⁻ᵇⁱᵗˢ of A, and the control points by its condition times as much (Higham, Accuracy and
 * Stability, ch. 19), of least squares by that of Aᵀ A; that is to be no more than what rounding to a double does.
 */
export function largestCondition(bits: number, p: number, isThroughData: boolean): number {
  if (bits === 53) return 2 ** (isThroughData ? 3 * p + 1 : 2 * p)
  return 2 ** ((bits - 53) * (isThroughData ? 2 : 1))
}

/** No gap is wider than `largestRatio` times any of the p before and after it. */
export function areGapsAlike(knots: Float64Array, p: number): boolean {
  for (let i = 1; i < knots.length; i++) {
    const gap = knots[i] - knots[i - 1]
    for (let k = Math.max(1, i - p); k < i; k++) {
      const other = knots[k] - knots[k - 1]
      if (gap > largestRatio * other || other > largestRatio * gap) return false
    }
  }
  return true
}

/**
 * Whether n data leave no spline of `count` control points almost to one of them. Where they do, 1 − h of its leverage h is
 * what is left of the slope in the derivative by its knot, and h cancels. Through the data nothing cancels.
 */
export const areDataShared = (n: number, count: number): boolean => n === count || n >= 2 * count

/** The condition of Aᵀ A. `weights` are w; `y`, as long as they, is overwritten. */
export function conditionOf(A: BandQr, weights: Float64Array, y: Row): number {
  y.set(weights.map((_, j) => (j % 2 === 0 ? 1 : -1)))
  A.solveTransposed(y)
  A.solve(y)
  let [weight, norm] = [0, 0]
  for (let j = 0; j < weights.length; j++) {
    weight = Math.max(weight, weights[j])
    norm = Math.max(norm, Math.abs(y.hi[j]))
  }
  return weight * norm
}
