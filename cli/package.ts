/**
 * What the package says of itself: its version, and the optional peers that some subcommands need. The
 * library has no dependency; who verifies installs these, and is told how in one line that can be pasted.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from './usage.ts'

export type Peer = 'fast-check' | 'mathjs' | 'vitest'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly devDependencies: Readonly<Record<Peer, string>>
}

/** The package's own manifest: in the first folder above this file that has one. */
export function manifest(): Manifest {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error('cotangent: no package.json above its own files')
    folder = dirname(folder)
  }
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

/** Throws a `UsageError` with the install line unless all these peers can be found. */
export function requirePeers(peers: readonly Peer[], isThere: (peer: Peer) => boolean = isInstalled): void {
  const missing = peers.filter((peer) => !isThere(peer))
  if (missing.length > 0) throw new UsageError(`this needs ${list(missing)}; install:\n  ${installLine(missing)}`)
}

/** `npm install --save-dev vitest@4.1.12 …`: of each the version that this package is itself tested with. */
export function installLine(peers: readonly Peer[]): string {
  const { devDependencies } = manifest()
  return `npm install --save-dev ${peers.map((peer) => `${peer}@${devDependencies[peer]}`).join(' ')}`
}

export function isInstalled(peer: Peer): boolean {
  try {
    import.meta.resolve(peer)
    return true
  } catch {
    return false
  }
}

const list = (names: readonly string[]): string =>
  names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
