/**
 * An integral from a to b as integrals of the unfolded function g (INP-8): the cells that lie between the
 * bounds are cut apart, each folded back onto the knots.
 *
 *   ∫ₐᵇ f = Σ w ∫ g(x) dx from x₁ to x₂       x₁, x₂ = σ·bound + α t[0] + β t[n−1]
 *
 * In a reflected cell both ends change places, so that every integral keeps its sign: dq = σ dx.
 */
import type { OptionValue } from '../../spec/operator.ts'
import { smaller } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { cellOf, type Fold, folded, foldOf, identity } from './fold.ts'

/** An end of a stretch: where it is, and how it depends on the bound and on the end knots. */
export interface End<T> {
  readonly x: T
  readonly fold: Fold
  /** Whose fold it is; of neither where σ = 0. */
  readonly bound: 'from' | 'to'
}

export interface Stretch<T> {
  readonly weight: number
  readonly start: End<T>
  readonly end: End<T>
}

export function intervals<T extends Scalar>(
  from: T,
  to: T,
  first: T,
  last: T,
  extrapolation: OptionValue,
): readonly Stretch<T>[] {
  const isBackward = smaller(to, from)
  const sign = isBackward ? -1 : 1
  const [a, b]: readonly [T, T] = isBackward ? [to, from] : [from, to]
  const [boundOfA, boundOfB]: readonly ('from' | 'to')[] = isBackward ? ['to', 'from'] : ['from', 'to']
  const end = (fold: Fold, q: T, bound: 'from' | 'to'): End<T> => ({ x: folded(fold, q, first, last), fold, bound })
  const atFirst = end({ sigma: 0, alpha: 1, beta: 0 }, a, boundOfA)
  const atLast = end({ sigma: 0, alpha: 0, beta: 1 }, a, boundOfA)

  const cellA = cellOf(a, first, last, extrapolation)
  const cellB = cellOf(b, first, last, extrapolation)
  const foldA = cellA === 0 ? identity : foldOf(cellA, extrapolation)
  const foldB = cellB === 0 ? identity : foldOf(cellB, extrapolation)
  const stretch = (weight: number, fold: Fold, start: End<T>, stop: End<T>): Stretch<T> =>
    fold.sigma === -1 ? { weight, start: stop, end: start } : { weight, start, end: stop }

  const startA = end(foldA, a, boundOfA)
  const stopB = end(foldB, b, boundOfB)
  if (cellA === cellB) return [stretch(sign, foldA, startA, stopB)]
  return [
    stretch(sign, foldA, startA, foldA.sigma === -1 ? atFirst : atLast),
    ...(cellB - cellA > 1 ? [stretch(sign * (cellB - cellA - 1), identity, atFirst, atLast)] : []),
    stretch(sign, foldB, foldB.sigma === -1 ? atLast : atFirst, stopB),
  ]
}
