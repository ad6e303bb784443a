/**
 * What the faces for people check beyond `checkCall`: the caller's buffers, the number of columns, and, in one pass
 * without allocation, queries that are as they should be. What is wrong is said as `checkCall` says it.
 */
import { entryOf } from '../../spec/catalogue.ts'
import { checkCall, queryRange, resolveOptions } from '../../spec/contract.ts'
import { type Entry, entryFor, lengthOf, minimumOf } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { Arrays, Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import { roomFor } from './room.ts'
import { areFinite, areWithin } from './within.ts'

/** Checked data of one or several curves: copies, row-major where there are columns. */
export interface Data {
  /** As it is for these options; without the option `order`. */
  readonly entry: Entry
  readonly integral: Entry
  /** By argument, what its cotangent is called in a message. */
  readonly messages: Readonly<Record<string, string>>
  readonly options: Options
  readonly args: Doubles
  readonly columns: number
}

/** A kind as its faces see it, with all options at their defaults. */
interface Face {
  readonly whole: Entry
  readonly entry: Entry
  readonly options: Options
  readonly integral: Entry
  /** By argument, what its cotangent is called in a message. */
  readonly messages: Readonly<Record<string, string>>
}

const faces = new Map<string, Face>()

/** Which derivative is meant, the methods of an interpolant say: its faces have no option `order`. */
function faceOf(name: string): Face {
  const known = faces.get(name)
  if (known !== undefined) return known
  const { order: _order, ...others } = entryOf(name)!.options
  const whole = { ...entryOf(name)!, options: others }
  const options = resolveOptions(whole, {})
  const messages = Object.fromEntries(whole.arguments.map((one) => [one.name, `the cotangent of ${one.name}`]))
  const integral = entryOf(`${name}-integral`)!
  const face = { whole, options, entry: entryFor(whole, options), integral, messages }
  faces.set(name, face)
  return face
}

/** Throws as `checkCall` does unless the kind can be made of `args`, each but the knots having `columns` columns. */
export function checkData(name: string, args: Arrays, given: Options, columns: number): Data {
  const face = faceOf(name)
  const isPlain = isEmpty(given)
  const options = isPlain ? face.options : resolveOptions(face.whole, given)
  const entry = isPlain ? face.entry : entryFor(face.whole, options)
  requireColumns(entry, columns)
  const { integral, messages, whole } = face
  const data = { entry, integral, messages, options, args: copies(args), columns }
  if (!isEvidentlyGood(data, args)) complain(whole, data, args)
  return data
}

/** In less time than a list of its keys takes. */
function isEmpty(object: object): boolean {
  for (const _key in object) return false
  return true
}

/** An argument that is missing has a copy without entries. */
function copies(args: Arrays): Doubles {
  const copied: Record<string, Float64Array> = {}
  for (const name in args) {
    const length = args[name]?.length ?? 0
    const copy = roomFor(length)
    if (length > 0) copy.set(args[name])
    copied[name] = copy
  }
  return copied
}

/** Arrays of doubles, or of numbers that are doubles, with the right lengths, finite, the knots increasing. */
function isEvidentlyGood({ args, columns, entry, options }: Data, given: Arrays): boolean {
  const { knots } = args
  const n = knots?.length ?? 0
  let count = 0
  for (const name in args) {
    count++
    if (given[name] instanceof Float64Array) continue
    if (!Array.isArray(given[name]) || !given[name].every(Number.isFinite)) return false
  }
  if (n < minimumOf(entry, options) || count !== entry.arguments.length - 1) return false
  for (const { name, length, role } of entry.arguments) {
    if (role !== 'real') continue
    const array = args[name]
    if (array === undefined || array.length !== columns * lengthOf(length, n, 0)) return false
    if (!areFinite(array)) return false
  }
  for (let i = 1; i < n; i++) if (!(knots[i] > knots[i - 1])) return false
  return Number.isFinite(knots[0]) && Number.isFinite(knots[n - 1])
}

/** Says what is wrong, if anything is. */
function complain(whole: Entry, { args, columns, entry, options }: Data, given: Arrays): void {
  if (columns === 1) {
    checkCall(whole, 'primal', { ...given, queries: [] }, options)
    return
  }
  for (const { name, length, role } of entry.arguments) {
    if (role !== 'real') continue
    requireLength(entry, name, given[name], columns * lengthOf(length, given.knots?.length ?? 0, 0))
    requireFinite(entry, name, given[name])
  }
  checkCall(whole, 'primal', { ...columnOf(args, columns, 0), knots: given.knots, queries: [] }, options)
}

/** The arguments of one curve among several: each but the knots without the other columns. */
export function columnOf(args: Doubles, columns: number, column: number): Doubles {
  const taken = Object.entries(args).map(([name, array]) => {
    if (name === 'knots') return [name, array]
    return [name, Float64Array.from({ length: array.length / columns }, (_, i) => array[i * columns + column])]
  })
  return Object.fromEntries(taken)
}

/** Says whether queries may be asked for, for one interpolant. */
export class QueryCheck {
  private readonly data: Data
  private readonly low: number
  private readonly high: number

  constructor(data: Data) {
    const { low, high } = queryRange(data.args.knots, data.options.extrapolation)
    this.data = data
    this.low = Math.max(low, -Number.MAX_VALUE)
    this.high = Math.min(high, Number.MAX_VALUE)
  }

  /** Throws NOT_FINITE or OUT_OF_RANGE, for `queries` as the argument of that name. */
  require(entry: Entry, name: string, queries: ArrayLike<number>): void {
    const { low, high } = this
    if (queries instanceof Float64Array) {
      if (!areWithin(queries, low, high)) this.complain(entry, name, queries)
      return
    }
    for (let j = 0; j < queries.length; j++) {
      const q = queries[j]
      if (!(Number.isFinite(q) && q >= low && q <= high)) this.complain(entry, name, queries)
    }
  }

  private complain(entry: Entry, name: string, queries: ArrayLike<number>): void {
    const { args, columns, options } = this.data
    const known = Object.fromEntries(Object.entries(options).filter(([option]) => option in entry.options))
    const bounds = entry.arguments.flatMap(({ name, role }) => (role === 'queries' ? [name] : []))
    const inside = new Float64Array(queries.length).fill(args.knots[0])
    const others = Object.fromEntries(bounds.map((bound) => [bound, bound === name ? queries : inside]))
    checkCall(entry, 'primal', { ...columnOf(args, columns, 0), ...others }, known)
  }
}

function requireColumns(entry: Entry, columns: number): void {
  if (Number.isInteger(columns) && columns >= 1) return
  throw new CotangentError('INVALID_OPTION', {
    operator: entry.name,
    constraint: 'columns is the number of curves',
    got: String(columns),
    expected: 'an integer from 1 on',
    argument: 'columns',
  })
}

export function requireLength(
  entry: Entry,
  name: string,
  array: ArrayLike<number> | undefined,
  length: number,
): asserts array is ArrayLike<number> {
  if (array?.length === length) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must have ${length} entries`,
    got: array === undefined ? 'nothing' : `${array.length}`,
    expected: `${length}`,
    argument: name,
  })
}

/** For what is given; results are `finite` (`operator.ts`). */
export function requireFinite(entry: Entry, name: string, array: ArrayLike<number>): void {
  if (array instanceof Float64Array && areFinite(array)) return
  for (let index = 0; index < array.length; index++) {
    if (Number.isFinite(array[index])) continue
    throw new CotangentError('NOT_FINITE', {
      operator: entry.name,
      constraint: `${name} must be finite numbers`,
      got: `${name}[${index}] = ${array[index]}`,
      expected: 'a finite number',
      argument: name,
      index,
    })
  }
}
