/** The quadratic spline with breaks at the knots t[1] … t[n−3], one less than there are pieces to start with (QSP-19). */

import { type SplineKind, splinePieces } from './bspline.ts'
import { collocation } from './collocation.ts'
import type { PieceRule } from './pieces.ts'

const kind: SplineKind = {
  degree: () => 2,
  means: (n) => Array.from({ length: n - 3 }, (_, i) => ({ cell: i + 1, share: 0, of: 1 })),
  fit: collocation,
}

export const quadraticCollocation: PieceRule = splinePieces(kind)
