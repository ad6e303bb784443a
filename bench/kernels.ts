/**
 * What is measured of the library and of its peers in JavaScript: makers of subjects over the public API,
 * each with a system and buffers of its own.
 */
import {
  type Factorization,
  factorize,
  type Interpolant,
  type InterpolantCotangents,
  operators,
  quadraticSpline,
  type SolveCotangents,
  type SolveTangents,
  tridiagonalSolve,
} from '../impl/index.ts'
import { thomas, thomasFactors, thomasReady } from './peers/thomas.ts'
import { twistedFactors, twistedReady } from './peers/twisted.ts'
import { functionSubject, type SubjectMaker } from './subject.ts'
import { linearCongruential, makeSystem, type System, type SystemKind } from './systems.ts'

interface Prepared extends System {
  readonly A: Factorization
  readonly x: Float64Array
  readonly tangents: SolveTangents
  readonly tangent: Float64Array
  readonly into: SolveCotangents
}

/** A factorized system with its solution and room for every cotangent. */
export function prepare(n: number, kind: SystemKind): Prepared {
  const system = makeSystem(n, kind)
  const A = factorize(system.dl, system.d, system.du)
  if ((A.kind === 'pivoted') !== (kind === 'general')) throw new Error(`the ${kind} system of ${n} rows is ${A.kind}`)
  const into = {
    dl: new Float64Array(n - 1),
    d: new Float64Array(n),
    du: new Float64Array(n - 1),
    b: new Float64Array(n),
  }
  return { ...system, A, x: A.solve(system.b), tangents: { ...system }, tangent: new Float64Array(n), into }
}

export const solve = ({ A, b, x }: Prepared): unknown => A.solve(b, x)
export const solveTransposed = ({ A, b, x }: Prepared): unknown => A.solveTransposed(b, x)
export const pushforward = ({ A, x, tangents, tangent }: Prepared): unknown => A.pushforward(x, tangents, tangent)
export const pullback = ({ A, x, b, into }: Prepared): unknown => A.pullback(x, b, into)

export const preparedSolve =
  (n: number, kind: SystemKind): SubjectMaker =>
  () =>
    functionSubject(`prepared ${kind} solve`, prepare(n, kind), solve)

export const preparedSolveTransposed =
  (n: number, kind: SystemKind): SubjectMaker =>
  () =>
    functionSubject(`prepared ${kind} transposed solve`, prepare(n, kind), solveTransposed)

export const preparedPullback =
  (n: number, kind: SystemKind): SubjectMaker =>
  () =>
    functionSubject(`prepared ${kind} pullback`, prepare(n, kind), pullback)

export const unpreparedSolve =
  (n: number, kind: SystemKind): SubjectMaker =>
  () =>
    functionSubject(`tridiagonalSolve, ${kind}`, makeSystem(n, kind), ({ dl, d, du, b }) =>
      tridiagonalSolve(dl, d, du, b),
    )

/** The pullback of the operator: it has to solve first, and factorizes once for both. */
export const unpreparedPullback =
  (n: number, kind: SystemKind): SubjectMaker =>
  () =>
    functionSubject(`pullback of tridiagonal-solve, ${kind}`, { args: { ...makeSystem(n, kind) } }, ({ args }) =>
      operators['tridiagonal-solve'].pullback(args, args.b),
    )

export const thomasInJavaScript =
  (n: number): SubjectMaker =>
  () =>
    functionSubject('JS Thomas', makeSystem(n, 'dominant'), ({ dl, d, du, b }) => thomas(dl, d, du, b))

export const readyThomasInJavaScript = (n: number): SubjectMaker => ready(n, 'JS Thomas', thomasFactors, thomasReady)

export const readyTwistedInJavaScript = (n: number): SubjectMaker =>
  ready(n, 'JS twisted', twistedFactors, twistedReady)

/** A peer that solves with ready factors of its own kind. */
function ready<Factors>(
  n: number,
  name: string,
  factorize: (dl: Float64Array, d: Float64Array, du: Float64Array) => Factors,
  solveReady: (factors: Factors, b: Float64Array, x: Float64Array) => unknown,
): SubjectMaker {
  return () => {
    const { dl, d, du, b } = makeSystem(n, 'dominant')
    const held = { factors: factorize(dl, d, du), b, x: new Float64Array(n) }
    return functionSubject(`${name}, factors ready`, held, ({ factors, b, x }) => solveReady(factors, b, x))
  }
}

/** 64 random knots in [0, 1], 640 sorted queries in [0, 2], the gradient of the sum: the README's example. */
interface SplineExample {
  readonly knots: Float64Array
  readonly values: Float64Array
  readonly queries: Float64Array
  readonly spline: Interpolant
  readonly y: Float64Array
  readonly ones: Float64Array
  readonly into: InterpolantCotangents
}

export const splineKnots = 64
export const splineQueries = 640
const extension = { extrapolation: 'extension' } as const

export function splineExample(): SplineExample {
  const uniform = linearCongruential(2)
  const knots = Float64Array.from([0, ...Array.from({ length: splineKnots - 2 }, uniform), 1]).sort()
  const values = Float64Array.from({ length: splineKnots }, uniform)
  const queries = Float64Array.from([0, ...Array.from({ length: splineQueries - 2 }, () => 2 * uniform()), 2]).sort()
  return {
    knots,
    values,
    queries,
    spline: quadraticSpline(knots, values, extension),
    y: new Float64Array(splineQueries),
    ones: new Float64Array(splineQueries).fill(1),
    into: {
      knots: new Float64Array(splineKnots),
      values: new Float64Array(splineKnots),
      queries: new Float64Array(splineQueries),
    },
  }
}

export const evaluateSpline = ({ spline, queries, y }: SplineExample): unknown => spline.evaluate(queries, y)
export const pullbackSpline = ({ spline, queries, ones, into }: SplineExample): unknown =>
  spline.pullback(queries, ones, into)

export const preparedSpline: SubjectMaker = () =>
  functionSubject('prepared spline, evaluate', splineExample(), evaluateSpline)

export const preparedSplinePullback: SubjectMaker = () =>
  functionSubject('prepared spline, pullback', splineExample(), pullbackSpline)

export const builtSpline: SubjectMaker = () =>
  functionSubject('spline, build and evaluate', splineExample(), ({ knots, values, queries, y }) =>
    quadraticSpline(knots, values, extension).evaluate(queries, y),
  )

export const builtSplinePullback: SubjectMaker = () =>
  functionSubject('spline, build and pull back', splineExample(), ({ knots, values, queries, ones, into }) =>
    quadraticSpline(knots, values, extension).pullback(queries, ones, into),
  )
