/**
 * The choice of slopes at the knots: all that one kind of piecewise cubic has and another has not. The cubic
 * between is `hermite.ts`.
 */
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'

/** Everything that a rule makes of knots and options alone. */
export type SlopeRule = (knots: Float64Array, options: Options) => PreparedSlopes

/** The rule for fixed knots. After the first call of each method nothing is allocated. */
export interface PreparedSlopes {
  /** Writes the slopes z, one a knot. */
  slopes(args: Doubles, z: Float64Array): void
  /** Writes ż; z are the slopes of `args`. */
  tangent(args: Doubles, z: Float64Array, tangents: Doubles, zDot: Float64Array): void
  /** Adds to the cotangents in `into`; `zBar` may be overwritten. Where `into` has no `knots`, theirs are left out. */
  pullback(args: Doubles, z: Float64Array, zBar: Float64Array, into: Cotangents): void
}
