/**
 * The form of an operator with numeric rules of its own, from which `operator-primitive.ts` makes primitives: its three
 * maps at a point (OPR-1 to OPR-3), and what it has beyond them.
 */
import { CotangentError } from '../../spec/errors.ts'
import type { Linearization } from './primitive.ts'
import type { Shape } from './shape.ts'
import type { Plain, Value } from './value.ts'

/** One for each argument; what is missing is zero by structure. */
export type Parts<V> = readonly (V | undefined)[]

/** The maps at one point, which share what they have in common. */
export interface PointMaps {
  output(): Plain
  pushforward(tangents: Parts<Plain>): Plain
  /** At least the cotangents that are wanted. */
  pullback(cotangent: Plain, wanted: readonly boolean[]): Parts<Plain>
}

/** The same for calls that are repeated: each map writes its entries to `out`. */
export interface PreparedMaps {
  primal(inputs: readonly Plain[], out: Float64Array): void
  pushforward(inputs: readonly Plain[], tangents: Parts<Plain>, out: Float64Array): void
  /** The wanted cotangents one after the other. */
  pullback(inputs: readonly Plain[], cotangent: Plain, wanted: readonly boolean[], out: Float64Array): void
}

/**
 * Second derivatives of f, as far as an operator has them. Each throws NOT_DIFFERENTIABLE (`noSecond`) for the rest.
 *
 *   of f′:  δ ↦ (∂/∂x f′(x, ẋ)) δ,  and its transpose  v ↦ (∂/∂x ⟨v, f′(x, ẋ)⟩)
 *   of f*:  δ ↦ (∂/∂x f*(x, ȳ)) δ;  its transpose is that of f′ with v = ȳ, since ⟨ẋ, f*(x, ȳ)⟩ = ⟨ȳ, f′(x, ẋ)⟩
 */
export interface SecondDerivatives<P> {
  pushforwardMoved(x: readonly Value[], tangents: Parts<Value>, moves: Parts<Value>, params: P): Value | undefined
  pushforwardPulled(
    x: readonly Value[],
    tangents: Parts<Value>,
    cotangent: Value,
    wanted: readonly boolean[],
    params: P,
  ): Parts<Value>
  pullbackMoved(
    x: readonly Value[],
    cotangent: Value,
    wanted: readonly boolean[],
    moves: Parts<Value>,
    params: P,
  ): Parts<Value>
}

export interface Rules<P extends object> {
  readonly name: string
  /** What argument k is called in errors. */
  argument(k: number, params: P): string
  /** Whether the derivative in argument k is declared to be zero. */
  isConstantIn(k: number, params: P): boolean
  shape(inputs: readonly Shape[], params: P): Shape
  /** The maps at these inputs; `output` where it is known already. */
  at(inputs: readonly Plain[], params: P, output?: Plain): PointMaps
  /** Whether pushforward and pullback use y. */
  readonly usesOutput: boolean
  /** The rules in terms of primitives, if they can be traced. */
  traced?(inputs: readonly Value[], output: Value, params: P): Linearization
  readonly second?: SecondDerivatives<P>
  /** The maps of one use of the operator, for repeated calls: `params` is the same object for f, f′ and f*. */
  prepare?(inputs: readonly Shape[], params: P): PreparedMaps
  /** Whether what was prepared for one is good for the other; comes with `prepare`. */
  isSameUse?(one: P, other: P): boolean
}

/** The error of a second derivative that an operator does not have. */
export function noSecond(operator: string, argument: string): CotangentError {
  return new CotangentError('NOT_DIFFERENTIABLE', {
    operator,
    constraint: 'its pushforward and pullback are numeric rules that have no derivative of their own here',
    got: `a second derivative in ${argument}`,
    expected: 'secondOrder(finiteDiff(), reverse()), or rules of cotangent/math with traceable: true',
    argument,
  })
}
