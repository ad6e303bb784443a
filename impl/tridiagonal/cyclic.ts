/**
 * The prepared form of a cyclic tridiagonal system (CYC-1 to CYC-5): a tridiagonal matrix with a corner
 * entry dl[0] = A[0, n−1] and du[n−1] = A[n−1, 0].
 *
 *   pullback  λ = A⁻ᵀ x̄,  b̄ = λ,  d̄[i] = −λ[i] x[i],  d̄l[i] = −λ[i] x[i−1],  d̄u[i] = −λ[i] x[i+1]
 *
 * with indices modulo n. Dominant matrices are bordered (`bordered.ts`), all others folded into a band
 * and pivoted (`folded.ts`).
 */
import { entryOf } from '../../spec/catalogue.ts'
import { checkCall } from '../../spec/contract.ts'
import { doubleOf } from '../operator.ts'
import { borderedSolver } from './bordered.ts'
import { compareToSum, isInMidRange } from './dominance.ts'
import { foldedSolver } from './folded.ts'
import { type LinearSystem, linearSystem, type SolveCotangents, type SolveTangents, singular } from './system.ts'

const entry = entryOf('cyclic-tridiagonal-solve')!

/** A factorized cyclic tridiagonal matrix. `kind`: without pivoting by bordering, or folded and pivoted. */
export type CyclicFactorization = LinearSystem<'bordered' | 'folded'>

/**
 * Factorizes the cyclic matrix of `dl`, `d`, `du`, n entries each, dl[0] and du[n−1] in the corners.
 * Throws LENGTH_MISMATCH, NOT_FINITE, and SINGULAR exactly when the determinant is zero (CYC-5).
 */
export function factorizeCyclic(
  dl: ArrayLike<number>,
  d: ArrayLike<number>,
  du: ArrayLike<number>,
): CyclicFactorization {
  checkCall(entry, 'primal', { dl, d, du, b: d })
  return factorizeCyclicChecked(doubleOf(dl), doubleOf(d), doubleOf(du))
}

/** The same for three diagonals that have been checked. */
export function factorizeCyclicChecked(dl: Float64Array, d: Float64Array, du: Float64Array): CyclicFactorization {
  const bordered = isInMidRange(d) && isDominantCyclic(dl, d, du) ? borderedSolver(dl, d, du) : undefined
  const solver = bordered ?? foldedSolver(dl, d, du)
  if (solver === undefined) throw singular(entry)
  return linearSystem(entry, {
    n: d.length,
    kind: bordered === undefined ? 'folded' : 'bordered',
    solve: solver.solve,
    solveTransposed: solver.solveTransposed,
    subtractTangentProduct,
    pullback(x, cotangent, into) {
      solver.solveTransposed(cotangent, into.b)
      matrixCotangent(into, x)
    },
  })
}

/** Strictly dominant by rows, or by columns: column i holds d[i], dl[i+1] and du[i−1]. n ≤ 2 has no border. */
function isDominantCyclic(dl: Float64Array, d: Float64Array, du: Float64Array): boolean {
  const n = d.length
  if (n < 3) return false
  let rows = true
  let columns = true
  for (let i = 0; i < n; i++) {
    const size = Math.abs(d[i])
    rows &&= compareToSum(size, Math.abs(dl[i]), Math.abs(du[i])) > 0
    columns &&= compareToSum(size, Math.abs(dl[(i + 1) % n]), Math.abs(du[(i + n - 1) % n])) > 0
  }
  return rows || columns
}

/** out ← out − Ȧ x (CYC-3). */
function subtractTangentProduct(out: Float64Array, { dl, d, du }: SolveTangents, x: ArrayLike<number>): void {
  const n = out.length
  for (let i = 0; i < n; i++) {
    if (d !== undefined) out[i] -= d[i] * x[i]
    if (dl !== undefined) out[i] -= dl[i] * x[i === 0 ? n - 1 : i - 1]
    if (du !== undefined) out[i] -= du[i] * x[i === n - 1 ? 0 : i + 1]
  }
}

/** Ā = −λ xᵀ on the three diagonals, λ = b̄ being there already (CYC-4). */
function matrixCotangent({ dl, d, du, b: lambda }: SolveCotangents, x: ArrayLike<number>): void {
  const n = d.length
  for (let i = 0; i < n; i++) {
    d[i] = -lambda[i] * x[i]
    dl[i] = -lambda[i] * x[i === 0 ? n - 1 : i - 1]
    du[i] = -lambda[i] * x[i === n - 1 ? 0 : i + 1]
  }
}
