/**
 * What stands behind an interpolant: a function g on all reals, made from data, before any query is folded
 * (INP-1 to INP-3). Piecewise polynomials (`piece-curve.ts`), steps and the one polynomial through all data
 * are curves; folding, signs of derivatives and the cells of integrals are the interpolant's business.
 *
 * A curve belongs to fixed knots and options. `fit` gives it data; the other methods are about the last fit
 * and allocate nothing after the first call. A pullback is begun, fed with queries, and ended.
 */
import type { Doubles } from '../operator.ts'

/** Cotangents to be added to, by argument; without `knots`, theirs are not computed. */
export type Cotangents = Readonly<Record<string, Float64Array>>

export interface Curve {
  /** g of these data. The arrays are kept, not copied. */
  fit(args: Doubles): void
  /** The same, good for `evaluate` at these x alone where that is less work; whether it is good for all. */
  fitAt?(args: Doubles, x: ArrayLike<number>): boolean
  /** y[j] = g⁽ʳ⁾(x[j]) */
  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void
  /** ẏ[j] = ġ⁽ʳ⁾(x[j]) + g⁽ʳ⁺¹⁾(x[j]) ẋ[j] */
  evaluateTangent(x: Float64Array, xDot: Float64Array, order: number, tangents: Doubles, yDot: Float64Array): void
  /** y[j] = g(x[j]) as an integrand, for a g that jumps: the value on the left, at the first knot on the right */
  integrand?(x: ArrayLike<number>, y: Float64Array): void
  /** y[j] = the integral of g from x₁[j] to x₂[j], in either direction */
  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void
  /** ẏ[j] = the integral of ġ from x₁[j] to x₂[j], the bounds held fixed */
  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void
  /** Begins a pullback: nothing is collected yet. */
  begin(): void
  /** Collects ȳ[j] for g⁽ʳ⁾(x[j]), and gives x̄[j] = ȳ[j] g⁽ʳ⁺¹⁾(x[j]). */
  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void
  /** Collects ȳ[j] for the integral of g from x₁[j] to x₂[j], the bounds held fixed. */
  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void
  /** Ends it: adds what was collected to the cotangents of the data. */
  end(into: Cotangents): void
  /**
   * So many curves over the same knots, without this one. They share what knots and options make, and room: of two
   * neighbours one may begin a pullback before the other's has ended, of others not; and where there is `keepsFit`, two
   * neighbours have a fit at the same time, of others the last that was fitted.
   */
  several(count: number): readonly Curve[]
  /** Whether this curve still has its last fit, where several share the room for it. */
  readonly keepsFit?: boolean
  /** Gives it room of its own for its fits to come. */
  keepFit?(): void
}

/** y[j] = g(x[j]) as an integrand; continuous curves have no other value than their own. */
export function integrand(curve: Pick<Curve, 'integrand' | 'evaluate'>, x: ArrayLike<number>, y: Float64Array): void {
  if (curve.integrand === undefined) curve.evaluate(x, 0, y)
  else curve.integrand(x, y)
}

/** A fit that is good for evaluation at x, with no more work than that takes; whether it is good for all. */
export function fitAt(curve: Pick<Curve, 'fit' | 'fitAt'>, args: Doubles, x: ArrayLike<number>): boolean {
  if (curve.fitAt !== undefined) return curve.fitAt(args, x)
  curve.fit(args)
  return true
}
