/** The quadratic spline with breaks at the knots t[1] … t[n−3] (QSP-19). */
import { splinePieces } from './bspline/spline.ts'
import type { PieceRule } from './pieces.ts'

export const quadraticCollocation: PieceRule = (knots) => {
  const cell = Array.from({ length: knots.length - 3 }, (_, i) => i + 1)
  return splinePieces(knots, 2, { cell, share: cell.map(() => 0), of: 1 })
}
