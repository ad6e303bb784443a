/**
 * What a backend supplies, made into what an operator needs: directional derivatives by chunks, and one map in terms
 * of the other.
 *
 *   ẋ ↦ J ẋ   from pullbacks:    entry i is ⟨Jᵀ eᵢ, ẋ⟩
 *   ȳ ↦ Jᵀ ȳ  from pushforwards: entry j is ⟨ȳ, J eⱼ⟩
 */
import { CotangentError } from '../../spec/errors.ts'
import { sizeOf } from '../math/shape.ts'
import { shapeOf, type Value } from '../math/value.ts'
import type { Backend, Pullback, Pushforward } from './backend.ts'
import { assembled, basisOf, inner } from './flat.ts'
import type { Problem } from './problem.ts'
import { zerosOf } from './zeros.ts'

export interface Outcome {
  readonly value: Value
  readonly tangents: readonly Value[]
}

/** The tangents of all seeds, as many at a time as the pushforward likes. */
export function inChunks(
  pushforward: Pushforward,
  inputs: readonly Value[],
  seeds: readonly (readonly Value[])[],
): Outcome {
  // Without any seed, of an argument that is empty, there is a value all the same.
  const { value, tangents: first } = pushforward.run(inputs, seeds.slice(0, pushforward.chunk))
  const tangents = [...first]
  for (let from = pushforward.chunk; from < seeds.length; from += pushforward.chunk) {
    tangents.push(...pushforward.run(inputs, seeds.slice(from, from + pushforward.chunk)).tangents)
  }
  return { value, tangents }
}

/** Every unit direction of every active argument, in order. */
export function unitSeeds(problem: Problem): Value[][] {
  const { shapes } = problem
  return shapes.flatMap((shape, j) =>
    basisOf(shape).map((unit) => shapes.map((other, k) => (k === j ? unit : zerosOf(other)))),
  )
}

/** J ẋ for each seed. */
export function tangentsOf(
  backend: Backend,
  problem: Problem,
): (inputs: readonly Value[], seeds: Value[][]) => Outcome {
  const pushforward = backend.pushforward?.(problem)
  if (pushforward !== undefined) return (inputs, seeds) => inChunks(pushforward, inputs, seeds)
  const pullback = pullbackOf(backend, problem)
  return (inputs, seeds) => {
    const { value, pull } = pullback.run(inputs)
    const shape = shapeOf(value)
    const rows = basisOf(shape).map((unit) => pull(unit))
    return {
      value,
      tangents: seeds.map((seed) =>
        assembled(
          rows.map((row) => inner(row, seed)),
          shape,
        ),
      ),
    }
  }
}

/** The value, and Jᵀ ȳ for a cotangent. */
export function cotangentsOf(
  backend: Backend,
  problem: Problem,
): (inputs: readonly Value[], cotangent: Value) => { value: Value; cotangents: readonly Value[] } {
  if (backend.pullback !== undefined) {
    const pullback = backend.pullback(problem)
    return (inputs, cotangent) => {
      const { value, pull } = pullback.run(inputs)
      return { value, cotangents: pull(cotangent) }
    }
  }
  const pushforward = pushforwardOf(backend, problem)
  const seeds = unitSeeds(problem)
  return (inputs, cotangent) => {
    const { value, tangents } = inChunks(pushforward, inputs, seeds)
    return {
      value,
      cotangents: byArgument(
        problem,
        tangents.map((tangent) => inner([tangent], [cotangent])),
      ),
    }
  }
}

/** Numbers, one for each unit direction, as values of the shapes of the active arguments. */
export function byArgument(problem: Problem, numbers: readonly Value[]): Value[] {
  let from = 0
  return problem.shapes.map((shape) => {
    const count = sizeOf(shape)
    from += count
    return assembled(numbers.slice(from - count, from), shape)
  })
}

export function pullbackOf(backend: Backend, problem: Problem): Pullback {
  return backend.pullback?.(problem) ?? refuse(backend, problem)
}

export function pushforwardOf(backend: Backend, problem: Problem): Pushforward {
  return backend.pushforward?.(problem) ?? refuse(backend, problem)
}

function refuse(backend: Backend, problem: Problem): never {
  throw new CotangentError('UNSUPPORTED', {
    operator: problem.operator,
    constraint: 'a backend has a pushforward or a pullback',
    got: `${backend.name}, which has neither for this problem`,
    expected: 'another backend',
  })
}
