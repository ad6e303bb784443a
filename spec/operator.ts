/**
 * The operator contract (clauses OPR-1 to OPR-6, `chapters/operators.md`): a named function of real
 * arrays with three maps.
 *
 *   primal       y = f(x)
 *   pushforward  ẏ = J ẋ     J = ∂f/∂x at x; a missing tangent is zero
 *   pullback     x̄ = Jᵀ ȳ    one cotangent for every differentiable argument
 */

export type MapName = 'primal' | 'pushforward' | 'pullback'
export const mapNames: readonly MapName[] = ['primal', 'pushforward', 'pullback']

/** Real arrays by argument name. */
export type Arrays = Readonly<Record<string, ArrayLike<number>>>

/** `{ left, right }` gives a two-sided option its value on each side. */
export type OptionValue = string | number | { readonly left: string; readonly right: string }
export type Options = Readonly<Record<string, OptionValue>>

/** An operator on doubles. Inputs are never written to (OPR-4); outputs are new arrays. Throws `CotangentError`. */
export interface Operator {
  primal(args: Arrays, options?: Options): Float64Array
  pushforward(args: Arrays, tangents: Arrays, options?: Options): Float64Array
  pullback(args: Arrays, cotangent: ArrayLike<number>, options?: Options): Record<string, Float64Array>
}

export type Operators = Readonly<Record<string, Operator>>
