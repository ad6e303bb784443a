/**
 * Which piece a query lies in (QSP-10): pieces are (t[i], t[i+1]], the first and the last one extended to
 * all that lies outside. Sorted queries move a cursor; a query that is not next to the last one is found
 * by doubling steps from it (Bentley & Yao, Inf. Process. Lett. 5, 1976, 82). Every order gives the same.
 */
import type { Operator } from '../../spec/operator.ts'
import { operator } from '../operator.ts'

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

/** The pieces of all queries into `pieces`. */
export function locateInto(pieces: Int32Array | Float64Array, knots: Float64Array, queries: Float64Array): void {
  let piece = 0
  for (let j = 0; j < queries.length; j++) {
    piece = locateFrom(knots, queries[j], piece)
    pieces[j] = piece
  }
}

export const locate: Operator = operator('locate', {
  primal({ knots, queries }) {
    const pieces = new Float64Array(queries.length)
    locateInto(pieces, knots, queries)
    return pieces
  },
})
