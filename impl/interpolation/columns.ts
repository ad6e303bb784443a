/**
 * Several curves over the same knots as one (INP-1): data, values and cotangents row-major, a row for each knot or
 * query, a column for each curve. Knots are prepared once; where the curves have pieces, each query is located once
 * and the coefficients of a piece lie side by side.
 */
import type { Doubles } from '../operator.ts'
import type { Cotangents, Curve } from './curve.ts'
import { PieceCurve } from './piece-curve.ts'
import { emptyPieces, type Pieces } from './pieces.ts'
import { addRunValues, runValues } from './runs.ts'

/** What an interpolant asks of its curve, or curves. */
export type Fitted = Omit<Curve, 'evaluateTangent' | 'integrateTangent'>

/** `columns` curves, each like `curve`, which is theirs from now on. */
export function columnsOf(curve: Curve, columns: number): Fitted {
  if (columns === 1) return curve
  return curve instanceof PieceCurve ? new PieceColumns(curve, columns) : new Columns(curve, columns)
}

/** One after the other, on one curve that is fitted anew for each. */
class Columns<Base extends Curve> implements Fitted {
  protected readonly curve: Base
  protected readonly columns: number
  private args: Doubles = {}
  /** The data of one column, and their cotangents. */
  private column: Record<string, Float64Array> = {}
  private columnBar: Record<string, Float64Array> = {}
  /** Cotangents collected so far, row-major. */
  private bar: Record<string, Float64Array> = {}
  private y: Float64Array = noRoom
  private xBar: Float64Array = noRoom

  constructor(curve: Base, columns: number) {
    this.curve = curve
    this.columns = columns
  }

  fit(args: Doubles): void {
    this.args = args
    for (const [name, array] of Object.entries(args)) {
      const length = name === 'knots' ? array.length : array.length / this.columns
      if (this.column[name]?.length === length) continue
      this.column[name] = new Float64Array(length)
      this.columnBar[name] = new Float64Array(length)
      this.bar[name] = new Float64Array(array.length)
    }
    this.column.knots.set(args.knots)
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    this.eachInto(y, (part) => this.curve.evaluate(x, order, part))
  }

  integrand(x: ArrayLike<number>, y: Float64Array): void {
    const { curve } = this
    if (curve.integrand === undefined) this.evaluate(x, 0, y)
    else this.eachInto(y, (part) => curve.integrand!(x, part))
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    this.eachInto(y, (part) => this.curve.integrate(x1, x2, part))
  }

  begin(): void {
    for (const bar of Object.values(this.bar)) bar.fill(0)
  }

  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    this.xBar = sized(this.xBar, xBar.length)
    xBar.fill(0)
    this.eachPullback(yBar, (part) => {
      this.curve.evaluatePullback(x, order, part, this.xBar)
      for (let j = 0; j < xBar.length; j++) xBar[j] += this.xBar[j]
    })
  }

  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    this.eachPullback(yBar, (part) => this.curve.integratePullback(x1, x2, part))
  }

  end(into: Cotangents): void {
    for (const [name, bar] of Object.entries(this.bar)) {
      const target = into[name]
      if (target !== undefined) for (let i = 0; i < bar.length; i++) target[i] += bar[i]
    }
  }

  /** Fits the curve to one column of the data. */
  protected fitColumn(c: number): void {
    for (const [name, column] of Object.entries(this.column)) {
      if (name !== 'knots') take(this.args[name], this.columns, c, column)
    }
    this.curve.fit(this.column)
  }

  /** What the curve ends its pullback with goes to one column of `bar`. */
  protected endColumn(c: number, end: (into: Cotangents) => void): void {
    const { bar, columnBar, columns } = this
    for (const array of Object.values(columnBar)) array.fill(0)
    end(columnBar)
    for (const [name, array] of Object.entries(columnBar)) {
      const k = name === 'knots' ? 1 : columns
      const offset = name === 'knots' ? 0 : c
      for (let i = 0; i < array.length; i++) bar[name][i * k + offset] += array[i]
    }
  }

  private eachInto(y: Float64Array, compute: (part: Float64Array) => void): void {
    const { columns } = this
    this.y = sized(this.y, y.length / columns)
    const part = this.y
    for (let c = 0; c < columns; c++) {
      this.fitColumn(c)
      compute(part)
      for (let j = 0; j < part.length; j++) y[j * columns + c] = part[j]
    }
  }

  private eachPullback(yBar: ArrayLike<number>, collect: (part: Float64Array) => void): void {
    const { columns } = this
    this.y = sized(this.y, yBar.length / columns)
    for (let c = 0; c < columns; c++) {
      this.fitColumn(c)
      take(yBar, columns, c, this.y)
      this.curve.begin()
      collect(this.y)
      this.endColumn(c, (into) => this.curve.end(into))
    }
  }
}

/** Rows of coefficients side by side: column c of piece i begins at (i·columns + c)·width. */
class PieceColumns extends Columns<PieceCurve> {
  private readonly wide: Pieces
  private wideBar: Pieces | undefined
  private isWideBarUsed = false
  private columnPieces: Pieces | undefined

  constructor(curve: PieceCurve, columns: number) {
    super(curve, columns)
    this.wide = this.emptyWide(curve.pieces.breaks)
  }

  override fit(args: Doubles): void {
    super.fit(args)
    for (let c = 0; c < this.columns; c++) {
      this.fitColumn(c)
      this.spread(this.curve.pieces.left, c, this.wide.left)
      this.spread(this.curve.pieces.right, c, this.wide.right)
    }
  }

  override evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { columns, curve, wide } = this
    const width = wide.degree + 1
    const { runs } = curve
    runs.start(x, order, y.length / columns)
    while (runs.next()) {
      const { isRight, piece } = runs.half
      const c = isRight ? wide.right : wide.left
      for (let k = 0; k < columns; k++) runValues(runs, c, (piece * columns + k) * width, y, k, columns)
    }
  }

  override begin(): void {
    super.begin()
    if (!this.isWideBarUsed) return
    const { breaks, left, right } = this.wideBar!
    breaks.fill(0)
    left.fill(0)
    right.fill(0)
    this.isWideBarUsed = false
  }

  /** As in `piece-curve.ts`, with one x̄ for all columns. */
  override evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { columns, curve, wide } = this
    this.wideBar ??= this.emptyWide(new Float64Array(wide.breaks.length))
    this.isWideBarUsed = true
    const bar = this.wideBar
    const width = wide.degree + 1
    xBar.fill(0)
    const { runs } = curve
    runs.start(x, order, xBar.length)
    while (runs.next()) {
      const { isRight, piece } = runs.half
      const c = isRight ? wide.right : wide.left
      const cBar = isRight ? bar.right : bar.left
      for (let k = 0; k < columns; k++)
        addRunValues(runs, c, cBar, (piece * columns + k) * width, yBar, k, columns, xBar, bar.breaks)
    }
  }

  override end(into: Cotangents): void {
    if (this.isWideBarUsed) this.endPieces(this.wideBar!)
    super.end(into)
  }

  /** The breaks are those of all columns: their cotangent goes with the first. */
  private endPieces(wideBar: Pieces): void {
    this.columnPieces ??= emptyPieces(wideBar.degree, new Float64Array(wideBar.breaks.length))
    const part = this.columnPieces
    part.breaks.set(wideBar.breaks)
    for (let c = 0; c < this.columns; c++) {
      this.fitColumn(c)
      this.gather(wideBar.left, c, part.left)
      this.gather(wideBar.right, c, part.right)
      this.endColumn(c, (into) => this.curve.pullbackPieces(part, into))
      part.breaks.fill(0)
    }
  }

  private emptyWide(breaks: Float64Array): Pieces {
    const { degree } = this.curve.pieces
    const size = (breaks.length - 1) * (degree + 1) * this.columns
    return { degree, breaks, left: new Float64Array(size), right: new Float64Array(size) }
  }

  private spread(narrow: Float64Array, c: number, wide: Float64Array): void {
    const width = this.wide.degree + 1
    const stride = width * this.columns
    for (let i = 0, at = c * width; i < narrow.length; i += width, at += stride)
      for (let k = 0; k < width; k++) wide[at + k] = narrow[i + k]
  }

  private gather(wide: Float64Array, c: number, narrow: Float64Array): void {
    const width = this.wide.degree + 1
    const stride = width * this.columns
    for (let i = 0, at = c * width; i < narrow.length; i += width, at += stride)
      for (let k = 0; k < width; k++) narrow[i + k] = wide[at + k]
  }
}

function take(from: ArrayLike<number>, columns: number, c: number, column: Float64Array): void {
  for (let i = 0; i < column.length; i++) column[i] = from[i * columns + c]
}

/** What `sized` begins with. */
export const noRoom: Float64Array = new Float64Array(0)

/** `buffer`, or a new one where its length is another. */
export function sized(buffer: Float64Array, length: number): Float64Array {
  return buffer.length === length ? buffer : new Float64Array(length)
}
