/** The derivative of a function of a number, f: ℝ → ℝ, ℝⁿ or ℝʳˣᶜ; of several numbers, in each of them. */

import type { AnyValue } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Derivatives, Outs, ValueOf } from './results.ts'

/** f′(x), of the shape of f(x); of several numbers a list. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function derivative<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'derivative'>,
  ...args: A
): Derivatives<A, Y> {
  return result({ operator: 'derivative', f, by, args }) as Derivatives<A, Y>
}

/** The value of f and the result of `derivative`. */
export function valueAndDerivative<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'derivative'>,
  ...args: A
): [ValueOf<A, Y>, Derivatives<A, Y>] {
  return valueAndResult({ operator: 'derivative', f, by, args }) as [ValueOf<A, Y>, Derivatives<A, Y>]
}

/** The same as `derivative`, in `out`: one entry where f gives a number. Gives `out`. */
export function derivativeInto<A extends readonly Argument[], O extends Outs<A>>(
  out: O,
  f: (...args: HandedAll<A>) => AnyValue,
  by: By<'derivative'>,
  ...args: A
): O {
  resultInto(out, { operator: 'derivative', f, by, args })
  return out
}

/** The same; gives the value of f. */
export function valueAndDerivativeInto<A extends readonly Argument[], Y extends AnyValue>(
  out: Outs<A>,
  f: (...args: HandedAll<A>) => Y,
  by: By<'derivative'>,
  ...args: A
): ValueOf<A, Y> {
  return valueAndResultInto(out, { operator: 'derivative', f, by, args }) as ValueOf<A, Y>
}

/** What `derivative` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareDerivative<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: Backend,
  ...args: A
): Preparation<'derivative'> {
  return new Preparation('derivative', backend, problemOf('derivative', f, args))
}
