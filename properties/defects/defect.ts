/** The form of a defect: one way to spoil a valid case, and the declared error that is then due (ERR-2 to ERR-6). */
import type { Entry } from '../../spec/entry.ts'
import type { ErrorCode } from '../../spec/errors.ts'
import type { MapName, Options } from '../../spec/operator.ts'
import type { Case, Subject } from '../law.ts'

export interface Spoilt {
  /** The operator to call; not the entry's own only where the name is the defect. */
  readonly operator: string
  readonly input: Case
  readonly code: ErrorCode
  /** Where the spec says which argument and entry are named. */
  readonly argument?: string
  readonly index?: number
  /** The clause that asks for this error, if another than ERR-2. */
  readonly clause?: string
}

export interface Defect {
  readonly name: string
  /** Nothing where the defect makes no sense for this operator, map or case. `pick` chooses an entry. */
  plant(subject: Subject, map: MapName, input: Case, pick: number): Spoilt | undefined
}

/** An entry of so many: half the time the first or the last one, which checks forget the most. */
export function entryAt(pick: number, length: number): number {
  if (pick % 4 === 0) return 0
  return pick % 4 === 1 ? length - 1 : pick % length
}

/** Whether the entries after the offending one are to offend as well. */
export const isRepeated = (pick: number): boolean => pick >= 32

export const withOptions = (input: Case, options: Options): Case => ({
  ...input,
  options: { ...input.options, ...options },
})

/** Without asking whether they go together, as `resolveOptions` does. */
export const defaultsOf = (entry: Entry): Options =>
  Object.fromEntries(Object.entries(entry.options).map(([name, spec]) => [name, spec.default]))

/** Those of the values of an option that the port takes. */
export function valuesTaken({ entry, support }: Subject, option: string): readonly (string | number)[] {
  return entry.options[option].values.filter((value) => support.options?.[option]?.includes(value) ?? true)
}
