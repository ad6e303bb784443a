/**
 * One row of Taylor coefficients c about an end of its piece, read at s (INP-2, INP-8). Orders up to 3: the
 * second derivative has a slope too. Differences of powers are taken apart, bᵏ⁺¹ − aᵏ⁺¹ = (b − a) Hₖ(a, b) with
 * the complete homogeneous polynomials Hₖ = aᵏ + b Hₖ₋₁, so that a short integral far from the end cancels nothing.
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

/** The integral of Σ c[k] sᵏ from a to b, `length` = b − a: length Σ c[k] Hₖ/(k+1). */
export function segmentIntegral(
  c: Float64Array,
  offset: number,
  top: number,
  a: number,
  b: number,
  length: number,
): number {
  let sum = 0
  let power = 1
  let H = 0
  for (let k = 0; k <= top; k++) {
    H = power + b * H
    power *= a
    sum += (c[offset + k] * H) / (k + 1)
  }
  return length * sum
}

/** p(b) − p(a) = length Σ c[k] Hₖ₋₁. */
export function segmentRise(
  c: Float64Array,
  offset: number,
  top: number,
  a: number,
  b: number,
  length: number,
): number {
  let sum = 0
  let power = 1
  let H = 0
  for (let k = 1; k <= top; k++) {
    H = power + b * H
    power *= a
    sum += c[offset + k] * H
  }
  return length * sum
}

/** The adjoint of segmentIntegral in c: c̄[k] += w Hₖ/(k+1), where w has the length in it. */
export function addSegment(bar: Float64Array, offset: number, top: number, a: number, b: number, w: number): void {
  let power = 1
  let H = 0
  for (let k = 0; k <= top; k++) {
    H = power + b * H
    power *= a
    bar[offset + k] += (w * H) / (k + 1)
  }
}
