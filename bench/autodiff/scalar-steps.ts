/**
 * The quadratic spline through values at knots, written out in scalar steps on elements of vectors, as if there were
 * no rule for it: differences (QSP-1), the elimination of the bidiagonal system as a general tridiagonal one (QSP-4),
 * curvatures (QSP-7), the polynomial of each query's piece (QSP-11). What a generic differentiation has to go through.
 */

import type { Scalar, Vector } from '../../impl/math/index.ts'
import { add, divide, element, multiply, stack, subtract, sum } from '../../impl/math/index.ts'

/** Σ over the queries of the spline, in scalar steps. `pieces`: the piece of each query, which has no derivative. */
export function splineSumInSteps(
  values: Vector,
  knots: Float64Array,
  queries: Float64Array,
  pieces: Int32Array,
): Scalar {
  const n = knots.length
  const u = Array.from({ length: n }, (_, i) => element(values, i))
  const rhs: Scalar[] = [0]
  for (let i = 1; i < n; i++) rhs.push(divide(multiply(2, subtract(u[i], u[i - 1])), knots[i] - knots[i - 1]))
  const slopes = solveInSteps(
    new Float64Array(n - 1).fill(1),
    new Float64Array(n).fill(1),
    new Float64Array(n - 1),
    rhs,
  )
  const values1 = Array.from(queries, (q, j) => {
    const i = pieces[j]
    const s = q - knots[i]
    const curvature = divide(subtract(slopes[i + 1], slopes[i]), 2 * (knots[i + 1] - knots[i]))
    return add(u[i], multiply(s, add(slopes[i], multiply(curvature, s))))
  })
  return sum(stack(values1))
}

/** Thomas' elimination of a tridiagonal system, one scalar operation after the other. */
function solveInSteps(dl: Float64Array, d: Float64Array, du: Float64Array, b: readonly Scalar[]): Scalar[] {
  const pivots: Scalar[] = [d[0]]
  const y: Scalar[] = [b[0]]
  for (let i = 1; i < b.length; i++) {
    const factor = divide(dl[i - 1], pivots[i - 1])
    pivots.push(subtract(d[i], multiply(factor, du[i - 1])))
    y.push(subtract(b[i], multiply(factor, y[i - 1])))
  }
  const x: Scalar[] = []
  for (let i = b.length - 1; i >= 0; i--) {
    const above = i === b.length - 1 ? y[i] : subtract(y[i], multiply(du[i], x[i + 1]))
    x[i] = divide(above, pivots[i])
  }
  return x
}
