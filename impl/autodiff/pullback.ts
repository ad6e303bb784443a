/** The adjoint Jᵀ ȳ: a vector-Jacobian product. */

import type { AnyValue } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Gradients, Outs, ValueOf } from './results.ts'

/** Jᵀ ȳ, of the shape of x, of several active arguments a list; `cotangent` has the shape of f(x). Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function pullback<X extends Argument, R extends readonly Argument[]>(
  f: (...args: HandedAll<[X, ...R]>) => AnyValue,
  by: By<'pullback'>,
  x: X,
  cotangent: AnyValue,
  ...rest: R
): Gradients<[X, ...R]> {
  return result({ operator: 'pullback', f, by, args: [x, ...rest], seed: cotangent }) as Gradients<[X, ...R]>
}

/** The value of f and the result of `pullback`. */
export function valueAndPullback<X extends Argument, R extends readonly Argument[], Y extends AnyValue>(
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'pullback'>,
  x: X,
  cotangent: AnyValue,
  ...rest: R
): [ValueOf<[X, ...R], Y>, Gradients<[X, ...R]>] {
  const call = { operator: 'pullback', f, by, args: [x, ...rest], seed: cotangent } as const
  return valueAndResult(call) as [ValueOf<[X, ...R], Y>, Gradients<[X, ...R]>]
}

/** The same as `pullback`, in `out`. Gives `out`. */
export function pullbackInto<X extends Argument, R extends readonly Argument[], O extends Outs<[X, ...R]>>(
  out: O,
  f: (...args: HandedAll<[X, ...R]>) => AnyValue,
  by: By<'pullback'>,
  x: X,
  cotangent: AnyValue,
  ...rest: R
): O {
  resultInto(out, { operator: 'pullback', f, by, args: [x, ...rest], seed: cotangent })
  return out
}

/** The same; gives the value of f. */
export function valueAndPullbackInto<X extends Argument, R extends readonly Argument[], Y extends AnyValue>(
  out: Outs<[X, ...R]>,
  f: (...args: HandedAll<[X, ...R]>) => Y,
  by: By<'pullback'>,
  x: X,
  cotangent: AnyValue,
  ...rest: R
): ValueOf<[X, ...R], Y> {
  const call = { operator: 'pullback', f, by, args: [x, ...rest], seed: cotangent } as const
  return valueAndResultInto(out, call) as ValueOf<[X, ...R], Y>
}

/** What `pullback` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function preparePullback<X extends Argument, R extends readonly Argument[]>(
  f: (...args: HandedAll<[X, ...R]>) => AnyValue,
  backend: Backend,
  x: X,
  _cotangent: AnyValue,
  ...rest: R
): Preparation<'pullback'> {
  return new Preparation('pullback', backend, problemOf('pullback', f, [x, ...rest]))
}
