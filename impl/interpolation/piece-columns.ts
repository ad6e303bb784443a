/**
 * Several curves that have pieces, over the same knots (`columns.ts`): the queries are located once, and each curve goes
 * through their runs. Values and cotangents of one curve lie a row apart. Values of cubics and below have loops for some
 * columns at once; everything else is in `runs.ts`.
 */
import { addPairValues, fourValues, pairValues } from './column-values.ts'
import { Columns } from './columns.ts'
import type { PieceCurve } from './piece-curve.ts'
import type { Pieces } from './pieces.ts'
import { RunTable } from './run-table.ts'
import { addRunValues, runValues } from './runs.ts'

export class PieceColumns extends Columns<PieceCurve> {
  private readonly table = new RunTable()

  /** Some runs for all curves, then the next: rows that are written to stay in the cache until they are full. */
  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns, curves, table } = this
    this.fitAll()
    table.fill(curves[0].runs, x, order, y.length / columns)
    for (let from = 0; from < table.count; ) {
      const to = table.block(from)
      if (order === 0 && curves[0].pieces.degree <= 3) this.cubicValues(from, to, x, y)
      else for (let c = 0; c < columns; c++) this.values(from, to, y, c)
      from = to
    }
  }

  /** As in `piece-curve.ts`, with one x̄ for all columns. */
  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns, curves, table } = this
    table.fill(curves[0].runs, x, order, xBar.length)
    xBar.fill(0)
    for (let c = 0; c < columns; )
      if (this.isPair(c, order)) {
        const one = this.open(c)
        const other = this.open(c + 1)
        addPairValues(table, x, one.pieces, other.pieces, one.collected, other.collected, yBar, c, columns, xBar)
        this.close(c++)
        this.close(c++)
      } else {
        this.open(c)
        this.addValues(yBar, c, xBar)
        this.close(c++)
      }
  }

  /** Whether column c and the next one can be pulled back together. */
  private isPair(c: number, order: number): boolean {
    return order === 0 && c + 1 < this.columns && this.curves[c].pieces.degree <= 3
  }

  /** Columns that are left over go with some that are there already, and come to the same again. */
  private cubicValues(from: number, to: number, x: ArrayLike<number>, y: Float64Array): void {
    const { columns, curves, table } = this
    const of = (c: number): Pieces => curves[c].pieces
    if (columns < 4) {
      for (let c = 0; c < columns - 1; c++) pairValues(table, from, to, x, of(c), of(c + 1), y, c, columns)
      return
    }
    for (let k = 0; k < columns; k += 4) {
      const c = Math.min(k, columns - 4)
      fourValues(table, from, to, x, of(c), of(c + 1), of(c + 2), of(c + 3), y, c, columns)
    }
  }

  private values(from: number, to: number, y: Float64Array, c: number): void {
    const { columns, curves, table } = this
    const { runs } = curves[0]
    const { degree, left, right } = curves[c].pieces
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
