/**
 * What every interpolant is made of: polynomials between breaks (INP-1), and the rule that makes them from
 * knots, values and whatever else the kind takes. A kind is its rule; evaluation, extrapolation, derivatives
 * and integrals are the same for all (`interpolant.ts`).
 */
import type { Options } from '../../spec/operator.ts'
import type { Scalar, Vectors } from '../scalar.ts'

/**
 * Polynomial i holds on (breaks[i], breaks[i+1]]: Σₖ coefficients[i][k] (x − breaks[i])ᵏ. The first break is the
 * first knot, the last the last. As tangents or cotangents, the same shape.
 */
export interface Pieces<T> {
  readonly breaks: readonly T[]
  readonly coefficients: readonly (readonly T[])[]
}

/** A kind of interpolant: its pieces as a function of its data, with the derivative maps of that function. */
export interface PieceRule {
  primal<T extends Scalar>(args: Vectors<T>, options: Options): Pieces<T>
  pushforward<T extends Scalar>(args: Vectors<T>, tangents: Vectors<T>, options: Options): Pieces<T>
  /** Cotangents of the data for those of breaks and coefficients. */
  pullback<T extends Scalar>(args: Vectors<T>, bar: Pieces<T>, options: Options): Record<string, T[]>
}
