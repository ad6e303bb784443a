/** Sums and what is made of them. Every sum is taken in order, entry after entry. */
import { divide, multiply } from './arithmetic.ts'
import { asRank, mismatch } from './checks.ts'
import { sum as sumPrimitive } from './elementwise.ts'
import { apply } from './interpreter.ts'
import { linearMap } from './linear-map.ts'
import type { Primitive } from './primitive.ts'
import { isSameShape, shapeText, sizeOf } from './shape.ts'
import {
  asValue,
  type DenseMatrix,
  entriesOf,
  type Matrix,
  type PlainVector,
  type Scalar,
  shapeOf,
  type Vector,
} from './value.ts'

/** sᵢ = x₁ + … + xᵢ, or from the end: sᵢ = xᵢ + … + xₙ. Each is the transpose of the other. */
export const cumsumPrimitive: Primitive<'forward' | 'backward'> = linearMap('cumsum', {
  shape: (input) => input,
  evaluate(x, direction) {
    const out = Float64Array.from(entriesOf(x))
    if (direction === 'forward') for (let i = 1; i < out.length; i++) out[i] += out[i - 1]
    else for (let i = out.length - 2; i >= 0; i--) out[i] += out[i + 1]
    return out
  },
  transpose: (cotangent, _input, direction) =>
    apply(cumsumPrimitive, [cotangent], direction === 'forward' ? 'backward' : 'forward'),
})

/** Σ xᵢ over all entries. */
export function sum(x: number | PlainVector | DenseMatrix): number
export function sum(x: Scalar | Vector | Matrix): Scalar
export function sum(x: Scalar | Vector | Matrix): unknown {
  return apply(sumPrimitive, [asValue('sum', 'x', x)], undefined)
}

/** Σ xᵢ / n over all n entries. */
export function mean(x: number | PlainVector | DenseMatrix): number
export function mean(x: Scalar | Vector | Matrix): Scalar
export function mean(x: Scalar | Vector | Matrix): unknown {
  const value = asValue('mean', 'x', x)
  const n = sizeOf(shapeOf(value))
  if (n === 0) throw mismatch('mean', 'x', 'a mean is of one entry or more', shapeText(shapeOf(value)), 'an entry')
  return divide.of(apply(sumPrimitive, [value], undefined), n)
}

/** Σ aᵢ bᵢ of two vectors of one length. */
export function dot(a: PlainVector, b: PlainVector): number
export function dot(a: Vector, b: Vector): Scalar
export function dot(a: Vector, b: Vector): unknown {
  const left = asRank('dot', 'a', a, 'vector')
  const right = asRank('dot', 'b', b, 'vector')
  if (!isSameShape(shapeOf(left), shapeOf(right))) {
    const [n, m] = [shapeText(shapeOf(left)), shapeText(shapeOf(right))]
    throw mismatch('dot', 'b', 'the vectors have the same length', m, n)
  }
  return apply(sumPrimitive, [multiply.of(left, right)], undefined)
}

/** The running sums x₁, x₁ + x₂, … */
export function cumsum(x: PlainVector): Float64Array
export function cumsum(x: Vector): Vector
export function cumsum(x: Vector): unknown {
  return apply(cumsumPrimitive, [asRank('cumsum', 'x', x, 'vector')], 'forward')
}
