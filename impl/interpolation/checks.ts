/**
 * What the faces for people check beyond `checkCall`: the caller's buffers, the number of columns, and, in one pass
 * without allocation, queries that are as they should be. What is wrong is said as `checkCall` says it.
 */
import { entryOf } from '../../spec/catalogue.ts'
import { checkCall, isArrayLike, queryRange, resolveOptions, show } from '../../spec/contract.ts'
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
  /** Options of the faces for people that the catalogue has not, or has as arguments. */
  readonly besides: readonly string[]
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
  const besides = ['columns', ...whole.arguments.flatMap((one) => (one.when === undefined ? [] : [one.name]))]
  const face = { whole, options, entry: entryFor(whole, options), integral, messages, besides }
  faces.set(name, face)
  return face
}

/** Throws as `checkCall` does unless the kind can be made of `args`, each but the knots having `columns` columns. */
export function checkData(name: string, args: Arrays, given: Options, columns: number): Data {
  const face = faceOf(name)
  const isPlain = isEmpty(given)
  const options = isPlain ? face.options : resolveOptions(face.whole, given, face.besides)
  const entry = isPlain ? face.entry : entryFor(face.whole, options)
  requireColumns(entry, columns)
  const { integral, messages, whole } = face
  // Not everything can be copied: what is no array of numbers is complained of before.
  const copied = areNumbers(args) ? copies(args) : undefined
  if (copied === undefined || !isEvidentlyGood(copied, columns, entry, options))
    complain(whole, entry, options, columns, args)
  return { entry, integral, messages, options, args: copied ?? copies(args), columns }
}

/** In less time than a list of its keys takes. */
function isEmpty(object: object): boolean {
  for (const _key in object) return false
  return true
}

/** Arrays of doubles, or of finite numbers; what else may be good, `checkCall` tells. */
function areNumbers(args: Arrays): boolean {
  for (const name in args) {
    const array = args[name]
    if (array instanceof Float64Array) continue
    if (!Array.isArray(array) || !array.every(Number.isFinite)) return false
  }
  return true
}

function copies(args: Arrays): Doubles {
  const copied: Record<string, Float64Array> = {}
  for (const name in args) {
    const copy = roomFor(args[name].length)
    if (copy.length > 0) copy.set(args[name])
    copied[name] = copy
  }
  return copied
}

/** All that are called for, with the right lengths, finite, the knots increasing. */
function isEvidentlyGood(args: Doubles, columns: number, entry: Entry, options: Options): boolean {
  const { knots } = args
  const n = knots.length
  let count = 0
  for (const _name in args) count++
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
function complain(whole: Entry, entry: Entry, options: Options, columns: number, given: Arrays): void {
  const data = entry.arguments.filter(({ role }) => role !== 'queries')
  const isWhole = Object.keys(given).length === data.length && data.every(({ name }) => isArrayLike(given[name]))
  // What is no array, not called for, or too short, is so whatever the columns.
  if (columns === 1 || !isWhole || given.knots.length < minimumOf(entry, options)) {
    checkCall(whole, 'primal', { ...given, queries: [] }, options)
    return
  }
  for (const { name, length, role } of data)
    if (role === 'real') requireLength(entry, name, given[name], columns * lengthOf(length, given.knots.length, 0))
  for (const { name } of data) requireFinite(entry, name, given[name])
  checkCall(whole, 'primal', { ...columnOf(given, columns, 0), queries: [] }, options)
}

/** The arguments of one curve among several: each but the knots without the other columns. */
function columnOf(args: Arrays, columns: number, column: number): Arrays {
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

  /**
   * Throws LENGTH_MISMATCH, NOT_FINITE or OUT_OF_RANGE, for `queries` as the argument of that name; `what` says all that
   * might have been given.
   */
  require(entry: Entry, name: string, queries: ArrayLike<number>, what?: string): void {
    const { low, high } = this
    if (queries instanceof Float64Array) {
      if (!areWithin(queries, low, high)) this.complain(entry, name, queries)
      return
    }
    requireArray(entry, name, queries, what)
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
    got: show(columns),
    expected: 'an integer from 1 on',
    argument: 'columns',
  })
}

/** Throws LENGTH_MISMATCH for what is no array, as `checkCall` does. */
export function requireArray(
  entry: Entry,
  name: string,
  array: unknown,
  what = 'an array of numbers',
): asserts array is ArrayLike<number> {
  if (isArrayLike(array)) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must be ${what}`,
    got: show(array),
    expected: what,
    argument: name,
  })
}

export function requireLength(
  entry: Entry,
  name: string,
  array: ArrayLike<number> | undefined,
  length: number,
): asserts array is ArrayLike<number> {
  if (!(array instanceof Float64Array)) requireArray(entry, name, array)
  if (array.length === length) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must have ${length} entries`,
    got: `${array.length}`,
    expected: `${length}`,
    argument: name,
  })
}

/** For what is written to: any other array would round, or cut off, without a word. */
export function requireOutput(entry: Entry, name: string, array: unknown, length: number): void {
  if (array instanceof Float64Array && array.length === length) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must be a Float64Array of ${length} entries to write to`,
    got: isArrayLike(array) ? `${Object.prototype.toString.call(array).slice(8, -1)} of ${array.length}` : show(array),
    expected: `Float64Array of ${length}`,
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
      got: `${name}[${index}] = ${show(array[index])}`,
      expected: 'a finite number',
      argument: name,
      index,
    })
  }
}
