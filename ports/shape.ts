/**
 * The shape of an answer (PRT-3, PRT-6, CON-3), whichever way it came: arrays of numbers, of the lengths
 * that the catalogue gives for the arguments of the call, one cotangent for every differentiable
 * argument (OPR-8). Says nothing about the numbers themselves, which may be NaN or infinite: that is for
 * the laws to judge.
 */
import { entryOf } from '../spec/catalogue.ts'
import { decodeNumber } from '../spec/encoding.ts'
import { differentiableArguments, type Entry, lengthOf, type Size } from '../spec/entry.ts'
import type { Arrays } from '../spec/operator.ts'
import type { Call, OperatorSupport } from '../spec/port.ts'
import { isMembers, quote } from './messages.ts'

/** Makes the error to throw from a text that says what came and what was due. */
export type Complaint = (message: string) => Error

/** The output or tangent of a call: both have the shape of the operator's output. */
export function outputOf(name: 'output' | 'tangent', value: unknown, call: Call, complain: Complaint): Float64Array {
  const entry = entryTaken(call)
  return numbersOf(name, value, entry && expectedLength(entry, entry.output, call.arguments), complain)
}

/** The cotangents of a call; those of the arguments that `support` declares differentiable must all be there. */
export function cotangentsOf(
  value: unknown,
  call: Call,
  support: OperatorSupport | undefined,
  complain: Complaint,
): Arrays {
  if (!isMembers(value)) throw complain(`cotangents is ${quote(value)}, expected an object of arrays of numbers`)
  const entry = entryTaken(call)
  const differentiable = entry === undefined ? Object.keys(value) : differentiableArguments(entry)
  const declared = support?.differentiable?.filter((name) => differentiable.includes(name))
  const missing = (declared ?? differentiable).find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) throw complain(`there is no cotangent of ${missing}, got ${names(value)}`)
  const stranger = Object.keys(value).find((name) => !differentiable.includes(name))
  if (stranger !== undefined)
    throw complain(`a cotangent of ${stranger}, expected those of ${differentiable.join(', ')} alone`)
  const cotangents: Record<string, Float64Array> = {}
  for (const name of Object.keys(value)) {
    const size = entry?.arguments.find((argument) => argument.name === name)?.length
    const length = entry && size && expectedLength(entry, size, call.arguments)
    cotangents[name] = numbersOf(`the cotangent of ${name}`, value[name], length, complain)
  }
  return cotangents
}

/** The entry of the operator with those arguments alone that the call's options ask for, as far as the call has them. */
function entryTaken({ operator, arguments: args }: Call): Entry | undefined {
  const entry = entryOf(operator)
  if (entry === undefined) return undefined
  return { ...entry, arguments: entry.arguments.filter(({ name, when }) => when === undefined || name in args) }
}

/** Doubles from an array of JSON; a Float64Array as it is, uncopied, so that a law can see who shares it. */
function numbersOf(what: string, value: unknown, length: number | undefined, complain: Complaint): Float64Array {
  const isDoubles = value instanceof Float64Array
  if (!isDoubles && !Array.isArray(value)) throw complain(`${what} is ${quote(value)}, expected an array of numbers`)
  if (length !== undefined && value.length !== length)
    throw complain(`${what} has length ${value.length}, expected ${length}: ${quote(value)}`)
  if (isDoubles) return value
  return Float64Array.from(value, (entry: unknown, index) => {
    const number = decodeNumber(entry)
    if (typeof number === 'number') return number
    throw complain(`${what}[${index}] is ${quote(entry)}, expected a number, "NaN", "Infinity" or "-Infinity"`)
  })
}

/**
 * The number of entries that `size` means for these arguments. None where they do not fit together: such
 * a call should have been refused, so an answer to it has no right length, and the law will say so.
 */
function expectedLength(entry: Entry, size: Size, args: Arrays): number | undefined {
  const count = (measure: Size): number => {
    const argument = entry.arguments.find(({ length }) => length === measure)
    return argument === undefined ? 0 : (args[argument.name]?.length ?? 0)
  }
  const n = count('n')
  const m = count('m')
  const fits = entry.arguments.every(({ name, length }) => args[name]?.length === lengthOf(length, n, m))
  return fits && n >= entry.minimum ? lengthOf(size, n, m) : undefined
}

const names = (value: object): string => Object.keys(value).join(', ') || 'none'
