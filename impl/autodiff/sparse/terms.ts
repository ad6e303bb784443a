/**
 * Operators whose entries are sums of products of two entries each: a matrix times a vector, for instance. A term with
 * a factor that is a plain zero is none, so a matrix that is captured counts by its own nonzeros.
 */
import type { Primitive } from '../../math/primitive.ts'
import { sizeOf } from '../../math/shape.ts'
import { entriesOf, isTraced, type Plain, shapeOf, type Value } from '../../math/value.ts'
import type { Dependence } from './dependence.ts'
import { grown } from './index-sets.ts'
import type { Interactions } from './interactions.ts'

/** The factors of the terms of entry k are `factors[pointers[k]] … factors[pointers[k + 1] − 1]`, two for each term. */
export interface Terms {
  readonly pointers: Int32Array
  /** Places among the entries of all inputs, one input after the other. */
  readonly factors: Int32Array
}

export function termsOf<P>(
  primitive: Primitive<P>,
  inputs: readonly Value[],
  params: P,
  size: number,
): Terms | undefined {
  const { terms } = primitive
  if (terms === undefined) return undefined
  const isZero = zeros(inputs)
  const pointers = new Int32Array(size + 1)
  let factors = new Int32Array(4 * size)
  let end = 0
  terms(inputs.map(shapeOf), params, (k, left, right) => {
    if (isZero[left] === 1 || isZero[right] === 1) return
    if (end + 2 > factors.length) factors = grown(factors, end + 2)
    factors[end++] = left
    factors[end++] = right
    pointers[k + 1] = end
  })
  for (let k = 0; k < size; k++) pointers[k + 1] = Math.max(pointers[k + 1], pointers[k])
  return { pointers, factors: factors.slice(0, end) }
}

/** 1 for each entry of all inputs that is known to be zero. */
function zeros(inputs: readonly Value[]): Uint8Array {
  const isZero = new Uint8Array(inputs.reduce<number>((size, input) => size + sizeOf(shapeOf(input)), 0))
  let place = 0
  for (const input of inputs) {
    if (isTraced(input)) place += sizeOf(input.shape)
    else for (const entry of entriesOf(input as Plain)) isZero[place++] = entry === 0 ? 1 : 0
  }
  return isZero
}

/** The factors of each term interact; `whole`: what the entries of all inputs depend on. */
export function recordTerms(interactions: Interactions, { factors }: Terms, { of, sets }: Dependence): void {
  for (let t = 0; t < factors.length; t += 2) interactions.add(sets, of[factors[t]], sets, of[factors[t + 1]])
}
