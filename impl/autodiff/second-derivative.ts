/** The second derivative of a function of one number. */

import type { AnyValue } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Derivatives, Outs, ValueOf } from './results.ts'

/** f″(x), of the shape of f(x). Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function secondDerivative<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'secondDerivative'>,
  ...args: A
): Derivatives<A, Y> {
  return result({ operator: 'secondDerivative', f, by, args }) as Derivatives<A, Y>
}

/** The value of f and the result of `secondDerivative`. */
export function valueAndSecondDerivative<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'secondDerivative'>,
  ...args: A
): [ValueOf<A, Y>, Derivatives<A, Y>] {
  return valueAndResult({ operator: 'secondDerivative', f, by, args }) as [ValueOf<A, Y>, Derivatives<A, Y>]
}

/** The same as `secondDerivative`, in `out`: one entry where f gives a number. Gives `out`. */
export function secondDerivativeInto<A extends readonly Argument[], O extends Outs<A>>(
  out: O,
  f: (...args: HandedAll<A>) => AnyValue,
  by: By<'secondDerivative'>,
  ...args: A
): O {
  resultInto(out, { operator: 'secondDerivative', f, by, args })
  return out
}

/** The same; gives the value of f. */
export function valueAndSecondDerivativeInto<A extends readonly Argument[], Y extends AnyValue>(
  out: Outs<A>,
  f: (...args: HandedAll<A>) => Y,
  by: By<'secondDerivative'>,
  ...args: A
): ValueOf<A, Y> {
  return valueAndResultInto(out, { operator: 'secondDerivative', f, by, args }) as ValueOf<A, Y>
}

/** What `secondDerivative` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareSecondDerivative<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: Backend,
  ...args: A
): Preparation<'secondDerivative'> {
  return new Preparation('secondDerivative', backend, problemOf('secondDerivative', f, args))
}
