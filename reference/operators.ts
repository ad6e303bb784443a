/** The reference operators by their catalogue name (OPR-6). */
import { cyclicTridiagonalSolve } from './cyclic-tridiagonal-solve.ts'
import { akima } from './interpolation/akima.ts'
import { bsplineApproximation } from './interpolation/bspline-approximation.ts'
import { bsplineInterpolation } from './interpolation/bspline-interpolation.ts'
import { catmullRom } from './interpolation/catmull-rom.ts'
import { constantInterpolation } from './interpolation/constant.ts'
import { cubicSplineSlopes } from './interpolation/cubic-spline.ts'
import { givenSlopes, hermite } from './interpolation/hermite.ts'
import { type Interpolant, interpolant } from './interpolation/interpolant.ts'
import { lagrangePieces } from './interpolation/lagrange.ts'
import { linearPieces } from './interpolation/linear.ts'
import { makima } from './interpolation/makima.ts'
import { pchip } from './interpolation/pchip.ts'
import { quadraticPieces } from './interpolation/quadratic.ts'
import { quadraticSpline } from './interpolation/quadratic-spline.ts'
import { quinticPieces } from './interpolation/quintic.ts'
import type { SlopeRule } from './interpolation/slope-rule.ts'
import { smoothingSpline } from './interpolation/smoothing-spline.ts'
import { steffen } from './interpolation/steffen.ts'
import { locate } from './locate.ts'
import type { ReferenceOperator } from './operator.ts'
import { quadraticSplineCompose } from './quadratic-spline-compose.ts'
import { quadraticSplineCurvatures } from './quadratic-spline-curvatures.ts'
import { quadraticSplineRhs } from './quadratic-spline-rhs.ts'
import { quadraticSplineSlopes } from './quadratic-spline-slopes.ts'
import { tridiagonal } from './tridiagonal.ts'
import { tridiagonalMultiply } from './tridiagonal-multiply.ts'
import { tridiagonalSolve } from './tridiagonal-solve.ts'

/** The kinds that are cubics through slopes which a rule has chosen, by that rule. */
export const slopeRules: Readonly<Record<string, SlopeRule>> = {
  'catmull-rom': catmullRom,
  akima,
  makima,
  pchip,
  steffen,
  'cubic-spline': cubicSplineSlopes,
}

const interpolants: Readonly<Record<string, Interpolant>> = {
  'quadratic-spline': interpolant(quadraticSpline),
  'constant-interpolation': constantInterpolation,
  'linear-interpolation': interpolant(linearPieces),
  'quadratic-interpolation': interpolant(quadraticPieces),
  'lagrange-interpolation': interpolant(lagrangePieces),
  'cubic-hermite': interpolant(hermite(givenSlopes)),
  'quintic-hermite': interpolant(quinticPieces),
  ...Object.fromEntries(Object.entries(slopeRules).map(([name, rule]) => [name, interpolant(hermite(rule))])),
  'bspline-interpolation': interpolant(bsplineInterpolation),
  'bspline-approximation': interpolant(bsplineApproximation),
  'smoothing-spline': interpolant(smoothingSpline),
}

export const referenceOperators: Readonly<Record<string, ReferenceOperator>> = {
  tridiagonal,
  'tridiagonal-multiply': tridiagonalMultiply,
  'tridiagonal-solve': tridiagonalSolve,
  'cyclic-tridiagonal-solve': cyclicTridiagonalSolve,
  'quadratic-spline-rhs': quadraticSplineRhs,
  'quadratic-spline-slopes': quadraticSplineSlopes,
  'quadratic-spline-curvatures': quadraticSplineCurvatures,
  locate,
  'quadratic-spline-compose': quadraticSplineCompose,
  ...Object.fromEntries(
    Object.entries(interpolants).flatMap(([name, { value, integral }]) => [
      [name, value],
      [`${name}-integral`, integral],
    ]),
  ),
}
