/** The curves of an interpolant that has several, by what they are. */
import { Columns, type Fitted } from './columns.ts'
import { ConstantCurve } from './constant.ts'
import type { Curve } from './curve.ts'
import { LagrangeColumns } from './lagrange/columns.ts'
import { LagrangeCurve } from './lagrange/curve.ts'
import { PieceColumns } from './piece-columns.ts'
import { PieceCurve } from './piece-curve.ts'
import { StepColumns } from './step-columns.ts'

/** `count` curves, each like `curve`; itself where it is the only one. */
export function columnsOf(curve: Curve, count: number): Fitted {
  if (count === 1) return curve
  if (curve instanceof PieceCurve) return new PieceColumns(curve.several(count))
  if (curve instanceof ConstantCurve) return new StepColumns(curve.several(count))
  if (curve instanceof LagrangeCurve) return new LagrangeColumns(curve.several(count))
  return new Columns(curve.several(count))
}
