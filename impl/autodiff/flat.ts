/**
 * Values as flat vectors and back, traced or plain: how gradients and Jacobians are put together from directional
 * derivatives. Everything in the functions of `cotangent/math`, so that it can be differentiated again.
 */

import { concat, dot, element, matrixTranspose, reshape, slice, stack } from '../math/index.ts'
import { type Shape, sizeOf } from '../math/shape.ts'
import { type Matrix, ofShape, type Plain, type Scalar, shapeOf, type Value, type Vector } from '../math/value.ts'

/** All entries of all values, one after the other. */
export function flatten(values: readonly Value[]): Value {
  const parts = values.map((value) => (shapeOf(value).length === 1 ? value : flat(value)))
  return parts.length === 1 ? parts[0] : (concat(...(parts as Vector[])) as Value)
}

/** The values of these shapes whose entries stand one after the other in `entries`. */
export function unflatten(entries: Value, shapes: readonly Shape[]): Value[] {
  let from = 0
  return shapes.map((shape) => {
    const to = from + sizeOf(shape)
    const part = shapes.length === 1 ? entries : (slice(entries as Vector, from, to) as Value)
    from = to
    if (shape.length === 1) return part
    return (
      shape.length === 0 ? element(part as Vector, 0) : reshape(part as Vector, shape as readonly [number, number])
    ) as Value
  })
}

/** Numbers as a value of this shape. */
export function assembled(numbers: readonly Value[], shape: Shape): Value {
  if (shape.length === 0) return numbers[0]
  return unflatten(stack(numbers as readonly Scalar[]) as Value, [shape])[0]
}

/** The matrix with these rows, each of them a value with as many entries as there are columns. */
export function ofRows(rows: readonly Value[], columns: number): Value {
  return reshape(flatten(rows) as Vector, [rows.length, columns]) as Value
}

/** The matrix with these columns. */
export function ofColumns(columns: readonly Value[], rows: number): Value {
  return matrixTranspose(ofRows(columns, rows) as Matrix) as Value
}

/** Σ over all entries of the products. */
export function inner(a: readonly Value[], b: readonly Value[]): Value {
  return dot(flatten(a) as Vector, flatten(b) as Vector) as Value
}

/** The unit vectors of a shape, in the order of its entries. */
export function basisOf(shape: Shape): Plain[] {
  const size = sizeOf(shape)
  return Array.from({ length: size }, (_, i) => {
    const entries = new Float64Array(size)
    entries[i] = 1
    return ofShape(shape, entries)
  })
}

const flat = (value: Value): Value =>
  (shapeOf(value).length === 0 ? stack([value as Scalar]) : reshape(value as Matrix, sizeOf(shapeOf(value)))) as Value
