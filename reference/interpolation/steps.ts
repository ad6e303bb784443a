/**
 * Steps (LOC-1): u[k] between the jumps J[k−1] and J[k], from −∞ before the first to ∞ behind the last of the
 * n − 1 jumps. They are no `Pieces`: at a jump the value is that of the knot, and outside it is that of the end knot.
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, divide, smaller } from '../math.ts'
import type { Scalar } from '../scalar.ts'

/** J[k]: t[k+1] where the value is that of the previous knot, t[k] where of the next, else half-way. Linear in t. */
export function jumpsOf<T extends Scalar>(t: readonly T[], { side }: Options): T[] {
  if (side === 'previous') return t.slice(1)
  return side === 'next' ? t.slice(0, -1) : t.slice(1).map((right, k) => half(add(t[k], right)))
}

/** The adjoint of jumpsOf. */
export function jumpsPullback<T extends Scalar>(bar: readonly T[], { side }: Options): T[] {
  const zero = constant(0, bar[0])
  const left = [...bar, zero]
  const right = [zero, ...bar]
  if (side === 'previous') return right
  return side === 'next' ? left : left.map((entry, i) => half(add(entry, right[i])))
}

const half = <T extends Scalar>(x: T): T => divide(x, constant(2, x))

/** The step whose value x takes: at a knot that of the knot, half-way that of the left one. */
export function stepAt<T extends Scalar>(jumps: readonly T[], x: T, { side }: Options): number {
  return jumps.filter((jump) => (side === 'previous' ? !smaller(x, jump) : smaller(jump, x))).length
}

/** The step that x belongs to as a bound of an integral (OPR-5): the one on its left, at the first knot the one on its right. */
export function stepBelow<T extends Scalar>(jumps: readonly T[], x: T, first: T): number {
  const isFirst = !smaller(x, first) && !smaller(first, x)
  return jumps.filter((jump) => (isFirst ? !smaller(x, jump) : smaller(jump, x))).length
}
