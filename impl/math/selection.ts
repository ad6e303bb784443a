/**
 * Choices, entry by entry: where, min, max, and |x|, sign, stopGradient. Each is differentiated along the branch that it took;
 * what was not taken gets a cotangent of exactly zero, and no product with what may be infinite there.
 */

import { greaterEqual, less, lessEqual } from './comparison.ts'
import { elementwise, spread, sum } from './elementwise.ts'
import { type BinaryFunction, binary, type UnaryFunction, unary } from './functions.ts'
import { apply } from './interpreter.ts'
import type { Linearization, Primitive } from './primitive.ts'
import { sizeOf } from './shape.ts'
import {
  type AnyValue,
  asValue,
  type DenseMatrix,
  entriesOf,
  type Matrix,
  ofShape,
  type Plain,
  type PlainVector,
  type Scalar,
  shapeOf,
  type Value,
  type Vector,
} from './value.ts'

/** c ? a : b; a condition holds where it is not zero (and no NaN). */
const wherePrimitive: Primitive = {
  ...elementwise('where', {
    kernel: (c, a, b) => (c ? a : b),
    code: (c, a, b) => `(${c} ? ${a} : ${b})`,
    partials: [],
  }),
  evaluate: chosen,
  linearize: ([condition, a, b], output) => choice(condition, a, b, output, 1),
}

function chosen(inputs: readonly Plain[]): Plain {
  const shape = wherePrimitive.shape(inputs.map(shapeOf), undefined)
  const [c, a, b] = inputs.map(entriesOf)
  const [stepC, stepA, stepB] = inputs.map((input) => (typeof input === 'number' ? 0 : 1))
  const out = new Float64Array(sizeOf(shape))
  for (let i = 0; i < out.length; i++) out[i] = c[i * stepC] ? a[i * stepA] : b[i * stepB]
  return ofShape(shape, out)
}

/** ẏ = c ? ȧ : ḃ, and ā = c ? ȳ : 0, b̄ = c ? 0 : ȳ; `first` is the place of a among the inputs, b follows. */
function choice(condition: Value, a: Value, b: Value, output: Value, first: number): Linearization {
  const shape = shapeOf(output)
  const pick = (ifTrue: Value, ifFalse: Value): Value => apply(wherePrimitive, [condition, ifTrue, ifFalse], undefined)
  const toShapeOf = (input: Value, cotangent: Value): Value =>
    shapeOf(input).length < shape.length ? apply(sum, [cotangent], undefined) : cotangent
  return {
    pushforward(tangents) {
      const [ofA, ofB] = [tangents[first], tangents[first + 1]]
      if (ofA === undefined && ofB === undefined) return undefined
      return spread(pick(ofA ?? 0, ofB ?? 0), shape)
    },
    pullback(cotangent, wanted) {
      const bars: (Value | undefined)[] = wanted.map(() => undefined)
      if (wanted[first]) bars[first] = toShapeOf(a, pick(cotangent, 0))
      if (wanted[first + 1]) bars[first + 1] = toShapeOf(b, pick(0, cotangent))
      return bars
    },
  }
}

type Condition = Scalar | Vector | Matrix

/** a where the condition holds (is not zero), else b. Only the branch that is taken counts, in derivatives too. */
export function where(condition: number, a: number, b: number): number
export function where(condition: number | PlainVector, a: PlainVector, b: PlainVector | number): Float64Array
export function where(condition: number | PlainVector, a: number, b: PlainVector): Float64Array
export function where(condition: PlainVector, a: number, b: number): Float64Array
export function where(condition: number | DenseMatrix, a: DenseMatrix, b: DenseMatrix | number): DenseMatrix
export function where(condition: number | DenseMatrix, a: number, b: DenseMatrix): DenseMatrix
export function where(condition: DenseMatrix, a: number, b: number): DenseMatrix
export function where(condition: Scalar | Vector, a: Vector, b: Vector | Scalar): Vector
export function where(condition: Scalar | Vector, a: Scalar, b: Vector): Vector
export function where(condition: Vector, a: Scalar, b: Scalar): Vector
export function where(condition: Scalar | Matrix, a: Matrix, b: Matrix | Scalar): Matrix
export function where(condition: Scalar | Matrix, a: Scalar, b: Matrix): Matrix
export function where(condition: Matrix, a: Scalar, b: Scalar): Matrix
export function where(condition: Scalar, a: Scalar, b: Scalar): Scalar
export function where(condition: Condition, a: AnyValue, b: AnyValue): unknown {
  const inputs = [asValue('where', 'condition', condition), asValue('where', 'a', a), asValue('where', 'b', b)]
  return apply(wherePrimitive, inputs, undefined)
}

/** The smaller of a and b, NaN if either is; where they are equal, the derivative is that of a. */
export const min: BinaryFunction = binary({
  ...elementwise('min', { kernel: Math.min, code: (a, b) => `Math.min(${a}, ${b})`, partials: [] }),
  linearize: ([a, b], output) => choice(lessEqual.of(a, b), a, b, output, 0),
})

/** The larger of a and b, NaN if either is; where they are equal, the derivative is that of a. */
export const max: BinaryFunction = binary({
  ...elementwise('max', { kernel: Math.max, code: (a, b) => `Math.max(${a}, ${b})`, partials: [] }),
  linearize: ([a, b], output) => choice(greaterEqual.of(a, b), a, b, output, 0),
})

/** |x|; its derivative at 0 is +1. */
export const abs: UnaryFunction = unary(
  elementwise('abs', {
    kernel: Math.abs,
    code: (x) => `Math.abs(${x})`,
    partials: [(_y, x) => apply(wherePrimitive, [less.of(x, 0), -1, 1], undefined)],
  }),
)

/** −1, 0 or 1; its derivative is zero. */
export const sign: UnaryFunction = unary(
  elementwise('sign', {
    kernel: Math.sign,
    code: (x) => `Math.sign(${x})`,
    partials: [() => 0],
    isConstant: true,
  }),
)

/** x, held fixed: its derivative is zero in every differentiation around it. */
export const stopGradient: UnaryFunction = unary(
  elementwise('stopGradient', { kernel: (x) => x, code: (x) => `${x}`, partials: [() => 0], isConstant: true }),
)
