/** The choice of slopes at the knots: all that one kind of piecewise cubic has and another has not. The cubic between is `hermite.ts`. */
import type { Options } from '../../spec/operator.ts'
import type { Scalar, Vectors } from '../scalar.ts'

export interface SlopeRule {
  /** The slopes z, one a knot. */
  primal<T extends Scalar>(args: Vectors<T>, options: Options): T[]
  pushforward<T extends Scalar>(args: Vectors<T>, tangents: Vectors<T>, options: Options): T[]
  /** Cotangents of the data (without queries) for that of the slopes. */
  pullback<T extends Scalar>(args: Vectors<T>, zBar: readonly T[], options: Options): Record<string, T[]>
}
