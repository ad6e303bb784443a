/**
 * Ways to spoil a valid case, each with the declared error that is due (ERR-2 to ERR-6): what the law
 * `bad-input` plants. A defect is alone in its case, but for more of the same after it, so that of the order
 * of checks (ERR-3) it matters only that the first offending entry is the one that is named (ERR-4). Singular
 * matrices are in `singular.ts`.
 *
 * What a port cannot be expected to make of a call that no caller of its own would send (arguments missing,
 * or of other names) and results that overflow are left to the tests of the implementation.
 */
import { type Entry, lengthOf } from '../spec/entry.ts'
import type { ErrorCode } from '../spec/errors.ts'
import type { MapName, Options } from '../spec/operator.ts'
import type { Case, Numbers, Subject } from './law.ts'
import { singularMatrices } from './singular.ts'

export interface Spoilt {
  /** The operator to call; not the entry's own only where the name is the defect. */
  readonly operator: string
  readonly input: Case
  readonly code: ErrorCode
  /** Where the spec says which argument and entry are named. */
  readonly argument?: string
  readonly index?: number
}

export interface Defect {
  readonly name: string
  /** Nothing where the defect makes no sense for this operator, map or case. `pick` chooses among places. */
  plant(subject: Subject, map: MapName, input: Case, pick: number): Spoilt | undefined
}

/** Arguments, tangents or the cotangent: an array of the case that can be replaced. */
interface Slot {
  readonly name: string
  readonly values: readonly number[]
  readonly isArgument: boolean
  replace(values: readonly number[]): Case
}

function slots(map: MapName, input: Case): Slot[] {
  const found: Slot[] = Object.entries(input.arguments).map(([name, values]) => ({
    name,
    values,
    isArgument: true,
    replace: (changed) => ({ ...input, arguments: { ...input.arguments, [name]: changed } }),
  }))
  if (map === 'pushforward') {
    for (const [name, values] of Object.entries(input.tangents)) {
      found.push({
        name,
        values,
        isArgument: false,
        replace: (changed) => ({ ...input, tangents: { ...input.tangents, [name]: changed } }),
      })
    }
  }
  if (map === 'pullback') {
    found.push({
      name: 'cotangent',
      values: input.cotangent,
      isArgument: false,
      replace: (cotangent) => ({ ...input, cotangent }),
    })
  }
  return found
}

/** What an error calls it: a tangent has no name of its own. */
const named = ({ name, isArgument }: Slot): { argument?: string } =>
  isArgument || name === 'cotangent' ? { argument: name } : {}

/** Whether the entries after the offending one are to offend as well. */
const isRepeated = (pick: number): boolean => pick >= 32

const notFinite = (value: number, name: string): Defect => ({
  name,
  plant({ entry }, map, input, pick) {
    const candidates = slots(map, input).filter(({ values }) => values.length > 0)
    if (candidates.length === 0) return undefined
    const slot = candidates[pick % candidates.length]
    const index = pick % slot.values.length
    const spoilt = slot.values.map((x, i) => (i === index || (i > index && isRepeated(pick)) ? value : x))
    return { operator: entry.name, input: slot.replace(spoilt), code: 'NOT_FINITE', ...named(slot), index }
  },
})

const wrongLength = (change: (values: readonly number[]) => readonly number[], name: string): Defect => ({
  name,
  plant({ entry, maxLength }, map, input, pick) {
    const candidates = slots(map, input).filter(
      (slot) =>
        slot.values.length > 0 &&
        change(slot.values).length <= maxLength &&
        !(slot.isArgument && measures(entry, slot.name)),
    )
    if (candidates.length === 0) return undefined
    const slot = candidates[pick % candidates.length]
    return {
      operator: entry.name,
      input: slot.replace(change(slot.values)),
      code: 'LENGTH_MISMATCH',
      ...named(slot),
    }
  },
})

/** Whether this argument is the one that n or m is read from: others are then measured against it. */
function measures(entry: Entry, name: string): boolean {
  return (['n', 'm'] as const).some((size) => entry.arguments.find(({ length }) => length === size)?.name === name)
}

const knotsOf = (entry: Entry): string | undefined => entry.arguments.find(({ role }) => role === 'knots')?.name

const withKnots = (input: Case, name: string, knots: readonly number[]): Case => ({
  ...input,
  arguments: { ...input.arguments, [name]: knots },
})

const withOptions = (input: Case, options: Options): Case => ({ ...input, options: { ...input.options, ...options } })

const unsorted = (swap: boolean, name: string): Defect => ({
  name,
  plant({ entry }, _, input, pick) {
    const knots = knotsOf(entry)
    if (knots === undefined) return undefined
    const values = [...input.arguments[knots]]
    const index = 1 + (pick % (values.length - 1))
    if (swap) [values[index - 1], values[index]] = [values[index], values[index - 1]]
    else values[index] = values[index - 1]
    return {
      operator: entry.name,
      input: withKnots(input, knots, values),
      code: 'NOT_INCREASING',
      argument: knots,
      index,
    }
  },
})

/** Every argument and tangent cut or filled to what n asks, the cotangent with them. */
function resized(entry: Entry, input: Case, n: number): Case {
  const resize = (arrays: Numbers): Numbers =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, array]) => {
        const { length } = entry.arguments.find((argument) => argument.name === name)!
        return [name, array.slice(0, Math.max(0, lengthOf(length, n, array.length)))]
      }),
    )
  const m = input.cotangent.length
  return {
    ...input,
    arguments: resize(input.arguments),
    tangents: resize(input.tangents),
    cotangent: input.cotangent.slice(0, Math.max(0, lengthOf(entry.output, n, m))),
  }
}

const tooFew = (n: number, name: string): Defect => ({
  name,
  plant({ entry }, _, input) {
    if (n >= entry.minimum) return undefined
    const first = entry.arguments.find(({ length }) => length === 'n')!
    const code = first.role === 'knots' ? 'TOO_FEW_KNOTS' : 'LENGTH_MISMATCH'
    return { operator: entry.name, input: resized(entry, input, n), code, argument: first.name }
  },
})

/** The ways to say that a query beyond the knots on this side is an error. */
function refusals({ entry, support }: Subject, side: 'left' | 'right'): readonly Options[] {
  const { values, default: standard, sided } = entry.options.extrapolation
  const taken = values.filter((value) => support.options?.extrapolation?.includes(value) ?? true)
  if (!taken.includes('none')) return []
  const other = String(taken.find((value) => value !== 'none') ?? 'none')
  return [
    { extrapolation: 'none' },
    ...(standard === 'none' ? [{}] : []),
    ...(sided ? [{ extrapolation: { left: other, right: other, [side]: 'none' } }] : []),
  ]
}

/** A query beyond the knots on a side where that is an error, if the port takes `none`. */
const outOfRange = (side: 'left' | 'right', name: string): Defect => ({
  name,
  plant(subject, _, input, pick) {
    const { entry } = subject
    const knots = knotsOf(entry)
    const places = entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)
    if (knots === undefined || places.length === 0 || entry.options.extrapolation === undefined) return undefined
    const queries = places[pick % places.length]
    const ways = refusals(subject, side)
    const values = input.arguments[queries]
    if (ways.length === 0 || values.length === 0) return undefined
    const index = pick % values.length
    const t = input.arguments[knots]
    // Queries elsewhere are brought inside, so that this one is the first fault.
    const low = t[0]
    const high = t[t.length - 1]
    const spoilt = values.map((q, i) => {
      if (i === index || (i > index && isRepeated(pick))) return side === 'left' ? low - 1 : high + 1
      return Math.min(high, Math.max(low, q))
    })
    const inside = (array: readonly number[]): readonly number[] => array.map((q) => Math.min(high, Math.max(low, q)))
    const elsewhere = places.map((name): [string, readonly number[]] => [name, inside(input.arguments[name])])
    const { extrapolation: _drawn, ...others } = input.options
    const options = { ...others, ...ways[Math.floor(pick / 2) % ways.length] }
    return {
      operator: entry.name,
      input: {
        ...input,
        options,
        arguments: { ...input.arguments, ...Object.fromEntries(elsewhere), [queries]: spoilt },
      },
      code: 'OUT_OF_RANGE',
      argument: queries,
      index,
    }
  },
})

const unknownOption: Defect = {
  name: 'an option that does not exist',
  plant: ({ entry }, _, input) => ({
    operator: entry.name,
    input: withOptions(input, { flavour: 'vanilla' }),
    code: 'INVALID_OPTION',
    argument: 'flavour',
  }),
}

const unknownValue: Defect = {
  name: 'a value that the option does not take',
  plant({ entry }, _, input, pick) {
    const names = Object.keys(entry.options)
    if (names.length === 0) return undefined
    const option = names[pick % names.length]
    return {
      operator: entry.name,
      input: withOptions(input, { [option]: 'no-such-value' }),
      code: 'INVALID_OPTION',
      argument: option,
    }
  },
}

const unknownOperator: Defect = {
  name: 'an operator that is not in the catalogue',
  plant: ({ entry }, _, input) => ({ operator: `${entry.name}-of-nowhere`, input, code: 'UNKNOWN_OPERATOR' }),
}

export const defects: readonly Defect[] = [
  notFinite(Number.NaN, 'NaN'),
  notFinite(Number.POSITIVE_INFINITY, 'Infinity'),
  notFinite(Number.NEGATIVE_INFINITY, '-Infinity'),
  wrongLength((values) => [...values, 1], 'an entry too many'),
  wrongLength((values) => values.slice(1), 'an entry too few'),
  tooFew(0, 'nothing at all'),
  tooFew(1, 'a single knot'),
  unsorted(true, 'knots out of order'),
  unsorted(false, 'a knot twice'),
  ...singularMatrices,
  outOfRange('left', 'a query left of the knots'),
  outOfRange('right', 'a query right of the knots'),
  unknownOption,
  unknownValue,
  unknownOperator,
]
