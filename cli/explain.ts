/**
 * `cotangent explain <clause | law | operator>`: what a name in a report means. Clauses come from the
 * chapters and operators from the catalogue, without mathjs and fast-check; only laws need those.
 */
import { catalogue, entryOf } from '../spec/catalogue.ts'
import { readChapters } from '../spec/chapters.ts'
import { explainClause } from './explain/clause.ts'
import { explainLaw } from './explain/law.ts'
import { explainOperator } from './explain/operator.ts'
import { loadLaws } from './laws.ts'
import { isInstalled, type Peer } from './package.ts'
import { closest, UsageError } from './usage.ts'

export async function runExplain(subject: string): Promise<number> {
  process.stdout.write(`${(await explanation(subject)).join('\n')}\n`)
  return 0
}

export async function explanation(
  subject: string,
  isThere: (peer: Peer) => boolean = isInstalled,
): Promise<readonly string[]> {
  const clauses = readChapters().flatMap((chapter) => chapter.clauses)
  const clause = clauses.find(({ id }) => id === subject.toUpperCase())
  const entry = entryOf(subject.toLowerCase())
  if (entry !== undefined) return explainOperator(entry)
  const { laws, install } = await loadLaws(isThere)
  if (clause !== undefined) {
    return [...explainClause(clause, laws), ...(install === undefined ? [] : [`  (to see the laws: ${install})`])]
  }
  // It may well be a law.
  if (install !== undefined) {
    throw new UsageError(
      `no clause or operator is called '${subject}'; to see the laws as well, install:\n  ${install}`,
    )
  }
  const law = laws.find(({ id }) => id === subject.toLowerCase())
  if (law !== undefined) return explainLaw(law, clauses)
  const names = [...clauses.map(({ id }) => id), ...laws.map(({ id }) => id), ...catalogue.map(({ name }) => name)]
  const near = closest(subject, names, 5)
  const instead = near.length > 0 ? `did you mean ${near.join(', ')}?` : `try TRI-9, ${laws[0].id}, or locate`
  throw new UsageError(`no clause, law or operator is called '${subject}'; ${instead}`)
}
