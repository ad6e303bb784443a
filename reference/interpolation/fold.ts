/**
 * Extrapolation as a map of the queries (INP-4): where it is periodic or reflective, a query outside the knots
 * is brought back inside,
 *
 *   x = σ q + α t[0] + β t[n−1]
 *
 * with a sign σ and integers α, β that depend on the cell that q lies in: the copy of (t[0], t[n−1]], counted
 * to the right, which cell 0 is itself. Elsewhere x = q. Derivatives hold the cell fixed.
 */
import { sidesOf } from '../../spec/contract.ts'
import type { OptionValue } from '../../spec/operator.ts'
import { add, divide, floor, multiply, negate, smaller, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'

/** The coefficients of x = σ q + α t[0] + β t[n−1]. */
export interface Fold {
  readonly sigma: 1 | -1 | 0
  readonly alpha: number
  readonly beta: number
}

export const identity: Fold = { sigma: 1, alpha: 0, beta: 0 }

/** The cell of q: 0 unless it lies outside, on a side that is periodic or reflective. */
export function cellOf<T extends Scalar>(q: T, first: T, last: T, extrapolation: OptionValue): number {
  const { left, right } = sidesOf(extrapolation)
  const period = subtract(last, first)
  if (smaller(last, q) && repeats(right)) return -floor(divide(subtract(last, q), period))
  if (smaller(q, first) && repeats(left)) return -floor(divide(subtract(first, q), period)) - 1
  return 0
}

/** The fold of a cell. */
export function foldOf(cell: number, extrapolation: OptionValue): Fold {
  const { left, right } = sidesOf(extrapolation)
  const isReflective = (cell < 0 ? left : right) === 'reflective'
  if (isReflective && cell % 2 !== 0) return { sigma: -1, alpha: 1 - cell, beta: 1 + cell }
  return { sigma: 1, alpha: cell, beta: -cell }
}

const repeats = (side: string | number): boolean => side === 'periodic' || side === 'reflective'

/** σ q + α t[0] + β t[n−1]; its own tangent at those of q, t[0] and t[n−1]. */
export function folded<T extends Scalar>({ sigma, alpha, beta }: Fold, q: T, first: T, last: T): T {
  if (sigma === 1 && alpha === 0) return q
  const ends = add(multiply(alpha, first), multiply(beta, last))
  if (sigma === 0) return ends
  return add(sigma === 1 ? q : negate(q), ends)
}
