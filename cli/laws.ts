/** The laws, for subcommands that can say something without them: what laws are made of are optional peers. */
import type { Law } from '../properties/law.ts'
import { installLine, isInstalled, type Peer } from './package.ts'

const lawPeers: readonly Peer[] = ['fast-check', 'mathjs']

export interface Laws {
  readonly laws: readonly Law[]
  /** The line that installs what the laws need, where that is missing; there are no laws then. */
  readonly install?: string
}

export async function loadLaws(isThere: (peer: Peer) => boolean = isInstalled): Promise<Laws> {
  const missing = lawPeers.filter((peer) => !isThere(peer))
  if (missing.length > 0) return { laws: [], install: installLine(missing) }
  const { laws } = await import('../properties/index.ts')
  return { laws }
}

/** Ids and titles, one law a line. */
export function lawList({ laws, install }: Laws): readonly string[] {
  if (install !== undefined) return [`  (to see them: ${install})`]
  const widest = Math.max(...laws.map(({ id }) => id.length))
  return laws.map(({ id, title }) => `  ${id.padEnd(widest)}  ${title}`)
}
