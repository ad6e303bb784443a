/**
 * Iterative refinement in working precision: x ← x + solve(b − A x) until the componentwise backward error
 *
 *   ω = maxᵢ |b − A x|ᵢ / (|A| |x| + |b|)ᵢ
 *
 * is a few units in the last place (Skeel 1980; Higham, *Accuracy and Stability*, ch. 12; LAPACK's xGTRFS).
 * It makes solves with pivoted factors componentwise backward stable (TRI-11); for most systems the first
 * solution is good enough and one residual is all that it costs. Where it comes to a halt far from there, the system is
 * solved again with more digits (`wide-band.ts`).
 */
import { unitRoundoff } from './scaling.ts'

/** Below this ω is the rounding of the residual itself: four operations a row. */
const enough = 4 * unitRoundoff

/** Above it an answer would have lost what the data have (TRI-11). */
const hopeless = 16 * unitRoundoff

/** A step that does not halve ω is the last; LAPACK's limit where halving goes on. */
const mostSteps = 5

/** Room for a right-hand side, a correction and ω, so that refined solves allocate nothing. */
export interface Room {
  readonly rhs: Float64Array
  readonly correction: Float64Array
  /** One entry: a number returned from a function that is not inlined would be boxed. */
  readonly omega: Float64Array
}

export function newRoom(n: number): Room {
  return { rhs: new Float64Array(n), correction: new Float64Array(n), omega: new Float64Array(1) }
}

/** Writes b − A x into `r` and its backward error into `omega`. */
export type Residual = (r: Float64Array, omega: Float64Array, b: Float64Array, x: Float64Array) => void

/** What is known of A. */
export interface Refinable {
  /** With the factors, in place. */
  readonly solve: (y: Float64Array) => void
  readonly residual: Residual
  /** With more digits than doubles have. */
  readonly again: (b: Float64Array, x: Float64Array) => void
}

/**
 * `x` may be `b`. Where x or its residual is not finite, ω is NaN, and x[0] becomes so for the caller to find, if more
 * digits do not help: an overflow in the middle of a transposed solve stays where it is, since the scaling of rows comes
 * last.
 */
export function solveRefined(
  { rhs, correction, omega }: Room,
  { solve, residual, again }: Refinable,
  b: Float64Array,
  x: Float64Array,
): void {
  rhs.set(b)
  x.set(rhs)
  solve(x)
  let previous = Number.POSITIVE_INFINITY
  for (let step = 0; step < mostSteps; step++) {
    residual(correction, omega, rhs, x)
    if (Number.isNaN(omega[0])) x[0] = Number.NaN
    if (!(omega[0] > enough && omega[0] <= previous / 2)) break
    solve(correction)
    for (let i = 0; i < x.length; i++) x[i] += correction[i]
    previous = omega[0]
  }
  if (!(omega[0] <= hopeless)) again(rhs, x)
}

/**
 * What the rounding of subnormal numbers leaves of a row (NUM-2): of four terms one unit each, times entries of A up to 16.
 * A solution may decay to nothing from where b is.
 */
const underflow = 64 * 2 ** -1074

/** |r| / size, but for underflow; nothing where size is 0, since r is then 0 too. */
export function backwardError(r: number, size: number): number {
  return size === 0 ? 0 : Math.max(0, Math.abs(r) - underflow) / size
}
