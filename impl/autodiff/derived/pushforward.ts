/** J ẋ for given tangents. */
import type { Backend, Executor } from '../backend.ts'
import { tangentsOf } from '../directions.ts'
import type { Problem } from '../problem.ts'

export function pushforward(backend: Backend, problem: Problem): Executor {
  const tangents = tangentsOf(backend, problem)
  return {
    run(inputs, seeds) {
      const { value, tangents: results } = tangents(inputs, [[...seeds]])
      return { value, results }
    },
  }
}
