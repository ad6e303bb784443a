/** The fit that passes through its data: A c = u (BSP-1), with the implicit rule for its derivatives (BSP-2, BSP-3). */
import { solve, solvePullback, solvePushforward } from '../linear.ts'
import type { Fit } from './bspline.ts'

export const collocation: Fit = {
  primal: (A, u) => solve('collocation', A, u),
  pushforward: (A, u, Adot, uDot) => solvePushforward('collocation', A, u, Adot, uDot),
  pullback: (A, u, cBar) => solvePullback('collocation', A, u, cBar),
}
