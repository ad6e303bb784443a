/**
 * The Thomas algorithm without pivoting as any textbook has it (Golub & Van Loan, Matrix Computations,
 * 4.3.6), in plain JavaScript: what a user would write without this library. Right for diagonally
 * dominant systems only, and unchecked.
 */

/** x = A⁻¹ b in new arrays. */
export function thomas(dl: Float64Array, d: Float64Array, du: Float64Array, b: Float64Array): Float64Array {
  const n = d.length
  const up = new Float64Array(n - 1)
  const x = new Float64Array(n)
  let r = 1 / d[0]
  x[0] = b[0] * r
  for (let i = 1; i < n; i++) {
    up[i - 1] = du[i - 1] * r
    r = 1 / (d[i] - dl[i - 1] * up[i - 1])
    x[i] = (b[i] - dl[i - 1] * x[i - 1]) * r
  }
  for (let i = n - 2; i >= 0; i--) x[i] -= up[i] * x[i + 1]
  return x
}

export interface ThomasFactors {
  /** Multipliers dl[i] / pivot[i]. */
  readonly m: Float64Array
  /** Reciprocal pivots. */
  readonly r: Float64Array
  readonly du: Float64Array
}

export function thomasFactors(dl: Float64Array, d: Float64Array, du: Float64Array): ThomasFactors {
  const n = d.length
  const m = new Float64Array(n - 1)
  const r = new Float64Array(n)
  r[0] = 1 / d[0]
  for (let i = 1; i < n; i++) {
    m[i - 1] = dl[i - 1] * r[i - 1]
    r[i] = 1 / (d[i] - m[i - 1] * du[i - 1])
  }
  return { m, r, du }
}

/** x = A⁻¹ b with ready factors, into x. */
export function thomasReady({ m, r, du }: ThomasFactors, b: Float64Array, x: Float64Array): Float64Array {
  const n = r.length
  x[0] = b[0]
  for (let i = 1; i < n; i++) x[i] = b[i] - m[i - 1] * x[i - 1]
  x[n - 1] *= r[n - 1]
  for (let i = n - 2; i >= 0; i--) x[i] = (x[i] - du[i] * x[i + 1]) * r[i]
  return x
}
