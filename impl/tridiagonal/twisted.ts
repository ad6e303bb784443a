/**
 * Twisted (two-ended) LDU factorization of a tridiagonal matrix without pivoting, and the solves with it.
 *
 * Elimination runs from both ends and meets at row k (van der Vorst, Parallel Computing 5, 1987, 45), so
 * two independent chains hide each other's latency, which is all that a recurrence costs. With edge e
 * between rows e and e+1,
 *
 *   A = M D W,   D = diag(1/r),   M, W unit, one entry an edge:
 *   e < k:   M[e+1,e] = lo[e] = dl[e] r[e],      W[e,e+1] = up[e] = du[e] r[e]
 *   e ≥ k:   M[e,e+1] = lo[e] = du[e] r[e+1],    W[e+1,e] = up[e] = dl[e] r[e+1]
 *
 * Aᵀ = Wᵀ D Mᵀ has the same form with lo and up exchanged, so one kernel solves with A and with Aᵀ.
 *
 * Backward stable where `isDominant` holds (TRI-11) and only there; the caller sees to that.
 */

export interface TwistedFactors {
  /** Reciprocal pivots, n. */
  readonly r: Float64Array
  /** Entries of M and of W, n − 1 each. */
  readonly lo: Float64Array
  readonly up: Float64Array
}

/** The row in which the two eliminations meet. */
export const meetingRow = (n: number): number => n >> 1

/** The factors, or nothing where a pivot has no finite reciprocal: such a matrix needs pivoting after all. */
export function factorizeTwisted(dl: Float64Array, d: Float64Array, du: Float64Array): TwistedFactors | undefined {
  const n = d.length
  const k = meetingRow(n)
  const r = new Float64Array(n)
  const lo = new Float64Array(n - 1)
  const up = new Float64Array(n - 1)
  let top = 1 / d[0]
  let bottom = 1 / d[n - 1]
  let e = 0
  let f = n - 2
  for (; f > k; e++, f--) {
    r[e] = top
    lo[e] = dl[e] * top
    up[e] = du[e] * top
    top = 1 / (d[e + 1] - lo[e] * du[e])
    r[f + 1] = bottom
    lo[f] = du[f] * bottom
    up[f] = dl[f] * bottom
    bottom = 1 / (d[f] - lo[f] * dl[f])
  }
  for (; e < k; e++) {
    r[e] = top
    lo[e] = dl[e] * top
    up[e] = du[e] * top
    top = 1 / (d[e + 1] - lo[e] * du[e])
  }
  if (f === k) {
    r[k + 1] = bottom
    lo[k] = du[k] * bottom
    up[k] = dl[k] * bottom
  }
  // The meeting row is corrected from both sides at once.
  r[k] = 1 / (d[k] - (k > 0 ? lo[k - 1] * du[k - 1] : 0) - (k < n - 1 ? lo[k] * dl[k] : 0))
  return r.every(Number.isFinite) ? { r, lo, up } : undefined
}

/** y = M⁻¹ b with `lo`, from both ends to row k; y = W⁻ᵀ b with `up`. `y` may be `b`. */
function sweepInwards(lo: Float64Array, b: ArrayLike<number>, y: Float64Array): void {
  const n = y.length
  const k = meetingRow(n)
  let top = b[0]
  let bottom = b[n - 1]
  const middle = b[k]
  y[0] = top
  y[n - 1] = bottom
  let e = 1
  let f = n - 2
  for (; f > k; e++, f--) {
    top = b[e] - lo[e - 1] * top
    y[e] = top
    bottom = b[f] - lo[f] * bottom
    y[f] = bottom
  }
  if (e < k) {
    top = b[e] - lo[e - 1] * top
    y[e] = top
  }
  y[k] = middle - (k > 0 ? lo[k - 1] * top : 0) - (k < n - 1 ? lo[k] * bottom : 0)
}

/** x = A⁻¹ b with (lo, r, up), x = A⁻ᵀ b with (up, r, lo). `x` may be `b`. */
export function solveTwisted(
  lo: Float64Array,
  r: Float64Array,
  up: Float64Array,
  b: ArrayLike<number>,
  x: Float64Array,
): void {
  const n = r.length
  const k = meetingRow(n)
  sweepInwards(lo, b, x)
  let top = x[k] * r[k]
  let bottom = top
  x[k] = top
  let e = k - 1
  let f = k
  for (; f < n - 1; e--, f++) {
    top = x[e] * r[e] - up[e] * top
    x[e] = top
    bottom = x[f + 1] * r[f + 1] - up[f] * bottom
    x[f + 1] = bottom
  }
  if (e === 0) x[0] = x[0] * r[0] - up[0] * top
}

/**
 * λ = A⁻ᵀ x̄ into `b`, and −λ xᵀ on the three diagonals in the same outward sweep (TRI-9): the products
 * fill the time in which the recurrence waits for itself.
 */
export function pullbackTwisted(
  { lo, r, up }: TwistedFactors,
  x: ArrayLike<number>,
  cotangent: ArrayLike<number>,
  { dl, d, du, b }: { dl: Float64Array; d: Float64Array; du: Float64Array; b: Float64Array },
): void {
  const n = r.length
  const k = meetingRow(n)
  sweepInwards(up, cotangent, b)
  let top = b[k] * r[k]
  let bottom = top
  let xTop = x[k]
  let xBottom = xTop
  b[k] = top
  d[k] = -top * xTop
  let e = k - 1
  let f = k
  for (; f < n - 1; e--, f++) {
    dl[e] = -top * x[e]
    top = b[e] * r[e] - lo[e] * top
    b[e] = top
    du[e] = -top * xTop
    xTop = x[e]
    d[e] = -top * xTop

    du[f] = -bottom * x[f + 1]
    bottom = b[f + 1] * r[f + 1] - lo[f] * bottom
    b[f + 1] = bottom
    dl[f] = -bottom * xBottom
    xBottom = x[f + 1]
    d[f + 1] = -bottom * xBottom
  }
  if (e === 0) {
    dl[0] = -top * x[0]
    top = b[0] * r[0] - lo[0] * top
    b[0] = top
    du[0] = -top * xTop
    d[0] = -top * x[0]
  }
}
