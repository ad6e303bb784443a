/** The gradient of a function whose value is a number, in numbers, vectors and matrices. */

import type { Scalar } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { directly, listed, result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { problemOf } from './problem.ts'
import type { Gradients, Outs, ValueOf } from './results.ts'

/** ∇f, of the shape of the active argument; of several a list. Throws PREPARATION_MISMATCH, LENGTH_MISMATCH, NOT_DIFFERENTIABLE, UNSUPPORTED. */
export function gradient<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  by: By<'gradient'>,
  ...args: A
): Gradients<A> {
  return result({ operator: 'gradient', f, by, args }) as Gradients<A>
}

/** The value of f and the result of `gradient`. */
export function valueAndGradient<A extends readonly Argument[], Y extends Scalar>(
  f: (...args: HandedAll<A>) => Y,
  by: By<'gradient'>,
  ...args: A
): [ValueOf<A, Y>, Gradients<A>] {
  return valueAndResult({ operator: 'gradient', f, by, args }) as [ValueOf<A, Y>, Gradients<A>]
}

/** The same as `gradient`, in `out`: one entry where the argument is a number. Gives `out`. */
export function gradientInto<A extends readonly Argument[], O extends Outs<A>>(
  out: O,
  f: (...args: HandedAll<A>) => Scalar,
  by: By<'gradient'>,
  ...args: A
): O {
  if (!directly('gradient', out, f, by, args)) resultInto(out, { operator: 'gradient', f, by, args: listed(args) })
  return out
}

/** The same; gives the value of f. */
export function valueAndGradientInto<A extends readonly Argument[], Y extends Scalar>(
  out: Outs<A>,
  f: (...args: HandedAll<A>) => Y,
  by: By<'gradient'>,
  ...args: A
): ValueOf<A, Y> {
  return valueAndResultInto(out, { operator: 'gradient', f, by, args }) as ValueOf<A, Y>
}

/** What `gradient` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareGradient<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  backend: Backend,
  ...args: A
): Preparation<'gradient'> {
  return new Preparation('gradient', backend, problemOf('gradient', f, args))
}
