/**
 * The spline of degree p with c control points closest to the data (BSP-4 to BSP-6), with breaks spread evenly
 * over the data (Piegl & Tiller, The NURBS Book, eq. 9.68 and 9.69).
 */

import type { InnerBreaks } from './bspline/sites.ts'
import { splinePieces } from './bspline/spline.ts'
import { bsplineInterpolation } from './bspline-interpolation.ts'
import type { PieceRule } from './pieces.ts'

/** Break j of pieces − 1 at place j n / pieces − 1 among the knots. */
function innerBreaks(n: number, pieces: number): InnerBreaks {
  const places = Array.from({ length: pieces - 1 }, (_, i) => (i + 1) * n)
  return {
    cell: places.map((place) => Math.floor(place / pieces) - 1),
    share: places.map((place) => place % pieces),
    of: pieces,
  }
}

/** With as many control points as data it is the spline through them. */
export const bsplineApproximation: PieceRule = (knots, options) => {
  const degree = Number(options.degree)
  const controlPoints = Number(options.controlPoints)
  if (controlPoints === knots.length) return bsplineInterpolation(knots, options)
  return splinePieces('bspline-approximation', knots, degree, innerBreaks(knots.length, controlPoints - degree))
}
