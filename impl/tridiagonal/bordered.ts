/**
 * Solves with a dominant cyclic tridiagonal matrix by bordering: with the last row and column apart,
 *
 *   A = [ T  p ]     T tridiagonal, n − 1,   p = (dl[0], 0 … 0, du[n−2])ᵀ
 *       [ qᵀ δ ]     δ = d[n−1],             q = (du[n−1], 0 … 0, dl[n−1])ᵀ
 *
 *   v = T⁻¹ p,  σ = δ − qᵀ v:   y = T⁻¹ b′,  x_last = (b_last − qᵀ y) / σ,  x′ = y − v x_last
 *
 * and the transpose with w = T⁻ᵀ q and p in place of q. Block elimination without pivoting is stable for
 * matrices dominant by rows or by columns (Demmel, Higham & Schreiber, Numer. Linear Algebra Appl. 2,
 * 1995, 173), and only for those; n ≥ 3.
 */

import { factorizeDirect, solveDirect } from './direct.ts'
import type { CyclicSolver } from './folded.ts'

/** The solver, or nothing where a pivot has no finite reciprocal. */
export function borderedSolver(dl: Float64Array, d: Float64Array, du: Float64Array): CyclicSolver | undefined {
  const last = d.length - 1
  const T = factorizeDirect(dl.slice(1, last), d.subarray(0, last), du.slice(0, last - 1))
  if (T === undefined) return undefined
  const { lo, r, up } = T
  const p = cornerVector(last, dl[0], du[last - 1])
  const q = cornerVector(last, du[last], dl[last])
  const v = new Float64Array(last)
  const w = new Float64Array(last)
  solveDirect(lo, r, up, p, v)
  solveDirect(up, r, lo, q, w)
  const sigma = d[last] - (q[0] * v[0] + q[last - 1] * v[last - 1])
  if (!Number.isFinite(1 / sigma)) return undefined

  const y = new Float64Array(last)
  const solve = (
    lower: Float64Array,
    upper: Float64Array,
    row: Float64Array,
    spike: Float64Array,
    b: Float64Array,
    x: Float64Array,
  ): void => {
    for (let i = 0; i < last; i++) y[i] = b[i]
    solveDirect(lower, r, upper, y, y)
    const xLast = (b[last] - row[0] * y[0] - row[last - 1] * y[last - 1]) / sigma
    let isInRange = true
    for (let i = 0; i < last; i++) {
      x[i] = y[i] - spike[i] * xLast
      isInRange &&= Number.isFinite(x[i])
    }
    // An overflow here stays where it is; the caller looks at the ends (`system.ts`).
    x[last] = isInRange ? xLast : Number.NaN
  }
  return {
    solve: (b, out) => solve(lo, up, q, v, b, out),
    solveTransposed: (c, out) => solve(up, lo, p, w, c, out),
  }
}

/** (first, 0 … 0, last); n ≥ 3 keeps the two apart. */
function cornerVector(length: number, first: number, last: number): Float64Array {
  const vector = new Float64Array(length)
  vector[0] = first
  vector[length - 1] = last
  return vector
}
