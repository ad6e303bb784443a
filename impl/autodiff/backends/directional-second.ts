/**
 * Second derivatives from second derivatives along directions alone, D² f[u] = uᵀ H u:
 *
 *   aᵀ H b = (D² f[s a + t b] − D² f[s a − t b]) / 4 s t
 *
 * with s and t so that both move x by about its size. Differences of differences would take the error of the inner
 * ones for the function.
 */
import { entriesOf, ofShape, type Plain, shapeOf, type Value } from '../../math/value.ts'
import type { Executor, OperatorName } from '../backend.ts'
import { requireNumbers } from '../derived/derivative.ts'
import { requireNumber } from '../derived/gradient.ts'
import { byArgument, unitSeeds } from '../directions.ts'
import { assembled } from '../flat.ts'
import type { Problem } from '../problem.ts'
import { type Direction, requirePlain, seedDirection } from './direction.ts'

type Seeds = readonly Value[]
/** D² f along a direction. */
type Along = (problem: Problem, direction: Direction) => Value

export function directionalSecond(
  backend: string,
  along: Along,
): (operator: OperatorName, problem: Problem) => Executor | undefined {
  const pure = (problem: Problem, inputs: readonly Value[], seeds: Seeds): Value =>
    along(problem, seedDirection(problem, inputs, seeds))
  /** aᵀ H b of a function whose value is a number. */
  const mixed = (problem: Problem, inputs: readonly Value[], a: Seeds, b: Seeds): number => {
    const s = reach(problem, inputs, a)
    const t = reach(problem, inputs, b)
    const [plus, minus] = [t, -t].map((signed) => pure(problem, inputs, combined(s, a, signed, b)) as number)
    return (plus - minus) / (4 * s) / t
  }

  return (operator, problem) => {
    if (operator === 'secondDerivative' && problem.active.length === 1) {
      requireNumbers(problem)
      return executor(backend, problem, (inputs) => [pure(problem, inputs, [1])])
    }
    if (operator !== 'hvp' && operator !== 'hessian') return undefined
    const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
    if (operator === 'hvp') {
      return executor(backend, scalar, (inputs, seeds) =>
        byArgument(
          problem,
          unitSeeds(problem).map((unit) => mixed(scalar, inputs, unit, seeds)),
        ),
      )
    }
    return executor(backend, scalar, (inputs) => {
      const units = unitSeeds(problem)
      const entries: Value[] = []
      units.forEach((a, i) => {
        entries[i * units.length + i] = pure(scalar, inputs, a)
        units.slice(0, i).forEach((b, j) => {
          const entry = mixed(scalar, inputs, a, b)
          entries[i * units.length + j] = entry
          entries[j * units.length + i] = entry
        })
      })
      return [assembled(entries, [units.length, units.length])]
    })
  }
}

/** How far along a tangent x moves by its size, or by 1 if that is more. */
function reach(problem: Problem, inputs: readonly Value[], seeds: Seeds): number {
  const { size, length } = seedDirection(problem, inputs, seeds)
  return Math.max(1, size) / length
}

/** s a + t b. */
function combined(s: number, a: Seeds, t: number, b: Seeds): Plain[] {
  return a.map((value, j) => {
    const other = entriesOf(b[j] as Plain)
    return ofShape(
      shapeOf(value),
      entriesOf(value as Plain).map((entry, k) => s * entry + t * other[k]),
    )
  })
}

function executor(backend: string, problem: Problem, results: NonNullable<Executor['results']>): Executor {
  const checked = (inputs: readonly Value[], seeds: readonly Value[]): readonly Value[] => {
    requirePlain(backend, problem, [...inputs, ...seeds])
    return results(inputs, seeds)
  }
  return {
    results: checked,
    run: (inputs, seeds) => ({ value: problem.call(inputs), results: checked(inputs, seeds) }),
  }
}
