/**
 * `quadratic-spline`: the C¹ quadratic interpolant that starts with slope zero (QSP-14 to QSP-17), as the
 * chain of its steps; its derivative maps are the chains of theirs.
 *
 *   r = rhs(t, u),   z = slopes(r),   σ = curvatures(t, z),   y = compose(t, u, z, σ, q)
 *
 * `start` has the one value `zero-slope`. `extrapolation` says which queries are allowed, which is checked
 * before; where a query outside the knots is allowed, compose extends the end pieces to it (QSP-17).
 */
import type { Options } from '../spec/operator.ts'
import { add } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import { quadraticSplineCompose as compose } from './quadratic-spline-compose.ts'
import { quadraticSplineCurvatures as curvatures } from './quadratic-spline-curvatures.ts'
import { quadraticSplineRhs as rhs } from './quadratic-spline-rhs.ts'
import { quadraticSplineSlopes as slopes } from './quadratic-spline-slopes.ts'
import type { Scalar, Vectors } from './scalar.ts'

/** The steps have no options. */
const none: Options = {}

/** The arguments of each step. */
interface Steps<T> {
  readonly slopes: Vectors<T>
  readonly curvatures: Vectors<T>
  readonly compose: Vectors<T>
}

function stepsOf<T extends Scalar>(args: Vectors<T>): Steps<T> {
  const r = rhs.primal(args, none)
  const z = slopes.primal({ rhs: r }, none)
  const sigma = curvatures.primal({ ...args, slopes: z }, none)
  return {
    slopes: { rhs: r },
    curvatures: { ...args, slopes: z },
    compose: { ...args, slopes: z, curvatures: sigma },
  }
}

export const quadraticSpline: DifferentiableOperator = {
  primal(args) {
    return compose.primal(stepsOf(args).compose, none)
  },

  /** QSP-15: the tangents go through the steps as the values do. */
  pushforward(args, tangents) {
    const at = stepsOf(args)
    const rdot = rhs.pushforward(args, tangents, none)
    const zdot = slopes.pushforward(at.slopes, { rhs: rdot }, none)
    const sigmaDot = curvatures.pushforward(at.curvatures, { ...tangents, slopes: zdot }, none)
    return compose.pushforward(at.compose, { ...tangents, slopes: zdot, curvatures: sigmaDot }, none)
  },

  /** QSP-16: the adjoints of the steps in reverse; what is used by several steps collects from each. */
  pullback(args, cotangent) {
    const at = stepsOf(args)
    const fromCompose = compose.pullback(at.compose, cotangent, none)
    const fromCurvatures = curvatures.pullback(at.curvatures, fromCompose.curvatures, none)
    const zbar = sum(fromCompose.slopes, fromCurvatures.slopes)
    const fromSlopes = slopes.pullback(at.slopes, zbar, none)
    const fromRhs = rhs.pullback(args, fromSlopes.rhs, none)
    return {
      knots: sum(sum(fromCompose.knots, fromCurvatures.knots), fromRhs.knots),
      values: sum(fromCompose.values, fromRhs.values),
      queries: fromCompose.queries,
    }
  },
}

function sum<T extends Scalar>(x: readonly T[], y: readonly T[]): T[] {
  return x.map((entry, i) => add(entry, y[i]))
}
