/**
 * A case with one thing changed: an option, one array of data, the knots between the ends, the order of the
 * queries, the tangents or the cotangent. State that is kept by less than all of what it depends on shows between
 * two such cases, and seldom between two that are drawn apart.
 */
import { checkCall } from '../spec/contract.ts'
import type { Argument } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName } from '../spec/operator.ts'
import { valuesTaken } from './defects/defect.ts'
import type { Case, Subject } from './law.ts'

/** `pick` chooses what is changed, and how; nothing where that leaves no valid case, or the same. */
export function changedInOne(subject: Subject, map: MapName, input: Case, pick: number): Case | undefined {
  const changes = changesOf(subject, map, input)
  const changed = changes[pick % changes.length]?.(Math.floor(pick / changes.length))
  return changed !== undefined && isValid(subject, changed) ? changed : undefined
}

type Change = (pick: number) => Case | undefined

function changesOf(subject: Subject, map: MapName, input: Case): readonly Change[] {
  const { entry } = subject
  const options = Object.keys(entry.options).map(
    (name): Change =>
      (pick) => {
        const others = valuesTaken(subject, name).filter(
          (value) => value !== (input.options[name] ?? entry.options[name].default),
        )
        if (others.length === 0) return undefined
        return { ...input, options: { ...input.options, [name]: others[pick % others.length] } }
      },
  )
  const data = entry.arguments
    .filter(({ name }) => input.arguments[name] !== undefined)
    .map(
      (argument): Change =>
        () => ({
          ...input,
          arguments: { ...input.arguments, [argument.name]: moved(argument, input.arguments[argument.name]) },
        }),
    )
  const seeds: Change[] =
    map === 'pushforward'
      ? Object.entries(input.tangents).map(
          ([name, tangent]): Change =>
            () => ({ ...input, tangents: { ...input.tangents, [name]: tangent.map((x) => x + 1) } }),
        )
      : map === 'pullback'
        ? [() => ({ ...input, cotangent: input.cotangent.map((x) => x + 1) })]
        : []
  return [...options, ...data, ...seeds]
}

/** Other numbers, as many: ends of knots and what a matrix has to be stay as they are. */
function moved({ role }: Argument, x: readonly number[]): readonly number[] {
  switch (role) {
    case 'knots':
      return x.map((t, i) => (i === 0 || i === x.length - 1 ? t : t + (x[i + 1] - t) / 4))
    case 'queries':
      return x.toReversed()
    case 'real':
      return x.map((xᵢ) => xᵢ + 1)
    default:
      return x.map((xᵢ) => 2 * xᵢ)
  }
}

function isValid({ entry }: Subject, input: Case): boolean {
  try {
    checkCall(entry, 'primal', input.arguments, input.options)
    return true
  } catch (error) {
    if (error instanceof CotangentError) return false
    throw error
  }
}
