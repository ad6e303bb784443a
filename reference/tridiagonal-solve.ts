/** `tridiagonal-solve`: the solution x of A x = b with A tridiagonal and nonsingular (TRI-7 to TRI-10). */
import { solve, solvePullback, solvePushforward } from './linear.ts'
import type { DifferentiableOperator } from './operator.ts'
import { tridiagonalMatrix, tridiagonalPart } from './tridiagonal.ts'

const name = 'tridiagonal-solve'

export const tridiagonalSolve: DifferentiableOperator = {
  primal(args) {
    return solve(name, tridiagonalMatrix(args), args.b)
  },

  /** TRI-8: ẋ = A⁻¹ (ḃ − Ȧ x) */
  pushforward(args, tangents) {
    return solvePushforward(name, tridiagonalMatrix(args), args.b, tridiagonalMatrix(tangents), tangents.b)
  },

  /**
   * TRI-9: λ = A⁻ᵀ ȳ, b̄ = λ and Ā = −λ xᵀ, of which A has three diagonals:
   * d̄l[i] = −λ[i+1] x[i], d̄[i] = −λ[i] x[i], d̄u[i] = −λ[i] x[i+1].
   */
  pullback(args, cotangent) {
    const bar = solvePullback(name, tridiagonalMatrix(args), args.b, cotangent)
    return { ...tridiagonalPart(bar.A), b: bar.b }
  },
}
