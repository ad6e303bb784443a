/**
 * The residual r = b − A x of a tridiagonal system and its componentwise backward error ω (see `refine.ts`).
 * The transpose has the off-diagonals exchanged: pass du for dl and dl for du.
 */
import { backwardError } from './refine.ts'

export function residualInto(
  r: Float64Array,
  omega: Float64Array,
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
  b: Float64Array,
  x: Float64Array,
): void {
  const n = d.length
  let largest = 0
  let left = 0
  for (let i = 0; i < n; i++) {
    const middle = d[i] * x[i]
    const right = i < n - 1 ? du[i] * x[i + 1] : 0
    r[i] = b[i] - left - middle - right
    const size = Math.abs(b[i]) + Math.abs(left) + Math.abs(middle) + Math.abs(right)
    largest = Math.max(largest, backwardError(r[i], size))
    left = i < n - 1 ? dl[i] * x[i] : 0
  }
  omega[0] = largest
}
