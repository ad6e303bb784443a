/**
 * Every operator of the catalogue as a function of `cotangent/math`: on plain arrays or on values that a backend
 * follows, by its own rules in either case. Positional arguments are the catalogue's, in its order; options come last.
 * What each is and throws, the clauses say (`spec/chapters/`).
 */
import type {
  BsplineApproximationOptions,
  BsplineInterpolationOptions,
  ConstantOptions,
  CubicSplineOptions,
  InterpolantOptions,
  QuadraticOptions,
  QuadraticSplineOptions,
  SmoothingSplineOptions,
  SteffenOptions,
} from '../interpolation/face-options.ts'
import { faceOf } from './catalogue/face.ts'
import type { DenseMatrix, Matrix, PlainVector, Vector } from './value.ts'

/** The arguments `A` as plain vectors, and as any. */
type Plainly<A extends readonly unknown[]> = { [I in keyof A]: PlainVector }
type Anyhow<A extends readonly unknown[]> = { [I in keyof A]: Vector }

/** A function of vectors, named by `A`, and of options. */
export interface OperatorFunction<A extends readonly unknown[], PlainOptions = never, AnyOptions = PlainOptions> {
  (...args: WithOptions<Plainly<A>, PlainOptions>): Float64Array
  (...args: WithOptions<Anyhow<A>, AnyOptions>): Vector
}
type WithOptions<A extends readonly unknown[], O> = [O] extends [never] ? A : [...A, options?: O]

/** What all interpolants take beside their own options. `order`: which derivative; default 0. */
type Evaluated<O> = Omit<O, 'columns'> & { readonly order?: 0 | 1 | 2 }
type Integrated<O> = Omit<O, 'columns'>

type Points = [knots: unknown, values: unknown]
type Bounds = [from: unknown, to: unknown]
type At<A extends readonly unknown[]> = [...A, queries: unknown]
type Between<A extends readonly unknown[]> = [...A, ...Bounds]

export type InterpolantFunction<O, A extends readonly unknown[] = Points, T = O> = OperatorFunction<
  At<A>,
  Evaluated<O>,
  Evaluated<T>
>
export type IntegralFunction<O, A extends readonly unknown[] = Points, T = O> = OperatorFunction<
  Between<A>,
  Integrated<O>,
  Integrated<T>
>

/** The end data may be traced. */
export interface TracedCubicSplineOptions extends Omit<CubicSplineOptions, 'endSlopes' | 'endCurvatures'> {
  readonly endSlopes?: Vector
  readonly endCurvatures?: Vector
}
interface PlainCubicSplineOptions extends Omit<CubicSplineOptions, 'endSlopes' | 'endCurvatures'> {
  readonly endSlopes?: PlainVector
  readonly endCurvatures?: PlainVector
}
/** λ as a number: `chooseLambda` is no operator. */
interface GivenLambda extends Omit<SmoothingSplineOptions, 'lambda'> {
  readonly lambda?: number
}

type Diagonals = [dl: unknown, d: unknown, du: unknown]
type Solve = OperatorFunction<[...Diagonals, b: unknown]>

/** The dense matrix of three diagonals. */
export const tridiagonal: {
  (dl: PlainVector, d: PlainVector, du: PlainVector): DenseMatrix
  (dl: Vector, d: Vector, du: Vector): Matrix
} = faceOf('tridiagonal')
/** y = A x with A tridiagonal. */
export const tridiagonalMultiply: OperatorFunction<[...Diagonals, x: unknown]> = faceOf('tridiagonal-multiply')
/** The solution of A x = b with A tridiagonal. */
export const tridiagonalSolve: Solve = faceOf('tridiagonal-solve')
/** The same with dl[0] in the top-right and du[n−1] in the bottom-left corner. */
export const cyclicTridiagonalSolve: Solve = faceOf('cyclic-tridiagonal-solve')

export const quadraticSplineRhs: OperatorFunction<Points> = faceOf('quadratic-spline-rhs')
export const quadraticSplineSlopes: OperatorFunction<[rhs: unknown]> = faceOf('quadratic-spline-slopes')
export const quadraticSplineCurvatures: OperatorFunction<[knots: unknown, slopes: unknown]> =
  faceOf('quadratic-spline-curvatures')
/** The piece of each query. It has no derivative: give it what `stopGradient` gives. */
export const locate: OperatorFunction<[knots: unknown, queries: unknown]> = faceOf('locate')
export const quadraticSplineCompose: OperatorFunction<
  [...Points, slopes: unknown, curvatures: unknown, queries: unknown]
> = faceOf('quadratic-spline-compose')

type WithSlopes = [...Points, slopes: unknown]
type WithCurvatures = [...WithSlopes, curvatures: unknown]

export const quadraticSpline: InterpolantFunction<QuadraticSplineOptions> = faceOf('quadratic-spline')
export const quadraticSplineIntegral: IntegralFunction<QuadraticSplineOptions> = faceOf('quadratic-spline-integral')
export const constantInterpolation: InterpolantFunction<ConstantOptions> = faceOf('constant-interpolation')
export const constantInterpolationIntegral: IntegralFunction<ConstantOptions> = faceOf(
  'constant-interpolation-integral',
)
export const linearInterpolation: InterpolantFunction<InterpolantOptions> = faceOf('linear-interpolation')
export const linearInterpolationIntegral: IntegralFunction<InterpolantOptions> = faceOf('linear-interpolation-integral')
export const quadraticInterpolation: InterpolantFunction<QuadraticOptions> = faceOf('quadratic-interpolation')
export const quadraticInterpolationIntegral: IntegralFunction<QuadraticOptions> = faceOf(
  'quadratic-interpolation-integral',
)
export const lagrangeInterpolation: InterpolantFunction<InterpolantOptions> = faceOf('lagrange-interpolation')
export const lagrangeInterpolationIntegral: IntegralFunction<InterpolantOptions> = faceOf(
  'lagrange-interpolation-integral',
)
export const cubicHermite: InterpolantFunction<InterpolantOptions, WithSlopes> = faceOf('cubic-hermite')
export const cubicHermiteIntegral: IntegralFunction<InterpolantOptions, WithSlopes> = faceOf('cubic-hermite-integral')
export const quinticHermite: InterpolantFunction<InterpolantOptions, WithCurvatures> = faceOf('quintic-hermite')
export const quinticHermiteIntegral: IntegralFunction<InterpolantOptions, WithCurvatures> =
  faceOf('quintic-hermite-integral')
export const catmullRom: InterpolantFunction<InterpolantOptions> = faceOf('catmull-rom')
export const catmullRomIntegral: IntegralFunction<InterpolantOptions> = faceOf('catmull-rom-integral')
export const akima: InterpolantFunction<InterpolantOptions> = faceOf('akima')
export const akimaIntegral: IntegralFunction<InterpolantOptions> = faceOf('akima-integral')
export const makima: InterpolantFunction<InterpolantOptions> = faceOf('makima')
export const makimaIntegral: IntegralFunction<InterpolantOptions> = faceOf('makima-integral')
export const pchip: InterpolantFunction<InterpolantOptions> = faceOf('pchip')
export const pchipIntegral: IntegralFunction<InterpolantOptions> = faceOf('pchip-integral')
export const steffen: InterpolantFunction<SteffenOptions> = faceOf('steffen')
export const steffenIntegral: IntegralFunction<SteffenOptions> = faceOf('steffen-integral')
export const cubicSpline: InterpolantFunction<PlainCubicSplineOptions, Points, TracedCubicSplineOptions> =
  faceOf('cubic-spline')
export const cubicSplineIntegral: IntegralFunction<PlainCubicSplineOptions, Points, TracedCubicSplineOptions> =
  faceOf('cubic-spline-integral')
export const bsplineInterpolation: InterpolantFunction<BsplineInterpolationOptions> = faceOf('bspline-interpolation')
export const bsplineInterpolationIntegral: IntegralFunction<BsplineInterpolationOptions> = faceOf(
  'bspline-interpolation-integral',
)
export const bsplineApproximation: InterpolantFunction<BsplineApproximationOptions> = faceOf('bspline-approximation')
export const bsplineApproximationIntegral: IntegralFunction<BsplineApproximationOptions> = faceOf(
  'bspline-approximation-integral',
)
export const smoothingSpline: InterpolantFunction<GivenLambda> = faceOf('smoothing-spline')
export const smoothingSplineIntegral: IntegralFunction<GivenLambda> = faceOf('smoothing-spline-integral')
