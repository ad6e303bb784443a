/** The kinds of interpolants by their catalogue name, each as what it is to the operators: a curve for knots and options. */
import { akima } from './akima.ts'
import { bsplineApproximation } from './bspline-approximation.ts'
import { bsplineInterpolation } from './bspline-interpolation.ts'
import { catmullRom } from './catmull-rom.ts'
import { constantCurve } from './constant.ts'
import { cubicSplinePieces } from './cubic-spline/cubic-spline.ts'
import { givenSlopes, hermite, throughChords } from './hermite.ts'
import { type CurveOf, curveOfPieces } from './interpolant-operators.ts'
import { lagrangeCurve } from './lagrange/curve.ts'
import { linearPieces } from './linear.ts'
import { makima } from './makima.ts'
import { pchip } from './pchip.ts'
import { quadraticPieces } from './quadratic.ts'
import { quadraticSpline } from './quadratic-spline/quadratic-spline.ts'
import { quinticPieces } from './quintic.ts'
import { smoothingSpline } from './smoothing-spline/smoothing-spline.ts'
import { steffen } from './steffen.ts'
import { inUnits } from './units.ts'

const rules = {
  'quadratic-spline': curveOfPieces(quadraticSpline) as CurveOf,
  'constant-interpolation': constantCurve as CurveOf,
  'linear-interpolation': curveOfPieces(linearPieces) as CurveOf,
  'quadratic-interpolation': curveOfPieces(quadraticPieces) as CurveOf,
  'lagrange-interpolation': lagrangeCurve as CurveOf,
  'cubic-hermite': curveOfPieces(hermite(givenSlopes)) as CurveOf,
  'quintic-hermite': curveOfPieces(quinticPieces) as CurveOf,
  'catmull-rom': curveOfPieces(catmullRom) as CurveOf,
  akima: curveOfPieces(throughChords(akima)) as CurveOf,
  makima: curveOfPieces(throughChords(makima)) as CurveOf,
  pchip: curveOfPieces(throughChords(pchip)) as CurveOf,
  steffen: curveOfPieces(throughChords(steffen)) as CurveOf,
  'cubic-spline': curveOfPieces(cubicSplinePieces) as CurveOf,
  'bspline-interpolation': curveOfPieces(bsplineInterpolation) as CurveOf,
  'bspline-approximation': curveOfPieces(bsplineApproximation) as CurveOf,
  'smoothing-spline': curveOfPieces(smoothingSpline) as CurveOf,
} as const

export type KindName = keyof typeof rules

export const kinds: Readonly<Record<KindName, CurveOf>> = Object.fromEntries(
  Object.entries(rules).map(([name, curveOf]) => [name, inUnits(name, curveOf)]),
) as Record<KindName, CurveOf>
