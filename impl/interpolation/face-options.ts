/** The options of the interpolants, as the catalogue has them, with types. */

/** What a query outside the knots means; `none`: an error. */
export type Extrapolation = 'none' | 'constant' | 'linear' | 'extension' | 'periodic' | 'reflective'

/** One for both ends, or each its own. */
export type Sided<Value> = Value | { readonly left: Value; readonly right: Value }

export interface InterpolantOptions {
  /** Default `none`. */
  readonly extrapolation?: Sided<Extrapolation>
  /** The number of curves over the same knots, whose data are row-major, a row for each knot. Default 1. */
  readonly columns?: number
}

export interface ConstantOptions extends InterpolantOptions {
  /** Whose value a query takes: that of the knot before it, after it, or next to it. Default `previous`. */
  readonly side?: 'previous' | 'next' | 'nearest'
}

export interface QuadraticOptions extends InterpolantOptions {
  /** Whether the parabola of a piece also goes through the next knot or the one before. Default `forward`. */
  readonly mode?: 'forward' | 'backward'
}

export interface QuadraticSplineOptions extends InterpolantOptions {
  /** What fixes the free condition: the first slope is zero, or breaks as a B-spline has them. Default `zero-slope`. */
  readonly start?: 'zero-slope' | 'collocation'
}

export type Boundary = 'natural' | 'clamped' | 'second-derivatives' | 'not-a-knot' | 'periodic'

export interface CubicSplineOptions extends InterpolantOptions {
  /** The condition at the ends; periodic at both or at none. Default `natural`. */
  readonly boundary?: Sided<Boundary>
  /** Where an end is clamped, and only there: the slopes at the first and the last knot, a row for each. */
  readonly endSlopes?: ArrayLike<number>
  /** Where an end has second derivatives given, and only there: those at the first and the last knot. */
  readonly endCurvatures?: ArrayLike<number>
}

/** Which of the end data are given, so that they have cotangents. */
export type EndsOf<Given extends CubicSplineOptions> =
  | (Given extends { readonly endSlopes: ArrayLike<number> } ? 'endSlopes' : never)
  | (Given extends { readonly endCurvatures: ArrayLike<number> } ? 'endCurvatures' : never)

export interface SteffenOptions extends InterpolantOptions {
  /** The slope at an end: of the parabola through three knots, limited; or of the chord. Default `parabola`. */
  readonly ends?: 'parabola' | 'chord'
}

export interface BsplineInterpolationOptions extends InterpolantOptions {
  /** Default 3. */
  readonly degree?: 1 | 2 | 3 | 4 | 5
}

export interface BsplineApproximationOptions extends BsplineInterpolationOptions {
  /** The number of coefficients, from degree + 1 to the number of knots. Default 4. */
  readonly controlPoints?: number
}

export interface SmoothingSplineOptions extends InterpolantOptions {
  /** The weight λ of bending, or `gcv`: chosen by generalised cross-validation, for one curve. Default 1. */
  readonly lambda?: number | 'gcv'
}
