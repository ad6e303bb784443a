/**
 * The kind `quadratic-spline`, QSP-14 to QSP-19: with `start: zero-slope` the chain of the steps beside it,
 *
 *   r = rhs(t, u),  z = slopes(r),  σ = curvatures(t, z),   u[i], z[i], σ[i] about t[i],  u[i+1], z[i+1], σ[i] about t[i+1]
 *
 * and the adjoints of the steps in reverse; with `start: collocation` the spline of `collocation.ts`.
 * Both interpolate and are C¹, but oscillate: an error at the start goes on undamped (QSP-18).
 */
import type { PieceRule, Pieces } from '../pieces.ts'
import { collocation } from './collocation.ts'
import { addCurvaturesPullback, curvatures, curvaturesTangent } from './curvatures.ts'
import { addRhsPullback, rhs, rhsTangent } from './rhs.ts'
import { slopes, slopesPullback } from './slopes.ts'

export const quadraticSpline: PieceRule = (knots, options) =>
  options.start === 'collocation' ? collocation(knots, options) : zeroSlope(knots, options)

const zeroSlope: PieceRule = (t) => {
  const r = new Float64Array(t.length)
  const z = new Float64Array(t.length)
  const sigma = new Float64Array(t.length - 1)
  const zBar = new Float64Array(t.length)
  const sigmaBar = new Float64Array(t.length - 1)
  let fitted: Pieces | undefined
  /** r, z and σ of these pieces. */
  const steps = (u: Float64Array, pieces: Pieces): void => {
    if (fitted === pieces) return
    slopes(rhs(t, u, r), z)
    curvatures(t, z, sigma)
    fitted = pieces
  }
  return {
    degree: 2,
    breaks: t,
    fit({ values: u }, pieces) {
      fitted = undefined
      steps(u, pieces)
      fill(pieces.left, pieces.right, u, z, sigma)
    },
    /** The tangents go through the steps as the values do. */
    tangent({ values: u }, pieces, tangents, dot) {
      steps(u, pieces)
      const zDot = slopes(rhsTangent(t, r, tangents.knots, tangents.values))
      dot.breaks.set(tangents.knots)
      fill(dot.left, dot.right, tangents.values, zDot, curvaturesTangent(t, sigma, tangents.knots, zDot))
    },
    /** z̄ is complete only after the curvatures have added their part to it. */
    pullback({ values: u }, pieces, { breaks, left, right }, { knots, values }) {
      steps(u, pieces)
      zBar.fill(0)
      for (let i = 0, k = 0; i < sigma.length; i++, k += 3) {
        values[i] += left[k]
        values[i + 1] += right[k]
        zBar[i] += left[k + 1]
        zBar[i + 1] += right[k + 1]
        sigmaBar[i] = left[k + 2] + right[k + 2]
      }
      addCurvaturesPullback(t, sigma, sigmaBar, knots, zBar)
      slopesPullback(zBar, zBar)
      addRhsPullback(t, r, zBar, knots, values)
      if (knots !== undefined) for (let i = 0; i < t.length; i++) knots[i] += breaks[i]
    },
    another() {
      return this
    },
  }
}

/** The same polynomial about both ends of its piece: the slope at the right end is the next z (QSP-7). */
function fill(left: Float64Array, right: Float64Array, u: Float64Array, z: Float64Array, sigma: Float64Array): void {
  for (let i = 0, k = 0; i < sigma.length; i++, k += 3) {
    left[k] = u[i]
    left[k + 1] = z[i]
    left[k + 2] = sigma[i]
    right[k] = u[i + 1]
    right[k + 1] = z[i + 1]
    right[k + 2] = sigma[i]
  }
}
