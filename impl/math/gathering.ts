/**
 * Entries by a list of indices, and their transpose. An index may come several times.
 *
 *   gather: yₖ = x[iₖ]     scatterAdd: y = Σₖ xₖ e(iₖ)
 */
import { asRank, checkInteger, mismatch } from './checks.ts'
import { apply } from './interpreter.ts'
import { linearMap } from './linear-map.ts'
import type { Primitive } from './primitive.ts'
import { entriesOf, isTraced, type PlainVector, shapeOf, type Vector } from './value.ts'

/** Where entries are taken from: plain integers from 0. */
export type Indices = readonly number[] | Int32Array | Uint32Array | Float64Array

const gatherPrimitive: Primitive<Float64Array> = linearMap('gather', {
  shape: (_input, indices) => [indices.length],
  evaluate(x, indices) {
    const entries = entriesOf(x)
    const out = new Float64Array(indices.length)
    for (let k = 0; k < out.length; k++) out[k] = entries[indices[k]]
    return out
  },
  transpose: (cotangent, [length], indices) => apply(scatterAddPrimitive, [cotangent], { indices, length }),
  place: (i, _input, indices) => indices[i],
})

export const scatterAddPrimitive: Primitive<{ readonly indices: Float64Array; readonly length: number }> = linearMap(
  'scatterAdd',
  {
    shape: (_input, { length }) => [length],
    evaluate(x, { indices, length }) {
      const entries = entriesOf(x)
      const out = new Float64Array(length)
      for (let k = 0; k < indices.length; k++) out[indices[k]] += entries[k]
      return out
    },
    transpose: (cotangent, _input, { indices }) => apply(gatherPrimitive, [cotangent], indices),
  },
)

/** x[indices[0]], x[indices[1]], … */
export function gather(x: PlainVector, indices: Indices): Float64Array
export function gather(x: Vector, indices: Indices): Vector
export function gather(x: Vector, indices: Indices): unknown {
  const value = asRank('gather', 'x', x, 'vector')
  return apply(gatherPrimitive, [value], checked('gather', indices, shapeOf(value)[0]))
}

/** A vector of a length, zero but for x[k] added at indices[k] for each k. */
export function scatterAdd(x: PlainVector, indices: Indices, length: number): Float64Array
export function scatterAdd(x: Vector, indices: Indices, length: number): Vector
export function scatterAdd(x: Vector, indices: Indices, length: number): unknown {
  const value = asRank('scatterAdd', 'x', x, 'vector')
  checkInteger('scatterAdd', 'length', length, 0, Number.MAX_SAFE_INTEGER)
  const places = checked('scatterAdd', indices, length)
  if (places.length !== shapeOf(value)[0]) {
    throw mismatch(
      'scatterAdd',
      'indices',
      'each entry of x has an index',
      `${places.length} indices`,
      `as many as x has entries: ${shapeOf(value)[0]}`,
    )
  }
  return apply(scatterAddPrimitive, [value], { indices: places, length })
}

/** A copy: a caller may go on to change its list. */
function checked(name: string, indices: Indices, length: number): Float64Array {
  if (isTraced(indices)) checkInteger(name, 'indices', indices, 0, length - 1)
  indices.forEach((index, k) => {
    checkInteger(name, 'indices', index, 0, length - 1, k)
  })
  return Float64Array.from(indices)
}
