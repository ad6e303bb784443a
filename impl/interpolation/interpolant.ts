/**
 * An interpolant as an object: made once from its data, then evaluated at numbers or arrays, differentiated,
 * integrated and asked for pullbacks, into the caller's buffers if wanted. The same numbers as the operators of the
 * catalogue give; after the first call of a method nothing is allocated where the caller brings the buffers,
 * the number of queries stays the same and no query folds.
 */

import { requireOptions, show } from '../../spec/contract.ts'
import type { Entry } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { Options } from '../../spec/operator.ts'
import { finite } from '../operator.ts'
import {
  checkData,
  type Data,
  QueryCheck,
  requireArray,
  requireFinite,
  requireLength,
  requireOutput,
} from './checks.ts'
import type { Fitted } from './columns.ts'
import { columnsOf } from './columns-of.ts'
import { Folding } from './fold.ts'
import { FoldedQueries } from './folded-queries.ts'
import { Integrals } from './integrals.ts'
import type { CurveOf } from './interpolant-operators.ts'
import { kinds } from './kinds.ts'
import { Outputs, sharesWith } from './outputs.ts'
import { noRoom, sized } from './room.ts'
import { areFinite } from './within.ts'

const curves: Readonly<Record<string, CurveOf>> = kinds

const plain: Options = {}

/** Where all outputs are new. */
const nothing = new Outputs([])

const numberOrArray = 'a number or an array of numbers'

/** For a single query, or two bounds, and the value. */
const one = new Float64Array(1)
const other = new Float64Array(1)
const result = new Float64Array(1)

/** The names of what a curve through points is made of. */
export type Points = 'knots' | 'values'

/**
 * The cotangent of every argument of an interpolant: of its data, of the same lengths as they, and of the queries.
 * `Extra` names what it is made of beside points.
 */
export type InterpolantCotangents<Extra extends string = never> = Record<Points | Extra | 'queries', Float64Array>

/** The same for its integral, with the bounds in the place of queries. */
export type IntegralCotangents<Extra extends string = never> = Record<Points | Extra | 'from' | 'to', Float64Array>

/**
 * A curve, or with the option `columns` several over the same knots: then what is given and returned for a query
 * is a row, row-major, and a query is given in an array. Throws NOT_FINITE, OUT_OF_RANGE, LENGTH_MISMATCH.
 *
 * `out` and the arrays of `into` may lie in the memory of anything that a call reads, but not in each other's.
 */
export interface Interpolant<Extra extends string = never> {
  /** The value at a number, or at every entry of an array, in `out` if given. */
  evaluate(query: number): number
  evaluate(queries: ArrayLike<number>, out?: Float64Array): Float64Array
  /** The first or second derivative with respect to the query; at a knot the one from the left. Default order 1. */
  derivative(query: number, order?: 1 | 2): number
  derivative(queries: ArrayLike<number>, order?: 1 | 2, out?: Float64Array): Float64Array
  /** The integral from one bound to the other, in either direction; of arrays, entry by entry. */
  integral(from: number, to: number): number
  integral(from: ArrayLike<number>, to: ArrayLike<number>, out?: Float64Array): Float64Array
  /** The cotangents of all arguments for the cotangent ȳ of the values at `queries`, in `into` if given. */
  pullback(
    queries: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    into?: InterpolantCotangents<Extra>,
  ): InterpolantCotangents<Extra>
  /** The same for the derivative of this order. */
  derivativePullback(
    queries: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    order?: 1 | 2,
    into?: InterpolantCotangents<Extra>,
  ): InterpolantCotangents<Extra>
  /** The same for the integrals. */
  integralPullback(
    from: ArrayLike<number>,
    to: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    into?: IntegralCotangents<Extra>,
  ): IntegralCotangents<Extra>
}

/** Of the kind `name`; `args` are copied. Throws what `checkCall` throws for these arguments and options. */
export function interpolant<Extra extends string = never>(
  name: string,
  args: Readonly<Record<Points | Extra, ArrayLike<number>>>,
  given?: object,
): Interpolant<Extra> {
  if (given === undefined) return new FittedInterpolant<Extra>(name, checkData(name, args, plain, 1))
  requireOptions(name, given)
  const { columns = 1, ...options } = given
  return new FittedInterpolant<Extra>(name, checkData(name, args, options, columns as number))
}

class FittedInterpolant<Extra extends string> implements Interpolant<Extra> {
  private readonly data: Data
  private readonly integralEntry: Entry
  private readonly curve: Fitted
  private readonly folded: FoldedQueries
  private readonly integrals: Integrals
  private readonly check: QueryCheck
  private readonly first = new Doubler()
  private readonly second = new Doubler()
  private readonly third = new Doubler()
  private known: Outputs | undefined
  private integralKnown: Outputs | undefined

  constructor(name: string, data: Data) {
    this.data = data
    this.integralEntry = data.integral
    const folding = new Folding(data.args.knots, data.options.extrapolation)
    this.curve = columnsOf(curves[name](data.args.knots, data.options), data.columns)
    this.folded = new FoldedQueries(folding)
    this.integrals = new Integrals(this.curve, folding, data.columns)
    this.check = new QueryCheck(data)
    this.curve.fit(data.args)
  }

  evaluate(query: number): number
  evaluate(queries: ArrayLike<number>, out?: Float64Array): Float64Array
  evaluate(queries: number | ArrayLike<number>, out?: Float64Array): number | Float64Array {
    return this.valuesAt(queries, 0, out)
  }

  derivative(query: number, order?: 1 | 2): number
  derivative(queries: ArrayLike<number>, order?: 1 | 2, out?: Float64Array): Float64Array
  derivative(queries: number | ArrayLike<number>, order: 1 | 2 = 1, out?: Float64Array): number | Float64Array {
    this.requireOrder(order)
    return this.valuesAt(queries, order, out)
  }

  integral(from: number, to: number): number
  integral(from: ArrayLike<number>, to: ArrayLike<number>, out?: Float64Array): Float64Array
  integral(
    from: number | ArrayLike<number>,
    to: number | ArrayLike<number>,
    out?: Float64Array,
  ): number | Float64Array {
    const { data, integralEntry } = this
    if (typeof from === 'number') {
      this.requireOneCurve()
      if (typeof to !== 'number') throw this.noNumber(to)
      one[0] = from
      other[0] = to
      return this.integral(one, other, result)[0]
    }
    this.requireBounds(from, to, numberOrArray)
    const y = out ?? new Float64Array(from.length * data.columns)
    requireOutput(integralEntry, 'out', y, from.length * data.columns)
    const a = this.first.of(from, sharesWith(out, from))
    const b = this.second.of(to, sharesWith(out, to))
    this.integrals.evaluate(a, b, y)
    return areFinite(y) ? y : finite(integralEntry, 'the integral', y)
  }

  pullback(
    queries: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    into?: InterpolantCotangents<Extra>,
  ): InterpolantCotangents<Extra> {
    return this.pulledBack(queries, cotangent, 0, into)
  }

  derivativePullback(
    queries: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    order: 1 | 2 = 1,
    into?: InterpolantCotangents<Extra>,
  ): InterpolantCotangents<Extra> {
    this.requireOrder(order)
    return this.pulledBack(queries, cotangent, order, into)
  }

  integralPullback(
    from: ArrayLike<number>,
    to: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    into?: IntegralCotangents<Extra>,
  ): IntegralCotangents<Extra> {
    const { integralEntry } = this
    this.requireBounds(from, to)
    this.requireCotangent(integralEntry, cotangent, from.length)
    const bars = into ?? this.room({ from: from.length, to: to.length })
    this.requireBars(integralEntry, bars)
    requireOutput(integralEntry, 'from', bars.from, from.length)
    requireOutput(integralEntry, 'to', bars.to, to.length)
    const outputs = into === undefined ? nothing : this.integralOutputs
    outputs.take(integralEntry, bars)
    const a = this.first.of(from, outputs.share(from))
    const b = this.second.of(to, outputs.share(to))
    const yBar = this.third.of(cotangent, outputs.share(cotangent))
    this.clear(bars)
    this.integrals.pullback(a, b, yBar, bars, bars)
    this.requireFiniteBars(integralEntry, bars)
    finite(integralEntry, 'the cotangent of from', bars.from)
    finite(integralEntry, 'the cotangent of to', bars.to)
    return bars
  }

  private valuesAt(queries: number | ArrayLike<number>, order: number, out?: Float64Array): number | Float64Array {
    const { check, curve, data, folded } = this
    const { columns, entry } = data
    if (typeof queries === 'number') {
      this.requireOneCurve()
      one[0] = queries
      this.valuesAt(one, order, result)
      return result[0]
    }
    check.require(entry, 'queries', queries, numberOrArray)
    const y = out ?? new Float64Array(queries.length * columns)
    requireOutput(entry, 'out', y, queries.length * columns)
    curve.evaluate(folded.fold(this.first.of(queries, sharesWith(out, queries))), order, y)
    if (folded.signs(order)) folded.sign(y, columns)
    return areFinite(y) ? y : finite(entry, 'the value', y)
  }

  private pulledBack(
    queries: ArrayLike<number>,
    cotangent: ArrayLike<number>,
    order: number,
    into: InterpolantCotangents<Extra> | undefined,
  ): InterpolantCotangents<Extra> {
    const { check, curve, data, folded } = this
    const { columns, entry } = data
    check.require(entry, 'queries', queries)
    this.requireCotangent(entry, cotangent, queries.length)
    const bars = into ?? this.room({ queries: queries.length })
    this.requireBars(entry, bars)
    requireOutput(entry, 'queries', bars.queries, queries.length)
    const outputs = into === undefined ? nothing : this.outputs
    outputs.take(entry, bars)
    const x = folded.fold(this.first.of(queries, outputs.share(queries)))
    let yBar = this.third.of(cotangent, outputs.share(cotangent))
    if (folded.signs(order)) {
      yBar = new Float64Array(yBar)
      folded.sign(yBar, columns)
    }
    this.clear(bars)
    curve.begin(bars)
    curve.evaluatePullback(x, order, yBar, bars.queries)
    curve.end(bars)
    folded.pullback(bars.queries, bars.knots)
    this.requireFiniteBars(entry, bars)
    finite(entry, 'the cotangent of queries', bars.queries)
    return bars
  }

  /** Room for the cotangents of the data and of arguments of other lengths. */
  private room<Name extends string>(
    lengths: Readonly<Record<Name, number>>,
  ): Record<Points | Extra | Name, Float64Array> {
    const data = Object.entries(this.data.args).map(([name, { length }]) => [name, new Float64Array(length)])
    const others = Object.entries<number>(lengths).map(([name, length]) => [name, new Float64Array(length)])
    return Object.fromEntries([...data, ...others]) as Record<Points | Extra | Name, Float64Array>
  }

  /** Made when buffers are first given. */
  private get outputs(): Outputs {
    this.known ??= new Outputs([...Object.keys(this.data.args), 'queries'])
    return this.known
  }

  private get integralOutputs(): Outputs {
    this.integralKnown ??= new Outputs([...Object.keys(this.data.args), 'from', 'to'])
    return this.integralKnown
  }

  private requireBars(entry: Entry, bars: Readonly<Record<Points | Extra, Float64Array>>): void {
    const { args } = this.data
    for (const name in args) requireOutput(entry, name, bars[name as Points | Extra], args[name].length)
  }

  private clear(bars: Readonly<Record<Points | Extra, Float64Array>>): void {
    for (const name in this.data.args) bars[name as Points | Extra].fill(0)
  }

  private requireFiniteBars(entry: Entry, bars: Readonly<Record<Points | Extra, Float64Array>>): void {
    const { args, messages } = this.data
    for (const name in args) finite(entry, messages[name], bars[name as Points | Extra])
  }

  private requireCotangent(entry: Entry, cotangent: ArrayLike<number>, m: number): void {
    requireLength(entry, 'cotangent', cotangent, m * this.data.columns)
    requireFinite(entry, 'cotangent', cotangent)
  }

  private requireBounds(
    from: ArrayLike<number>,
    to: number | ArrayLike<number>,
    what?: string,
  ): asserts to is ArrayLike<number> {
    const { check, integralEntry } = this
    requireArray(integralEntry, 'from', from, what)
    requireArray(integralEntry, 'to', to, 'an array of numbers, as from is')
    requireLength(integralEntry, 'to', to, from.length)
    check.require(integralEntry, 'from', from)
    check.require(integralEntry, 'to', to)
  }

  private noNumber(to: unknown): CotangentError {
    return new CotangentError('LENGTH_MISMATCH', {
      operator: this.integralEntry.name,
      constraint: 'to must be a number, as from is',
      got: show(to),
      expected: 'two numbers or two arrays',
      argument: 'to',
    })
  }

  private requireOrder(order: number): void {
    if (order === 1 || order === 2) return
    throw new CotangentError('INVALID_OPTION', {
      operator: this.data.entry.name,
      constraint: 'order takes 1 and 2',
      got: show(order),
      expected: 'for example 1',
      argument: 'order',
    })
  }

  private requireOneCurve(): void {
    const { columns, entry } = this.data
    if (columns === 1) return
    throw new CotangentError('LENGTH_MISMATCH', {
      operator: entry.name,
      constraint: `${columns} curves have no single value`,
      got: 'a number',
      expected: 'an array of queries',
      argument: 'queries',
    })
  }
}

/** Arrays as the curves take them: themselves, or a copy in room that is kept where they are something else or overwritten. */
class Doubler {
  private room: Float64Array = noRoom

  of(array: ArrayLike<number>, isWritten: boolean): Float64Array {
    if (array instanceof Float64Array && !isWritten) return array
    this.room = sized(this.room, array.length)
    this.room.set(array)
    return this.room
  }
}
