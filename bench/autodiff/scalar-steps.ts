/**
 * The thread's spline as its author first wrote it, without rules: differences, the solve, curvatures, coefficients and
 * composition as maps over indices into vectors, and the solve of the tridiagonal system in scalar steps. What a generic
 * differentiation has to go through: QSP-1 (rhs), QSP-4 (slopes), QSP-7 (curvatures), QSP-11 (composition).
 */

import type { Scalar, Vector } from '../../impl/math/index.ts'
import { add, divide, element, multiply, square, stack, subtract, sum } from '../../impl/math/index.ts'

/** Σ over the queries of the spline, in scalar steps. `pieces`: the piece of each query, which has no derivative. */
export function splineSumInSteps(
  values: Vector,
  knots: Float64Array,
  queries: Float64Array,
  pieces: Int32Array,
): Scalar {
  const n = knots.length
  const ones = (length: number): Float64Array => new Float64Array(length).fill(1)
  const rhs = mapped(n, (i) =>
    i === 0 ? 0 : divide(multiply(2, subtract(element(values, i), element(values, i - 1))), knots[i] - knots[i - 1]),
  )
  const slopes = solveInSteps(ones(n - 1), ones(n), new Float64Array(n - 1), rhs)
  const starts = mapped(queries.length, (j) => element(values, pieces[j]))
  const curvatures = mapped(queries.length, (j) => {
    const i = pieces[j]
    return divide(multiply(0.5, subtract(element(slopes, i + 1), element(slopes, i))), knots[i + 1] - knots[i])
  })
  const composed = mapped(queries.length, (j) => {
    const i = pieces[j]
    const s = queries[j] - knots[i]
    return add(add(multiply(element(slopes, i), s), multiply(element(curvatures, j), square(s))), element(starts, j))
  })
  return sum(composed)
}

const mapped = (length: number, entry: (i: number) => Scalar): Vector =>
  stack(Array.from({ length }, (_, i) => entry(i)))

/** Thomas' elimination of a tridiagonal system, one scalar operation after the other. */
function solveInSteps(dl: Float64Array, d: Float64Array, du: Float64Array, b: Vector): Vector {
  const n = d.length
  const pivots: number[] = [d[0]]
  const y: Scalar[] = [element(b, 0)]
  for (let i = 1; i < n; i++) {
    const factor = dl[i - 1] / pivots[i - 1]
    pivots.push(d[i] - factor * du[i - 1])
    y.push(subtract(element(b, i), multiply(factor, y[i - 1])))
  }
  const x: Scalar[] = []
  for (let i = n - 1; i >= 0; i--) {
    x[i] = divide(i === n - 1 ? y[i] : subtract(y[i], multiply(du[i], x[i + 1])), pivots[i])
  }
  return stack(x)
}
