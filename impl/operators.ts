/** Every operator of the catalogue by its name. */
import type { Operator } from '../spec/operator.ts'
import { interpolantOperators } from './interpolation/interpolant-operators.ts'
import { type KindName, kinds } from './interpolation/kinds.ts'
import { locate } from './interpolation/locate.ts'
import { quadraticSplineCompose } from './interpolation/quadratic-spline/compose.ts'
import { quadraticSplineCurvatures } from './interpolation/quadratic-spline/curvatures.ts'
import { quadraticSplineRhs } from './interpolation/quadratic-spline/rhs.ts'
import { quadraticSplineSlopes } from './interpolation/quadratic-spline/slopes.ts'
import type { SharingOperator } from './operator.ts'
import { tridiagonal } from './tridiagonal/dense.ts'
import { tridiagonalMultiply } from './tridiagonal/multiply.ts'
import { cyclicTridiagonalSolve, tridiagonalSolve } from './tridiagonal/solve.ts'

/** The operators that are no interpolants. Each says its type, so that the table's is known without looking inside. */
const steps = {
  tridiagonal: tridiagonal as SharingOperator,
  'tridiagonal-multiply': tridiagonalMultiply as SharingOperator,
  'tridiagonal-solve': tridiagonalSolve as SharingOperator,
  'cyclic-tridiagonal-solve': cyclicTridiagonalSolve as SharingOperator,
  'quadratic-spline-rhs': quadraticSplineRhs as SharingOperator,
  'quadratic-spline-slopes': quadraticSplineSlopes as SharingOperator,
  'quadratic-spline-curvatures': quadraticSplineCurvatures as SharingOperator,
  locate: locate as SharingOperator,
  'quadratic-spline-compose': quadraticSplineCompose as SharingOperator,
} as const

/** The name of an operator of the catalogue. */
export type OperatorName = keyof typeof steps | KindName | `${KindName}-integral`

/** The same with the maps at a point that share work. */
export const sharingOperators: Readonly<Record<OperatorName, SharingOperator>> = Object.assign(
  { ...steps },
  ...Object.entries(kinds).map(([name, curveOf]) => interpolantOperators(name, curveOf)),
) as Readonly<Record<OperatorName, SharingOperator>>

/**
 * Every operator of the catalogue by its name; a misspelt one does not compile. For a name that is known only at
 * run time, assign the table to `Operators`.
 */
export const operators: Readonly<Record<OperatorName, Operator>> = sharingOperators
