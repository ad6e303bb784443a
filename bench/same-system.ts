/** Whether both sides solve the same systems and evaluate the same splines: without that, a ratio of their times says nothing. */
import { fewestGslKnots, queriesPerKnot } from './interpolant-plans.ts'
import { naturalSplineValues } from './interpolants.ts'
import { prepare } from './kernels.ts'
import type { NativePeers } from './native.ts'
import type { SystemKind } from './systems.ts'

/**
 * The sums of both solutions may differ by this, relative to Σ|xᵢ|. Generous, because a general system of
 * 10⁶ rows may be ill-conditioned; a different system differs in the first digit.
 */
const tolerance = 1e-3
/** The values lie around 1, and a spline of such knots is well-conditioned. */
const splineTolerance = 1e-9

export async function checkNativeSystems(native: NativePeers, sizes: readonly number[]): Promise<void> {
  for (const n of sizes) {
    for (const kernel of native.kernels.filter((name) => name !== 'gsl-spline')) {
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

export async function checkNativeSplines(native: NativePeers, knots: readonly number[]): Promise<void> {
  if (!native.kernels.includes('gsl-spline')) return
  for (const n of knots.filter((n) => n >= fewestGslKnots)) {
    const values = naturalSplineValues(n, queriesPerKnot * n)
    const sum = values.reduce((total, value) => total + value, 0)
    const theirs = await native.checksum('gsl-spline', n)
    if (!(Math.abs(theirs - sum) <= splineTolerance * values.length)) {
      throw new Error(`GSL evaluates another spline of ${n} knots: the sum of its values is ${theirs}, not ${sum}`)
    }
  }
}
