/**
 * The faces of the elementwise primitives: what a user calls. Plain in gives plain out, and so the types say; an
 * array of numbers is taken wherever a vector is. A number meets an array at every entry; two arrays have one shape.
 * The overload of numbers comes last: it is the one that TypeScript infers from where a face is handed on by its name.
 */

import { apply } from './interpreter.ts'
import type { Primitive } from './primitive.ts'
import {
  asValue,
  type DenseMatrix,
  type Matrix,
  type PlainVector,
  type Scalar,
  type Value,
  type Vector,
} from './value.ts'

export interface UnaryFunction {
  (x: number): number
  (x: PlainVector): Float64Array
  (x: DenseMatrix): DenseMatrix
  (x: Matrix): Matrix
  (x: Vector): Vector
  (x: Scalar): Scalar
  /** The same on a value of any rank, unchecked: what rules are written in. */
  readonly of: (x: Value) => Value
}

export interface BinaryFunction {
  (a: number, b: number): number
  (a: PlainVector, b: PlainVector | number): Float64Array
  (a: number, b: PlainVector): Float64Array
  (a: DenseMatrix, b: DenseMatrix | number): DenseMatrix
  (a: number, b: DenseMatrix): DenseMatrix
  (a: Matrix, b: Matrix | Scalar): Matrix
  (a: Scalar, b: Matrix): Matrix
  (a: Vector, b: Vector | Scalar): Vector
  (a: Scalar, b: Vector): Vector
  (a: Scalar, b: Scalar): Scalar
  /** The same on values of any rank, unchecked: what rules are written in. */
  readonly of: (a: Value, b: Value) => Value
}

export function unary(primitive: Primitive): UnaryFunction {
  const of = (x: Value): Value => apply(primitive, [x], undefined)
  const face = (x: unknown): Value => of(asValue(primitive.name, 'x', x))
  return Object.assign(face, { of }) as UnaryFunction
}

export function binary(primitive: Primitive): BinaryFunction {
  const { name } = primitive
  const of = (a: Value, b: Value): Value => apply(primitive, [a, b], undefined)
  const face = (a: unknown, b: unknown): Value => of(asValue(name, 'a', a), asValue(name, 'b', b))
  return Object.assign(face, { of }) as BinaryFunction
}
