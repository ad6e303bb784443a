/** Values for the arguments of an operator as one flat vector, and back: what f* gives (`operator-primitive.ts`). */
import { add } from './arithmetic.ts'
import { concat } from './concatenation.ts'
import { apply } from './interpreter.ts'
import type { Parts } from './rules.ts'
import { type Shape, sizeOf } from './shape.ts'
import { elementPrimitive, reshapePrimitive, slicePrimitive } from './structure.ts'
import { entriesOf, type Plain, type Scalar, shapeOf, type Value, type Vector } from './value.ts'

/** a + b, where a missing one is zero. */
export const total = (a: Value | undefined, b: Value | undefined): Value | undefined =>
  a === undefined ? b : b === undefined ? a : add.of(a, b)

/** The parts of a flat vector that holds the entries of the present ones one after the other. */
export function partsOf(flat: Value, shapes: readonly Shape[], present: readonly boolean[]): Parts<Value> {
  const length = shapeOf(flat)[0]
  let from = 0
  return shapes.map((shape, k) => {
    if (!present[k]) return undefined
    const to = from + sizeOf(shape)
    const isAll = from === 0 && to === length
    const start = from
    from = to
    if (shape.length === 0) return apply(elementPrimitive, [flat], start)
    const part = isAll ? flat : apply(slicePrimitive, [flat], { from: start, to })
    return shape.length === 1 ? part : apply(reshapePrimitive, [part], shape)
  })
}

/** The entries of plain parts one after the other. */
export function joined(parts: Parts<Plain>, wanted: readonly boolean[]): Float64Array {
  const arrays = parts.filter((_, k) => wanted[k]).map((part) => entriesOf(part!))
  if (arrays.length === 1) return arrays[0]
  const flat = new Float64Array(arrays.reduce((length, array) => length + array.length, 0))
  let from = 0
  for (const array of arrays) {
    flat.set(array, from)
    from += array.length
  }
  return flat
}

/** The same for values that may be traced; a wanted one that is missing is zero. */
export function flattened(parts: Parts<Value>, shapes: readonly Shape[], wanted: readonly boolean[]): Value {
  const vectors = shapes.flatMap((shape, k): Value[] => {
    if (!wanted[k]) return []
    const part = parts[k] ?? new Float64Array(sizeOf(shape))
    return [shapeOf(part).length === 2 ? apply(reshapePrimitive, [part], [sizeOf(shape)]) : part]
  })
  const isOne = vectors.length === 1 && shapeOf(vectors[0]).length === 1
  return isOne ? vectors[0] : (concat(...(vectors as (Scalar | Vector)[])) as Value)
}
