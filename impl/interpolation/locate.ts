/**
 * Which piece a query lies in (QSP-10): pieces are (t[i], t[i+1]], the first and the last one extended to
 * all that lies outside. Sorted queries move a cursor; a query that is not next to the last one is found
 * by doubling steps from it (Bentley & Yao, Inf. Process. Lett. 5, 1976, 82). On knots that are evenly spaced,
 * or nearly so, it is found by one multiplication. All ways give the same.
 */
import { operator, type SharingOperator } from '../operator.ts'

/** The piece of `query`, searched from the piece `hint`, 0 ≤ hint ≤ n − 2. */
export function locateFrom(knots: Float64Array, query: number, hint: number): number {
  const last = knots.length - 2
  let low = hint // invariant on leaving the hunts: low = 0 or t[low] < q; high = last or q ≤ t[high + 1]
  let high = hint
  let step = 1
  while (low > 0 && query <= knots[low]) {
    high = low - 1
    low = Math.max(0, low - step)
    step *= 2
  }
  while (high < last && query > knots[high + 1]) {
    low = high + 1
    high = Math.min(last, high + step)
    step *= 2
  }
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (query > knots[middle]) low = middle
    else high = middle - 1
  }
  return low
}

/** Knots, and whether a query's piece can be had from its place alone. */
export interface Locator {
  readonly knots: Float64Array
  /** Pieces per unit of length where the knots are evenly spaced; nothing elsewhere. */
  readonly density: number | undefined
}

/**
 * Knots are even when t[i] is at most a quarter of a gap from its place, |(t[i] − t[0]) d − i| ≤ 1/4 as computed,
 * d = (n − 1)/(t[n−1] − t[0]). Both roundings are monotone in t, so that a query of the piece i has
 * i − 1/4 ≤ (q − t[0]) d ≤ i + 5/4: its floor is never more than one step from i.
 */
export function locatorOf(knots: Float64Array): Locator {
  const last = knots.length - 1
  const first = knots[0]
  const density = last / (knots[last] - first)
  if (!(density > 0 && density < Number.POSITIVE_INFINITY)) return { knots, density: undefined }
  for (let i = 1; i <= last; i++)
    if (!(Math.abs((knots[i] - first) * density - i) <= 0.25)) return { knots, density: undefined }
  return { knots, density }
}

/** The piece of `query`, in O(1) where it is that of the hint or the next one, or where the knots are even. */
export function locateBy({ knots, density }: Locator, query: number, hint: number): number {
  if (density === undefined) return locateFrom(knots, query, hint)
  const last = knots.length - 2
  if (query <= knots[0]) return 0
  if (query > knots[last]) return last
  const i = Math.min(Math.floor((query - knots[0]) * density), last)
  if (query <= knots[i]) return i - 1
  return query > knots[i + 1] ? i + 1 : i
}

/** The middle of piece i: up to it a query is evaluated from the left end, beyond from the right. */
export function middleOf(knots: Float64Array, i: number): number {
  return knots[i] + (knots[i + 1] - knots[i]) / 2
}

/** The pieces of all queries into `pieces`. */
export function locateInto(pieces: Int32Array | Float64Array, knots: Float64Array, queries: Float64Array): void {
  let piece = 0
  for (let j = 0; j < queries.length; j++) {
    piece = locateFrom(knots, queries[j], piece)
    pieces[j] = piece
  }
}

export const locate: SharingOperator = operator('locate', {
  primal({ knots, queries }) {
    const pieces = new Float64Array(queries.length)
    locateInto(pieces, knots, queries)
    return pieces
  },
})
