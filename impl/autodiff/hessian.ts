/** The Hessian as a dense matrix, of all entries of all active arguments in order. */

import type { Scalar } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { type Out, result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Hessians, ValueOf } from './results.ts'

/** ∇²f, a row and a column for each entry of the active arguments. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function hessian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  by: By<'hessian'>,
  ...args: A
): Hessians<A> {
  return result({ operator: 'hessian', f, by, args }) as Hessians<A>
}

/** The value of f and the result of `hessian`. */
export function valueAndHessian<A extends readonly Argument[], Y extends Scalar>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'hessian'>,
  ...args: A
): [ValueOf<A, Y>, Hessians<A>] {
  return valueAndResult({ operator: 'hessian', f, by, args }) as [ValueOf<A, Y>, Hessians<A>]
}

/** The same as `hessian`, in `out`. Gives `out`. */
export function hessianInto<A extends readonly Argument[], O extends Out>(
  out: O,
  f: (...args: HandedAll<A>) => Scalar,
  by: By<'hessian'>,
  ...args: A
): O {
  resultInto(out, { operator: 'hessian', f, by, args })
  return out
}

/** The same; gives the value of f. */
export function valueAndHessianInto<A extends readonly Argument[], Y extends Scalar>(
  out: Out,
  f: (...args: HandedAll<A>) => Y,
  by: By<'hessian'>,
  ...args: A
): ValueOf<A, Y> {
  return valueAndResultInto(out, { operator: 'hessian', f, by, args }) as ValueOf<A, Y>
}

/** What `hessian` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareHessian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  backend: Backend,
  ...args: A
): Preparation<'hessian'> {
  return new Preparation('hessian', backend, problemOf('hessian', f, args))
}
