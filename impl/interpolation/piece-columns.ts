/**
 * Several curves that have pieces, over the same knots (`columns.ts`): the queries are located once, and each curve goes
 * through their runs. Values and cotangents of one curve lie a row apart. Values of cubics and below have loops for some
 * columns at once; everything else is in `runs.ts`.
 */
import { addPairValues, fourValues, pairValues } from './column-values.ts'
import { Columns } from './columns.ts'
import type { PieceCurve } from './piece-curve.ts'
import { RunTable } from './run-table.ts'
import { addRunValues, runValues } from './runs.ts'

export class PieceColumns extends Columns<PieceCurve> {
  private readonly table = new RunTable()

  /**
   * Some runs for all curves, then the next: rows that are written to stay in the cache until they are full. Curves that
   * are to be fitted go through all runs right after that, two at a time, while their pieces are in the cache.
   */
  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns, curves, table } = this
    table.fill(curves[0].runs, x, order, y.length / columns)
    const isCubic = order === 0 && curves[0].pieces.degree <= 3
    if (!this.areFitted()) {
      if (isCubic) this.pairs(0, table.count, x, y)
      else for (let c = 0; c < columns; c++) this.values(0, table.count, y, c)
      return
    }
    for (let from = 0; from < table.count; ) {
      const to = table.block(from)
      if (!isCubic) for (let c = 0; c < columns; c++) this.values(from, to, y, c)
      else if (columns < 4) this.pairs(from, to, x, y)
      else this.fours(from, to, x, y)
      from = to
    }
  }

  /** As in `piece-curve.ts`, with one x̄ for all columns. */
  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns, curves, table } = this
    table.fill(curves[0].runs, x, order, xBar.length)
    xBar.fill(0)
    const isCubic = order === 0 && curves[0].pieces.degree <= 3
    for (let c = 0; c < columns; c += 2) {
      const count = this.open(c)
      if (isCubic && count === 2) {
        const { collected: bar, pieces } = curves[c]
        const { collected: otherBar, pieces: other } = curves[c + 1]
        addPairValues(table, x, pieces, other, bar, otherBar, yBar, c, columns, xBar)
      } else for (let k = 0; k < count; k++) this.addValues(yBar, c + k, xBar)
      this.close(c)
    }
  }

  /** A column that is left over goes with one that is there already, and comes to the same again. */
  private pairs(from: number, to: number, x: ArrayLike<number>, y: Float64Array): void {
    const { columns, table } = this
    for (let k = 0; k < columns; k += 2) {
      const c = Math.min(k, columns - 2)
      pairValues(table, from, to, x, this.curveOf(c).pieces, this.curveOf(c + 1).pieces, y, c, columns)
    }
  }

  private fours(from: number, to: number, x: ArrayLike<number>, y: Float64Array): void {
    const { columns, curves, table } = this
    for (let k = 0; k < columns; k += 4) {
      const c = Math.min(k, columns - 4)
      const [d, e, f, g] = [curves[c].pieces, curves[c + 1].pieces, curves[c + 2].pieces, curves[c + 3].pieces]
      fourValues(table, from, to, x, d, e, f, g, y, c, columns)
    }
  }

  private values(from: number, to: number, y: Float64Array, c: number): void {
    const { columns, curves, table } = this
    const { runs } = curves[0]
    const { degree, left, right } = this.curveOf(c).pieces
    for (let r = from; r < to; r++) {
      table.replay(runs, r)
      const { isRight, piece } = runs.half
      runValues(runs, isRight ? right : left, piece * (degree + 1), y, c, columns)
    }
  }

  private addValues(yBar: ArrayLike<number>, c: number, xBar: Float64Array): void {
    const { columns, curves, table } = this
    const { runs } = curves[0]
    const { collected: bar, pieces } = curves[c]
    for (let r = 0; r < table.count; r++) {
      table.replay(runs, r)
      const { isRight, piece } = runs.half
      const row = isRight ? pieces.right : pieces.left
      const rowBar = isRight ? bar.right : bar.left
      addRunValues(runs, row, rowBar, piece * (pieces.degree + 1), yBar, c, columns, xBar, bar.breaks)
    }
  }
}
