/**
 * `quadratic-spline-slopes`: the slopes z at the knots (QSP-4 to QSP-6), the solution of B z = r with ones
 * on the diagonal and below it:
 *
 *   z[0] = r[0],   z[i−1] + z[i] = r[i]
 */
import { solve } from './linear.ts'
import { constant, transpose } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Scalar } from './scalar.ts'
import { tridiagonalMatrix } from './tridiagonal.ts'

const name = 'quadratic-spline-slopes'

/** B, as large as r and in its number system. */
function bidiagonalOnes<T extends Scalar>(r: readonly T[]): T[][] {
  const one = constant(1, r[0])
  const zero = constant(0, r[0])
  const ones = r.map(() => one)
  return tridiagonalMatrix({ dl: ones.slice(1), d: ones, du: ones.slice(1).map(() => zero) })
}

export const quadraticSplineSlopes: DifferentiableOperator = {
  primal({ rhs }) {
    return solve(name, bidiagonalOnes(rhs), rhs)
  },

  /** QSP-5: z is linear in r, so ż = B⁻¹ ṙ. */
  pushforward(_args, tangents) {
    return solve(name, bidiagonalOnes(tangents.rhs), tangents.rhs)
  },

  /** QSP-6: r̄ = B⁻ᵀ z̄ */
  pullback(_args, cotangent) {
    return { rhs: solve(name, transpose(bidiagonalOnes(cotangent)), cotangent) }
  },
}
