/** Knots that do not increase, and fewer of them (or of rows) than an operator needs. */
import { type Entry, lengthOf, minimumOf } from '../../spec/entry.ts'
import type { Options } from '../../spec/operator.ts'
import type { Case, Numbers, Subject } from '../law.ts'
import { type Defect, defaultsOf, entryAt, valuesTaken, withOptions } from './defect.ts'

export const knotsOf = (entry: Entry): string | undefined => entry.arguments.find(({ role }) => role === 'knots')?.name

/** Knots of which the one at `index` is the first that is not above the one before. */
type Spoil = (knots: readonly number[], index: number) => readonly number[]

const swapped: Spoil = (knots, index) => {
  const changed = [...knots]
  ;[changed[index - 1], changed[index]] = [knots[index], knots[index - 1]]
  return changed
}

const twice: Spoil = (knots, index) => knots.map((t, i) => (i === index ? knots[i - 1] : t))

/** Equal numbers of other bits. */
const zeros =
  (first: number, second: number): Spoil =>
  (knots, index) =>
    knots.map((_, i) => (i === index - 1 ? first : i === index ? second : i < index ? i + 1 - index : i - index))

const unsorted = (name: string, spoil: Spoil): Defect => ({
  name,
  plant({ entry }, _, input, pick) {
    const knots = knotsOf(entry)!
    const values = input.arguments[knots]
    if (values.length < 2) return undefined
    const index = 1 + entryAt(pick, values.length - 1)
    return {
      operator: entry.name,
      input: { ...input, arguments: { ...input.arguments, [knots]: spoil(values, index) } },
      code: 'NOT_INCREASING',
      argument: knots,
      index,
    }
  },
})

/** Every argument and tangent cut to what n asks, the cotangent with them. */
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

/** `n` of them; nothing where that is enough, or more than the case has. */
const tooFew = (name: string, options: Options, fewer: (minimum: number) => number): Defect => ({
  name,
  plant({ entry }, _, input) {
    const chosen = withOptions(input, options)
    const full = { ...defaultsOf(entry), ...chosen.options }
    if (entry.conflict?.(full) !== undefined) return undefined
    const minimum = minimumOf(entry, full)
    const n = fewer(minimum)
    const first = entry.arguments.find(({ length }) => length === 'n')!
    if (n < 0 || n >= minimum || input.arguments[first.name].length < n) return undefined
    const code = first.role === 'knots' ? 'TOO_FEW_KNOTS' : 'LENGTH_MISMATCH'
    return { operator: entry.name, input: resized(entry, chosen, n), code, argument: first.name }
  },
})

/** One less than enough, for every value of every option where that depends on them. */
function oneTooFew(subject: Subject): readonly Defect[] {
  const { entry } = subject
  if (entry.minimumFor === undefined) return []
  const decisive = Object.keys(entry.options).filter((option) =>
    valuesTaken(subject, option).some(
      (value) => minimumOf(entry, { ...defaultsOf(entry), [option]: value }) !== minimumOf(entry, defaultsOf(entry)),
    ),
  )
  return decisive.flatMap((option) =>
    valuesTaken(subject, option).map((value) =>
      tooFew(`one too few for ${option} ${value}`, { [option]: value }, (minimum) => minimum - 1),
    ),
  )
}

export function knotDefects(subject: Subject): readonly Defect[] {
  const few = [tooFew('nothing at all', {}, () => 0), tooFew('a single one', {}, () => 1), ...oneTooFew(subject)]
  if (knotsOf(subject.entry) === undefined) return few
  return [
    ...few,
    unsorted('knots out of order', swapped),
    unsorted('a knot twice', twice),
    unsorted('0 and −0 for two knots', zeros(0, -0)),
    unsorted('−0 and 0 for two knots', zeros(-0, 0)),
  ]
}
