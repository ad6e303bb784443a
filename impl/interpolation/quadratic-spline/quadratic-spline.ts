/**
 * The quadratic spline that starts with slope zero: QSP-14 to QSP-18.
 *
 *   r = rhs(t, u),  z = slopes(r),  σ = curvatures(t, z),  y = compose(t, u, z, σ, q)
 *
 * Its pullback is the chain of the four adjoints in reverse order, each beside its primal in this folder.
 * Interpolates and is C¹, but oscillates: an error at the start goes on undamped (QSP-18).
 */
import type { Operator } from '../../../spec/operator.ts'
import { type Doubles, operator } from '../../operator.ts'
import {
  addComposePullback,
  composeInto,
  composeTangent,
  type PieceCotangents,
  type Pieces,
  zeroCotangents,
} from './compose.ts'
import { addCurvaturesPullback, curvatures, curvaturesTangent } from './curvatures.ts'
import { addRhsPullback, rhs, rhsTangent } from './rhs.ts'
import { slopes, slopesPullback } from './slopes.ts'

/** The spline's pieces, and the right-hand side that its adjoint needs again. */
export interface Spline extends Pieces {
  readonly r: Float64Array
}

export function buildSpline(t: Float64Array, u: Float64Array): Spline {
  const r = rhs(t, u)
  const z = slopes(r)
  return { t, u, z, sigma: curvatures(t, z), r }
}

/** x̄ of all three arguments into `qBar` and `bar`, whose t and u are those of knots and values in the end. */
export function splinePullback(
  spline: Spline,
  queries: ArrayLike<number>,
  yBar: ArrayLike<number>,
  bar: PieceCotangents,
  qBar: Float64Array,
): void {
  bar.t.fill(0)
  bar.u.fill(0)
  bar.z.fill(0)
  bar.sigma.fill(0)
  addComposePullback(spline, queries, yBar, bar, qBar, 'nearer')
  addCurvaturesPullback(spline.t, spline.sigma, bar.sigma, bar.t, bar.z)
  slopesPullback(bar.z, bar.z)
  addRhsPullback(spline.t, spline.r, bar.z, bar.t, bar.u)
}

/** The four tangents in the order of the primal. */
function pushforward({ knots: t, values: u, queries }: Doubles, dot: Doubles): Float64Array {
  const spline = buildSpline(t, u)
  const z = slopes(rhsTangent(t, spline.r, dot.knots, dot.values))
  const sigma = curvaturesTangent(t, spline.sigma, dot.knots, z)
  return composeTangent(spline, { t: dot.knots, u: dot.values, z, sigma }, queries, dot.queries, 'nearer')
}

export const quadraticSplineOperator: Operator = operator('quadratic-spline', {
  primal({ knots, values, queries }) {
    const y = new Float64Array(queries.length)
    composeInto(y, buildSpline(knots, values), queries, 'nearer')
    return y
  },
  pushforward,
  pullback({ knots, values, queries }, yBar) {
    const bar = zeroCotangents(knots.length)
    const qBar = new Float64Array(queries.length)
    splinePullback(buildSpline(knots, values), queries, yBar, bar, qBar)
    return { knots: bar.t, values: bar.u, queries: qBar }
  },
})
