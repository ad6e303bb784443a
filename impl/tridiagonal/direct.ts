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
 * from both ends: `npm run bench`). The error stays what a change of b by a few ε explains
 * (TRI-11, line 6).
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
  // One buffer: allocating three costs more than the arithmetic for short systems.
  const room = new Float64Array(3 * n - 2)
  const r = room.subarray(0, n)
  const lo = room.subarray(n, 2 * n - 1)
  const up = room.subarray(2 * n - 1)
  // Only one division a row is on the chain: the reciprocal is taken beside it.
  let pivot = d[0]
  let check = 0 // 0 as long as all reciprocals are finite
  for (let e = 0; e < n - 1; e++) {
    const reciprocal = 1 / pivot
    check += reciprocal * 0
    pivot = d[e + 1] - (dl[e] * du[e]) / pivot
    r[e] = reciprocal
    lo[e] = dl[e] * reciprocal
    up[e] = du[e] * reciprocal
  }
  r[n - 1] = 1 / pivot
  return check + r[n - 1] * 0 === 0 ? { r, lo, up } : undefined
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
  // Three groups an iteration: an engine looks up base and length of every array anew in each.
  for (; i < n - 11; i += 12) {
    p = fourDown(lo, r, b, y, i, p)
    p = fourDown(lo, r, b, y, i + 4, p)
    p = fourDown(lo, r, b, y, i + 8, p)
  }
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
  sweepUpWithProducts(lo, x, b, dl, d, du)
}

/**
 * Row i:  λ[i] = b[i] − lo[i] λ[i+1],  d̄l[i] = −λ[i+1] x[i],  d̄[i] = −λ[i] x[i],  d̄u[i] = −λ[i] x[i+1].
 *
 * Written out twelve times: an engine looks up base and length of each of the six arrays anew in every
 * iteration, and a row in a function of its own is too large to be inlined twelve times. w = −λ[i+1], xp = x[i+1].
 */
function sweepUpWithProducts(
  lo: Float64Array,
  x: Float64Array,
  b: Float64Array,
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
): void {
  const n = x.length
  let p = b[n - 1]
  let w = -p
  let xp = x[n - 1]
  let xi = 0
  let negative = 0
  d[n - 1] = w * xp
  let i = n - 2
  for (; i > 10; i -= 12) {
    p = b[i] - lo[i] * p
    b[i] = p
    xi = x[i]
    negative = -p
    dl[i] = w * xi
    d[i] = negative * xi
    du[i] = negative * xp
    w = negative
    xp = xi

    p = b[i - 1] - lo[i - 1] * p
    b[i - 1] = p
    xi = x[i - 1]
    negative = -p
    dl[i - 1] = w * xi
    d[i - 1] = negative * xi
    du[i - 1] = negative * xp
    w = negative
    xp = xi

    p = b[i - 2] - lo[i - 2] * p
    b[i - 2] = p
    xi = x[i - 2]
    negative = -p
    dl[i - 2] = w * xi
    d[i - 2] = negative * xi
    du[i - 2] = negative * xp
    w = negative
    xp = xi

    p = b[i - 3] - lo[i - 3] * p
    b[i - 3] = p
    xi = x[i - 3]
    negative = -p
    dl[i - 3] = w * xi
    d[i - 3] = negative * xi
    du[i - 3] = negative * xp
    w = negative
    xp = xi

    p = b[i - 4] - lo[i - 4] * p
    b[i - 4] = p
    xi = x[i - 4]
    negative = -p
    dl[i - 4] = w * xi
    d[i - 4] = negative * xi
    du[i - 4] = negative * xp
    w = negative
    xp = xi

    p = b[i - 5] - lo[i - 5] * p
    b[i - 5] = p
    xi = x[i - 5]
    negative = -p
    dl[i - 5] = w * xi
    d[i - 5] = negative * xi
    du[i - 5] = negative * xp
    w = negative
    xp = xi

    p = b[i - 6] - lo[i - 6] * p
    b[i - 6] = p
    xi = x[i - 6]
    negative = -p
    dl[i - 6] = w * xi
    d[i - 6] = negative * xi
    du[i - 6] = negative * xp
    w = negative
    xp = xi

    p = b[i - 7] - lo[i - 7] * p
    b[i - 7] = p
    xi = x[i - 7]
    negative = -p
    dl[i - 7] = w * xi
    d[i - 7] = negative * xi
    du[i - 7] = negative * xp
    w = negative
    xp = xi

    p = b[i - 8] - lo[i - 8] * p
    b[i - 8] = p
    xi = x[i - 8]
    negative = -p
    dl[i - 8] = w * xi
    d[i - 8] = negative * xi
    du[i - 8] = negative * xp
    w = negative
    xp = xi

    p = b[i - 9] - lo[i - 9] * p
    b[i - 9] = p
    xi = x[i - 9]
    negative = -p
    dl[i - 9] = w * xi
    d[i - 9] = negative * xi
    du[i - 9] = negative * xp
    w = negative
    xp = xi

    p = b[i - 10] - lo[i - 10] * p
    b[i - 10] = p
    xi = x[i - 10]
    negative = -p
    dl[i - 10] = w * xi
    d[i - 10] = negative * xi
    du[i - 10] = negative * xp
    w = negative
    xp = xi

    p = b[i - 11] - lo[i - 11] * p
    b[i - 11] = p
    xi = x[i - 11]
    negative = -p
    dl[i - 11] = w * xi
    d[i - 11] = negative * xi
    du[i - 11] = negative * xp
    w = negative
    xp = xi
  }
  for (; i >= 0; i--) {
    dl[i] = -p * x[i]
    p = b[i] - lo[i] * p
    b[i] = p
    d[i] = -p * x[i]
    du[i] = -p * x[i + 1]
  }
}
