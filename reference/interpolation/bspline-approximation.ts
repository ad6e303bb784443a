/**
 * The spline of degree p with c control points that is closest to the data in the least squares sense (BSP-4 to
 * BSP-6). Its breaks are spread evenly over the data (Piegl & Tiller, The NURBS Book, eq. 9.68 and 9.69);
 * with c = n it is the spline through them, and has the breaks of that.
 */

import { type Mean, type SplineKind, splinePieces } from './bspline.ts'
import { interpolationMeans } from './bspline-interpolation.ts'
import { leastSquares } from './least-squares.ts'
import type { PieceRule } from './pieces.ts'

/** Break j of L − 1: at place j n/L − 1 among the knots, counted from 0. */
function meanOf(n: number, pieces: number, j: number): Mean {
  const share = (j * n) % pieces
  return { cell: (j * n - share) / pieces - 1, share, of: pieces }
}

const kind: SplineKind = {
  degree: ({ degree }) => Number(degree),
  means(n, { degree, controlPoints }) {
    const pieces = Number(controlPoints) - Number(degree)
    if (Number(controlPoints) === n) return interpolationMeans(n, Number(degree))
    return Array.from({ length: pieces - 1 }, (_, j) => meanOf(n, pieces, j + 1))
  },
  fit: leastSquares,
}

export const bsplineApproximation: PieceRule = splinePieces(kind)
