/**
 * Programs through operators with rules of their own: a tridiagonal solve, a cubic spline, and the spline of the thread
 * that this project began with. The first two have exact results in short numbers, from the dense inverse and from
 * the reference; the third is linear in the values, so that its gradient is the spline of each unit vector, summed.
 */
import { cubicSpline, quadraticSpline, sum, tridiagonalSolve } from '../../math/index.ts'
import type { DenseMatrix, Scalar, Vector } from '../../math/value.ts'
import { constant } from '../arguments.ts'
import type { Point, Program } from './program.ts'
import { uniforms } from './programs.ts'

const matrix = (rows: number, columns: number, ...data: number[]): DenseMatrix => ({
  rows,
  columns,
  data: Float64Array.from(data),
})
const vector = (...entries: number[]): Float64Array => Float64Array.from(entries)

/** The sum of the thread's spline at the queries. */
export const splineSum = (values: Vector, knots: Vector, queries: Vector): Scalar =>
  sum(quadraticSpline(knots, values, queries))

/** Knots or queries as in the thread: the ends of [0, 1] and random numbers between, sorted. */
export const spread = (n: number, seed: number): Float64Array =>
  Float64Array.from([0, ...uniforms(n - 2, seed), 1]).sort()

/** Σ over the queries of the spline through `values`: slopes z[i] = 2 (u[i] − u[i−1]) / h − z[i−1] from z[0] = 0. */
function plainSplineSum(values: Float64Array, knots: Float64Array, queries: Float64Array): number {
  const slopes = new Float64Array(knots.length)
  for (let i = 1; i < knots.length; i++) {
    slopes[i] = (2 * (values[i] - values[i - 1])) / (knots[i] - knots[i - 1]) - slopes[i - 1]
  }
  let total = 0
  for (const q of queries) {
    let i = 0
    while (i < knots.length - 2 && knots[i + 1] < q) i++
    const s = q - knots[i]
    const curvature = (slopes[i + 1] - slopes[i]) / (2 * (knots[i + 1] - knots[i]))
    total += values[i] + s * (slopes[i] + curvature * s)
  }
  return total
}

function splineSumAt(n: number, seed: number): Point {
  const values = uniforms(n, seed)
  const knots = spread(n, seed + 1)
  const queries = spread(n, seed + 2)
  const gradient = Float64Array.from(values, (_, j) => {
    const unit = new Float64Array(n)
    unit[j] = 1
    return plainSplineSum(unit, knots, queries)
  })
  return {
    args: [values, constant(knots), constant(queries)],
    value: plainSplineSum(values, knots, queries),
    jacobians: [{ rows: 1, columns: n, data: gradient }],
    hessian: { rows: n, columns: n, data: new Float64Array(n * n) },
  }
}

const linear = { boundary: 'natural', extrapolation: 'linear' } as const

export const operatorPrograms: readonly Program[] = [
  {
    name: 'tridiagonal solve',
    origin: 'x = A⁻¹ b of two unknowns, in all four arguments',
    f: (dl: Vector, d: Vector, du: Vector, b: Vector): Vector => tridiagonalSolve(dl, d, du, b),
    points: [
      {
        args: [vector(1), vector(4, 2), vector(4), vector(12, 5)],
        value: vector(1, 2),
        jacobians: [
          matrix(2, 1, 1, -1),
          matrix(2, 2, -0.5, 2, 0.25, -2),
          matrix(2, 1, -1, 0.5),
          matrix(2, 2, 0.5, -1, -0.25, 1),
        ],
      },
      {
        args: [vector(2), vector(4, 2), vector(-4), vector(-4, 10)],
        value: vector(2, 3),
        jacobians: [
          matrix(2, 1, -0.5, -0.5),
          matrix(2, 2, -0.25, -0.75, 0.25, -0.75),
          matrix(2, 1, -0.375, 0.375),
          matrix(2, 2, 0.125, 0.25, -0.125, 0.25),
        ],
      },
    ],
    roundings: 16,
    roughness: 64,
  },
  {
    name: 'cubic spline',
    origin: 'natural, linearly extrapolated, in knots, values and queries',
    f: (knots: Vector, values: Vector, queries: Vector): Vector => cubicSpline(knots, values, queries, linear),
    points: [
      {
        args: [vector(0, 1, 2), vector(0, 1, 0), vector(0.5, 1.5, 3)],
        value: vector(0.6875, 0.6875, -1.5),
        jacobians: [
          matrix(3, 3, -0.75, -0.1875, -0.1875, 0.1875, 0.1875, 0.75, -0.5, -0.5, 2.5),
          matrix(3, 3, 0.40625, 0.6875, -0.09375, -0.09375, 0.6875, 0.40625, 0.25, -1.5, 2.25),
          matrix(3, 3, 1.125, 0, 0, 0, -1.125, 0, 0, 0, -1.5),
        ],
      },
      {
        args: [vector(0, 1, 2), vector(4, 0, -4), vector(0.5, 1.25, -1)],
        value: vector(2, -1, 8),
        jacobians: [
          matrix(3, 3, 1.625, 2.75, -0.375, -0.328125, 3.65625, 0.671875, 9, -6, 1),
          matrix(3, 3, 0.40625, 0.6875, -0.09375, -0.08203125, 0.9140625, 0.16796875, 2.25, -1.5, 0.25),
          matrix(3, 3, -4, 0, 0, 0, -4, 0, 0, 0, -4),
        ],
      },
    ],
    roundings: 32,
    roughness: 256,
  },
  {
    name: 'sum of a spline',
    origin: 'the thread: 64 knots and 64 queries, in the values',
    f: splineSum,
    operators: ['gradient', 'pullback', 'pushforward', 'hvp'],
    points: [splineSumAt(64, 1), splineSumAt(64, 11)],
    // Slopes alternate undamped over 64 pieces (QSP-18), and 64 values are summed.
    roundings: 4096,
    roughness: 4096,
  },
]
