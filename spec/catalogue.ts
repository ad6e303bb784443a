/**
 * The operator catalogue (OPR-6): operators as data. The suite, the ports, the command, the benchmarks
 * and the docs all iterate over it. To add an operator, add its entry to a file of `catalogue/`, its
 * clause, its reference file and its impl file; nothing else has to be edited for it to be verified.
 */
import { bspline } from './catalogue/bspline.ts'
import { cubicHermite } from './catalogue/cubic-hermite.ts'
import { cubicSpline } from './catalogue/cubic-spline.ts'
import { local } from './catalogue/local.ts'
import { quadraticSpline } from './catalogue/quadratic-spline.ts'
import { smoothingSpline } from './catalogue/smoothing-spline.ts'
import { tridiagonal } from './catalogue/tridiagonal.ts'
import type { Entry } from './entry.ts'

/** Every operator, in the order of the chapters. */
export const catalogue: readonly Entry[] = [
  ...tridiagonal,
  ...quadraticSpline,
  ...local,
  ...cubicHermite,
  ...cubicSpline,
  ...bspline,
  ...smoothingSpline,
]

/** The entry of an operator, or nothing. */
export function entryOf(operator: string): Entry | undefined {
  return catalogue.find((entry) => entry.name === operator)
}
