/**
 * One step of iterative refinement in working precision (Skeel 1980; Higham, *Accuracy and Stability*,
 * ch. 12): it makes a solve with pivoted factors componentwise backward stable (TRI-11).
 *
 *   x = solve(b),  x ← x + solve(b − A x)
 */

/** Room for a right-hand side and a correction, so that refined solves allocate nothing. */
export interface Room {
  readonly rhs: Float64Array
  readonly correction: Float64Array
}

/** `solve` works in place, `multiply` writes A x; `x` may be `b`. */
export function solveRefined(
  { rhs, correction }: Room,
  solve: (y: Float64Array) => void,
  multiply: (y: Float64Array, x: Float64Array) => void,
  b: ArrayLike<number>,
  x: Float64Array,
): void {
  rhs.set(b)
  x.set(rhs)
  solve(x)
  multiply(correction, x)
  for (let i = 0; i < rhs.length; i++) correction[i] = rhs[i] - correction[i]
  solve(correction)
  for (let i = 0; i < rhs.length; i++) x[i] += correction[i]
}
