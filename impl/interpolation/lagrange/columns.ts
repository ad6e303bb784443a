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
  private bars: Float64Array = noRoom

  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns } = this
    this.eachBlock(x, y.length / columns, (block, from, to) =>
      super.evaluate(block, order, y.subarray(from * columns, to * columns)),
    )
  }

  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns } = this
    const bars = sized(this.bars, yBar.length)
    bars.set(yBar)
    this.bars = bars
    this.eachBlock(x, xBar.length, (block, from, to) =>
      super.evaluatePullback(block, order, bars.subarray(from * columns, to * columns), xBar.subarray(from, to)),
    )
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
