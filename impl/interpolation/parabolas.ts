/**
 * The parabola through three neighbouring knots, LOC-7 to LOC-9. With the chords' slopes m, D = h[j] + h[j+1] and
 * σ = (m[j+1] − m[j])/D, parabola j has at its knots the slopes
 *
 *   first   m[j] + h[j] (m[j] − m[j+1])/D          at t[j]
 *   middle  (h[j+1] m[j] + h[j] m[j+1])/D          at t[j+1]
 *   last    m[j+1] + h[j+1] (m[j+1] − m[j])/D      at t[j+2]
 *
 * Each is computed and differentiated as the combination of m that it is: where one gap is much the smaller, m + σ h
 * has lost the digits of the middle slope, and so have σ and σ h/D of the others' derivatives in h.
 */

/** Gaps, divided differences and slopes; as tangents or cotangents the same shape, then h moves too. */
export interface Parabolas {
  readonly h: Float64Array
  readonly m: Float64Array
  readonly sigma: Float64Array
  readonly first: Float64Array
  readonly middle: Float64Array
  readonly last: Float64Array
}

/** Those of n knots, n ≥ 3. */
export const emptyParabolas = (n: number): Parabolas => ({
  h: new Float64Array(n - 1),
  m: new Float64Array(n - 1),
  sigma: new Float64Array(n - 2),
  first: new Float64Array(n - 2),
  middle: new Float64Array(n - 2),
  last: new Float64Array(n - 2),
})

/** σ and the slopes of parabola j from h and m. */
export function fillParabola(at: Parabolas, j: number): void {
  const { h, m, sigma } = at
  sigma[j] = (m[j + 1] - m[j]) / (h[j] + h[j + 1])
  fillSlopes(h, at, j)
}

/** σ̇ = (ṁ[j+1] − ṁ[j] − σ Ḋ)/D;  with g = σ (h[j+1] ḣ[j] − h[j] ḣ[j+1])/D the gaps add g to middle, −g to first and last. */
export function parabolaTangent({ h, sigma }: Parabolas, moved: Parabolas, j: number): void {
  const D = h[j] + h[j + 1]
  moved.sigma[j] = (moved.m[j + 1] - moved.m[j] - sigma[j] * (moved.h[j] + moved.h[j + 1])) / D
  const g = sigma[j] * ((h[j + 1] / D) * moved.h[j] - (h[j] / D) * moved.h[j + 1])
  fillSlopes(h, moved, j)
  moved.first[j] -= g
  moved.middle[j] += g
  moved.last[j] -= g
}

/** The same transposed: adds to h̄ and m̄ of `bar` what its σ̄ and slopes have of them. */
export function addParabolaPullback({ h, sigma }: Parabolas, bar: Parabolas, j: number): void {
  const D = h[j] + h[j + 1]
  const p = h[j] / D
  const q = h[j + 1] / D
  const first = bar.first[j]
  const middle = bar.middle[j]
  const last = bar.last[j]
  const w = bar.sigma[j] / D
  const g = sigma[j] * (middle - first - last)
  bar.m[j] += first + p * first + q * middle - q * last - w
  bar.m[j + 1] += last + q * last + p * middle - p * first + w
  bar.h[j] += q * g - sigma[j] * w
  bar.h[j + 1] -= p * g + sigma[j] * w
}

/** The three slopes, or their tangents for fixed gaps: linear in m. */
function fillSlopes(h: Float64Array, { m, first, middle, last }: Parabolas, j: number): void {
  const D = h[j] + h[j + 1]
  const p = h[j] / D
  const q = h[j + 1] / D
  first[j] = m[j] + p * (m[j] - m[j + 1])
  middle[j] = q * m[j] + p * m[j + 1]
  last[j] = m[j + 1] + q * (m[j + 1] - m[j])
}
