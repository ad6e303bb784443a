/** Whether both sides solve the same systems: without that, a ratio of their times says nothing. */
import { prepare } from './kernels.ts'
import type { NativePeers } from './native.ts'
import type { SystemKind } from './systems.ts'

/**
 * The sums of both solutions may differ by this, relative to Σ|xᵢ|. Generous, because a general system of
 * 10⁶ rows may be ill-conditioned; a different system differs in the first digit.
 */
const tolerance = 1e-3

export async function checkNativeSystems(native: NativePeers, sizes: readonly number[]): Promise<void> {
  for (const n of sizes) {
    for (const kernel of native.kernels) {
      const kind: SystemKind = kernel.startsWith('thomas') ? 'dominant' : 'general'
      const { x } = prepare(n, kind)
      const sum = x.reduce((total, entry) => total + entry, 0)
      const size = x.reduce((total, entry) => total + Math.abs(entry), 0)
      const theirs = await native.checksum(kernel, n)
      if (!(Math.abs(theirs - sum) <= tolerance * size)) {
        throw new Error(`C ${kernel} solves another system of ${n} rows: the sum of x is ${theirs}, not ${sum}`)
      }
    }
  }
}
