/**
 * Several curves over the same knots as one (INP-1): data, values and cotangents row-major, a row for each knot or
 * query, a column for each curve. What knots and options alone make is shared, and each curve is fitted once.
 *
 * Curves go two by two, in a pullback each pair from its beginning to its end: a row of the data is read for both, and
 * what they make and collect on the way is of the size of the pieces, and stays in the cache when it is that of two.
 */
import type { Doubles } from '../operator.ts'
import { type Cotangents, type Curve, integrand } from './curve.ts'
import { noRoom, sized } from './room.ts'

/** What an interpolant asks of its curve, or curves: a pullback may add to `into` from its beginning on. */
export interface Fitted extends Omit<Curve, 'evaluateTangent' | 'integrateTangent' | 'several' | 'begin'> {
  begin(into: Cotangents): void
}

export class Columns<Base extends Curve> implements Fitted {
  protected readonly curves: readonly Base[]
  protected readonly columns: number
  private args: Doubles = {}
  /** The data of an even and of an odd column, which all curves take theirs from; which these are; which curves are fitted. */
  private readonly column: readonly Record<string, Float64Array>[] = [{}, {}]
  private readonly current = [-1, -1]
  private readonly fitted: Uint8Array
  /** Where the pullback at hand goes, row-major, and for the two columns; for the knots the same array. */
  protected into: Cotangents = {}
  private readonly columnBar: readonly Record<string, Float64Array>[] = [{}, {}]
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
    for (const column of this.column) this.shape(column, args)
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

  begin(into: Cotangents): void {
    this.into = into
    for (const columnBar of this.columnBar) this.shape(columnBar, into)
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

  /** Nothing is left: every pair has come to its end. */
  end(): void {}

  /** Whether every curve has its fit, all at the same time. */
  protected areFitted(): boolean {
    return this.curves.every((curve, c) => this.fitted[c] === 1 && curve.keepsFit !== false)
  }

  /** Begins the pullbacks of curve c and of the next one, where there is one; how many these are. */
  protected open(c: number): number {
    const count = Math.min(2, this.columns - c)
    for (let k = 0; k < count; k++) this.curveOf(c + k).begin()
    return count
  }

  /** Ends them. */
  protected close(c: number): void {
    const { columnBar, columns, into } = this
    const [even, odd] = columnBar
    const isPair = c + 1 < columns
    this.endOne(c, even)
    if (isPair) this.endOne(c + 1, odd)
    for (const name in even) {
      if (name === 'knots') continue
      if (isPair) addPair(into[name], columns, c, even[name], odd[name])
      else addTo(into[name], columns, c, even[name])
    }
  }

  /** Fitted, with its data in the place where it has them. */
  protected curveOf(c: number): Base {
    const { current, curves, fitted } = this
    if (current[c % 2] !== c) this.takePair(c - (c % 2))
    const curve = curves[c]
    if (fitted[c] === 1 && curve.keepsFit !== false) return curve
    // Wanted again: once more, and for good.
    if (fitted[c] === 1) curve.keepFit?.()
    curve.fit(this.column[c % 2])
    fitted[c] = 1
    return curve
  }

  private takePair(c: number): void {
    const { args, column, columns, current } = this
    const [even, odd] = column
    const isPair = c + 1 < columns
    for (const name in even) {
      if (name === 'knots') continue
      if (isPair) splitPair(args[name], columns, c, even[name], odd[name])
      else take(args[name], columns, c, even[name])
    }
    current[0] = c
    if (isPair) current[1] = c + 1
  }

  /** The cotangents of one curve. */
  private endOne(c: number, columnBar: Record<string, Float64Array>): void {
    for (const name in columnBar) if (name !== 'knots') columnBar[name].fill(0)
    this.curves[c].end(columnBar)
  }

  /** Makes `column` what one column of such arrays needs, with the knots themselves; those of queries and bounds are no data. */
  private shape(column: Record<string, Float64Array>, arrays: Doubles): void {
    const { args, columns } = this
    for (const name in args) {
      if (name !== 'knots') column[name] = sized(column[name] ?? noRoom, args[name].length / columns)
      else if (arrays.knots === undefined) delete column.knots
      else column.knots = arrays.knots
    }
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
    for (let c = 0; c < columns; c += 2) {
      const count = this.open(c)
      for (let k = 0; k < count; k++) collect(this.curves[c + k], take(yBar, columns, c + k, this.part))
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

/** Of columns c and c + 1. */
function splitPair(from: ArrayLike<number>, columns: number, c: number, even: Float64Array, odd: Float64Array): void {
  for (let i = 0, at = c; i < even.length; i++, at += columns) {
    even[i] = from[at]
    odd[i] = from[at + 1]
  }
}

function addPair(bar: Float64Array, columns: number, c: number, even: Float64Array, odd: Float64Array): void {
  for (let i = 0, at = c; i < even.length; i++, at += columns) {
    bar[at] += even[i]
    bar[at + 1] += odd[i]
  }
}
