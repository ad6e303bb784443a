/** The product of the Hessian with a vector, without the Hessian. */

import type { Scalar } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Gradients, Outs, TangentsOf, ValueOf } from './results.ts'

/** ∇²f v, of the shape of x, of several active arguments a list; `tangent` is v, of the same shape. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function hvp<X extends Argument, R extends readonly Argument[]>(
  f: (...args: HandedAll<[X, ...R]>) => Scalar,
  by: By<'hvp'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): Gradients<[X, ...R]> {
  return result({ operator: 'hvp', f, by, args: [x, ...rest], seed: tangent }) as Gradients<[X, ...R]>
}

/** The value of f and the result of `hvp`. */
export function valueAndHvp<X extends Argument, R extends readonly Argument[], Y extends Scalar>(
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'hvp'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): [ValueOf<[X, ...R], Y>, Gradients<[X, ...R]>] {
  const call = { operator: 'hvp', f, by, args: [x, ...rest], seed: tangent } as const
  return valueAndResult(call) as [ValueOf<[X, ...R], Y>, Gradients<[X, ...R]>]
}

/** The same as `hvp`, in `out`. Gives `out`. */
export function hvpInto<X extends Argument, R extends readonly Argument[], O extends Outs<[X, ...R]>>(
  out: O,
  f: (...args: HandedAll<[X, ...R]>) => Scalar,
  by: By<'hvp'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): O {
  resultInto(out, { operator: 'hvp', f, by, args: [x, ...rest], seed: tangent })
  return out
}

/** The same; gives the value of f. */
export function valueAndHvpInto<X extends Argument, R extends readonly Argument[], Y extends Scalar>(
  out: Outs<[X, ...R]>,
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'hvp'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): ValueOf<[X, ...R], Y> {
  const call = { operator: 'hvp', f, by, args: [x, ...rest], seed: tangent } as const
  return valueAndResultInto(out, call) as ValueOf<[X, ...R], Y>
}

/** What `hvp` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareHvp<X extends Argument, R extends readonly Argument[]>(
  f: (...args: HandedAll<[X, ...R]>) => Scalar,
  backend: Backend,
  x: X,
  _tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): Preparation<'hvp'> {
  return new Preparation('hvp', backend, problemOf('hvp', f, [x, ...rest]))
}
