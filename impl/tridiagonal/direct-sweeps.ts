/**
 * Substitution with the factors of `direct.ts`: down with L and D, up with U (TRI-7). Up with the products of the
 * pullback is in `direct-products.ts`.
 *
 * A recurrence p[i] = b[i] − l[i] p[i−1] is bound by the latency of its chain. The kernels look ahead: four
 * steps are one step p[i+3] = c + m p[i−1] whose c and m do not wait for p, so that the chain costs one
 * multiplication and addition for four rows (measured against plain substitution and against elimination
 * from both ends: `npm run bench`). The error stays what a change of b by a few ε explains (TRI-11, line 6).
 *
 * With that they are bound by the number of instructions, most of which find and check places in arrays. Hence
 * - four rows array by array: base and length of one array stay in registers for its four entries, where row
 *   by row those of all arrays are spilled and reloaded;
 * - twelve rows an iteration where there are many arrays: an engine looks them up anew in each;
 * - written out: four rows in a function of their own are inlined twelve rows long or not, depending on which
 *   caller is compiled first, and a call that is not inlined allocates its result (measured: half of all
 *   processes, and a solve up to 1.8 times as long).
 *
 * In each block p is the result of the row before, on the way; l, c, x, p with a digit belong to its four rows.
 */

/** y = D⁻¹ L⁻¹ b. `y` may be `b`. */
export function sweepDown(lo: Float64Array, r: Float64Array, b: Float64Array, y: Float64Array): void {
  const n = y.length
  let p = b[0]
  y[0] = p * r[0]
  let i = 1
  for (; i < n - 11; i += 12) {
    {
      const l0 = lo[i - 1]
      const l1 = lo[i]
      const l2 = lo[i + 1]
      const l3 = lo[i + 2]
      const c0 = b[i]
      const c1 = b[i + 1] - l1 * c0
      const c2 = b[i + 2] - l2 * c1
      const c3 = b[i + 3] - l3 * c2
      const m1 = l1 * l0
      const m2 = l2 * m1
      const p3 = c3 + l3 * m2 * p
      y[i] = (c0 - l0 * p) * r[i]
      y[i + 1] = (c1 + m1 * p) * r[i + 1]
      y[i + 2] = (c2 - m2 * p) * r[i + 2]
      y[i + 3] = p3 * r[i + 3]
      p = p3
    }
    {
      const l0 = lo[i + 3]
      const l1 = lo[i + 4]
      const l2 = lo[i + 5]
      const l3 = lo[i + 6]
      const c0 = b[i + 4]
      const c1 = b[i + 5] - l1 * c0
      const c2 = b[i + 6] - l2 * c1
      const c3 = b[i + 7] - l3 * c2
      const m1 = l1 * l0
      const m2 = l2 * m1
      const p3 = c3 + l3 * m2 * p
      y[i + 4] = (c0 - l0 * p) * r[i + 4]
      y[i + 5] = (c1 + m1 * p) * r[i + 5]
      y[i + 6] = (c2 - m2 * p) * r[i + 6]
      y[i + 7] = p3 * r[i + 7]
      p = p3
    }
    {
      const l0 = lo[i + 7]
      const l1 = lo[i + 8]
      const l2 = lo[i + 9]
      const l3 = lo[i + 10]
      const c0 = b[i + 8]
      const c1 = b[i + 9] - l1 * c0
      const c2 = b[i + 10] - l2 * c1
      const c3 = b[i + 11] - l3 * c2
      const m1 = l1 * l0
      const m2 = l2 * m1
      const p3 = c3 + l3 * m2 * p
      y[i + 8] = (c0 - l0 * p) * r[i + 8]
      y[i + 9] = (c1 + m1 * p) * r[i + 9]
      y[i + 10] = (c2 - m2 * p) * r[i + 10]
      y[i + 11] = p3 * r[i + 11]
      p = p3
    }
  }
  for (; i < n; i++) {
    p = b[i] - lo[i - 1] * p
    y[i] = p * r[i]
  }
}

/** x ← U⁻¹ x. */
export function sweepUp(up: Float64Array, x: Float64Array): void {
  const n = x.length
  let p = x[n - 1]
  let i = n - 2
  for (; i > 2; i -= 4) {
    const l0 = up[i]
    const l1 = up[i - 1]
    const l2 = up[i - 2]
    const l3 = up[i - 3]
    const c0 = x[i]
    const c1 = x[i - 1] - l1 * c0
    const c2 = x[i - 2] - l2 * c1
    const c3 = x[i - 3] - l3 * c2
    const m1 = l1 * l0
    const m2 = l2 * m1
    const p3 = c3 + l3 * m2 * p
    x[i] = c0 - l0 * p
    x[i - 1] = c1 + m1 * p
    x[i - 2] = c2 - m2 * p
    x[i - 3] = p3
    p = p3
  }
  for (; i >= 0; i--) {
    p = x[i] - up[i] * p
    x[i] = p
  }
}
