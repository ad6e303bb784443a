/**
 * `locate`: the index of the piece that each query lies in (QSP-10). Pieces are open on the left and closed
 * on the right, (t[i], t[i+1]], so a query at a knot belongs to the piece on its left; the end pieces reach
 * as far as there are queries. An index has no derivative, and is an exact integer in any number system.
 */
import { constant, smaller } from './math.ts'
import type { ReferenceOperator } from './operator.ts'
import type { Scalar } from './scalar.ts'

/** i = clamp(j − 1, 0, n − 2) where j is the first index with t[j] ≥ q, or n. */
export function pieceOf<T extends Scalar>(knots: readonly T[], query: T): number {
  const j = knots.filter((knot) => smaller(knot, query)).length
  return Math.min(Math.max(j - 1, 0), knots.length - 2)
}

export const locate: ReferenceOperator = {
  primal({ knots, queries }) {
    return queries.map((query) => constant(pieceOf(knots, query), query))
  },
}
