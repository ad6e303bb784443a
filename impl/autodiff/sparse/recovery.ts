/** The products with the seeds of a compression, and the entries read off them. */

import { sizeOf } from '../../math/shape.ts'
import { type Plain, shapeOf, type Value } from '../../math/value.ts'
import type { Executor, Pullback, Pushforward } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { type Compression, recover, seedsOf } from './compression.ts'
import type { Recovery } from './preparation.ts'

/** J s for each seed, as many at a time as the pushforward likes; the function has `length` entries. */
export function fromPushforwards(
  problem: Problem,
  pushforward: Pushforward,
  compression: Compression,
  length: number,
): Recovery {
  const seeds = seedsOf(compression, problem.shapes[0]).map((seed) => [seed])
  return (values, inputs) => {
    let value: Value | undefined
    for (let first = 0; first < seeds.length; first += pushforward.chunk) {
      const part = pushforward.run(inputs, seeds.slice(first, first + pushforward.chunk))
      value = part.value
      requireLength(problem, value, length)
      part.tangents.forEach((tangent, k) => {
        recover(values, compression, first + k, tangent)
      })
    }
    return value
  }
}

/** Jᵀ s for each seed. */
export function fromPullbacks(
  problem: Problem,
  pullback: Pullback,
  compression: Compression,
  length: number,
): Recovery {
  let seeds: Plain[] | undefined
  return (values, inputs) => {
    const { value, pull } = pullback.run(inputs)
    requireLength(problem, value, length)
    seeds ??= seedsOf(compression, shapeOf(value))
    seeds.forEach((seed, colour) => {
      recover(values, compression, colour, pull(seed)[0])
    })
    return value
  }
}

/** H s for each seed, by an executor of `hvp`. */
export function fromProducts(problem: Problem, hvp: Executor, compression: Compression): Recovery {
  const seeds = seedsOf(compression, problem.shapes[0])
  return (values, inputs) => {
    seeds.forEach((seed, colour) => {
      const [product] = hvp.results?.(inputs, [seed]) ?? hvp.run(inputs, [seed]).results
      recover(values, compression, colour, product)
    })
    return undefined
  }
}

/** A function whose value has another length today is not the one whose pattern was found. */
function requireLength(problem: Problem, value: Value, length: number): void {
  const size = sizeOf(shapeOf(value))
  if (size !== length) throw problem.mismatch(`a function with ${size} entries`, `one with ${length}, as prepared`)
}
