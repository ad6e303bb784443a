/**
 * What the conditions at the ends decide (CSP-7, CSP-8): the system that the halves c of the second derivatives solve,
 * and the slopes at the ends. Three kinds of them: one condition at each end (`two-ends.ts`), a closed curve
 * (`closed.ts`), and one polynomial through all knots (`one-polynomial.ts`). What is the same for all is in
 * `cubic-spline.ts`.
 */
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { Cubic } from './cubic.ts'

export interface Conditions {
  /** The pieces from ≤ i < to have κ[i] = (c[i+1] − c[i])/3h[i]; the others' κ is set by `solve`. */
  readonly from: number
  readonly to: number
  /** The pieces whose gap h meets the rows as h[i] (2c[i] + c[i+1]) and h[i] (c[i] + 2c[i+1]); the others' ends differentiate in it. */
  readonly rowsFrom: number
  readonly rowsTo: number
  /** The inner knots whose slope z is as in the general formula; the others' are set by `endSlopes…`. */
  readonly slopesFrom: number
  readonly slopesTo: number
  /** Takes x.c[i] = 3 (m[i] − m[i−1]), without what lies beyond the ends, and replaces it by c. */
  solve(args: Doubles, x: Cubic): void
  /** Takes in dot.c what the entries of the matrix and the chords' slopes make of the tangent of that; replaces it by ċ. */
  solveTangent(x: Cubic, tangents: Doubles, dot: Cubic): void
  /**
   * Replaces bar.c = c̄ by λ, the cotangent of the right-hand side, 0 in rows that the system has not; adds what the
   * conditions themselves give to m̄, h̄ and the cotangents of the data.
   */
  solvePullback(x: Cubic, bar: Cubic, into: Cotangents): void
  /** z at both ends, and at the knots that `slopesFrom` and `slopesTo` leave out. */
  endSlopes(args: Doubles, x: Cubic): void
  endSlopesTangent(x: Cubic, tangents: Doubles, dot: Cubic): void
  endSlopesPullback(x: Cubic, bar: Cubic, into: Cotangents): void
}
