/** Jᵀ ȳ for a given cotangent. */
import { isSameShape, shapeText } from '../../math/shape.ts'
import { shapeOf, type Value } from '../../math/value.ts'
import type { Backend, Executor } from '../backend.ts'
import { cotangentsOf } from '../directions.ts'
import type { Problem } from '../problem.ts'

export function pullback(backend: Backend, problem: Problem): Executor {
  return {
    run(inputs, [cotangent]) {
      const fitting = problem.composed((handed) => requireShape(problem, problem.call(handed), cotangent))
      const { value, cotangents: results } = cotangentsOf(backend, fitting)(inputs, cotangent)
      return { value, results }
    },
  }
}

/** `value`, which has to be of the shape of the cotangent. */
function requireShape(problem: Problem, value: Value, cotangent: Value): Value {
  if (isSameShape(shapeOf(value), shapeOf(cotangent))) return value
  throw problem.unfit(
    'the cotangent has the shape of the value of the function',
    shapeOf(cotangent),
    shapeText(shapeOf(value)),
  )
}
