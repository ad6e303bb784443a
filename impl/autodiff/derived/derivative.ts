/** The derivative in numbers from directional derivatives: f′ = J · 1. Of several numbers, in each. */
import type { Backend, Executor } from '../backend.ts'
import { tangentsOf, unitSeeds } from '../directions.ts'
import type { Problem } from '../problem.ts'

export function derivative(backend: Backend, problem: Problem): Executor {
  requireNumbers(problem)
  const tangents = tangentsOf(backend, problem)
  const seeds = unitSeeds(problem)
  return {
    run(inputs) {
      const { value, tangents: results } = tangents(inputs, seeds)
      return { value, results }
    },
  }
}

export function requireNumbers(problem: Problem): void {
  for (const shape of problem.shapes) {
    if (shape.length > 0) {
      throw problem.unfit('it differentiates in numbers', shape, 'a number, or gradient or jacobian instead')
    }
  }
}
