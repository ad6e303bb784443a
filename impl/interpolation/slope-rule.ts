/**
 * The choice of slopes at the knots: all that one kind of piecewise cubic has and another has not. The cubic
 * between is `hermite.ts`.
 */
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'

/** Everything that a rule makes of knots and options alone. */
export type SlopeRule = (knots: Float64Array, options: Options) => PreparedSlopes

/** The rule for fixed knots, which keeps nothing of its data. After the first call of each method nothing is allocated. */
export interface PreparedSlopes {
  /** Writes the slopes z, one a knot. */
  slopes(args: Doubles, z: Float64Array): void
  /** Writes ż. */
  tangent(args: Doubles, tangents: Doubles, zDot: Float64Array): void
  /** Adds to the cotangents in `into`; `zBar` may be overwritten. Where `into` has no `knots`, theirs are left out. */
  pullback(args: Doubles, zBar: Float64Array, into: Cotangents): void
}
