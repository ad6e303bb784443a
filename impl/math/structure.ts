/**
 * Parts of a vector or matrix, and the same numbers in another shape. All are linear; the transpose of taking a part
 * is putting it back among zeros.
 *
 *   slice: yᵢ = x[from + i]     x̄[from + i] = ȳᵢ, zero elsewhere
 */
import { asRank, asShape, checkInteger, mismatch } from './checks.ts'
import { broadcast as broadcastPrimitive } from './elementwise.ts'
import { apply } from './interpreter.ts'
import { linearMap } from './linear-map.ts'
import type { Primitive } from './primitive.ts'
import { type Shape, shapeText, sizeOf } from './shape.ts'
import {
  asValue,
  type DenseMatrix,
  entriesOf,
  type Matrix,
  ofShape,
  type PlainVector,
  type Scalar,
  shapeOf,
  type Vector,
} from './value.ts'

interface Part {
  /** Where it begins, in row-major order. */
  readonly from: number
  /** The shape of what it is a part of. */
  readonly whole: Shape
}

/** Zeros of the shape `whole`, with the input's entries from place `from` on: the transpose of slice and element. */
const padPrimitive: Primitive<Part> = linearMap('pad', {
  shape: (_input, { whole }) => whole,
  evaluate(x, { from, whole }) {
    const out = new Float64Array(sizeOf(whole))
    if (typeof x === 'number') out[from] = x
    else out.set(entriesOf(x), from)
    return ofShape(whole, out)
  },
  transpose: (cotangent, input, { from }) =>
    input.length === 0
      ? apply(elementPrimitive, [cotangent], from)
      : apply(slicePrimitive, [cotangent], { from, to: from + input[0] }),
  place: (i, input, { from }) => (i >= from && i < from + sizeOf(input) ? i - from : -1),
})

/** The entry at a place in row-major order. */
export const elementPrimitive: Primitive<number> = linearMap('element', {
  shape: () => [],
  evaluate: (x, place) => entriesOf(x)[place],
  transpose: (cotangent, input, place) => apply(padPrimitive, [cotangent], { from: place, whole: input }),
  place: (_i, _input, place) => place,
})

export const slicePrimitive: Primitive<{ readonly from: number; readonly to: number }> = linearMap('slice', {
  shape: (_input, { from, to }) => [to - from],
  evaluate: (x, { from, to }) => entriesOf(x).slice(from, to),
  transpose: (cotangent, input, { from }) => apply(padPrimitive, [cotangent], { from, whole: input }),
  place: (i, _input, { from }) => from + i,
})

/** The same entries, in row-major order, in another shape; the value is a view. */
export const reshapePrimitive: Primitive<Shape> = linearMap('reshape', {
  shape: (_input, shape) => shape,
  evaluate: (x, shape) => ofShape(shape, entriesOf(x)),
  transpose: (cotangent, input) => apply(reshapePrimitive, [cotangent], input),
  place: (i) => i,
})

/** x[i] of a vector. */
export function element(x: PlainVector, i: number): number
export function element(x: Vector, i: number): Scalar
/** A[i, j] of a matrix. */
export function element(x: DenseMatrix, i: number, j: number): number
export function element(x: Matrix, i: number, j: number): Scalar
export function element(x: Vector | Matrix, i: number, j?: number): unknown {
  const value = asRank('element', 'x', x, j === undefined ? 'vector' : 'matrix')
  const [rows, columns] = shapeOf(value)
  checkInteger('element', 'i', i, 0, rows - 1)
  if (j === undefined) return apply(elementPrimitive, [value], i)
  checkInteger('element', 'j', j, 0, columns - 1)
  return apply(elementPrimitive, [value], i * columns + j)
}

/** x[from] … x[to − 1]; `to` is the length if it is left out. */
export function slice(x: PlainVector, from: number, to?: number): Float64Array
export function slice(x: Vector, from: number, to?: number): Vector
export function slice(x: Vector, from: number, to?: number): unknown {
  const value = asRank('slice', 'x', x, 'vector')
  const [length] = shapeOf(value)
  checkInteger('slice', 'from', from, 0, length)
  const end = to ?? length
  checkInteger('slice', 'to', end, from, length)
  return apply(slicePrimitive, [value], { from, to: end })
}

/** x at every place of a vector of a length, or of a matrix of [rows, columns]. */
export function broadcast(x: number, shape: number): Float64Array
export function broadcast(x: number, shape: readonly [number, number]): DenseMatrix
export function broadcast(x: Scalar, shape: number): Vector
export function broadcast(x: Scalar, shape: readonly [number, number]): Matrix
export function broadcast(x: Scalar, shape: number | readonly [number, number]): unknown {
  return apply(broadcastPrimitive, [asRank('broadcast', 'x', x, 'scalar')], asShape('broadcast', shape))
}

/** The entries of x, in row-major order, as a vector of a length or a matrix of [rows, columns]; plain, it is a view. */
export function reshape(x: PlainVector | DenseMatrix, shape: number): Float64Array
export function reshape(x: PlainVector | DenseMatrix, shape: readonly [number, number]): DenseMatrix
export function reshape(x: Vector | Matrix, shape: number): Vector
export function reshape(x: Vector | Matrix, shape: readonly [number, number]): Matrix
export function reshape(x: Vector | Matrix, shape: number | readonly [number, number]): unknown {
  const value = asValue('reshape', 'x', x)
  const target = asShape('reshape', shape)
  if (sizeOf(target) !== sizeOf(shapeOf(value))) {
    throw mismatch(
      'reshape',
      'shape',
      'the number of entries stays',
      shapeText(target),
      `as many as ${shapeText(shapeOf(value))} has`,
    )
  }
  return apply(reshapePrimitive, [value], target)
}
