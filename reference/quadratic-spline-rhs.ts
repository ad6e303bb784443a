/**
 * `quadratic-spline-rhs`: twice the slope of each chord, after a leading zero (QSP-1 to QSP-3).
 *
 *   r[0] = 0,   r[i] = 2 (u[i] − u[i−1]) / (t[i] − t[i−1])
 */
import { differences, differencesPullback } from './differences.ts'
import { constant, divide, multiply, negate, subtract } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Scalar } from './scalar.ts'

/** r without its leading zero: one entry for each chord. */
function doubledSlopes<T extends Scalar>(knots: readonly T[], values: readonly T[]): T[] {
  const h = differences(knots)
  return differences(values).map((rise, i) => divide(multiply(2, rise), h[i]))
}

export const quadraticSplineRhs: DifferentiableOperator = {
  primal({ knots, values }) {
    return [constant(0, knots[0]), ...doubledSlopes(knots, values)]
  },

  /** QSP-2: r h = 2 Δu gives ṙ h + r ḣ = 2 Δu̇, so ṙ = (2 Δu̇ − r ḣ) / h; the leading zero has tangent zero. */
  pushforward({ knots, values }, tangents) {
    const h = differences(knots)
    const r = doubledSlopes(knots, values)
    const hdot = differences(tangents.knots)
    const riseDot = differences(tangents.values)
    const rdot = r.map((ri, i) => divide(subtract(multiply(2, riseDot[i]), multiply(ri, hdot[i])), h[i]))
    return [constant(0, knots[0]), ...rdot]
  },

  /** QSP-3: with w = r̄ / h, Δu has the cotangent 2 w and h has −r w; the leading zero passes nothing on. */
  pullback({ knots, values }, cotangent) {
    const h = differences(knots)
    const r = doubledSlopes(knots, values)
    const w = h.map((hi, i) => divide(cotangent[i + 1], hi))
    return {
      knots: differencesPullback(w.map((wi, i) => negate(multiply(r[i], wi)))),
      values: differencesPullback(w.map((wi) => multiply(2, wi))),
    }
  },
}
