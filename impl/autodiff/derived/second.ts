/**
 * Second derivatives by differentiating the first, one backend inside another (`secondOrder`):
 *
 *   f″    derivative of the derivative
 *   H v   pushforward of the gradient along v; from pullbacks ∇⟨∇f, v⟩, since H is symmetric
 *   H     Jacobian of the gradient
 *
 * Several active arguments count as one long vector: H is of all their entries, in order.
 */
import type { Backend, Executor } from '../backend.ts'
import { cotangentsOf, inChunks, pullbackOf, unitSeeds } from '../directions.ts'
import { basisOf, flatten, ofColumns, ofRows, unflatten } from '../flat.ts'
import type { Problem } from '../problem.ts'
import { derivative, requireNumbers } from './derivative.ts'
import { gradient } from './gradient.ts'

type Results = NonNullable<Executor['results']>

export const backendsOf = (backend: Backend): { outer: Backend; inner: Backend } =>
  backend.second ?? { outer: backend, inner: backend }

/** x ↦ ∇f(x), flat. */
export function gradientOf(inner: Backend, problem: Problem): Problem {
  const { run } = gradient(inner, problem)
  return problem.composed((inputs) => flatten(run(inputs, []).results))
}

export function secondDerivative(backend: Backend, problem: Problem): Executor {
  requireNumbers(problem)
  if (problem.active.length > 1) {
    throw problem.unfit(
      'it differentiates in one number',
      [problem.active.length],
      'one active argument, or hessian instead',
    )
  }
  const { outer, inner } = backendsOf(backend)
  const first = derivative(inner, problem)
  const second = derivative(
    outer,
    problem.composed((inputs) => first.run(inputs, []).results[0]),
  )
  return withValue(problem, (inputs) => second.run(inputs, []).results)
}

export function hvp(backend: Backend, problem: Problem): Executor {
  const { outer, inner } = backendsOf(backend)
  const nabla = gradientOf(inner, problem)
  const product = outer.pushforward === undefined ? byPullback(outer, nabla) : byPushforward(outer, nabla)
  return withValue(problem, product)
}

function byPushforward(outer: Backend, nabla: Problem): Results {
  const pushforward = outer.pushforward!(nabla)
  return (inputs, seeds) => unflatten(pushforward.run(inputs, [seeds]).tangents[0], nabla.shapes)
}

function byPullback(outer: Backend, nabla: Problem): Results {
  const cotangents = cotangentsOf(outer, nabla)
  return (inputs, seeds) => cotangents(inputs, flatten(seeds)).cotangents
}

export function hessian(backend: Backend, problem: Problem): Executor {
  const { outer, inner } = backendsOf(backend)
  const nabla = gradientOf(inner, problem)
  const { size } = problem
  if (outer.pushforward !== undefined) {
    const pushforward = outer.pushforward(nabla)
    const seeds = unitSeeds(problem)
    return withValue(problem, (inputs) => [ofColumns(inChunks(pushforward, inputs, seeds).tangents, size)])
  }
  const pullback = pullbackOf(outer, nabla)
  const units = basisOf([size])
  return withValue(problem, (inputs) => {
    const { pull } = pullback.run(inputs)
    return [
      ofRows(
        units.map((unit) => flatten(pull(unit))),
        size,
      ),
    ]
  })
}

/** The value costs a call of its own, where it is asked for. */
function withValue(problem: Problem, results: Results): Executor {
  return { run: (inputs, seeds) => ({ value: problem.call(inputs), results: results(inputs, seeds) }), results }
}
