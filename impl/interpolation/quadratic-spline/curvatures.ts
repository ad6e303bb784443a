/** The quadratic coefficient of each piece from the slopes at its two ends: QSP-7 to QSP-9. */
import { operator, type SharingOperator } from '../../operator.ts'

/** σ[i] = (z[i+1] − z[i]) / (2 (t[i+1] − t[i])). */
export function curvatures(
  t: Float64Array,
  z: Float64Array,
  sigma: Float64Array = new Float64Array(t.length - 1),
): Float64Array {
  for (let i = 0; i < sigma.length; i++) sigma[i] = (z[i + 1] - z[i]) / (2 * (t[i + 1] - t[i]))
  return sigma
}

/** With h = t[i+1] − t[i]:  σ̇[i] = (ż[i+1] − ż[i]) / 2h − σ[i] (ṫ[i+1] − ṫ[i]) / h. */
export function curvaturesTangent(
  t: Float64Array,
  sigma: Float64Array,
  tDot: Float64Array,
  zDot: Float64Array,
): Float64Array {
  return sigma.map((s, i) => ((zDot[i + 1] - zDot[i]) / 2 - s * (tDot[i + 1] - tDot[i])) / (t[i + 1] - t[i]))
}

/** ∂σ[i]/∂z[i+1] = 1/2h,  ∂σ[i]/∂t[i+1] = −σ[i]/h, and the opposite at the other end. Adds; t̄ where it is wanted. */
export function addCurvaturesPullback(
  t: Float64Array,
  sigma: Float64Array,
  sigmaBar: Float64Array,
  tBar: Float64Array | undefined,
  zBar: Float64Array,
): void {
  for (let i = 0; i < sigma.length; i++) {
    const w = sigmaBar[i] / (t[i + 1] - t[i])
    zBar[i + 1] += w / 2
    zBar[i] -= w / 2
    if (tBar === undefined) continue
    tBar[i + 1] -= sigma[i] * w
    tBar[i] += sigma[i] * w
  }
}

export const quadraticSplineCurvatures: SharingOperator = operator('quadratic-spline-curvatures', {
  primal: ({ knots, slopes }) => curvatures(knots, slopes),
  pushforward: ({ knots, slopes }, tangents) =>
    curvaturesTangent(knots, curvatures(knots, slopes), tangents.knots, tangents.slopes),
  pullback({ knots, slopes }, sigmaBar) {
    const cotangents = { knots: new Float64Array(knots.length), slopes: new Float64Array(knots.length) }
    addCurvaturesPullback(knots, curvatures(knots, slopes), sigmaBar, cotangents.knots, cotangents.slopes)
    return cotangents
  },
})
