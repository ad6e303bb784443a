/** What a port says it supports (PRT-2): derived from the catalogue for a table of operators, and checked when a port says it. */
import { catalogue, entryOf } from '../spec/catalogue.ts'
import { differentiableArguments } from '../spec/entry.ts'
import type { MapName, Operators } from '../spec/operator.ts'
import { mapNames } from '../spec/operator.ts'
import { type Description, type OperatorSupport, protocolVersion } from '../spec/port.ts'
import { isMembers, quote } from './messages.ts'
import type { Complaint } from './shape.ts'

/** Every map that the catalogue has, of every operator of the catalogue that is in the table. */
export function supportOf(operators: Operators): Readonly<Record<string, OperatorSupport>> {
  const support: Record<string, OperatorSupport> = {}
  for (const entry of catalogue) {
    if (operators[entry.name] === undefined) continue
    support[entry.name] = { maps: mapNames.filter((map) => entry.clauses[map] !== undefined) }
  }
  return support
}

/**
 * The description if it is one. Operators and option values that this catalogue has not are let through:
 * the port may know a later one. A name in `differentiable` that no argument has would quietly take that
 * argument out of every check, so it is refused.
 */
export function descriptionOf(value: unknown, complain: Complaint): Description {
  const refuse = (what: string, got: unknown, expected: string): Error =>
    complain(`describe: ${what} is ${quote(got)}, expected ${expected}`)
  if (!isMembers(value)) throw refuse('the result', value, 'an object')
  const { protocol, name, version, language, operators, maxLength } = value
  if (protocol !== protocolVersion) throw refuse('protocol', protocol, `${protocolVersion}`)
  if (typeof name !== 'string') throw refuse('name', name, 'a string')
  if (typeof version !== 'string') throw refuse('version', version, 'a string')
  if (typeof language !== 'string') throw refuse('language', language, 'a string')
  if (maxLength !== undefined && !isCount(maxLength)) throw refuse('maxLength', maxLength, 'a positive integer')
  if (!isMembers(operators)) throw refuse('operators', operators, 'an object of operators by name')
  const support: Record<string, OperatorSupport> = {}
  for (const [operator, declared] of Object.entries(operators)) {
    support[operator] = operatorSupportOf(operator, declared, refuse)
  }
  return {
    protocol,
    name,
    version,
    language,
    operators: support,
    ...(maxLength === undefined ? {} : { maxLength }),
  }
}

function operatorSupportOf(
  operator: string,
  value: unknown,
  refuse: (what: string, got: unknown, expected: string) => Error,
): OperatorSupport {
  if (!isMembers(value)) throw refuse(operator, value, 'an object with maps')
  const { maps, options, differentiable } = value
  if (!isArrayOf(maps, isMapName))
    throw refuse(`${operator}.maps`, maps, `an array of ${mapNames.map((map) => `"${map}"`).join(', ')}`)
  if (options !== undefined && !isOptionValues(options))
    throw refuse(`${operator}.options`, options, 'an object of arrays of strings or numbers by option')
  const entry = entryOf(operator)
  const known = entry && differentiableArguments(entry)
  const isArgument = (name: unknown): name is string =>
    typeof name === 'string' && (known === undefined || known.includes(name))
  if (differentiable !== undefined && !isArrayOf(differentiable, isArgument)) {
    const names = known === undefined ? 'an array of names' : `an array of ${known.join(', ')}`
    throw refuse(`${operator}.differentiable`, differentiable, known?.length === 0 ? 'an empty array' : names)
  }
  return {
    maps,
    ...(options === undefined ? {} : { options }),
    ...(differentiable === undefined ? {} : { differentiable }),
  }
}

function isArrayOf<T>(value: unknown, isOne: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne)
}

const isMapName = (value: unknown): value is MapName => mapNames.some((map) => map === value)

const isOptionValue = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

const isOptionValues = (value: unknown): value is Readonly<Record<string, readonly (string | number)[]>> =>
  isMembers(value) && Object.values(value).every((values) => isArrayOf(values, isOptionValue))

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0
