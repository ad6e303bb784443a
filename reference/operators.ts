/** The reference operators by their catalogue name (OPR-6). */
import { cyclicTridiagonalSolve } from './cyclic-tridiagonal-solve.ts'
import { locate } from './locate.ts'
import type { ReferenceOperator } from './operator.ts'
import { quadraticSpline } from './quadratic-spline.ts'
import { quadraticSplineCompose } from './quadratic-spline-compose.ts'
import { quadraticSplineCurvatures } from './quadratic-spline-curvatures.ts'
import { quadraticSplineRhs } from './quadratic-spline-rhs.ts'
import { quadraticSplineSlopes } from './quadratic-spline-slopes.ts'
import { tridiagonal } from './tridiagonal.ts'
import { tridiagonalMultiply } from './tridiagonal-multiply.ts'
import { tridiagonalSolve } from './tridiagonal-solve.ts'

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
  'quadratic-spline': quadraticSpline,
}
