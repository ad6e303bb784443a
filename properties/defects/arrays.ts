/** Arguments, tangents and cotangents that are spoilt: numbers that are none, lengths that do not fit, names that are not called for. */
import { type Entry, lengthOf } from '../../spec/entry.ts'
import type { MapName } from '../../spec/operator.ts'
import type { Case, Subject } from '../law.ts'
import { type Defect, entryAt, isRepeated } from './defect.ts'

/** An array of a case that can be replaced. */
interface Slot {
  readonly name: string
  readonly of: 'arguments' | 'tangents' | 'cotangent'
}

function slotsOf({ entry, differentiable }: Subject, map: MapName): readonly Slot[] {
  const slots: Slot[] = entry.arguments.map(({ name }) => ({ name, of: 'arguments' }))
  if (map === 'pushforward') slots.push(...differentiable.map((name): Slot => ({ name, of: 'tangents' })))
  if (map === 'pullback') slots.push({ name: 'cotangent', of: 'cotangent' })
  return slots
}

const called = ({ name, of }: Slot): string => (of === 'tangents' ? `the tangent of ${name}` : name)

/** Nothing where the options of the case do not call for the argument. */
function read(input: Case, { name, of }: Slot): readonly number[] | undefined {
  return of === 'cotangent' ? input.cotangent : input[of][name]
}

function put(input: Case, { name, of }: Slot, values: readonly number[]): Case {
  return of === 'cotangent' ? { ...input, cotangent: values } : { ...input, [of]: { ...input[of], [name]: values } }
}

const notFinite = (value: number, slot: Slot): Defect => ({
  name: `${value} in ${called(slot)}`,
  plant({ entry }, _, input, pick) {
    const values = read(input, slot)
    if (values === undefined || values.length === 0) return undefined
    const index = entryAt(pick, values.length)
    const spoilt = values.map((x, i) => (i === index || (i > index && isRepeated(pick)) ? value : x))
    return { operator: entry.name, input: put(input, slot, spoilt), code: 'NOT_FINITE', argument: slot.name, index }
  },
})

const wrongLength = (isLonger: boolean, slot: Slot): Defect => ({
  name: `an entry too ${isLonger ? 'many' : 'few'} in ${called(slot)}`,
  plant({ entry, maxLength }, _, input) {
    const values = read(input, slot)
    if (values === undefined || values.length === 0 || (isLonger && values.length >= maxLength)) return undefined
    const changed = isLonger ? [...values, 1] : values.slice(1)
    return {
      operator: entry.name,
      input: put(input, slot, changed),
      code: 'LENGTH_MISMATCH',
      argument: slot.name,
    }
  },
})

/** Whether this argument is the one that n or m is read from: others are then measured against it. */
function measures(entry: Entry, { name, of }: Slot): boolean {
  if (of !== 'arguments') return false
  return (['n', 'm'] as const).some((size) => entry.arguments.find(({ length }) => length === size)?.name === name)
}

/** An array for an argument that the options do not call for, or for none of the operator. */
const notCalledFor = (slot: Slot): Defect => ({
  name: `${called(slot)}, which is not called for`,
  plant({ entry }, _, input) {
    if (input.arguments[slot.name] !== undefined) return undefined
    const size = entry.arguments.find(({ name }) => name === slot.name)?.length ?? 'n'
    const n = input.arguments[entry.arguments.find(({ length }) => length === 'n')!.name].length
    const values = Array.from({ length: lengthOf(size, n, input.cotangent.length) }, () => 1)
    return {
      operator: entry.name,
      input: put(input, slot, values),
      code: 'LENGTH_MISMATCH',
      argument: slot.name,
    }
  },
})

export function arrayDefects(subject: Subject, map: MapName): readonly Defect[] {
  const { entry, differentiable } = subject
  const slots = slotsOf(subject, map)
  const conditional = entry.arguments.filter(({ when }) => when !== undefined).map(({ name }) => name)
  // A pullback that took it would be at fault for a cotangent too many or too few, and so be a fault before it is judged.
  const strangers: Slot[] = map === 'pullback' ? [] : conditional.map((name) => ({ name, of: 'arguments' }))
  if (map === 'pushforward') {
    const active = conditional.filter((name) => differentiable.includes(name))
    strangers.push(...['no-such-argument', ...active].map((name): Slot => ({ name, of: 'tangents' })))
  }
  return [
    ...slots.flatMap((slot) => [Number.NaN, Infinity, -Infinity].map((value) => notFinite(value, slot))),
    ...slots
      .filter((slot) => !measures(entry, slot))
      .flatMap((slot) => [true, false].map((isLonger) => wrongLength(isLonger, slot))),
    ...strangers.map(notCalledFor),
  ]
}
