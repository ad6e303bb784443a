/**
 * Several curves over the same knots as one (INP-1): data, values and cotangents row-major, a row for each knot or
 * query, a column for each curve. What knots and options alone make is shared, and each curve is fitted once.
 *
 * A pullback goes through the curves one after the other, each from its beginning to its end: what it collects on the
 * way is of the size of the pieces, and stays in the cache when it is that of one curve.
 */
import type { Doubles } from '../operator.ts'
import { type Cotangents, type Curve, integrand } from './curve.ts'
import { noRoom, roomFor, sized } from './room.ts'

/** What an interpolant asks of its curve, or curves. */
export type Fitted = Omit<Curve, 'evaluateTangent' | 'integrateTangent' | 'several'>

export class Columns<Base extends Curve> implements Fitted {
  protected readonly curves: readonly Base[]
  protected readonly columns: number
  private args: Doubles = {}
  /** The data of one even and one odd column, `current`, which all curves take theirs from; and which curves are fitted. */
  private column: readonly Record<string, Float64Array>[] = []
  private readonly current = [-1, -1]
  private readonly fitted: Uint8Array
  /** Cotangents collected so far, row-major, and those of one column of the data; of the knots the same array. */
  protected bar: Record<string, Float64Array> = {}
  private columnBar: Record<string, Float64Array> = {}
  private part: Float64Array = noRoom
  private xBar: Float64Array = noRoom

  constructor(curves: readonly Base[]) {
    this.curves = curves
    this.columns = curves.length
    this.fitted = new Uint8Array(curves.length)
  }

  /** The curves are fitted when they are needed, each right before its use. */
  fit(args: Doubles): void {
    this.args = args
    this.current.fill(-1)
    this.fitted.fill(0)
    this.column = this.current.map(() => this.room(args))
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    this.eachInto(y, (curve, part) => curve.evaluate(x, order, part))
  }

  integrand(x: ArrayLike<number>, y: Float64Array): void {
    this.eachInto(y, (curve, part) => integrand(curve, x, part))
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    this.eachInto(y, (curve, part) => curve.integrate(x1, x2, part))
  }

  begin(): void {
    const { args, bar } = this
    for (const name in args) {
      if (bar[name]?.length === args[name].length) bar[name].fill(0)
      else bar[name] = new Float64Array(args[name].length)
    }
    if (this.columnBar.knots !== bar.knots) this.columnBar = this.room(bar)
  }

  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    this.xBar = sized(this.xBar, xBar.length)
    const part = this.xBar
    xBar.fill(0)
    this.eachOf(yBar, (curve, wBar) => {
      curve.evaluatePullback(x, order, wBar, part)
      for (let j = 0; j < xBar.length; j++) xBar[j] += part[j]
    })
  }

  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    this.eachOf(yBar, (curve, wBar) => curve.integratePullback(x1, x2, wBar))
  }

  end(into: Cotangents): void {
    const { bar } = this
    for (const name in bar) {
      const from = bar[name]
      const to = into[name]
      if (to !== undefined) for (let i = 0; i < from.length; i++) to[i] += from[i]
    }
  }

  protected fitAll(): void {
    for (let c = 0; c < this.columns; c++) this.curveOf(c)
  }

  /** Begins the pullback of a curve. */
  protected open(c: number): Base {
    const curve = this.curveOf(c)
    curve.begin()
    return curve
  }

  /** Ends it. */
  protected close(c: number): void {
    const { bar, columnBar, columns } = this
    for (const name in columnBar) if (name !== 'knots') columnBar[name].fill(0)
    this.curveOf(c).end(columnBar)
    for (const name in columnBar) if (name !== 'knots') addTo(bar[name], columns, c, columnBar[name])
  }

  /** Fitted, with its data in the place where it has them. */
  private curveOf(c: number): Base {
    const { args, columns, current, curves, fitted } = this
    const column = this.column[c % 2]
    if (current[c % 2] !== c) for (const name in args) if (name !== 'knots') take(args[name], columns, c, column[name])
    current[c % 2] = c
    if (fitted[c] === 0) curves[c].fit(column)
    fitted[c] = 1
    return curves[c]
  }

  /** For one column of such arrays, and the knots themselves. */
  private room(arrays: Doubles): Record<string, Float64Array> {
    const column: Record<string, Float64Array> = { knots: arrays.knots }
    for (const name in arrays) if (name !== 'knots') column[name] = roomFor(arrays[name].length / this.columns)
    return column
  }

  private eachInto(y: Float64Array, compute: (curve: Base, part: Float64Array) => void): void {
    const { columns } = this
    this.part = sized(this.part, y.length / columns)
    for (let c = 0; c < columns; c++) {
      compute(this.curveOf(c), this.part)
      for (let j = 0, at = c; j < this.part.length; j++, at += columns) y[at] = this.part[j]
    }
  }

  private eachOf(yBar: ArrayLike<number>, collect: (curve: Base, part: Float64Array) => void): void {
    const { columns } = this
    this.part = sized(this.part, yBar.length / columns)
    for (let c = 0; c < columns; c++) {
      take(yBar, columns, c, this.part)
      collect(this.open(c), this.part)
      this.close(c)
    }
  }
}

function take(from: ArrayLike<number>, columns: number, c: number, column: Float64Array): Float64Array {
  for (let i = 0, at = c; i < column.length; i++, at += columns) column[i] = from[at]
  return column
}

function addTo(bar: Float64Array, columns: number, c: number, column: Float64Array): void {
  for (let i = 0, at = c; i < column.length; i++, at += columns) bar[at] += column[i]
}
