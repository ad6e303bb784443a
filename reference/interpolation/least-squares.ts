/** The fit that makes ‖u − A c‖² smallest, by its normal equations Aᵀ A c = Aᵀ u (BSP-4 to BSP-6). */
import { outer, solve } from '../linear.ts'
import { add, multiply, subtract, transpose } from '../math.ts'
import type { Matrix, Scalar } from '../scalar.ts'
import type { Fit } from './bspline.ts'

const name = 'least squares'

const gram = <T extends Scalar>(A: Matrix<T>): T[][] => {
  const columns = transpose(A)
  return columns.map((column) => multiply(columns, column))
}

const minus = <T extends Scalar>(x: readonly T[], y: readonly T[]): T[] => x.map((entry, i) => subtract(entry, y[i]))

const primal = <T extends Scalar>(A: Matrix<T>, u: readonly T[]): T[] => solve(name, gram(A), multiply(transpose(A), u))

export const leastSquares: Fit = {
  primal,

  /** Aᵀ r = 0 with r = u − A c:   Ȧᵀ r + Aᵀ (u̇ − Ȧ c − A ċ) = 0 */
  pushforward(A, u, Adot, uDot) {
    const c = primal(A, u)
    const r = minus(u, multiply(A, c))
    const fromRows = multiply(transpose(Adot), r)
    const fromData = multiply(transpose(A), minus(uDot, multiply(Adot, c)))
    return solve(
      name,
      gram(A),
      fromRows.map((entry, i) => add(entry, fromData[i])),
    )
  },

  /** ⟨c̄, ċ⟩ = ⟨μ, Ȧᵀ r + Aᵀ (u̇ − Ȧ c)⟩ with Aᵀ A μ = c̄:   ū = A μ,   Ā = r μᵀ − (A μ) cᵀ */
  pullback(A, u, cBar) {
    const c = primal(A, u)
    const r = minus(u, multiply(A, c))
    const mu = solve(name, gram(A), cBar)
    const b = multiply(A, mu)
    const fromResidual = outer(r, mu)
    const fromSpline = outer(b, c)
    return { A: fromResidual.map((row, i) => minus(row, fromSpline[i])), b }
  },
}
