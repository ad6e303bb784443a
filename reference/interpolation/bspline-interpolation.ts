/**
 * The spline of degree p through the data, n − p pieces (BSP-1 to BSP-3). For odd p the breaks are the knots
 * without (p−1)/2 at either end; for even p they lie in the middle between knots, without p/2 gaps at either end.
 */

import { type Mean, type SplineKind, splinePieces } from './bspline.ts'
import { collocation } from './collocation.ts'
import type { PieceRule } from './pieces.ts'

/** The n − p − 1 interior breaks. */
export function interpolationMeans(n: number, p: number): Mean[] {
  return Array.from({ length: n - p - 1 }, (_, i) =>
    p % 2 === 1 ? { cell: i + (p + 1) / 2, share: 0, of: 1 } : { cell: i + p / 2, share: 1, of: 2 },
  )
}

const kind: SplineKind = {
  degree: ({ degree }) => Number(degree),
  means: (n, { degree }) => interpolationMeans(n, Number(degree)),
  fit: collocation,
}

export const bsplineInterpolation: PieceRule = splinePieces(kind)
