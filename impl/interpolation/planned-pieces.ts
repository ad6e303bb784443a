/**
 * Piecewise polynomials at places that are known beforehand (INP-2): the queries are located once and put in the order
 * of the rows of coefficients that they read. A row is then loaded once for all its queries, and in the adjoint
 * written once; s and the row are all that a query needs.
 */
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'
import { falling } from './local-polynomial.ts'
import type { PieceCurve } from './piece-curve.ts'
import { emptyPieces, type Pieces } from './pieces.ts'
import type { PlannedCurve } from './planned-curve.ts'

/** The longest row: that of a quintic. */
const widest = 6

export class PlannedPieces implements PlannedCurve {
  private readonly curve: PieceCurve
  private readonly order: number
  private readonly bar: Pieces
  /** Of the queries in the order of their rows: which it is, and s. */
  private readonly query: Int32Array
  private readonly s: Float64Array
  /** Of the rows that have queries: which it is (`rowOf`), and where its queries begin; one more at the end. */
  private readonly rows: Int32Array
  private readonly starts: Int32Array
  /** The row at hand: coefficients of the derivative, or their cotangents. */
  private readonly c = new Float64Array(widest)
  private row: Float64Array = this.c
  private offset = 0
  private top = 0

  constructor(curve: PieceCurve, x: Float64Array, order: number) {
    this.curve = curve
    this.order = order
    const { breaks, degree } = curve.pieces
    this.bar = emptyPieces(degree, new Float64Array(breaks.length))
    const m = x.length
    const rowOf = new Int32Array(m)
    const from = new Float64Array(m)
    const count = new Int32Array(2 * breaks.length + 1)
    for (let j = 0; j < m; j++) {
      from[j] = curve.meet(x[j])
      rowOf[j] = rowAt(curve, x[j])
      count[rowOf[j] + 1]++
    }
    const rows = count.reduce((sum, one) => sum + (one > 0 ? 1 : 0), 0)
    this.rows = new Int32Array(rows)
    this.starts = new Int32Array(rows + 1)
    for (let row = 0, g = 0; row < count.length - 1; row++) {
      if (count[row + 1] > 0) {
        this.rows[g] = row
        this.starts[g++] = count[row]
      }
      count[row + 1] += count[row]
    }
    this.starts[rows] = m
    this.query = new Int32Array(m)
    this.s = new Float64Array(m)
    for (let j = 0; j < m; j++) {
      const p = count[rowOf[j]]++
      this.query[p] = j
      this.s[p] = from[j]
    }
  }

  evaluate(args: Doubles, y: Float64Array): void {
    const { c, curve, order, query, rows, s, starts } = this
    curve.fit(args)
    for (let g = 0; g < rows.length; g++) {
      this.open(rows[g], curve.pieces)
      const { offset, row, top } = this
      const end = starts[g + 1]
      if (order > 0 || top > 3) {
        for (let k = 0; k < widest; k++)
          c[k] = k + order > top ? 0 : falling(k + order, order) * row[offset + k + order]
        const [c0, c1, c2, c3, c4, c5] = c
        for (let p = starts[g]; p < end; p++) {
          const t = s[p]
          y[query[p]] = ((((c5 * t + c4) * t + c3) * t + c2) * t + c1) * t + c0
        }
        continue
      }
      const c0 = row[offset]
      const c1 = top > 0 ? row[offset + 1] : 0
      const c2 = top > 1 ? row[offset + 2] : 0
      const c3 = top > 2 ? row[offset + 3] : 0
      for (let p = starts[g]; p < end; p++) y[query[p]] = ((c3 * s[p] + c2) * s[p] + c1) * s[p] + c0
    }
  }

  /** c̄[k] = Σ ȳ k!/(k−r)! sᵏ⁻ʳ over the queries of a row. */
  pullback(yBar: Float64Array, into: Cotangents): void {
    const { bar, c, curve, order, query, rows, s, starts } = this
    bar.left.fill(0)
    bar.right.fill(0)
    for (let g = 0; g < rows.length; g++) {
      this.open(rows[g], bar)
      const { offset, row, top } = this
      const end = starts[g + 1]
      let c0 = 0
      let c1 = 0
      let c2 = 0
      let c3 = 0
      if (order > 0 || top > 3) {
        let c4 = 0
        let c5 = 0
        for (let p = starts[g]; p < end; p++) {
          const w = yBar[query[p]]
          const t = s[p]
          const tt = t * t
          const wttt = w * tt * t
          c0 += w
          c1 += w * t
          c2 += w * tt
          c3 += wttt
          c4 += wttt * t
          c5 += wttt * tt
        }
        c[0] = c0
        c[1] = c1
        c[2] = c2
        c[3] = c3
        c[4] = c4
        c[5] = c5
        for (let k = order; k <= top; k++) row[offset + k] += falling(k, order) * c[k - order]
        continue
      }
      for (let p = starts[g]; p < end; p++) {
        const w = yBar[query[p]]
        const t = s[p]
        const wt = w * t
        c0 += w
        c1 += wt
        c2 += wt * t
        c3 += wt * (t * t)
      }
      row[offset] += c0
      if (top > 0) row[offset + 1] += c1
      if (top > 1) row[offset + 2] += c2
      if (top > 2) row[offset + 3] += c3
    }
    curve.pullbackPieces(bar, into)
  }

  /** The row of this number, in `pieces`: its array, where it begins, its highest coefficient. */
  private open(number: number, { breaks, degree, left, right }: Pieces): void {
    const last = 2 * breaks.length - 1
    const { topLeft, topRight } = this.curve
    const isRight = number === last || (number > 0 && number % 2 === 0)
    this.row = isRight ? right : left
    this.offset = (degree + 1) * Math.min((Math.max(number, 1) - 1) >> 1, breaks.length - 2)
    this.top = number === 0 ? topLeft : number === last ? topRight : degree
  }
}

/** Rows from left to right: 0 outside on the left, 2i + 1 and 2i + 2 of piece i, then the one outside on the right. */
function rowAt({ pieces: { breaks }, place }: PieceCurve, x: number): number {
  if (x < breaks[0]) return 0
  if (x > breaks[breaks.length - 1]) return 2 * breaks.length - 1
  return 2 * place.piece + (place.isRight ? 2 : 1)
}
