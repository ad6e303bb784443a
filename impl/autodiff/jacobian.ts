/** The Jacobian as a dense matrix: a row for each entry of the value, a column for each entry of the argument. */

import type { AnyValue } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Jacobians, Outs, ValueOf } from './results.ts'

/** ∂f/∂x, (entries of f) × (entries of x); of several active arguments a list. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function jacobian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  by: By<'jacobian'>,
  ...args: A
): Jacobians<A> {
  return result({ operator: 'jacobian', f, by, args }) as Jacobians<A>
}

/** The value of f and the result of `jacobian`. */
export function valueAndJacobian<A extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'jacobian'>,
  ...args: A
): [ValueOf<A, Y>, Jacobians<A>] {
  return valueAndResult({ operator: 'jacobian', f, by, args }) as [ValueOf<A, Y>, Jacobians<A>]
}

/** The same as `jacobian`, in `out`. Gives `out`. */
export function jacobianInto<A extends readonly Argument[], O extends Outs<A>>(
  out: O,
  f: (...args: HandedAll<A>) => AnyValue,
  by: By<'jacobian'>,
  ...args: A
): O {
  resultInto(out, { operator: 'jacobian', f, by, args })
  return out
}

/** The same; gives the value of f. */
export function valueAndJacobianInto<A extends readonly Argument[], Y extends AnyValue>(
  out: Outs<A>,
  f: (...args: HandedAll<A>) => Y,
  by: By<'jacobian'>,
  ...args: A
): ValueOf<A, Y> {
  return valueAndResultInto(out, { operator: 'jacobian', f, by, args }) as ValueOf<A, Y>
}

/** What `jacobian` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareJacobian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: Backend,
  ...args: A
): Preparation<'jacobian'> {
  return new Preparation('jacobian', backend, problemOf('jacobian', f, args))
}
