/**
 * Integrals between bounds a and b as integrals of the unfolded curve (INP-8): the cells between the bounds
 * are cut apart and each is folded back onto the knots.
 *
 *   ∫ₐᵇ f = Σ w ∫ g(x) dx from x₁ to x₂,   x₁, x₂ = σ·bound + α t[0] + β t[n−1]
 *
 * In a reflected cell both ends change places, so that every integral keeps its sign: dq = σ dx. Where nothing
 * folds, each integral is its own only stretch.
 */
import type { Folding } from './fold.ts'

/** Whose end it is: that of the lower or the upper bound, or the first or last knot. */
export type Source = 'from' | 'to' | 'first' | 'last'

/** An end of a stretch: where it is, and how it depends on the bound and on the end knots. */
export interface End {
  readonly x: number
  readonly source: Source
  readonly cell: number
}

export interface Stretches {
  /** Which integral a stretch belongs to. */
  readonly owner: Int32Array
  readonly weight: Float64Array
  readonly x1: Float64Array
  readonly x2: Float64Array
  readonly starts: readonly End[]
  readonly ends: readonly End[]
}

export function stretchesOf(folding: Folding, from: Float64Array, to: Float64Array): Stretches {
  const owner: number[] = []
  const weight: number[] = []
  const starts: End[] = []
  const ends: End[] = []
  const first: End = { x: folding.first, source: 'first', cell: 0 }
  const last: End = { x: folding.last, source: 'last', cell: 0 }
  const add = (j: number, w: number, isReflected: boolean, start: End, end: End): void => {
    owner.push(j)
    weight.push(w)
    starts.push(isReflected ? end : start)
    ends.push(isReflected ? start : end)
  }
  for (let j = 0; j < from.length; j++) {
    const isBackward = to[j] < from[j]
    const sign = isBackward ? -1 : 1
    const [a, b] = isBackward ? [to[j], from[j]] : [from[j], to[j]]
    const cellA = folding.cellOf(a)
    const cellB = folding.cellOf(b)
    const start: End = { x: folding.place(cellA, a), source: isBackward ? 'to' : 'from', cell: cellA }
    const end: End = { x: folding.place(cellB, b), source: isBackward ? 'from' : 'to', cell: cellB }
    const isReflectedA = folding.isReflected(cellA)
    const isReflectedB = folding.isReflected(cellB)
    if (cellA === cellB) {
      add(j, sign, isReflectedA, start, end)
      continue
    }
    add(j, sign, isReflectedA, start, isReflectedA ? first : last)
    if (cellB - cellA > 1) add(j, sign * (cellB - cellA - 1), false, first, last)
    add(j, sign, isReflectedB, isReflectedB ? last : first, end)
  }
  return {
    owner: Int32Array.from(owner),
    weight: Float64Array.from(weight),
    x1: Float64Array.from(starts, ({ x }) => x),
    x2: Float64Array.from(ends, ({ x }) => x),
    starts,
    ends,
  }
}
