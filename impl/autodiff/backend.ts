/**
 * A backend: an interpreter of operators. It supplies a pushforward or a pullback for a problem, and everything else
 * derives from these (`rows.ts`, the operators); with `prepare` it overrides whole operators that it does better.
 */
import type { Value } from '../math/value.ts'
import type { Problem } from './problem.ts'

/** ẏ = J ẋ of a prepared problem. */
export interface Pushforward {
  /** How many tangents it likes to be given at once. */
  readonly chunk: number
  /** `inputs`: one for each argument; `seeds`: one list for each direction, with a tangent for each active argument. */
  run(
    inputs: readonly Value[],
    seeds: readonly (readonly Value[])[],
  ): { readonly value: Value; readonly tangents: readonly Value[] }
}

/** x̄ = Jᵀ ȳ of a prepared problem: the value first, then as many cotangents as wanted. */
export interface Pullback {
  run(inputs: readonly Value[]): {
    readonly value: Value
    /** One cotangent for each active argument. */
    readonly pull: (cotangent: Value) => readonly Value[]
  }
}

export type OperatorName =
  | 'derivative'
  | 'gradient'
  | 'jacobian'
  | 'pushforward'
  | 'pullback'
  | 'secondDerivative'
  | 'hvp'
  | 'hessian'

/** An operator, prepared by a backend for a problem. */
export interface Executor {
  /**
   * The value of the function and the results: one for each active argument, or the only one (`pushforward`).
   * `seeds` are the tangents of `pushforward` and `hvp`, one for each active argument, or the cotangent of `pullback`.
   */
  run(inputs: readonly Value[], seeds: readonly Value[]): { readonly value: Value; readonly results: readonly Value[] }
  /** The results alone, where leaving out the value saves work. */
  results?(inputs: readonly Value[], seeds: readonly Value[]): readonly Value[]
  /** The only result into `out`, of plain values that have been checked: the way without allocation. */
  into?(out: Float64Array, inputs: readonly Value[], seeds: readonly Value[]): void
  /**
   * The same with one argument after the other, for a call in place whose arguments have all been checked: the value
   * is given back where `withValue` is asked for, the only result is written to `out`.
   */
  readonly direct?: ((out: Float64Array, ...inputs: Value[]) => void) | undefined
  readonly directWithValue?: ((out: Float64Array, ...inputs: Value[]) => number) | undefined
}

export interface Backend {
  readonly name: string
  pushforward?(problem: Problem): Pushforward
  pullback?(problem: Problem): Pullback
  /** Whole operators that it does better than they derive; undefined for the others. */
  prepare?(operator: OperatorName, problem: Problem): Executor | undefined
  /** Who differentiates the gradient for second derivatives, and who takes the gradient. Missing: itself, twice. */
  readonly second?: { readonly outer: Backend; readonly inner: Backend }
}
