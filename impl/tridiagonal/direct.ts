/**
 * LDU factorization of a tridiagonal matrix without pivoting, and the solves with it (TRI-7, TRI-9, TRI-11).
 *
 *   A = L D U,   D = diag(1/r),   L, U unit bidiagonal, for each edge e between rows e and e + 1:
 *   L[e+1,e] = lo[e] = dl[e] r[e],   U[e,e+1] = up[e] = du[e] r[e],   1/r[e+1] = d[e+1] − dl[e] du[e] r[e]
 *
 * Aᵀ = Uᵀ D Lᵀ has the same form with lo and up exchanged, so one kernel solves with A and with Aᵀ.
 *
 * A recurrence p[i] = b[i] − l[i] p[i−1] is bound by the latency of its chain. The kernels look ahead: four
 * steps are one step p[i+3] = c + m p[i−1] whose c and m do not wait for p, so that the chain costs one
 * multiplication and addition for four rows (measured against plain substitution and against elimination
 * from both ends: `npm run bench`). m is a product of at most four entries of L, which no cancellation
 * touches, so the error stays of the order of |L⁻¹||b| as in plain substitution.
 *
 * Backward stable where `isDominant` holds (TRI-11) and only there; the caller sees to that.
 */
import type { SolveCotangents } from './system.ts'

export interface DirectFactors {
  /** Reciprocal pivots, n. */
  readonly r: Float64Array
  /** Entries of L and of U, n − 1 each. */
  readonly lo: Float64Array
  readonly up: Float64Array
}

/** The factors, or nothing where a pivot has no finite reciprocal: such a matrix needs pivoting after all. */
export function factorizeDirect(dl: Float64Array, d: Float64Array, du: Float64Array): DirectFactors | undefined {
  const n = d.length
  const r = new Float64Array(n)
  const lo = new Float64Array(n - 1)
  const up = new Float64Array(n - 1)
  // Only one division a row is on the chain: the reciprocal is taken beside it.
  let pivot = d[0]
  for (let e = 0; e < n - 1; e++) {
    const reciprocal = 1 / pivot
    pivot = d[e + 1] - (dl[e] * du[e]) / pivot
    r[e] = reciprocal
    lo[e] = dl[e] * reciprocal
    up[e] = du[e] * reciprocal
  }
  r[n - 1] = 1 / pivot
  return r.every(Number.isFinite) ? { r, lo, up } : undefined
}

/** x = A⁻¹ b with (lo, r, up), x = A⁻ᵀ b with (up, r, lo). `x` may be `b`. */
export function solveDirect(
  lo: Float64Array,
  r: Float64Array,
  up: Float64Array,
  b: Float64Array,
  x: Float64Array,
): void {
  sweepDown(lo, r, b, x)
  sweepUp(up, x)
}

/** y = D⁻¹ L⁻¹ b. `y` may be `b`. */
function sweepDown(lo: Float64Array, r: Float64Array, b: Float64Array, y: Float64Array): void {
  const n = y.length
  let p = b[0]
  y[0] = p * r[0]
  let i = 1
  for (; i < n - 3; i += 4) p = fourDown(lo, r, b, y, i, p)
  for (; i < n; i++) {
    p = b[i] - lo[i - 1] * p
    y[i] = p * r[i]
  }
}

/** Rows i … i + 3 of the downward sweep; takes p of row i − 1, returns that of row i + 3. */
function fourDown(lo: Float64Array, r: Float64Array, b: Float64Array, y: Float64Array, i: number, p: number): number {
  const m0 = lo[i - 1]
  const l1 = lo[i]
  const l2 = lo[i + 1]
  const l3 = lo[i + 2]
  const c0 = b[i]
  const c1 = b[i + 1] - l1 * c0
  const c2 = b[i + 2] - l2 * c1
  const c3 = b[i + 3] - l3 * c2
  const m1 = l1 * m0
  const m2 = l2 * m1
  const last = c3 + l3 * m2 * p
  y[i] = (c0 - m0 * p) * r[i]
  y[i + 1] = (c1 + m1 * p) * r[i + 1]
  y[i + 2] = (c2 - m2 * p) * r[i + 2]
  y[i + 3] = last * r[i + 3]
  return last
}

/** x ← U⁻¹ x. */
function sweepUp(up: Float64Array, x: Float64Array): void {
  const n = x.length
  let p = x[n - 1]
  let i = n - 2
  for (; i > 2; i -= 4) p = fourUp(up, x, i, p)
  for (; i >= 0; i--) {
    p = x[i] - up[i] * p
    x[i] = p
  }
}

/** Rows i … i − 3 of the upward sweep; takes p of row i + 1, returns that of row i − 3. */
function fourUp(up: Float64Array, x: Float64Array, i: number, p: number): number {
  const m0 = up[i]
  const l1 = up[i - 1]
  const l2 = up[i - 2]
  const l3 = up[i - 3]
  const c0 = x[i]
  const c1 = x[i - 1] - l1 * c0
  const c2 = x[i - 2] - l2 * c1
  const c3 = x[i - 3] - l3 * c2
  const m1 = l1 * m0
  const m2 = l2 * m1
  const last = c3 + l3 * m2 * p
  x[i] = c0 - m0 * p
  x[i - 1] = c1 + m1 * p
  x[i - 2] = c2 - m2 * p
  x[i - 3] = last
  return last
}

/**
 * λ = A⁻ᵀ x̄ into `b`, and −λ xᵀ on the three diagonals in the same upward sweep (TRI-9): the products
 * fill the time in which the recurrence waits. `x` must be none of the buffers.
 */
export function pullbackDirect(
  { lo, r, up }: DirectFactors,
  x: Float64Array,
  cotangent: Float64Array,
  { dl, d, du, b }: SolveCotangents,
): void {
  sweepDown(up, r, cotangent, b)
  const n = r.length
  let p = b[n - 1]
  d[n - 1] = -p * x[n - 1]
  let i = n - 2
  for (; i > 6; i -= 8) {
    p = fourUpWithProducts(lo, x, b, dl, d, du, i, p)
    p = fourUpWithProducts(lo, x, b, dl, d, du, i - 4, p)
  }
  for (; i >= 0; i--) {
    dl[i] = -p * x[i]
    p = b[i] - lo[i] * p
    b[i] = p
    d[i] = -p * x[i]
    du[i] = -p * x[i + 1]
  }
}

/** `fourUp`, and rows i … i − 3 of the three products. */
function fourUpWithProducts(
  lo: Float64Array,
  x: Float64Array,
  b: Float64Array,
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
  i: number,
  p: number,
): number {
  const m0 = lo[i]
  const l1 = lo[i - 1]
  const l2 = lo[i - 2]
  const l3 = lo[i - 3]
  const c0 = b[i]
  const c1 = b[i - 1] - l1 * c0
  const c2 = b[i - 2] - l2 * c1
  const c3 = b[i - 3] - l3 * c2
  const m1 = l1 * m0
  const m2 = l2 * m1
  const last = c3 + l3 * m2 * p
  let even = x[i]
  let lambda = c0 - m0 * p
  b[i] = lambda
  dl[i] = -p * even
  d[i] = -lambda * even
  du[i] = -lambda * x[i + 1]
  let odd = x[i - 1]
  dl[i - 1] = -lambda * odd
  lambda = c1 + m1 * p
  b[i - 1] = lambda
  d[i - 1] = -lambda * odd
  du[i - 1] = -lambda * even
  even = x[i - 2]
  dl[i - 2] = -lambda * even
  lambda = c2 - m2 * p
  b[i - 2] = lambda
  d[i - 2] = -lambda * even
  du[i - 2] = -lambda * odd
  odd = x[i - 3]
  dl[i - 3] = -lambda * odd
  b[i - 3] = last
  d[i - 3] = -last * odd
  du[i - 3] = -last * even
  return last
}
