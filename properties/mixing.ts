/**
 * What the rounding of one row costs another in a solve: the second order of NUM-6.
 *
 * Elimination with pivoting mixes rows. Refinement brings the error of each entry down to its own scale, and
 * besides to that of the largest entry times a unit of roundoff: the corrections are as large as ε times the
 * solution, and are solved for with a relative error in norm. Where a system nearly falls apart, entries are
 * smaller than that, and no further step helps. Other operators mix nothing, and get nothing on top.
 */
import { scale } from '../reference/index.ts'
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Case, Numbers } from './law.ts'
import { unitRoundoff } from './unit-roundoff.ts'

/** scale + ε · limit · s, where s is the largest scale of the map's own solve, and for Ā = −λ xᵀ that of λ times that of x. */
export function mixedScales(map: MapName, entry: Entry, input: Case, scales: Numbers): Numbers {
  if (entry.system === undefined) return scales
  const ofMatrix = map === 'pullback' ? largest(scales.b) * largest(scale('primal', entry, input).output) : 0
  return Object.fromEntries(
    Object.entries(scales).map(([name, own]) => {
      const most = map === 'pullback' && name !== 'b' ? ofMatrix : largest(own)
      return [name, own.map((s) => s + unitRoundoff * entry.limits[map] * most)]
    }),
  )
}

const largest = (values: readonly number[]): number => Math.max(0, ...values)
