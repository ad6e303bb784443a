/** What the arguments of an interpolant, or of its integral, are to its axes: what moves and scales with them. */
import { resolveOptions } from '../../spec/contract.ts'
import { type Argument, type Entry, entryFor } from '../../spec/entry.ts'
import type { Case, Numbers } from '../law.ts'

/** The arguments that a case has. */
function takenBy(entry: Entry, { options }: Case): readonly Argument[] {
  return entryFor(entry, resolveOptions(entry, options)).arguments
}

/** The arguments with every abscissa changed: knots, and queries or bounds. */
export function withAbscissae(entry: Entry, input: Case, change: (x: number) => number): Numbers {
  const along = takenBy(entry, input).filter(({ role }) => role === 'knots' || role === 'queries')
  return Object.fromEntries(along.map(({ name }) => [name, input.arguments[name].map(change)]))
}

/** The arguments with every ordinate changed: values, and what is given of derivatives, each by its own order. */
export function withOrdinates(
  entry: Entry,
  input: Case,
  change: (array: readonly number[], derivative: number) => readonly number[],
): Numbers {
  return Object.fromEntries(
    takenBy(entry, input).flatMap(({ name, derivative }) =>
      derivative === undefined ? [] : [[name, change(input.arguments[name], derivative)] as const],
    ),
  )
}

/** Which derivative the output is: the order, and −1 for an integral. */
export function derivativeOf(entry: Entry, { options }: Case): number {
  return entry.integralOf === undefined ? Number(resolveOptions(entry, options).order) : -1
}
