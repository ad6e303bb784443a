/**
 * One-sided limits of piecewise polynomials from values beside a point, exact but for rounding: seven equidistant
 * values determine a polynomial of degree 6, and with it the value one step before the first.
 *
 *   p(x) = 7 p(x+d) − 21 p(x+2d) + 35 p(x+3d) − 35 p(x+4d) + 21 p(x+5d) − 7 p(x+6d) + p(x+7d)
 *
 * It is the seventh difference, which is zero.
 */
import { dot, sumOfProducts } from '../dot.ts'
import type { Measured } from './trial.ts'

const weights = [7, -21, 35, -35, 21, -7, 1]

/** So near that no break of a spline lies between, if it lies away from the knot. */
const step = 2 ** -10

/** The places of x and of the seven values beside it, towards x + gap: of either sign. */
export function beside(x: number, gap: number): number[] {
  return [x, ...weights.map((_, j) => x + (j + 1) * step * gap)]
}

/** How many values `beside` asks for. */
export const besideCount: number = weights.length + 1

export interface Limit {
  readonly value: number
  readonly tolerance: number
}

/** The limit from the values that follow entry `at`, which is the one at x itself; its own tolerance is included. */
export function limitBeside({ y, tolerance }: Measured, at: number): Limit {
  const part = (array: ArrayLike<number>): number[] => weights.map((_, j) => array[at + 1 + j])
  return { value: dot(weights, part(y)), tolerance: sumOfProducts(weights, part(tolerance)) + tolerance[at] }
}
