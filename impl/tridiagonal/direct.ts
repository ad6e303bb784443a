/**
 * LDU factorization of a tridiagonal matrix without pivoting, and the solves with it (TRI-7, TRI-9, TRI-11).
 *
 *   A = L D U,   D = diag(1/r),   L, U unit bidiagonal, for each edge e between rows e and e + 1:
 *   L[e+1,e] = lo[e] = dl[e] r[e],   U[e,e+1] = up[e] = du[e] r[e],   1/r[e+1] = d[e+1] − dl[e] du[e] r[e]
 *
 * Aᵀ = Uᵀ D Lᵀ has the same form with lo and up exchanged, so one kernel solves with A and with Aᵀ.
 *
 * Backward stable where `isDominant` holds (TRI-11) and only there; the caller sees to that.
 */
import { sweepUpWithProducts } from './direct-products.ts'
import { sweepDown, sweepUp } from './direct-sweeps.ts'
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

/**
 * λ = A⁻ᵀ x̄ into `b`, and −λ xᵀ on the three diagonals in the same upward sweep (TRI-9), while the rows are in
 * registers. `x` must be none of the buffers.
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
