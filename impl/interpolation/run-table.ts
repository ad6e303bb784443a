/**
 * Runs of queries (`runs.ts`), written down: what several curves over the same knots go through one after the other,
 * located once.
 */
import type { Runs } from './runs.ts'

/** Rows of eight columns of so many queries are half of a small L1 cache. */
const blockLength = 256

export class RunTable {
  count = 0
  /** Of each run: the query it ends before, its row (twice the piece, and one more in the right half), its top. */
  to: Int32Array = new Int32Array(64)
  row: Int32Array = new Int32Array(64)
  top: Int32Array = new Int32Array(64)

  /** The runs of the first m queries of x. */
  fill(runs: Runs, x: ArrayLike<number>, order: number, m: number): void {
    let count = 0
    runs.start(x, order, m)
    while (runs.next()) {
      if (count === this.to.length) this.grow()
      const { isRight, piece } = runs.half
      this.to[count] = runs.to
      this.row[count] = 2 * piece + (isRight ? 1 : 0)
      this.top[count++] = runs.top
    }
    this.count = count
  }

  /** The first query of run r. */
  from(r: number): number {
    return r === 0 ? 0 : this.to[r - 1]
  }

  /** The end of a block of runs from r on, of some hundred queries or of one run. */
  block(r: number): number {
    const { count, to } = this
    const enough = this.from(r) + blockLength
    let end = r + 1
    while (end < count && to[end] <= enough) end++
    return end
  }

  /** Makes run r the one at hand, as when it was met. */
  replay(runs: Runs, r: number): void {
    const { half } = runs
    half.piece = this.row[r] >> 1
    half.isRight = this.row[r] % 2 === 1
    runs.from = this.from(r)
    runs.to = this.to[r]
    runs.anchor = (this.row[r] + 1) >> 1
    runs.top = this.top[r]
  }

  private grow(): void {
    const longer = (array: Int32Array): Int32Array => {
      const copy = new Int32Array(2 * array.length)
      copy.set(array)
      return copy
    }
    this.to = longer(this.to)
    this.row = longer(this.row)
    this.top = longer(this.top)
  }
}
