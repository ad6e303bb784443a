/** The gradient of a function whose value is a number, in numbers, vectors and matrices. */

import type { Scalar, Value } from '../math/value.ts'
import type { Argument, HandedAll } from './arguments.ts'
import type { Backend } from './backend.ts'
import { type Call, directForm, inside, result, resultInto, valueAndResult, valueAndResultInto } from './forms.ts'
import { type By, Preparation } from './preparation.ts'
import { type AnyFunction, problemOf } from './problem.ts'
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
): O
export function gradientInto(
  out: unknown,
  f: AnyFunction,
  by: By<'gradient'>,
  a0?: unknown,
  a1?: unknown,
  a2?: unknown,
  a3?: unknown,
): unknown {
  // biome-ignore lint/complexity/noArguments: a list of rest arguments would be made on every call
  const count = arguments.length - 3
  const direct = directForm('direct', 'gradient', out, f, by, count, a0, a1, a2, a3)
  if (direct !== undefined) {
    callDirect(direct, out as Float64Array, count, a0, a1, a2, a3)
    return out
  }
  if (count <= 4) {
    resultInto(out, callOf(f, by, [a0, a1, a2, a3].slice(0, count)))
  } else {
    // biome-ignore lint/complexity/noArguments: handed on whole, which makes no list either
    resultInto(out, callOfAll.apply(undefined, arguments as never))
  }
  return out
}

/** The same; gives the value of f. */
export function valueAndGradientInto<A extends readonly Argument[], Y extends Scalar>(
  out: Outs<A>,
  f: (...args: HandedAll<A>) => Y,
  by: By<'gradient'>,
  ...args: A
): ValueOf<A, Y>
export function valueAndGradientInto(
  out: unknown,
  f: AnyFunction,
  by: By<'gradient'>,
  a0?: unknown,
  a1?: unknown,
  a2?: unknown,
  a3?: unknown,
): unknown {
  // biome-ignore lint/complexity/noArguments: a list of rest arguments would be made on every call
  const count = arguments.length - 3
  const direct = directForm('directWithValue', 'gradient', out, f, by, count, a0, a1, a2, a3)
  if (direct !== undefined) return callDirect(direct, out as Float64Array, count, a0, a1, a2, a3)
  if (count <= 4) return valueAndResultInto(out, callOf(f, by, [a0, a1, a2, a3].slice(0, count)))
  // biome-ignore lint/complexity/noArguments: handed on whole, which makes no list either
  return valueAndResultInto(out, callOfAll.apply(undefined, arguments as never))
}

const callOf = (f: AnyFunction, by: By<'gradient'>, args: readonly unknown[]): Call<'gradient'> => ({
  operator: 'gradient',
  f,
  by,
  args,
})

function callOfAll(_out: unknown, f: AnyFunction, by: By<'gradient'>, ...args: unknown[]): Call<'gradient'> {
  return callOf(f, by, args)
}

/** Calls a direct form with the contents of its one to four arguments. */
function callDirect<R>(
  direct: (out: Float64Array, ...inputs: Value[]) => R,
  out: Float64Array,
  count: number,
  a0: unknown,
  a1: unknown,
  a2: unknown,
  a3: unknown,
): R {
  switch (count) {
    case 1:
      return direct(out, inside(a0))
    case 2:
      return direct(out, inside(a0), inside(a1))
    case 3:
      return direct(out, inside(a0), inside(a1), inside(a2))
    default:
      return direct(out, inside(a0), inside(a1), inside(a2), inside(a3))
  }
}

/** What `gradient` with this backend needs for f and arguments of these shapes and kinds, done once. */
export function prepareGradient<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  backend: Backend,
  ...args: A
): Preparation<'gradient'> {
  return new Preparation('gradient', backend, problemOf('gradient', f, args))
}
