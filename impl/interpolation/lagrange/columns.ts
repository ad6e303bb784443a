/**
 * Several polynomials over the same knots (`../columns.ts`): some queries for all of them, then the next, so that the rows
 * of the basis are made once (`basis-rows.ts`) and stay in the cache.
 */
import { Columns } from '../columns.ts'
import { noRoom, sized } from '../room.ts'
import { blockLength } from './basis-rows.ts'
import type { LagrangeCurve } from './curve.ts'

export class LagrangeColumns extends Columns<LagrangeCurve> {
  private block: Float64Array = noRoom
  private wBar: Float64Array = noRoom
  private xPart: Float64Array = noRoom

  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns } = this
    this.eachBlock(x, y.length / columns, (block, from, to) =>
      super.evaluate(block, order, y.subarray(from * columns, to * columns)),
    )
  }

  /** Each curve from its first block to its last, so that it adds up as it does alone. */
  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns } = this
    for (let c = 0; c < columns; c += 2) this.open(c)
    xBar.fill(0)
    this.eachBlock(x, xBar.length, (block, from, to) => {
      this.wBar = sized(this.wBar, to - from)
      this.xPart = sized(this.xPart, to - from)
      const { xPart, wBar } = this
      for (let c = 0; c < columns; c++) {
        for (let j = from; j < to; j++) wBar[j - from] = yBar[j * columns + c]
        this.curveOf(c).evaluatePullback(block, order, wBar, xPart)
        for (let j = from; j < to; j++) xBar[j] += xPart[j - from]
      }
    })
    for (let c = 0; c < columns; c += 2) {
      // Its data are asked for once more, for the slopes at the knots.
      this.curveOf(c)
      this.close(c)
    }
  }

  private eachBlock(
    x: ArrayLike<number>,
    count: number,
    visit: (block: Float64Array, from: number, to: number) => void,
  ): void {
    for (let from = 0; from < count; from += blockLength) {
      const to = Math.min(from + blockLength, count)
      this.block = sized(this.block, to - from)
      for (let j = from; j < to; j++) this.block[j - from] = x[j]
      visit(this.block, from, to)
    }
  }
}
