/**
 * The kind `quadratic-spline` (QSP-14 to QSP-19). With `start: zero-slope` it is the chain of its steps, and its
 * derivative maps are the chains of theirs:
 *
 *   r = rhs(t, u),   z = slopes(r),   σ = curvatures(t, z),   c[0] = u[i],  c[1] = z[i],  c[2] = σ[i]
 *
 * With `start: collocation` it is the spline of `quadratic-collocation.ts`.
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant } from '../math.ts'
import { quadraticSplineCurvatures as curvatures } from '../quadratic-spline-curvatures.ts'
import { quadraticSplineRhs as rhs } from '../quadratic-spline-rhs.ts'
import { quadraticSplineSlopes as slopes } from '../quadratic-spline-slopes.ts'
import type { Scalar } from '../scalar.ts'
import type { PieceRule, Pieces } from './pieces.ts'
import { quadraticCollocation } from './quadratic-collocation.ts'

/** The steps have no options. */
const none: Options = {}

const zeroSlope: PieceRule = {
  primal(args) {
    const z = slopes.primal({ rhs: rhs.primal(args, none) }, none)
    return pieces(args.knots, args.values, z, curvatures.primal({ ...args, slopes: z }, none))
  },

  /** QSP-15: the tangents go through the steps as the values do. */
  pushforward(args, tangents) {
    const r = rhs.primal(args, none)
    const z = slopes.primal({ rhs: r }, none)
    const zDot = slopes.pushforward({ rhs: r }, { rhs: rhs.pushforward(args, tangents, none) }, none)
    const sigmaDot = curvatures.pushforward({ ...args, slopes: z }, { ...tangents, slopes: zDot }, none)
    return pieces(tangents.knots, tangents.values, zDot, sigmaDot)
  },

  /** QSP-16: the adjoints of the steps in reverse; what is used by several steps collects from each. */
  pullback(args, bar) {
    const r = rhs.primal(args, none)
    const z = slopes.primal({ rhs: r }, none)
    const [uBar, zBar, sigmaBar] = [0, 1, 2].map((k) => bar.coefficients.map((row) => row[k]))
    const zero = constant(0, zBar[0])
    const fromCurvatures = curvatures.pullback({ ...args, slopes: z }, sigmaBar, none)
    const fromSlopes = slopes.pullback({ rhs: r }, sum([...zBar, zero], fromCurvatures.slopes), none)
    const fromRhs = rhs.pullback(args, fromSlopes.rhs, none)
    return {
      knots: sum(sum(bar.breaks, fromCurvatures.knots), fromRhs.knots),
      values: sum([...uBar, zero], fromRhs.values),
    }
  },
}

function pieces<T>(t: readonly T[], u: readonly T[], z: readonly T[], sigma: readonly T[]): Pieces<T> {
  return { breaks: t, coefficients: sigma.map((entry, i) => [u[i], z[i], entry]) }
}

function sum<T extends Scalar>(x: readonly T[], y: readonly T[]): T[] {
  return x.map((entry, i) => add(entry, y[i]))
}

const ruleOf = ({ start }: Options): PieceRule => (start === 'collocation' ? quadraticCollocation : zeroSlope)

export const quadraticSpline: PieceRule = {
  primal: (args, options) => ruleOf(options).primal(args, options),
  pushforward: (args, tangents, options) => ruleOf(options).pushforward(args, tangents, options),
  pullback: (args, bar, options) => ruleOf(options).pullback(args, bar, options),
}
