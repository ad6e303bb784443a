/**
 * Gradients and Jacobians of backends that take one entry at a time: a column of J is the derivative along a unit
 * direction. Unlike the derived way, no unit vectors are made and the value is not computed unless it is asked for.
 */
import { sizeOf } from '../../math/shape.ts'
import { shapeOf, type Value } from '../../math/value.ts'
import type { Executor } from '../backend.ts'
import { requireNumber } from '../derived/gradient.ts'
import { byArgument } from '../directions.ts'
import { ofColumns } from '../flat.ts'
import type { Problem } from '../problem.ts'
import { type Direction, unitDirection } from './direction.ts'

/** The derivatives of a problem at one point. */
export interface AtPoint {
  value(): Value
  along(direction: Direction): Value
}

export type Differences = (problem: Problem, inputs: readonly Value[]) => AtPoint

export function gradientByColumns(problem: Problem, differences: Differences): Executor {
  const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
  return executor(scalar, differences, (columns) => byArgument(problem, columns.flat()))
}

export function jacobianByColumns(problem: Problem, differences: Differences): Executor {
  return executor(problem, differences, (columns, point) => {
    // Of arguments that are all empty no column tells how many rows there are.
    const rows = sizeOf(shapeOf(columns.flat()[0] ?? point.value()))
    return columns.map((own) => ofColumns(own, rows))
  })
}

/** `put`: what becomes of the columns, those of each active argument together. */
function executor(
  problem: Problem,
  differences: Differences,
  put: (columns: readonly (readonly Value[])[], point: AtPoint) => readonly Value[],
): Executor {
  const results = (inputs: readonly Value[], point: AtPoint): readonly Value[] =>
    put(
      problem.active.map((position, j) =>
        Array.from({ length: sizeOf(problem.shapes[j]) }, (_, place) =>
          point.along(unitDirection(inputs, position, place)),
        ),
      ),
      point,
    )
  return {
    run(inputs) {
      const point = differences(problem, inputs)
      return { value: point.value(), results: results(inputs, point) }
    },
    results: (inputs) => results(inputs, differences(problem, inputs)),
  }
}
