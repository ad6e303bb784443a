/**
 * One row of Taylor coefficients c about an end of its piece, read at s (INP-2). Orders up to 3: the second derivative
 * has a slope too.
 */

/** Σ k!/(k−r)! c[k] sᵏ⁻ʳ over k = r, …, top, by Horner's rule. */
export function derivativeAt(c: Float64Array, offset: number, top: number, r: number, s: number): number {
  let sum = 0
  switch (r) {
    case 0:
      for (let k = top; k >= 0; k--) sum = sum * s + c[offset + k]
      return sum
    case 1:
      for (let k = top; k >= 1; k--) sum = sum * s + k * c[offset + k]
      return sum
    case 2:
      for (let k = top; k >= 2; k--) sum = sum * s + k * (k - 1) * c[offset + k]
      return sum
    default:
      for (let k = top; k >= 3; k--) sum = sum * s + k * (k - 1) * (k - 2) * c[offset + k]
      return sum
  }
}

/** k!/(k−r)! for r ≤ 3. */
export function falling(k: number, r: number): number {
  if (r < 2) return r === 0 ? 1 : k
  return r === 2 ? k * (k - 1) : k * (k - 1) * (k - 2)
}
