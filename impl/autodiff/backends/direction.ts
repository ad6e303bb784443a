/**
 * A way through the inputs of a function, t ↦ x + t v: what differences are taken along. The inputs and v are plain
 * numbers, because the length of a step depends on them; what an interpreter follows is refused.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { entriesOf, isTraced, ofShape, type Plain, shapeOf, type Value } from '../../math/value.ts'
import type { Problem } from '../problem.ts'

export interface Direction {
  /** The largest |xₖ| among the entries that move. */
  readonly size: number
  /** The largest |vₖ|; 1 of a direction that moves nothing. */
  readonly length: number
  /** The inputs at x + t v: new values, x is left alone. */
  at(t: number): readonly Value[]
  /** About t; where a single entry moves, so that x + t v and x − t v are numbers without rounding. */
  rounded(t: number): number
}

/** How far a difference goes along a direction. */
export type Step = (problem: Problem, direction: Direction) => number

/** Along entry `place` of the argument at `position`. */
export function unitDirection(inputs: readonly Value[], position: number, place: number): Direction {
  const x = inputs[position] as Plain
  const entries = entriesOf(x)
  const size = Math.abs(entries[place])
  return {
    size,
    length: 1,
    at(t) {
      const moved = Float64Array.from(entries)
      moved[place] += t
      return inputs.map((input, i) => (i === position ? ofShape(shapeOf(x), moved) : input))
    },
    rounded: (t) => size + t - size,
  }
}

/** Along the tangents `seed`, one for each active argument. */
export function seedDirection(problem: Problem, inputs: readonly Value[], seed: readonly Value[]): Direction {
  let size = 0
  let length = 0
  let moving = 0
  problem.active.forEach((position, j) => {
    const x = entriesOf(inputs[position] as Plain)
    entriesOf(seed[j] as Plain).forEach((v, k) => {
      if (v === 0) return
      moving++
      size = Math.max(size, Math.abs(x[k]))
      length = Math.max(length, Math.abs(v))
    })
  })
  return {
    size,
    length: length || 1,
    at(t) {
      const moved = [...inputs]
      problem.active.forEach((position, j) => {
        const x = inputs[position] as Plain
        const v = entriesOf(seed[j] as Plain)
        moved[position] = ofShape(
          shapeOf(x),
          entriesOf(x).map((entry, k) => entry + t * v[k]),
        )
      })
      return moved
    },
    rounded: (t) => (moving === 1 ? (size + t * length - size) / length : t),
  }
}

/** Refuses what another interpreter follows: its numbers are not to be seen. */
export function requirePlain(backend: string, problem: Problem, values: readonly Value[]): void {
  const traced = values.find(isTraced)
  if (traced === undefined) return
  throw new CotangentError('UNSUPPORTED', {
    operator: problem.operator,
    constraint: `${backend} chooses its steps by the numbers that it is given`,
    got: `a value that ${traced.interpreter.name} follows`,
    expected: `plain numbers: ${backend} as the outer one of two backends`,
  })
}

export const isFinitePlain = (value: Plain): boolean => entriesOf(value).every(Number.isFinite)
