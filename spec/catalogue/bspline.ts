/** Splines of any degree up to five: through the data, and close to them with fewer control points. Clauses BSP-*. */
import type { Entry, OptionSpec } from '../entry.ts'
import type { Options } from '../operator.ts'
import { interpolant, knots, values } from './interpolant.ts'

const degree: OptionSpec = {
  values: [1, 2, 3, 4, 5],
  default: 3,
  sided: false,
  about: 'the degree of the pieces',
}
const controlPoints: OptionSpec = {
  values: [2, 3, 4, 5, 6],
  range: { minimum: 2, maximum: Number.MAX_SAFE_INTEGER, integer: true },
  default: 4,
  sided: false,
  about: 'the number of coefficients, at least degree + 1 and at most as many as there are knots',
}

const degreeOf = ({ degree }: Options): number => Number(degree)
const controlPointsOf = ({ controlPoints }: Options): number => Number(controlPoints)

/** Counted for doubles where the condition is small, and for one rounding where it is not (BSP-8). */
const limits = { primal: 64, pushforward: 64, pullback: 64 }
const example = { knots: [0, 1, 3, 4, 6, 7], values: [1, 2, 0, 4, 1, 3] }

export const bspline: readonly Entry[] = [
  ...interpolant({
    name: 'bspline-interpolation',
    summary: 'the spline of a given degree through the data, with breaks as far inside as the degree asks',
    clauses: { primal: 'BSP-1', pushforward: 'BSP-2', pullback: 'BSP-3' },
    data: [knots, values],
    minimum: 2,
    minimumFor: (options) => degreeOf(options) + 1,
    oracleSize: 7,
    options: { degree },
    linear: ['values'],
    promises: (options) => ({
      passesThrough: true,
      reproduces: degreeOf(options),
      smoothness: degreeOf(options) - 1,
      monotone: degreeOf(options) === 1,
    }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'bspline-approximation',
    summary: 'the spline with a given number of control points that is closest to the data in the least squares sense',
    clauses: { primal: 'BSP-4', pushforward: 'BSP-5', pullback: 'BSP-6' },
    data: [knots, values],
    minimum: 2,
    minimumFor: controlPointsOf,
    oracleSize: 7,
    options: { degree, controlPoints },
    conflict: (options) =>
      controlPointsOf(options) > degreeOf(options)
        ? undefined
        : `${controlPointsOf(options)} control points are too few for degree ${degreeOf(options)}: at least ${degreeOf(options) + 1}`,
    linear: ['values'],
    promises: (options) => ({
      passesThrough: false,
      reproduces: degreeOf(options),
      smoothness: degreeOf(options) - 1,
      monotone: false,
    }),
    mirrored: (options) => (controlPointsOf(options) === degreeOf(options) + 1 ? {} : undefined),
    limits,
    example,
  }),
]
