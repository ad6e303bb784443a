/**
 * The interpolants by the names that people know them by: each takes its data and returns an `Interpolant`. What each
 * kind is, the clauses say (`spec/chapters/`). All throw TOO_FEW_KNOTS, LENGTH_MISMATCH, NOT_FINITE, NOT_INCREASING
 * and INVALID_OPTION, and copy their data. Where `columns` is given, all data but the knots have a column a curve.
 */
import { requireOptions, show } from '../../spec/contract.ts'
import { CotangentError } from '../../spec/errors.ts'
import type {
  BsplineApproximationOptions,
  BsplineInterpolationOptions,
  ConstantOptions,
  CubicSplineOptions,
  EndsOf,
  InterpolantOptions,
  QuadraticOptions,
  QuadraticSplineOptions,
  SmoothingSplineOptions,
  SteffenOptions,
} from './face-options.ts'
import { type Interpolant, interpolant, type Points } from './interpolant.ts'
import { chooseLambda } from './smoothing-spline/choose-lambda.ts'

type Numbers = ArrayLike<number>

/** Steps: the value at the previous, next or nearest knot. n ≥ 2. */
export function constantInterpolation(knots: Numbers, values: Numbers, options?: ConstantOptions): Interpolant {
  return interpolant('constant-interpolation', { knots, values }, options)
}

/** The polygon through the data. n ≥ 2. */
export function linearInterpolation(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('linear-interpolation', { knots, values }, options)
}

/** In each piece the parabola through its ends and one neighbour; continuous. n ≥ 3. */
export function quadraticInterpolation(knots: Numbers, values: Numbers, options?: QuadraticOptions): Interpolant {
  return interpolant('quadratic-interpolation', { knots, values }, options)
}

/** The one polynomial through all data: O(n) a query, and for few knots only. n ≥ 2. */
export function lagrangeInterpolation(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('lagrange-interpolation', { knots, values }, options)
}

/** The C¹ quadratic spline through the data. n ≥ 2. */
export function quadraticSpline(knots: Numbers, values: Numbers, options?: QuadraticSplineOptions): Interpolant {
  return interpolant('quadratic-spline', { knots, values }, options)
}

/**
 * The C² cubic spline through the data. Where an end is clamped or has its second derivative given, `endSlopes` or
 * `endCurvatures` has two rows, first end and last; an end that has another condition makes nothing of its row. n ≥ 2.
 */
export function cubicSpline<const Given extends CubicSplineOptions = CubicSplineOptions>(
  knots: Numbers,
  values: Numbers,
  options?: Given,
): Interpolant<EndsOf<Given>> {
  if (options === undefined) {
    const data = { knots, values } as Readonly<Record<Points | EndsOf<Given>, Numbers>>
    return interpolant<EndsOf<Given>>('cubic-spline', data)
  }
  requireOptions('cubic-spline', options)
  const { endSlopes, endCurvatures, ...others }: CubicSplineOptions = options
  const ends = {
    ...(endSlopes === undefined ? {} : { endSlopes }),
    ...(endCurvatures === undefined ? {} : { endCurvatures }),
  } as Readonly<Record<EndsOf<Given>, Numbers>>
  return interpolant<EndsOf<Given>>('cubic-spline', { knots, values, ...ends }, others)
}

/** The C¹ cubic with these values and slopes at the knots. n ≥ 2. */
export function cubicHermite(
  knots: Numbers,
  values: Numbers,
  slopes: Numbers,
  options?: InterpolantOptions,
): Interpolant<'slopes'> {
  return interpolant<'slopes'>('cubic-hermite', { knots, values, slopes }, options)
}

/** The C² quintic with these values, slopes and second derivatives at the knots. n ≥ 2. */
export function quinticHermite(
  knots: Numbers,
  values: Numbers,
  slopes: Numbers,
  curvatures: Numbers,
  options?: InterpolantOptions,
): Interpolant<'slopes' | 'curvatures'> {
  const data = { knots, values, slopes, curvatures }
  return interpolant<'slopes' | 'curvatures'>('quintic-hermite', data, options)
}

/** Akima’s C¹ cubic: slopes weighted by how much the chords change on the other side. n ≥ 2. */
export function akima(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('akima', { knots, values }, options)
}

/** Modified Akima: as `akima`, with weights that also count the size of the chords’ slopes. n ≥ 2. */
export function makima(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('makima', { knots, values }, options)
}

/** The monotone C¹ cubic of Fritsch and Butland. n ≥ 2. */
export function pchip(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('pchip', { knots, values }, options)
}

/** Steffen’s monotone C¹ cubic. n ≥ 2. */
export function steffen(knots: Numbers, values: Numbers, options?: SteffenOptions): Interpolant {
  return interpolant('steffen', { knots, values }, options)
}

/** The C¹ cubic with the slopes of the parabolas through neighbouring knots. n ≥ 2. */
export function catmullRom(knots: Numbers, values: Numbers, options?: InterpolantOptions): Interpolant {
  return interpolant('catmull-rom', { knots, values }, options)
}

/** The spline of a given degree through the data. n ≥ degree + 1. */
export function bsplineInterpolation(
  knots: Numbers,
  values: Numbers,
  options?: BsplineInterpolationOptions,
): Interpolant {
  return interpolant('bspline-interpolation', { knots, values }, options)
}

/** The spline with a given number of control points that is closest to the data. n ≥ controlPoints. */
export function bsplineApproximation(
  knots: Numbers,
  values: Numbers,
  options?: BsplineApproximationOptions,
): Interpolant {
  return interpolant('bspline-approximation', { knots, values }, options)
}

/**
 * The natural cubic spline that weighs closeness to the data against bending. With `lambda: 'gcv'` λ is chosen for
 * these data by generalised cross-validation; pullbacks hold it fixed at what was chosen. n ≥ 2.
 */
export function smoothingSpline(knots: Numbers, values: Numbers, options?: SmoothingSplineOptions): Interpolant {
  if (options?.lambda !== 'gcv') return interpolant('smoothing-spline', { knots, values }, options)
  const { columns = 1 } = options
  if (columns !== 1) throw oneCurveOnly(columns)
  return interpolant('smoothing-spline', { knots, values }, { ...options, lambda: chooseLambda(knots, values) })
}

function oneCurveOnly(columns: unknown): CotangentError {
  return new CotangentError('INVALID_OPTION', {
    operator: 'smoothing-spline',
    constraint: "lambda: 'gcv' chooses for one curve only",
    got: `columns: ${show(columns)}`,
    expected: 'no columns, or a number for lambda',
    argument: 'lambda',
  })
}
