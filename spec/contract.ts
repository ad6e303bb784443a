/**
 * What every operator checks before it computes (ERR-2 to ERR-4), read off the catalogue: options, then
 * names and lengths, then finiteness, then knots, then the range of the queries. The first fault found,
 * in that order and in the order of the arguments, is the one that is reported. `SINGULAR` is not found
 * here: only a solve can find it.
 */
import { type Argument, type Entry, entryFor, lengthOf, minimumOf, type OptionSpec } from './entry.ts'
import { CotangentError } from './errors.ts'
import type { Arrays, MapName, Options, OptionValue } from './operator.ts'

/** The two inputs of a map that are not arguments: `tangents` for a pushforward, `cotangent` for a pullback. */
export interface Extras {
  readonly tangents?: Arrays
  readonly cotangent?: ArrayLike<number>
}

export interface Checked {
  /** The entry as it is for these options (`entryFor`). */
  readonly entry: Entry
  readonly n: number
  readonly m: number
  readonly options: Options
}

/** Throws the declared `CotangentError` unless `map` of `entry` is defined for this input; returns sizes and full options. */
export function checkCall(
  whole: Entry,
  map: MapName,
  args: Arrays,
  options: Options = {},
  extras: Extras = {},
): Checked {
  if (whole.clauses[map] === undefined) {
    throw new CotangentError('NOT_DIFFERENTIABLE', {
      operator: whole.name,
      constraint: 'this operator has a primal only',
      got: `a request for its ${map}`,
      expected: 'primal',
    })
  }
  const resolved = resolveOptions(whole, options)
  const entry = entryFor(whole, resolved)
  requireObject(whole, 'arguments', args)
  const { n, m } = checkLengths(whole, entry, args, resolved)
  for (const argument of entry.arguments) checkFinite(entry, argument.name, args[argument.name])
  for (const argument of entry.arguments)
    if (argument.role === 'knots') checkIncreasing(entry, argument.name, args[argument.name])
  checkRange(entry, args, resolved)
  if (map === 'pushforward') checkTangents(entry, extras.tangents === undefined ? {} : extras.tangents, n, m)
  if (map === 'pullback') {
    checkLength(entry, 'cotangent', extras.cotangent, lengthOf(entry.output, n, m), 'entries, as the output has')
    checkFinite(entry, 'cotangent', extras.cotangent!)
  }
  return { entry, n, m, options: resolved }
}

/** The options with defaults filled in, or `INVALID_OPTION`; `besides` names those that a face takes beyond the catalogue's. */
export function resolveOptions(entry: Entry, options: Options, besides: readonly string[] = []): Options {
  requireOptions(entry.name, options)
  const resolved: Record<string, OptionValue> = {}
  for (const [name, spec] of Object.entries(entry.options)) resolved[name] = spec.default
  for (const [name, value] of Object.entries(options)) {
    const spec = Object.hasOwn(entry.options, name) ? entry.options[name] : undefined
    if (spec === undefined) {
      const known = [...Object.keys(entry.options), ...besides]
      throw new CotangentError('INVALID_OPTION', {
        operator: entry.name,
        constraint: `there is no option '${name}'`,
        got: show(value),
        expected: known.length === 0 ? 'no options' : `one of ${known.join(', ')}`,
        argument: name,
      })
    }
    if (value === undefined) continue
    checkOption(entry, name, spec, value)
    resolved[name] = value
  }
  const conflict = entry.conflict?.(resolved)
  if (conflict !== undefined) {
    throw new CotangentError('INVALID_OPTION', {
      operator: entry.name,
      constraint: conflict,
      got: show(options),
      expected: 'options that go together',
    })
  }
  return resolved
}

/** Throws `INVALID_OPTION` unless these are options at all: spread, null and most other values would pass for none. */
export function requireOptions(operator: string, options: unknown): asserts options is Options {
  if (isObject(options)) return
  throw new CotangentError('INVALID_OPTION', {
    operator,
    constraint: 'options must be an object',
    got: show(options),
    expected: 'an object, or nothing',
  })
}

function requireObject(entry: Entry, what: string, arrays: unknown): void {
  if (isObject(arrays)) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${what} must be an object of arrays`,
    got: show(arrays),
    expected: 'an object',
  })
}

/** Of any realm and class, but no array, map, date or function. */
const isObject = (value: unknown): value is object => Object.prototype.toString.call(value) === '[object Object]'

/** Both sides of a sided option: a plain value holds on either side. */
export function sidesOf(value: OptionValue): { readonly left: string | number; readonly right: string | number } {
  return typeof value === 'object' ? value : { left: value, right: value }
}

function checkOption(entry: Entry, name: string, spec: OptionSpec, value: OptionValue): void {
  const isSided = typeof value === 'object' && value !== null
  const given = isSided ? [value.left, value.right] : [value]
  if (isSided && spec.sided && (value.left === undefined || value.right === undefined)) {
    throw new CotangentError('INVALID_OPTION', {
      operator: entry.name,
      constraint: `${name} by side needs both sides, left and right`,
      got: show(value),
      expected: `for example { left: '${spec.default}', right: '${spec.default}' }`,
      argument: name,
    })
  }
  if ((isSided && (!spec.sided || Object.keys(value).length !== 2)) || !given.every((one) => isTaken(spec, one))) {
    throw new CotangentError('INVALID_OPTION', {
      operator: entry.name,
      constraint: `${name} takes ${takenBy(spec)}`,
      got: show(value),
      expected: `for example '${spec.default}'`,
      argument: name,
    })
  }
}

function isTaken({ range, values }: OptionSpec, value: string | number): boolean {
  if (range === undefined) return values.includes(value)
  if (typeof value !== 'number' || !(value >= range.minimum && value <= range.maximum)) return false
  return range.integer ? Number.isInteger(value) : Number.isFinite(value)
}

function takenBy({ range, values, sided }: OptionSpec): string {
  if (range !== undefined) {
    const from = `${range.integer ? 'an integer' : 'a number'} from ${range.minimum}`
    return Number.isFinite(range.maximum) ? `${from} to ${range.maximum}` : `${from} on`
  }
  const list = values.map((one) => (typeof one === 'string' ? `'${one}'` : `${one}`)).join(', ')
  return `${list}${sided ? ' or { left, right } of these' : ''}`
}

/** n is the length of the first argument that has n entries, m that of the first that has m. */
function checkLengths(whole: Entry, entry: Entry, args: Arrays, options: Options): { n: number; m: number } {
  const stranger = Object.keys(args).find((name) => !entry.arguments.some((argument) => argument.name === name))
  if (stranger !== undefined) {
    if (whole.arguments.some(({ name }) => name === stranger)) throw uncalledFor(whole, stranger, options)
    throw new CotangentError('LENGTH_MISMATCH', {
      operator: entry.name,
      constraint: `there is no argument '${stranger}'`,
      got: stranger,
      expected: entry.arguments.map((argument) => argument.name).join(', '),
      argument: stranger,
    })
  }
  for (const { name } of entry.arguments) {
    if (!isArrayLike(args[name])) {
      throw new CotangentError('LENGTH_MISMATCH', {
        operator: entry.name,
        constraint: `${name} must be an array of numbers`,
        got: show(args[name]),
        expected: 'an array',
        argument: name,
      })
    }
  }
  const measured = (size: 'n' | 'm'): Argument | undefined =>
    entry.arguments.find((argument) => argument.length === size)
  const nArgument = measured('n')!
  const mArgument = measured('m')
  const n = args[nArgument.name].length
  const m = mArgument === undefined ? 0 : args[mArgument.name].length
  const minimum = minimumOf(entry, options)
  if (n < minimum) {
    throw new CotangentError(nArgument.role === 'knots' ? 'TOO_FEW_KNOTS' : 'LENGTH_MISMATCH', {
      operator: entry.name,
      constraint: `${nArgument.name} must have at least ${minimum} entries`,
      got: `${n}`,
      expected: `${minimum} or more`,
      argument: nArgument.name,
    })
  }
  for (const argument of entry.arguments) {
    const reference = argument.length === 'm' ? mArgument! : nArgument
    const why =
      argument.length === '2'
        ? 'entries, one for each end'
        : `entries (${argument.length}, where ${reference.name} has ${argument.length === 'm' ? m : n})`
    checkLength(entry, argument.name, args[argument.name], lengthOf(argument.length, n, m), why)
  }
  return { n, m }
}

/** What is said of an argument of `whole` for which these full options do not call. */
export function uncalledFor(whole: Entry, argument: string, options: Options): CotangentError {
  const { option, value } = whole.arguments.find(({ name }) => name === argument)!.when!
  return new CotangentError('LENGTH_MISMATCH', {
    operator: whole.name,
    constraint: `${argument} goes with ${option}: '${value}' alone`,
    got: `${argument} with ${option}: ${show(options[option])}`,
    expected: `no ${argument}, or ${option}: '${value}'`,
    argument,
  })
}

function checkTangents(entry: Entry, tangents: Arrays, n: number, m: number): void {
  requireObject(entry, 'tangents', tangents)
  for (const [name, tangent] of Object.entries(tangents)) {
    const argument = entry.arguments.find((one) => one.name === name)
    if (argument === undefined || !argument.differentiable) {
      throw new CotangentError(argument === undefined ? 'LENGTH_MISMATCH' : 'NOT_DIFFERENTIABLE', {
        operator: entry.name,
        constraint: argument === undefined ? `there is no argument '${name}'` : `${name} has no derivative`,
        got: `a tangent for ${name}`,
        expected: `tangents for ${entry.arguments.flatMap((one) => (one.differentiable ? [one.name] : [])).join(', ')}`,
        argument: name,
      })
    }
    checkLength(entry, name, tangent, lengthOf(argument.length, n, m), `entries in its tangent, as ${name} has`)
    checkFinite(entry, name, tangent)
  }
}

function checkLength(
  entry: Entry,
  name: string,
  array: ArrayLike<number> | undefined,
  length: number,
  why: string,
): void {
  if (isArrayLike(array) && array.length === length) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must have ${length} ${why}`,
    got: isArrayLike(array) ? `${array.length}` : show(array),
    expected: `${length}`,
    argument: name,
  })
}

function checkFinite(entry: Entry, name: string, array: ArrayLike<number>): void {
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

function checkIncreasing(entry: Entry, name: string, knots: ArrayLike<number>): void {
  for (let index = 1; index < knots.length; index++) {
    if (knots[index] > knots[index - 1]) continue
    const unsorted = knots[index] < knots[index - 1] ? ' (are knots and values in each other’s place?)' : ''
    throw new CotangentError('NOT_INCREASING', {
      operator: entry.name,
      constraint: `${name} must increase strictly`,
      got: `${name}[${index}] = ${knots[index]} after ${knots[index - 1]}`,
      expected: `more than ${knots[index - 1]}${unsorted}`,
      argument: name,
      index,
    })
  }
}

/** Further out, neighbouring doubles are a period apart or nearly so. */
const mostPeriods = 2 ** 50

/** How far beyond an end knot a query may lie. */
function reachOf(extrapolation: string | number, period: number): number {
  if (extrapolation === 'none') return 0
  return extrapolation === 'periodic' || extrapolation === 'reflective'
    ? mostPeriods * period
    : Number.POSITIVE_INFINITY
}

/** Where queries may lie, by the extrapolation of each side. */
export function queryRange(
  knots: ArrayLike<number>,
  extrapolation: OptionValue,
): { readonly low: number; readonly high: number } {
  const first = knots[0]
  const last = knots[knots.length - 1]
  const { left, right } = sidesOf(extrapolation)
  return { low: first - reachOf(left, last - first), high: last + reachOf(right, last - first) }
}

function checkRange(entry: Entry, args: Arrays, options: Options): void {
  if (options.extrapolation === undefined) return
  const knots = args[entry.arguments.find((argument) => argument.role === 'knots')!.name]
  const { low, high } = queryRange(knots, options.extrapolation)
  const { left, right } = sidesOf(options.extrapolation)
  for (const { name, role } of entry.arguments) {
    if (role !== 'queries') continue
    const array = args[name]
    for (let index = 0; index < array.length; index++) {
      const q = array[index]
      if (q >= low && q <= high) continue
      const isRefused = (q < low ? left : right) === 'none'
      throw new CotangentError('OUT_OF_RANGE', {
        operator: entry.name,
        constraint: isRefused
          ? `${name} must lie within the knots where extrapolation is none`
          : `${name} must lie within ${mostPeriods} periods of the knots to be told apart`,
        got: `${name}[${index}] = ${q}`,
        expected: isRefused ? `${knots[0]} to ${knots[knots.length - 1]}` : `${low} to ${high}`,
        argument: name,
        index,
      })
    }
  }
}

export function isArrayLike(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value)
}

/** A value for a message: whatever it is, saying so must not fail. */
export function show(value: unknown): string {
  if (typeof value === 'number') return `${value}`
  if (value === undefined) return 'nothing'
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return Object.prototype.toString.call(value)
  }
}
