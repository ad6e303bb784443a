/**
 * Several curves of steps over the same knots (`columns.ts`): the values that a query takes are the row of one knot, and
 * its cotangents go there as they are.
 */
import type { Doubles } from '../operator.ts'
import { Columns } from './columns.ts'
import type { ConstantCurve } from './constant.ts'
import { noRoom } from './room.ts'

export class StepColumns extends Columns<ConstantCurve> {
  private u: Float64Array = noRoom

  override fit(args: Doubles): void {
    super.fit(args)
    this.u = args.values
  }

  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns, curves, u } = this
    const { steps } = curves[0]
    if (order > 0) y.fill(0)
    else
      for (let j = 0, at = 0; at < y.length; j++) {
        let from = steps.at(x[j]) * columns
        for (const end = at + columns; at < end; at++) y[at] = u[from++]
      }
  }

  /** ū[k] += ȳ, row by row */
  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns, curves, into } = this
    const { steps } = curves[0]
    const uBar = into.values
    xBar.fill(0)
    if (order > 0) return
    for (let j = 0, at = 0; j < xBar.length; j++) {
      let to = steps.at(x[j]) * columns
      for (const end = at + columns; at < end; at++) uBar[to++] += yBar[at]
    }
  }
}
