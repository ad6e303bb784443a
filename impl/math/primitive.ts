/**
 * A primitive: an operator of the contract as an interpreter meets it (OPR-1 to OPR-3).
 *
 *   evaluate    y = f(x)                        on plain values
 *   linearize   ẋ ↦ J ẋ  and  ȳ ↦ Jᵀ ȳ          at x, in the functions of this folder, so that it can be traced again
 *
 * A tangent or cotangent that is `undefined` is zero by structure. What only some backends read, the JavaScript of an
 * elementwise kernel for instance, stands in members of its own that may be missing.
 */
import type { Shape } from './shape.ts'
import type { Plain, Value } from './value.ts'

export interface Linearization {
  /** J ẋ. */
  pushforward(tangents: readonly (Value | undefined)[]): Value | undefined
  /** Jᵀ ȳ for the inputs that are wanted; nothing is computed for the others. */
  pullback(cotangent: Value, wanted: readonly boolean[]): readonly (Value | undefined)[]
}

export interface Primitive<P = undefined> {
  readonly name: string
  /** The shape of the output; throws LENGTH_MISMATCH where the inputs do not fit. */
  shape(inputs: readonly Shape[], params: P): Shape
  /** The output for plain inputs. Writes to nothing that it was given; the output may be a view of an input. */
  evaluate(inputs: readonly Plain[], params: P): Plain
  linearize(inputs: readonly Value[], output: Value, params: P): Linearization
  /**
   * Both at once on plain inputs, where they share work: a factorization, for instance. `active`: which inputs matter;
   * `memo`: what this use of the primitive left there in an earlier run of the same function.
   */
  linearizeAt?(
    inputs: readonly Plain[],
    params: P,
    active: readonly boolean[],
    memo?: Memo,
  ): { readonly output: Plain; readonly linearization: Linearization }
  /**
   * For calls that are repeated with inputs of these shapes: `run` writes the entries of the output to `out`, with what
   * it can keep from call to call kept. `params` is the same object wherever it belongs to the same use.
   */
  prepare?(inputs: readonly Shape[], params: P): Prepared
  /** The derivative is zero everywhere: comparisons, signs, what is declared constant. */
  readonly isConstant?: boolean
  /** The kernel, for primitives that work entry by entry. */
  readonly elementwise?: Elementwise
  /** Linear in all inputs at once. */
  readonly isLinear?: boolean
  /** For primitives that only move entries about (slice, gather, concat, …): where each comes from. */
  source?(inputs: readonly Shape[], params: P): Source
  /**
   * For primitives whose entries are sums of products of two entries: calls `term` for each product, those of output
   * entry 0 first, with the places of its factors among the entries of all inputs, one input after the other.
   */
  terms?(inputs: readonly Shape[], params: P, term: (output: number, left: number, right: number) => void): void
}

export interface Prepared {
  run(inputs: readonly Plain[], out: Float64Array): void
}

/** Room for a primitive to keep something in from run to run; only what it has put there is its own. */
export interface Memo {
  kept?: object
}

/** Entry i of the output is entry `place(i)` of input `input(i)`, or zero where `input(i)` is −1. */
export interface Source {
  input(i: number): number
  place(i: number): number
}

/** A function of numbers, applied to entries that stand at the same place; a number stands at every place. */
export interface Elementwise {
  readonly kernel: (...entries: number[]) => number
  /** The same in JavaScript, over names for the entries. */
  readonly code: (...entries: string[]) => string
  /** In which entries it is affine: what decides the pattern of a Hessian. */
  readonly isLinear: boolean
}
