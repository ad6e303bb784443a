/**
 * `cotangent explain <clause | law | operator>`: what a name in a report means. Clauses come from the
 * chapters and operators from the catalogue, without mathjs and fast-check; only laws need those.
 */
import type { Law } from '../properties/law.ts'
import { catalogue, entryOf } from '../spec/catalogue.ts'
import { readChapters } from '../spec/chapters.ts'
import { explainClause } from './explain/clause.ts'
import { explainLaw } from './explain/law.ts'
import { explainOperator } from './explain/operator.ts'
import { installLine, isInstalled, type Peer } from './package.ts'
import { closest, UsageError } from './usage.ts'

/** What the laws are made of. */
const lawPeers: readonly Peer[] = ['fast-check', 'mathjs']

export async function runExplain(subject: string): Promise<number> {
  process.stdout.write(`${(await explanation(subject)).join('\n')}\n`)
  return 0
}

async function explanation(subject: string): Promise<readonly string[]> {
  const chapters = readChapters()
  const clauses = chapters.flatMap((chapter) => chapter.clauses)
  const clause = clauses.find(({ id }) => id === subject.toUpperCase())
  const entry = entryOf(subject.toLowerCase())
  if (entry !== undefined) return explainOperator(entry)
  const { laws, note } = await loadLaws()
  if (clause !== undefined) return [...explainClause(clause, laws), ...note]
  const law = laws.find(({ id }) => id === subject.toLowerCase())
  if (law !== undefined) return explainLaw(law, clauses)
  const names = [...clauses.map(({ id }) => id), ...laws.map(({ id }) => id), ...catalogue.map(({ name }) => name)]
  const near = closest(subject, names, 5)
  const instead =
    near.length > 0 ? `did you mean ${near.join(', ')}?` : `try TRI-9, ${laws[0]?.id ?? 'locate'}, or locate`
  throw new UsageError([`no clause, law or operator is called '${subject}'; ${instead}`, ...note].join('\n'))
}

/** The laws, or none and a line that says what they need. */
async function loadLaws(): Promise<{ readonly laws: readonly Law[]; readonly note: readonly string[] }> {
  const missing = lawPeers.filter((peer) => !isInstalled(peer))
  if (missing.length > 0) return { laws: [], note: [`  (to see the laws: ${installLine(missing)})`] }
  const { laws } = await import('../properties/index.ts')
  return { laws, note: [] }
}
