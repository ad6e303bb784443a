/** Differences of neighbours, x[i+1] − x[i], and their adjoint: a step of QSP-1 to QSP-9. */
import { negate, subtract } from './math.ts'
import type { Scalar } from './scalar.ts'

export function differences<T extends Scalar>(x: readonly T[]): T[] {
  return x.slice(1).map((next, i) => subtract(next, x[i]))
}

/** x̄[i] = ȳ[i−1] − ȳ[i], where ȳ has an entry: each is added to the right neighbour and taken from the left one. */
export function differencesPullback<T extends Scalar>(cotangent: readonly T[]): T[] {
  const inner = cotangent.slice(1).map((bar, i) => subtract(cotangent[i], bar))
  return [negate(cotangent[0]), ...inner, cotangent[cotangent.length - 1]]
}
