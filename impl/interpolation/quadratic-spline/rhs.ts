/** Twice the slopes of the chords, after a leading zero for the slope at the start: QSP-1 to QSP-3. */
import { operator, type SharingOperator } from '../../operator.ts'

/** r[0] = 0, r[i] = 2 (u[i] − u[i−1]) / (t[i] − t[i−1]). */
export function rhs(t: Float64Array, u: Float64Array, r: Float64Array = new Float64Array(t.length)): Float64Array {
  r[0] = 0
  for (let i = 1; i < t.length; i++) r[i] = (2 * (u[i] - u[i - 1])) / (t[i] - t[i - 1])
  return r
}

/** With h = t[i] − t[i−1]:  ṙ[i] = 2 (u̇[i] − u̇[i−1]) / h − r[i] (ṫ[i] − ṫ[i−1]) / h. */
export function rhsTangent(t: Float64Array, r: Float64Array, tDot: Float64Array, uDot: Float64Array): Float64Array {
  const rDot = new Float64Array(t.length)
  for (let i = 1; i < t.length; i++) {
    rDot[i] = (2 * (uDot[i] - uDot[i - 1]) - r[i] * (tDot[i] - tDot[i - 1])) / (t[i] - t[i - 1])
  }
  return rDot
}

/** r[i] depends on the ends of its piece with opposite signs:  ∂r[i]/∂u[i] = 2/h,  ∂r[i]/∂t[i] = −r[i]/h. Adds; t̄ where it is wanted. */
export function addRhsPullback(
  t: Float64Array,
  r: Float64Array,
  rBar: Float64Array,
  tBar: Float64Array | undefined,
  uBar: Float64Array,
): void {
  for (let i = 1; i < t.length; i++) {
    const w = rBar[i] / (t[i] - t[i - 1])
    uBar[i] += 2 * w
    uBar[i - 1] -= 2 * w
    if (tBar === undefined) continue
    tBar[i] -= r[i] * w
    tBar[i - 1] += r[i] * w
  }
}

export const quadraticSplineRhs: SharingOperator = operator('quadratic-spline-rhs', {
  primal: ({ knots, values }) => rhs(knots, values),
  pushforward: ({ knots, values }, tangents) => rhsTangent(knots, rhs(knots, values), tangents.knots, tangents.values),
  pullback({ knots, values }, rBar) {
    const cotangents = { knots: new Float64Array(knots.length), values: new Float64Array(knots.length) }
    addRhsPullback(knots, rhs(knots, values), rBar, cotangents.knots, cotangents.values)
    return cotangents
  },
})
