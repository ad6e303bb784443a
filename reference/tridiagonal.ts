/**
 * `tridiagonal`: the dense matrix of three diagonals, A[i+1,i] = dl[i], A[i,i] = d[i], A[i,i+1] = du[i],
 * row by row (TRI-1 to TRI-3).
 */
import { constant } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Matrix, Scalar, Vectors } from './scalar.ts'

/** TRI-1: the matrix A of the diagonals dl, d, du. */
export function tridiagonalMatrix<T extends Scalar>({ dl, d, du }: Vectors<T>): T[][] {
  const zero = constant(0, d[0])
  const entry = (i: number, j: number): T => {
    if (i === j + 1) return dl[j]
    if (i === j) return d[i]
    if (i === j - 1) return du[i]
    return zero
  }
  return d.map((_, i) => d.map((_, j) => entry(i, j)))
}

/** TRI-3, its adjoint: what a cotangent Ā of the matrix is to the three diagonals. */
export function tridiagonalPart<T extends Scalar>(Abar: Matrix<T>): { dl: T[]; d: T[]; du: T[] } {
  const upper = Abar.slice(0, -1)
  const lower = Abar.slice(1)
  return {
    dl: lower.map((row, i) => row[i]),
    d: Abar.map((row, i) => row[i]),
    du: upper.map((row, i) => row[i + 1]),
  }
}

export const tridiagonal: DifferentiableOperator = {
  primal(args) {
    return tridiagonalMatrix(args).flat()
  },

  /** TRI-2: A is linear in its diagonals, so Ȧ is the matrix of their tangents. */
  pushforward(_args, tangents) {
    return tridiagonalMatrix(tangents).flat()
  },

  pullback({ d }, cotangent) {
    const n = d.length
    return tridiagonalPart(d.map((_, i) => cotangent.slice(i * n, (i + 1) * n)))
  },
}
