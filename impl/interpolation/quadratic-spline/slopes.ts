/**
 * The slopes at the knots from the right-hand side: z[0] = r[0], z[i] + z[i−1] = r[i] (QSP-4 to QSP-6), a
 * unit lower bidiagonal system. Linear, so it is its own pushforward. The slopes alternate around the
 * true ones and the alternation is not damped (QSP-18): that is the method, not an error.
 */
import { operator, type SharingOperator } from '../../operator.ts'

/** z = A⁻¹ r, forwards. */
export function slopes(r: Float64Array, z: Float64Array = new Float64Array(r.length)): Float64Array {
  z[0] = r[0]
  for (let i = 1; i < r.length; i++) z[i] = r[i] - z[i - 1]
  return z
}

/** r̄ = A⁻ᵀ z̄, the same recurrence backwards. `rBar` may be `zBar`. */
export function slopesPullback(zBar: Float64Array, rBar: Float64Array): void {
  const last = zBar.length - 1
  rBar[last] = zBar[last]
  for (let i = last - 1; i >= 0; i--) rBar[i] = zBar[i] - rBar[i + 1]
}

export const quadraticSplineSlopes: SharingOperator = operator('quadratic-spline-slopes', {
  primal: ({ rhs }) => slopes(rhs),
  pushforward: (_, tangents) => slopes(tangents.rhs),
  pullback(_, zBar) {
    const rBar = new Float64Array(zBar.length)
    slopesPullback(zBar, rBar)
    return { rhs: rBar }
  },
})
