/**
 * The upward sweep of the pullback: substitution together with the products −λ xᵀ on the three diagonals (TRI-9),
 * so that each row is loaded once. Row i:
 *
 *   λ[i] = b[i] − lo[i] λ[i+1],  d̄l[i] = −λ[i+1] x[i],  d̄[i] = −λ[i] x[i],  d̄u[i] = −λ[i] x[i+1]
 *
 * Written out for twelve rows, array by array in groups of four, for the reasons in `direct-sweeps.ts`; here it
 * is seven loads and stores a row in six arrays. Looks ahead by two rows, not four: there is more to do while the
 * recurrence waits, and less to round.
 *
 *   t = lo[i] λ[i+1],  λ[i] = b[i] − t,  λ[i−1] = b[i−1] − lo[i−1] b[i] + lo[i−1] t
 *
 * In each block p is λ and xp is x of the row before, on the way; l, c, x, p with a digit are lo, b, x, λ of its
 * four rows.
 */

/** b ← λ and the three diagonals, from b = D⁻¹ U⁻ᵀ x̄. */
export function sweepUpWithProducts(
  lo: Float64Array,
  x: Float64Array,
  b: Float64Array,
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
): void {
  const n = x.length
  let p = b[n - 1]
  let xp = x[n - 1]
  d[n - 1] = -p * xp
  let i = n - 2
  for (; i > 10; i -= 12) {
    {
      const l0 = lo[i]
      const l1 = lo[i - 1]
      const l2 = lo[i - 2]
      const l3 = lo[i - 3]
      const c0 = b[i]
      const c1 = b[i - 1]
      const c2 = b[i - 2]
      const c3 = b[i - 3]
      const x0 = x[i]
      const x1 = x[i - 1]
      const x2 = x[i - 2]
      const x3 = x[i - 3]
      const t0 = l0 * p
      const p0 = c0 - t0
      const p1 = c1 - l1 * c0 + l1 * t0
      const t2 = l2 * p1
      const p2 = c2 - t2
      const p3 = c3 - l3 * c2 + l3 * t2
      dl[i] = -p * x0
      dl[i - 1] = -p0 * x1
      dl[i - 2] = -p1 * x2
      dl[i - 3] = -p2 * x3
      d[i] = -p0 * x0
      d[i - 1] = -p1 * x1
      d[i - 2] = -p2 * x2
      d[i - 3] = -p3 * x3
      du[i] = -p0 * xp
      du[i - 1] = -p1 * x0
      du[i - 2] = -p2 * x1
      du[i - 3] = -p3 * x2
      b[i] = p0
      b[i - 1] = p1
      b[i - 2] = p2
      b[i - 3] = p3
      p = p3
      xp = x3
    }
    {
      const l0 = lo[i - 4]
      const l1 = lo[i - 5]
      const l2 = lo[i - 6]
      const l3 = lo[i - 7]
      const c0 = b[i - 4]
      const c1 = b[i - 5]
      const c2 = b[i - 6]
      const c3 = b[i - 7]
      const x0 = x[i - 4]
      const x1 = x[i - 5]
      const x2 = x[i - 6]
      const x3 = x[i - 7]
      const t0 = l0 * p
      const p0 = c0 - t0
      const p1 = c1 - l1 * c0 + l1 * t0
      const t2 = l2 * p1
      const p2 = c2 - t2
      const p3 = c3 - l3 * c2 + l3 * t2
      dl[i - 4] = -p * x0
      dl[i - 5] = -p0 * x1
      dl[i - 6] = -p1 * x2
      dl[i - 7] = -p2 * x3
      d[i - 4] = -p0 * x0
      d[i - 5] = -p1 * x1
      d[i - 6] = -p2 * x2
      d[i - 7] = -p3 * x3
      du[i - 4] = -p0 * xp
      du[i - 5] = -p1 * x0
      du[i - 6] = -p2 * x1
      du[i - 7] = -p3 * x2
      b[i - 4] = p0
      b[i - 5] = p1
      b[i - 6] = p2
      b[i - 7] = p3
      p = p3
      xp = x3
    }
    {
      const l0 = lo[i - 8]
      const l1 = lo[i - 9]
      const l2 = lo[i - 10]
      const l3 = lo[i - 11]
      const c0 = b[i - 8]
      const c1 = b[i - 9]
      const c2 = b[i - 10]
      const c3 = b[i - 11]
      const x0 = x[i - 8]
      const x1 = x[i - 9]
      const x2 = x[i - 10]
      const x3 = x[i - 11]
      const t0 = l0 * p
      const p0 = c0 - t0
      const p1 = c1 - l1 * c0 + l1 * t0
      const t2 = l2 * p1
      const p2 = c2 - t2
      const p3 = c3 - l3 * c2 + l3 * t2
      dl[i - 8] = -p * x0
      dl[i - 9] = -p0 * x1
      dl[i - 10] = -p1 * x2
      dl[i - 11] = -p2 * x3
      d[i - 8] = -p0 * x0
      d[i - 9] = -p1 * x1
      d[i - 10] = -p2 * x2
      d[i - 11] = -p3 * x3
      du[i - 8] = -p0 * xp
      du[i - 9] = -p1 * x0
      du[i - 10] = -p2 * x1
      du[i - 11] = -p3 * x2
      b[i - 8] = p0
      b[i - 9] = p1
      b[i - 10] = p2
      b[i - 11] = p3
      p = p3
      xp = x3
    }
  }
  for (; i >= 0; i--) {
    const xi = x[i]
    dl[i] = -p * xi
    p = b[i] - lo[i] * p
    d[i] = -p * xi
    du[i] = -p * xp
    b[i] = p
    xp = xi
  }
}
