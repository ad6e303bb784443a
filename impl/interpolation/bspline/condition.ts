/**
 * How many digits a spline takes (BSP-8): those of doubles where gaps are of one size and control points about as large as
 * the data; else as many more as what rounding does to them asks for.
 *
 * B-splines at increasing places are a totally positive matrix A, and so is Aᵀ A, whose inverse then has signs as on a
 * chessboard: its norm is what it makes of 1, −1, 1, … (de Boor, Linear Algebra Appl. 14 (1976), 73). With row sums
 * w = Aᵀ 1 of Aᵀ A the condition is max w · ‖(Aᵀ A)⁻¹‖, exactly: one solve.
 */
import type { Row } from './arithmetic.ts'
import type { BandQr } from './band-qr.ts'

const largestRatio = 4

/** Of neighbouring gaps, and of those here and there. */
export const areGapsEven = (knots: Float64Array, p: number): boolean =>
  areGapsAlike(knots, p) && gradedness(knots, p) <= Math.log2(largestRatio)

/**
 * The largest condition of Aᵀ A that doubles do for. That of evenly spaced B-splines at their own places is near 4ᵖ / 2;
 * through the data some 2ᵖ times as much does no harm. Of least squares the derivative in the knots has (Aᵀ A)⁻¹ itself in
 * it, and takes its condition in full.
 */
export const largestPlainCondition = (p: number, isThroughData: boolean): number =>
  2 ** (isThroughData ? 3 * p + 1 : 2 * p)

/**
 * The bits that the equations take of control points. A = Q R is off by some 2⁻ᵇⁱᵗˢ of A, and control points by its condition
 * times as much (Higham, Accuracy and Stability, ch. 19); of least squares by that of Aᵀ A.
 */
export const lostToCondition = (condition: number, isThroughData: boolean): number =>
  Math.log2(condition) / (isThroughData ? 2 : 1)

/**
 * The bits that gaps take by themselves. In units of the gap, data of degree p grow by its pth power along graded knots, and
 * what is small at the one end has the rounding of the other. Of least squares the highest coefficients, of the order h⁻ᵖ in
 * a piece of length h, jump from piece to piece, and what the jumps do to the knots cancels.
 */
export function lostToGaps(knots: Float64Array, breakGaps: Float64Array, p: number, isThroughData: boolean): number {
  return p * Math.max(gradedness(knots, p), isThroughData ? 0 : largestLog(breakGaps, p))
}

/** log₂ of the largest ratio of the means, geometric, of p + 1 gaps in a row: small where gaps differ, but do not grow. */
function gradedness(knots: Float64Array, p: number): number {
  const gaps = knots.length - 1
  const width = Math.min(p + 1, gaps)
  let sum = 0
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < gaps; i++) {
    sum += Math.log2(knots[i + 1] - knots[i])
    if (i >= width) sum -= Math.log2(knots[i + 1 - width] - knots[i - width])
    if (i < width - 1) continue
    least = Math.min(least, sum)
    most = Math.max(most, sum)
  }
  return (most - least) / width
}

/** log₂ of the largest ratio of two gaps that are at most p apart. */
function largestLog(gaps: Float64Array, p: number): number {
  let most = 0
  for (let i = 0; i < gaps.length; i++)
    for (let k = Math.max(0, i - p); k < i; k++) most = Math.max(most, Math.abs(Math.log2(gaps[i] / gaps[k])))
  return most
}

/** No gap is wider than `largestRatio` times any of the p before and after it. */
function areGapsAlike(knots: Float64Array, p: number): boolean {
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
