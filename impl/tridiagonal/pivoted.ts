/**
 * LU factorization of any nonsingular tridiagonal matrix with partial pivoting, and the substitutions
 * with it.
 *
 *   P S A = L U,  L unit with one multiplier a column, U with two superdiagonals (LAPACK's dgttrf, dgttrs)
 *
 * S scales every row by a power of two to a largest entry in [1, 2), exactly, which keeps the numbers in
 * range. Pivots are compared in the units of their rows, which `logOfUnits` measures without regard to the
 * units of columns: neither a row nor a column written in large units decides a pivot by them. Solutions
 * are to be refined (`refine.ts`): partial pivoting alone is not componentwise backward stable (TRI-11).
 * Not the fastest for matrices that need no pivoting: see `direct.ts`.
 */
import { logOfUnits, powerOfTwoScale, unitRoundoff } from './scaling.ts'
import { isSingularTridiagonal, looksSingular } from './singular.ts'

export interface PivotedFactors {
  readonly dl: Float64Array
  readonly d: Float64Array
  readonly du: Float64Array
  /** The diagonal of S. */
  readonly scale: Float64Array
  /** Multipliers, pivots, first and second superdiagonal of U, and whether rows i and i+1 changed places. */
  readonly l: Float64Array
  readonly u: Float64Array
  readonly u1: Float64Array
  readonly u2: Float64Array
  readonly swapped: Uint8Array
}

/** The factors, or nothing if the matrix is singular. The three diagonals are copied. */
export function factorizePivoted(dl: Float64Array, d: Float64Array, du: Float64Array): PivotedFactors | undefined {
  const n = d.length
  const scale = d.map((_, i) => powerOfTwoScale(rowSize(dl, d, du, i)))
  const l = dl.map((entry, i) => entry * scale[i + 1])
  const u = d.map((entry, i) => entry * scale[i])
  const u1 = du.map((entry, i) => entry * scale[i])
  const u2 = new Float64Array(Math.max(0, n - 2))
  const swapped = new Uint8Array(n - 1)
  let zeroPivot = false
  let carried = 0 // log₂ of the units of the row that elimination has in place i, in those of row i of S A
  for (let i = 0; i < n - 1; i++) {
    carried -= logOfUnits(d[i] * scale[i], du[i] * scale[i], l[i], u[i + 1])
    if (u[i] === 0 ? l[i] !== 0 : Math.abs(l[i]) * 2 ** carried > Math.abs(u[i])) {
      const multiplier = u[i] / l[i]
      swapped[i] = 1
      u[i] = l[i]
      l[i] = multiplier
      const above = u1[i]
      u1[i] = u[i + 1]
      u[i + 1] = above - multiplier * u1[i]
      if (i < n - 2) {
        u2[i] = u1[i + 1]
        u1[i + 1] = -multiplier * u2[i]
      }
      continue
    }
    carried = 0
    if (u[i] === 0) {
      zeroPivot = true
      u[i] = unitRoundoff
    } else {
      l[i] /= u[i]
      u[i + 1] -= l[i] * u1[i]
    }
  }
  if (u[n - 1] === 0) {
    zeroPivot = true
    u[n - 1] = unitRoundoff
  }
  const factors = { dl: dl.slice(), d: d.slice(), du: du.slice(), scale, l, u, u1, u2, swapped }
  // A zero pivot of a nonsingular matrix is rounding's doing; ε in its place is a change of the same size.
  const doubtful = zeroPivot || looksSingular(rowSums(dl, d, du), (y) => substitute(factors, y))
  if (doubtful && isSingularTridiagonal(dl, d, du)) return undefined
  return factors
}

/** The largest entry of row i by magnitude. */
function rowSize(dl: Float64Array, d: Float64Array, du: Float64Array, i: number): number {
  const below = i > 0 ? Math.abs(dl[i - 1]) : 0
  const above = i < d.length - 1 ? Math.abs(du[i]) : 0
  return Math.max(below, Math.abs(d[i]), above)
}

/** |A| e. */
function rowSums(dl: Float64Array, d: Float64Array, du: Float64Array): Float64Array {
  const sums = d.map(Math.abs)
  for (let i = 0; i < dl.length; i++) {
    sums[i] += Math.abs(du[i])
    sums[i + 1] += Math.abs(dl[i])
  }
  return sums
}

/** y ← L⁻¹ P S y, then y ← U⁻¹ y. */
export function substitute({ scale, l, u, u1, u2, swapped }: PivotedFactors, y: Float64Array): void {
  const n = u.length
  y[0] *= scale[0]
  for (let i = 0; i < n - 1; i++) {
    const upper = y[i]
    const lower = y[i + 1] * scale[i + 1]
    if (swapped[i] === 1) {
      y[i] = lower
      y[i + 1] = upper - l[i] * lower
    } else {
      y[i + 1] = lower - l[i] * upper
    }
  }
  y[n - 1] /= u[n - 1]
  if (n > 1) y[n - 2] = (y[n - 2] - u1[n - 2] * y[n - 1]) / u[n - 2]
  for (let i = n - 3; i >= 0; i--) y[i] = (y[i] - u1[i] * y[i + 1] - u2[i] * y[i + 2]) / u[i]
}

/** y ← U⁻ᵀ y, then y ← S Pᵀ L⁻ᵀ y. */
export function substituteTransposed({ scale, l, u, u1, u2, swapped }: PivotedFactors, y: Float64Array): void {
  const n = u.length
  y[0] /= u[0]
  if (n > 1) y[1] = (y[1] - u1[0] * y[0]) / u[1]
  for (let i = 2; i < n; i++) y[i] = (y[i] - u1[i - 1] * y[i - 1] - u2[i - 2] * y[i - 2]) / u[i]
  for (let i = n - 2; i >= 0; i--) {
    const lower = y[i + 1]
    if (swapped[i] === 1) {
      y[i + 1] = y[i] - l[i] * lower
      y[i] = lower
    } else {
      y[i] -= l[i] * lower
    }
    y[i + 1] *= scale[i + 1]
  }
  y[0] *= scale[0]
}
