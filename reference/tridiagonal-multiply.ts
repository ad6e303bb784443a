/** `tridiagonal-multiply`: y = A x with A tridiagonal (TRI-4 to TRI-6). */
import { outer } from './linear.ts'
import { add, multiply, transpose } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import { tridiagonalMatrix, tridiagonalPart } from './tridiagonal.ts'

export const tridiagonalMultiply: DifferentiableOperator = {
  primal(args) {
    return multiply(tridiagonalMatrix(args), args.x)
  },

  /** TRI-5: ẏ = Ȧ x + A ẋ */
  pushforward(args, tangents) {
    const fromMatrix = multiply(tridiagonalMatrix(tangents), args.x)
    const fromVector = multiply(tridiagonalMatrix(args), tangents.x)
    return fromMatrix.map((entry, i) => add(entry, fromVector[i]))
  },

  /** TRI-6: ⟨ȳ, Ȧ x + A ẋ⟩ = ⟨ȳ xᵀ, Ȧ⟩ + ⟨Aᵀ ȳ, ẋ⟩, so Ā = ȳ xᵀ, of which A has three diagonals, and x̄ = Aᵀ ȳ. */
  pullback(args, cotangent) {
    return {
      ...tridiagonalPart(outer(cotangent, args.x)),
      x: multiply(transpose(tridiagonalMatrix(args)), cotangent),
    }
  },
}
