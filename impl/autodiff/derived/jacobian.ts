/**
 * The Jacobian as a dense matrix, one for each active argument: a row for each entry of the value, a column for each
 * entry of the argument. Column by column from pushforwards, or row by row from pullbacks.
 */
import { type Shape, sizeOf } from '../../math/shape.ts'
import { shapeOf, type Value } from '../../math/value.ts'
import type { Backend, Executor } from '../backend.ts'
import { inChunks, pullbackOf, unitSeeds } from '../directions.ts'
import { basisOf, ofColumns, ofRows } from '../flat.ts'
import type { Problem } from '../problem.ts'

export function jacobian(backend: Backend, problem: Problem): Executor {
  return backend.pushforward === undefined ? byRows(backend, problem) : byColumns(backend, problem)
}

function byColumns(backend: Backend, problem: Problem): Executor {
  const pushforward = backend.pushforward!(problem)
  const seeds = unitSeeds(problem)
  return {
    run(inputs) {
      const { value, tangents } = inChunks(pushforward, inputs, seeds)
      const rows = sizeOf(shapeOf(value))
      return { value, results: grouped(problem.shapes, tangents).map((columns) => ofColumns(columns, rows)) }
    },
  }
}

function byRows(backend: Backend, problem: Problem): Executor {
  const pullback = pullbackOf(backend, problem)
  return {
    run(inputs) {
      const { value, pull } = pullback.run(inputs)
      const rows = basisOf(shapeOf(value)).map((unit) => pull(unit))
      const results = problem.shapes.map((shape, j) =>
        ofRows(
          rows.map((row) => row[j]),
          sizeOf(shape),
        ),
      )
      return { value, results }
    },
  }
}

/** The tangents of the unit directions, those of each argument together. */
function grouped(shapes: readonly Shape[], tangents: readonly Value[]): Value[][] {
  let from = 0
  return shapes.map((shape) => {
    const to = from + sizeOf(shape)
    const group = tangents.slice(from, to)
    from = to
    return group
  })
}
