/** The directional derivative J ẋ: a Jacobian-vector product. */

import type { AnyValue } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { type Out, result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { TangentsOf, ValueOf } from './results.ts'

/** J ẋ, of the shape of f(x); `tangent` has the shape of x, of several active arguments it is a list. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function pushforward<X extends Argument, R extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'pushforward'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): ValueOf<[X, ...R], Y> {
  return result({ operator: 'pushforward', f, by, args: [x, ...rest], seed: tangent }) as ValueOf<[X, ...R], Y>
}

/** The value of f and the result of `pushforward`. */
export function valueAndPushforward<X extends Argument, R extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'pushforward'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): [ValueOf<[X, ...R], Y>, ValueOf<[X, ...R], Y>] {
  const call = { operator: 'pushforward', f, by, args: [x, ...rest], seed: tangent } as const
  return valueAndResult(call) as [ValueOf<[X, ...R], Y>, ValueOf<[X, ...R], Y>]
}

/** The same as `pushforward`, in `out`. Gives `out`. */
export function pushforwardInto<X extends Argument, R extends readonly Argument[], O extends Out>(
  out: O,
  f: (...args: HandedAll<[X, ...R]>) => AnyValue,
  by: By<'pushforward'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): O {
  resultInto(out, { operator: 'pushforward', f, by, args: [x, ...rest], seed: tangent })
  return out
}

/** The same; gives the value of f. */
export function valueAndPushforwardInto<X extends Argument, R extends readonly Argument[], Y extends AnyValue>(
  out: Out,
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'pushforward'>,
  x: X,
  tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): ValueOf<[X, ...R], Y> {
  const call = { operator: 'pushforward', f, by, args: [x, ...rest], seed: tangent } as const
  return valueAndResultInto(out, call) as ValueOf<[X, ...R], Y>
}

/** What `pushforward` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function preparePushforward<X extends Argument, R extends readonly Argument[]>(
  f: (...args: HandedAll<[X, ...R]>) => AnyValue,
  backend: Backend,
  x: X,
  _tangent: TangentsOf<[X, ...R]>,
  ...rest: R
): Preparation<'pushforward'> {
  return new Preparation('pushforward', backend, problemOf('pushforward', f, [x, ...rest]))
}
