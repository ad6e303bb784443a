/**
 * The spline of degree p through the data (BSP-1 to BSP-3): for odd p the breaks are knots, for even p midpoints
 * between knots. With p = 1 it is the polygon: its slopes jump where a break moves together with a datum, and what the
 * two do would cancel.
 */

import type { InnerBreaks } from './bspline/sites.ts'
import { splinePieces } from './bspline/spline.ts'
import { linearPieces } from './linear.ts'
import type { PieceRule } from './pieces.ts'

/** n − p − 1 of them, as far inside as the degree asks. */
function innerBreaks(n: number, p: number): InnerBreaks {
  const isOdd = p % 2 === 1
  const cell = Array.from({ length: n - p - 1 }, (_, i) => i + Math.ceil(p / 2))
  return { cell, share: cell.map(() => (isOdd ? 0 : 1)), of: isOdd ? 1 : 2 }
}

export const bsplineInterpolation: PieceRule = (knots, options) => {
  const degree = Number(options.degree)
  if (degree === 1) return linearPieces(knots, options)
  return splinePieces('bspline-interpolation', knots, degree, innerBreaks(knots.length, degree))
}
