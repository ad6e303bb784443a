/**
 * `quadratic-spline-curvatures`: the quadratic coefficient of each piece from the slopes at its ends
 * (QSP-7 to QSP-9).
 *
 *   σ[i] = (z[i+1] − z[i]) / (2 h[i]),   h[i] = t[i+1] − t[i]
 */
import { differences, differencesPullback } from './differences.ts'
import { divide, multiply, negate, subtract } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Scalar } from './scalar.ts'

function curvatures<T extends Scalar>(knots: readonly T[], slopes: readonly T[]): T[] {
  const h = differences(knots)
  return differences(slopes).map((change, i) => divide(change, multiply(2, h[i])))
}

export const quadraticSplineCurvatures: DifferentiableOperator = {
  primal({ knots, slopes }) {
    return curvatures(knots, slopes)
  },

  /** QSP-8: 2 h σ = Δz gives 2 ḣ σ + 2 h σ̇ = Δż, so σ̇ = (Δż − 2 σ ḣ) / (2 h). */
  pushforward({ knots, slopes }, tangents) {
    const h = differences(knots)
    const sigma = curvatures(knots, slopes)
    const hdot = differences(tangents.knots)
    const changeDot = differences(tangents.slopes)
    return sigma.map((si, i) => divide(subtract(changeDot[i], multiply(2, multiply(si, hdot[i]))), multiply(2, h[i])))
  },

  /** QSP-9: with w = σ̄ / (2 h), Δz has the cotangent w and h has −2 σ w. */
  pullback({ knots, slopes }, cotangent) {
    const h = differences(knots)
    const sigma = curvatures(knots, slopes)
    const w = h.map((hi, i) => divide(cotangent[i], multiply(2, hi)))
    return {
      knots: differencesPullback(w.map((wi, i) => negate(multiply(2, multiply(sigma[i], wi))))),
      slopes: differencesPullback(w),
    }
  },
}
