/** The gradient ∇f = Jᵀ · 1 of a function whose value is a number. */
import { shapeOf, type Value } from '../../math/value.ts'
import type { Backend, Executor } from '../backend.ts'
import { cotangentsOf } from '../directions.ts'
import type { Problem } from '../problem.ts'

export function gradient(backend: Backend, problem: Problem): Executor {
  const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
  const cotangents = cotangentsOf(backend, scalar)
  return {
    run(inputs) {
      const { value, cotangents: results } = cotangents(inputs, 1)
      return { value, results }
    },
  }
}

/** `value`, which has to be a number. */
export function requireNumber(problem: Problem, value: Value): Value {
  if (shapeOf(value).length === 0) return value
  throw problem.unfit(
    'the value of the function is a number',
    shapeOf(value),
    'a number, or jacobian or pullback instead',
  )
}
