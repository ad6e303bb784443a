/**
 * The product y = A x of a tridiagonal matrix with a vector, into a given buffer.
 *
 *   (A x)[i] = dl[i−1] x[i−1] + d[i] x[i] + du[i] x[i+1]
 *
 * (TRI-4). The transpose has the off-diagonals exchanged: pass du for dl and dl for du. `y` must not be `x`.
 */
export function multiplyInto(
  y: Float64Array,
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
  x: Float64Array,
): void {
  const n = d.length
  if (n === 1) {
    y[0] = d[0] * x[0]
    return
  }
  y[0] = d[0] * x[0] + du[0] * x[1]
  for (let i = 1; i < n - 1; i++) y[i] = dl[i - 1] * x[i - 1] + d[i] * x[i] + du[i] * x[i + 1]
  y[n - 1] = dl[n - 2] * x[n - 2] + d[n - 1] * x[n - 1]
}
