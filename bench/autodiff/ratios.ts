/**
 * Ratios by interleaved pairs: prepared gradients in place against gradients written by hand, and the gradient of a
 * spline by its rule against the same function differentiated in scalar steps.
 */
import {
  type Backend,
  compiled,
  constant,
  gradient,
  gradientInto,
  prepareGradient,
  reverse,
} from '../../impl/autodiff/index.ts'
import { splineSum, spread } from '../../impl/autodiff/scenarios/operators.ts'
import {
  logisticData,
  logisticLogLikelihood,
  sumOfProducts,
  sumOfSquares,
  uniforms,
} from '../../impl/autodiff/scenarios/programs.ts'
import { operators } from '../../impl/index.ts'
import type { Scalar, Vector } from '../../impl/math/index.ts'
import { functionSubject, type SubjectMaker } from '../subject.ts'
import { logisticGradient, sumOfProductsGradient, sumOfSquaresGradient } from './hand-written.ts'
import { splineSumInSteps } from './scalar-steps.ts'

export interface RatioPlan {
  readonly name: string
  readonly n: number
  readonly head: SubjectMaker
  readonly base: SubjectMaker
}

/** Every ratio, `head / base`. */
export function ratioPlans(): readonly RatioPlan[] {
  return [...againstHand(), ...splinePlans()]
}

function againstHand(): readonly RatioPlan[] {
  return [
    {
      name: 'sum of squares, compiled / by hand',
      n: 5,
      head: () => {
        const x = Float64Array.of(1, 2, 3, 4, 5)
        const held = { x, out: new Float64Array(5), prepared: prepareGradient(sumOfSquares, compiled(), x) }
        return functionSubject('compiled', held, (h) => gradientInto(h.out, sumOfSquares, h.prepared, h.x))
      },
      base: () => {
        const held = { x: Float64Array.of(1, 2, 3, 4, 5), out: new Float64Array(5) }
        return functionSubject('by hand', held, (h) => sumOfSquaresGradient(h.out, h.x))
      },
    },
    {
      name: 'sum of products, compiled / by hand',
      n: 30_000,
      head: () => {
        const a = uniforms(30_000, 1)
        const b = constant(uniforms(30_000, 2))
        const held = { a, b, out: new Float64Array(30_000), prepared: prepareGradient(sumOfProducts, compiled(), a, b) }
        return functionSubject('compiled', held, (h) => gradientInto(h.out, sumOfProducts, h.prepared, h.a, h.b))
      },
      base: () => {
        const held = { b: uniforms(30_000, 2), out: new Float64Array(30_000) }
        return functionSubject('by hand', held, (h) => sumOfProductsGradient(h.out, h.b))
      },
    },
    {
      name: 'logistic log-likelihood, compiled / by hand',
      n: 500,
      head: () => {
        const { beta, z, X } = logisticData(500, 3, 1)
        const args = [beta, constant(z), constant(X)] as const
        const held = {
          args,
          out: new Float64Array(3),
          prepared: prepareGradient(logisticLogLikelihood, compiled(), ...args),
        }
        return functionSubject('compiled', held, (h) =>
          gradientInto(h.out, logisticLogLikelihood, h.prepared, h.args[0], h.args[1], h.args[2]),
        )
      },
      base: () => {
        const held = { data: logisticData(500, 3, 1), out: new Float64Array(3) }
        return functionSubject('by hand', held, (h) => logisticGradient(h.out, h.data))
      },
    },
  ]
}

interface SplineFunctions {
  readonly values: Float64Array
  readonly byRule: (y: Vector) => Scalar
  readonly inSteps: (y: Vector) => Scalar
}

/** The same function twice: by the operator, and in scalar steps. */
export function splineFunctions(n: number): SplineFunctions {
  const [knots, values, queries] = [spread(n, 1), uniforms(n, 2), spread(n, 3)]
  const pieces = Int32Array.from(operators.locate.primal({ knots, queries }))
  return {
    values,
    byRule: (y: Vector): Scalar => splineSum(y, knots, queries),
    inSteps: (y: Vector): Scalar => splineSumInSteps(y, knots, queries, pieces),
  }
}

/** The gradient of one of the two, in place where it is prepared. */
function splineSubject(backend: Backend, isPrepared: boolean, way: 'byRule' | 'inSteps'): SubjectMaker {
  return () => {
    const n = 64
    const { values, [way]: f } = splineFunctions(n)
    const by = isPrepared ? prepareGradient(f, backend, values) : backend
    const held = { values, by, out: new Float64Array(n) }
    const name = `${way}, ${backend.name}`
    if (isPrepared) return functionSubject(name, held, (h) => gradientInto(h.out, f, h.by, h.values))
    return functionSubject(name, held, (h) => gradient(f, h.by, h.values))
  }
}

function splinePlans(): readonly RatioPlan[] {
  const plan = (backend: Backend, isPrepared: boolean): RatioPlan => ({
    name: `spline in steps, reverse / by rule, ${backend.name}${isPrepared ? ', prepared' : ''}`,
    n: 64,
    head: splineSubject(reverse(), isPrepared, 'inSteps'),
    base: splineSubject(backend, isPrepared, 'byRule'),
  })
  return [plan(reverse(), false), plan(reverse(), true), plan(compiled(), true)]
}
