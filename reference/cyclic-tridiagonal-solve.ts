/**
 * `cyclic-tridiagonal-solve`: the solution x of A x = b with A tridiagonal and two corners (CYC-1 to CYC-5).
 * dl[0] is the top-right corner, du[n−1] the bottom-left one.
 */
import { solve, solvePullback, solvePushforward } from './linear.ts'
import { add, constant } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Matrix, Scalar, Vectors } from './scalar.ts'

const name = 'cyclic-tridiagonal-solve'

/** CYC-1: row i has dl[i] in column i − 1, d[i] in column i, du[i] in column i + 1 (mod n); where they meet, their sum. */
function cyclicMatrix<T extends Scalar>({ dl, d, du }: Vectors<T>): T[][] {
  const n = d.length
  const zero = constant(0, d[0])
  return d.map((_, i) => {
    const row = d.map(() => zero)
    const put = (j: number, entry: T): void => {
      row[j] = add(row[j], entry)
    }
    put((i + n - 1) % n, dl[i])
    put(i, d[i])
    put((i + 1) % n, du[i])
    return row
  })
}

/** Its adjoint: what a cotangent Ā of the matrix is to dl, d and du. */
function cyclicPart<T extends Scalar>(Abar: Matrix<T>): { dl: T[]; d: T[]; du: T[] } {
  const n = Abar.length
  return {
    dl: Abar.map((row, i) => row[(i + n - 1) % n]),
    d: Abar.map((row, i) => row[i]),
    du: Abar.map((row, i) => row[(i + 1) % n]),
  }
}

export const cyclicTridiagonalSolve: DifferentiableOperator = {
  /** CYC-2 */
  primal(args) {
    return solve(name, cyclicMatrix(args), args.b)
  },

  /** CYC-3: ẋ = A⁻¹ (ḃ − Ȧ x) */
  pushforward(args, tangents) {
    return solvePushforward(name, cyclicMatrix(args), args.b, cyclicMatrix(tangents), tangents.b)
  },

  /**
   * CYC-4: λ = A⁻ᵀ ȳ, b̄ = λ and Ā = −λ xᵀ, read where A has its entries:
   * d̄l[i] = −λ[i] x[i−1], d̄[i] = −λ[i] x[i], d̄u[i] = −λ[i] x[i+1], all mod n.
   */
  pullback(args, cotangent) {
    const bar = solvePullback(name, cyclicMatrix(args), args.b, cotangent)
    return { ...cyclicPart(bar.A), b: bar.b }
  },
}
