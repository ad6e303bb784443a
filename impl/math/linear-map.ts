/**
 * Primitives that are linear maps of one input: the pushforward is the map itself, the pullback its transpose.
 *
 *   y = L x     ẏ = L ẋ     x̄ = Lᵀ ȳ
 */
import { apply } from './interpreter.ts'
import type { Primitive } from './primitive.ts'
import type { Shape } from './shape.ts'
import { type Plain, shapeOf, type Value } from './value.ts'

export interface LinearMapForm<P> {
  readonly shape: (input: Shape, params: P) => Shape
  readonly evaluate: (x: Plain, params: P) => Plain
  /** Lᵀ ȳ, of the shape that x has. */
  readonly transpose: (cotangent: Value, input: Shape, params: P) => Value
  /** For a map that only moves entries about: which entry of x entry i of y is; −1 where it is zero. */
  readonly place?: (i: number, input: Shape, params: P) => number
}

export function linearMap<P>(name: string, form: LinearMapForm<P>): Primitive<P> {
  const { place } = form
  const primitive: Primitive<P> = {
    name,
    isLinear: true,
    shape: ([x], params) => form.shape(x, params),
    evaluate: ([x], params) => form.evaluate(x, params),
    linearize: ([x], _output, params) => ({
      pushforward: ([tangent]) => (tangent === undefined ? undefined : apply(primitive, [tangent], params)),
      pullback: (cotangent) => [form.transpose(cotangent, shapeOf(x), params)],
    }),
    ...(place && {
      source: ([x]: readonly Shape[], params: P) => ({
        input: (i: number) => (place(i, x, params) < 0 ? -1 : 0),
        place: (i: number) => place(i, x, params),
      }),
    }),
  }
  return primitive
}
