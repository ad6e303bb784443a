/**
 * An interpolant for fixed knots and queries and values that change: everything that values have no part in is made
 * once, each query is located once, and neither evaluation nor pullback allocates where the caller brings the
 * buffers. The knots and the queries are held fixed: their cotangents are the business of `interpolant.ts`.
 */
import { entryOf } from '../../spec/catalogue.ts'
import { checkCall, isArrayLike, resolveOptions, show } from '../../spec/contract.ts'
import { type Entry, entryFor, lengthOf } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { Options } from '../../spec/operator.ts'
import { finite } from '../operator.ts'
import { requireFinite, requireLength, requireOutput } from './checks.ts'
import { Folding } from './fold.ts'
import { FoldedQueries } from './folded-queries.ts'
import { type KindName, kinds } from './kinds.ts'
import { Outputs } from './outputs.ts'
import { type PlannedCurve, plannedCurve } from './planned-curve.ts'

/** What is evaluated: values, and by name whatever else the kind is made of. */
export type PlanData = Readonly<Record<'values' | (string & {}), ArrayLike<number>>>

/** The cotangents of what is evaluated, by name. */
export type PlanCotangents = Record<'values' | (string & {}), Float64Array>

/**
 * For kinds that are made of values alone, data are the array of the values. `out` and `into` may lie in the memory of
 * anything that a call reads; the arrays of one `into` may not lie in each other's.
 */
export interface Plan {
  /** The values, or derivatives, at the queries; in `out` if given. Throws LENGTH_MISMATCH, NOT_FINITE. */
  evaluate(data: ArrayLike<number> | PlanData, out?: Float64Array): Float64Array
  /**
   * The cotangent of the values for the cotangent ȳ of the result; in `into` if given. Where a kind is not linear in
   * the values (akima, makima, pchip, steffen) it is that at those evaluated last; NOT_DIFFERENTIABLE before.
   */
  pullback(cotangent: ArrayLike<number>, into?: Float64Array): Float64Array
  /** The same for all that is evaluated. */
  dataPullback(cotangent: ArrayLike<number>, into?: PlanCotangents): PlanCotangents
}

/**
 * The plan of a kind by its catalogue name, with its options, `order` among them. Throws UNKNOWN_OPERATOR, and what
 * `checkCall` throws for these knots, queries and options. Later changes of the arrays do not reach it.
 */
export function plan(
  kind: KindName,
  knots: ArrayLike<number>,
  queries: ArrayLike<number>,
  options: Options = {},
): Plan {
  return new KnownPlaces(kind, knots, queries, options)
}

class KnownPlaces implements Plan {
  private readonly entry: Entry
  private readonly curve: PlannedCurve
  private readonly folded: FoldedQueries
  private readonly order: number
  private readonly m: number
  /** Knots, and copies of what was evaluated last. */
  private readonly args: Record<string, Float64Array>
  /** By name of what is evaluated, what its cotangent is called in a message. */
  private readonly messages: Readonly<Record<string, string>>
  private readonly names: readonly string[]
  /** Room for cotangents that are not asked for, and for those of the result. */
  private readonly bars: PlanCotangents
  private readonly yBar: Float64Array
  private readonly outputs: Outputs
  /** Whether there is a point at which to pull back; any is good for a kind that is linear in the values. */
  private isAnywhere: boolean

  constructor(kind: KindName, knots: ArrayLike<number>, queries: ArrayLike<number>, given: Options) {
    requireKind(kind)
    const whole = entryOf(kind)!
    const options = resolveOptions(whole, given)
    const entry = entryFor(whole, options)
    const data = entry.arguments.filter(({ role }) => role === 'real')
    const n = isArrayLike(knots) ? knots.length : 0
    const zeros = (): Record<string, Float64Array> =>
      Object.fromEntries(data.map(({ name, length }) => [name, new Float64Array(lengthOf(length, n, 0))]))
    checkCall(whole, 'primal', { knots, ...zeros(), queries }, options)
    const t = new Float64Array(knots)
    this.entry = entry
    this.order = Number(options.order)
    this.m = queries.length
    this.folded = new FoldedQueries(new Folding(t, options.extrapolation))
    this.curve = plannedCurve(
      kinds[kind](t, options),
      t.length,
      this.folded.fold(new Float64Array(queries)),
      this.order,
    )
    this.args = { knots: t, ...zeros() }
    this.names = data.map(({ name }) => name)
    this.messages = Object.fromEntries(this.names.map((name) => [name, `the cotangent of ${name}`]))
    this.bars = zeros() as PlanCotangents
    this.yBar = new Float64Array(this.m)
    this.outputs = new Outputs(this.names)
    this.isAnywhere = entry.linear.some((group) => group.includes('values'))
    if (this.isAnywhere) this.curve.evaluate(this.args, this.yBar)
  }

  evaluate(data: ArrayLike<number> | PlanData, out?: Float64Array): Float64Array {
    const { args, curve, entry, folded, names, order } = this
    for (const name of names) {
      const array = partOf(data, name)
      requireLength(entry, name, array, args[name].length)
      requireFinite(entry, name, array)
    }
    const y = out ?? new Float64Array(this.m)
    requireOutput(entry, 'out', y, this.m)
    for (const name of names) args[name].set(partOf(data, name)!)
    this.isAnywhere = true
    curve.evaluate(args, y)
    if (folded.signs(order)) folded.sign(y, 1)
    return finite(entry, 'the value', y)
  }

  pullback(cotangent: ArrayLike<number>, into?: Float64Array): Float64Array {
    const { args, bars } = this
    bars.values = into ?? new Float64Array(args.values.length)
    return this.dataPullback(cotangent, bars).values
  }

  dataPullback(cotangent: ArrayLike<number>, into?: PlanCotangents): PlanCotangents {
    const { args, curve, entry, folded, messages, names, order, outputs, yBar } = this
    this.requireValues()
    requireLength(entry, 'cotangent', cotangent, this.m)
    requireFinite(entry, 'cotangent', cotangent)
    const bars = into ?? this.room()
    for (const name of names) requireOutput(entry, name, bars[name], args[name].length)
    if (into !== undefined) outputs.take(entry, into)
    const isWritten = into !== undefined && outputs.share(cotangent)
    let given = yBar
    if (cotangent instanceof Float64Array && !isWritten && !folded.signs(order)) given = cotangent
    else yBar.set(cotangent)
    if (folded.signs(order)) folded.sign(yBar, 1)
    for (const name of names) bars[name].fill(0)
    curve.pullback(given, bars)
    for (const name of names) finite(entry, messages[name], bars[name])
    return bars
  }

  private room(): PlanCotangents {
    const arrays = this.names.map((name) => [name, new Float64Array(this.args[name].length)])
    return Object.fromEntries(arrays) as PlanCotangents
  }

  private requireValues(): void {
    if (this.isAnywhere) return
    throw new CotangentError('NOT_DIFFERENTIABLE', {
      operator: this.entry.name,
      constraint: 'it is not linear in the values: its pullback is that at the values evaluated last',
      got: 'none so far',
      expected: 'an evaluation before the pullback',
    })
  }
}

/** What is no object at all stands for the values: it is complained of as such. */
function partOf(data: ArrayLike<number> | PlanData, name: string): ArrayLike<number> | undefined {
  if (isData(data)) return data[name]
  return name === 'values' ? data : undefined
}

const isData = (data: ArrayLike<number> | PlanData): data is PlanData =>
  typeof data === 'object' && data !== null && !isArrayLike(data)

function requireKind(kind: string): void {
  if (Object.hasOwn(kinds, kind)) return
  throw new CotangentError('UNKNOWN_OPERATOR', {
    operator: 'plan',
    constraint: 'there is no such kind of interpolant',
    got: show(kind),
    expected: `one of ${Object.keys(kinds).join(', ')}`,
  })
}
