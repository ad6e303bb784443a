/**
 * Second derivatives straight from the values of a function (Abramowitz and Stegun 25.3.23 and 25.3.27): a difference
 * of differences of step √ε would have no digit right.
 *
 *   f″(x)     ≈ (f(x + h) − 2 f(x) + f(x − h)) / h²
 *   aᵀ H b    ≈ (f(x + h a + k b) − f(x + h a − k b) − f(x − h a + k b) + f(x − h a − k b)) / 4 h k
 */
import { sizeOf } from '../../math/shape.ts'
import type { Value } from '../../math/value.ts'
import type { Executor, OperatorName } from '../backend.ts'
import { requireNumbers } from '../derived/derivative.ts'
import { requireNumber } from '../derived/gradient.ts'
import { byArgument } from '../directions.ts'
import { assembled } from '../flat.ts'
import type { Problem } from '../problem.ts'
import { type Direction, requirePlain, type Step, seedDirection, unitDirection } from './direction.ts'
import { weighted } from './weighted.ts'

type ValueAt = (problem: Problem, inputs: readonly Value[]) => Value
/** A direction from any inputs: one step may begin where another ended. */
type From = (inputs: readonly Value[]) => Direction

export function secondDifferences(
  step: Step,
  valueAt: ValueAt,
): (operator: OperatorName, problem: Problem) => Executor | undefined {
  const pure = (problem: Problem, inputs: readonly Value[], value: Value, along: From): Value => {
    const direction = along(inputs)
    const h = step(problem, direction)
    const [after, before] = [h, -h].map((t) => valueAt(problem, direction.at(t)))
    // Divided twice: h² may underflow where 1/h does not overflow.
    return weighted([1], [weighted([1, -2, 1], [after, value, before], h)], h)
  }
  const mixed = (problem: Problem, inputs: readonly Value[], first: From, second: From): Value => {
    const outer = first(inputs)
    const h = step(problem, outer)
    const k = step(problem, second(inputs))
    const corner = (t: number, s: number): Value => valueAt(problem, second(outer.at(t)).at(s))
    const corners = [corner(h, k), corner(h, -k), corner(-h, k), corner(-h, -k)]
    return weighted([1], [weighted([1, -1, -1, 1], corners, 2 * k)], 2 * h)
  }

  const secondDerivative = (problem: Problem): Executor | undefined => {
    requireNumbers(problem)
    if (problem.active.length > 1) return undefined
    return {
      run(inputs) {
        requirePlain('finiteDiff', problem, inputs)
        const value = valueAt(problem, inputs)
        return { value, results: [pure(problem, inputs, value, unitsOf(problem)[0])] }
      },
    }
  }

  const hvp = (problem: Problem): Executor => {
    const scalar = scalarOf(problem)
    const units = unitsOf(problem)
    const results = (inputs: readonly Value[], seeds: readonly Value[]): readonly Value[] => {
      requirePlain('finiteDiff', problem, [...inputs, ...seeds])
      const alongSeed: From = (from) => seedDirection(problem, from, seeds)
      return byArgument(
        problem,
        units.map((unit) => mixed(scalar, inputs, unit, alongSeed)),
      )
    }
    return { results, run: (inputs, seeds) => ({ value: valueAt(scalar, inputs), results: results(inputs, seeds) }) }
  }

  const hessian = (problem: Problem): Executor => {
    const scalar = scalarOf(problem)
    const units = unitsOf(problem)
    return {
      run(inputs) {
        requirePlain('finiteDiff', problem, inputs)
        const value = valueAt(scalar, inputs)
        const entries: Value[] = []
        for (let i = 0; i < units.length; i++) {
          entries[i * units.length + i] = pure(scalar, inputs, value, units[i])
          for (let j = 0; j < i; j++) {
            const entry = mixed(scalar, inputs, units[i], units[j])
            entries[i * units.length + j] = entry
            entries[j * units.length + i] = entry
          }
        }
        return { value, results: [assembled(entries, [units.length, units.length])] }
      },
    }
  }

  const executors: Partial<Record<OperatorName, (problem: Problem) => Executor | undefined>> = {
    secondDerivative,
    hvp,
    hessian,
  }
  return (operator, problem) => executors[operator]?.(problem)
}

/** Every entry of every active argument. */
function unitsOf(problem: Problem): From[] {
  return problem.active.flatMap((position, j) =>
    Array.from(
      { length: sizeOf(problem.shapes[j]) },
      (_, place): From =>
        (inputs) =>
          unitDirection(inputs, position, place),
    ),
  )
}

const scalarOf = (problem: Problem): Problem =>
  problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
