/** Which checks run, and which process runs them. */
import { createHash } from 'node:crypto'
import type { Check } from '../properties/law.ts'
import type { Shard } from './arguments.ts'
import { didYouMean, UsageError } from './usage.ts'

export interface Filter {
  readonly operators?: readonly string[]
  readonly laws?: readonly string[]
}

/** The checks that the filter leaves, in their order; a name that no check has is a `UsageError`. */
export function select(checks: readonly Check[], filter: Filter): readonly Check[] {
  refuseUnknown('operator', filter.operators, [...new Set(checks.map((check) => check.operator))])
  refuseUnknown('law', filter.laws, [...new Set(checks.map((check) => check.law))])
  const asked = checks.filter(
    (check) => (filter.operators?.includes(check.operator) ?? true) && (filter.laws?.includes(check.law) ?? true),
  )
  if (asked.length === 0) throw new UsageError('these laws say nothing about these operators: no check is left')
  return asked
}

/** One part of the checks, which may be empty. */
export function partOf(checks: readonly Check[], shard: Shard): readonly Check[] {
  return checks.filter((check) => isInShard(check.id, shard))
}

/** By a hash of the id: a check stays in its part when operators are added. */
function isInShard(id: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE() % count === index - 1
}

/** Dealt out one by one, so that every process meets the operators in the same order and has its share of each. */
export function deal(checks: readonly Check[], hands: number): readonly (readonly Check[])[] {
  const dealt = Array.from({ length: Math.min(hands, checks.length) }, (): Check[] => [])
  checks.forEach((check, i) => {
    dealt[i % dealt.length].push(check)
  })
  return dealt
}

function refuseUnknown(what: string, asked: readonly string[] | undefined, known: readonly string[]): void {
  const stranger = asked?.find((name) => !known.includes(name))
  if (stranger === undefined) return
  throw new UsageError(
    `there is no ${what} '${stranger}'${didYouMean(stranger, known)}; the ${what}s are ${known.join(', ')}`,
  )
}
