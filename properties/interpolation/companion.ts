/** The interpolant that an integral is the integral of, as the port has it beside the integral. */
import { entryOf } from '../../spec/catalogue.ts'
import type { OperatorSupport } from '../../spec/port.ts'
import type { Subject } from '../law.ts'

/** The subject with the interpolant in its place. */
export function interpolantOf(subject: Subject): Subject {
  const entry = entryOf(subject.entry.integralOf!)!
  return { ...subject, entry, support: subject.operators[entry.name] }
}

/** The support of the integral, but for values of options that the interpolant does not take. */
export function shared(subject: Subject): OperatorSupport {
  const { support } = subject
  const other = interpolantOf(subject).support.options
  if (other === undefined) return support
  const names = Object.keys(subject.entry.options).filter((name) => other[name] !== undefined)
  const common = names.map((name) => [
    name,
    other[name].filter((value) => support.options?.[name]?.includes(value) ?? true),
  ])
  return { ...support, options: { ...support.options, ...Object.fromEntries(common) } }
}
