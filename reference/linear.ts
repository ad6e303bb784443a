/**
 * Dense linear systems A x = b in any number system, with their derivatives by the implicit rule
 * (TRI-7 to TRI-9, whatever the shape of A): LU with partial pivoting, which is exact over fractions.
 *
 * A zero pivot is `SINGULAR` (ERR-6), also where b happens to lie in the range of A: A⁻¹ does not exist.
 */
import { CotangentError } from '../spec/errors.ts'
import { Dual } from './dual.ts'
import { type Decomposition, equal, lup, lusolve, multiply, negate, subtract, transpose } from './math.ts'
import type { Matrix, Scalar } from './scalar.ts'

/** x = A⁻¹ b. */
export function solve<T extends Scalar>(operator: string, A: Matrix<T>, b: readonly T[]): T[] {
  return lusolve(factorize(operator, A), b)
}

/** A x = b gives Ȧ x + A ẋ = ḃ, so ẋ = A⁻¹ (ḃ − Ȧ x). */
export function solvePushforward<T extends Scalar>(
  operator: string,
  A: Matrix<T>,
  b: readonly T[],
  Adot: Matrix<T>,
  bdot: readonly T[],
): T[] {
  const decomposition = factorize(operator, A)
  const x = lusolve(decomposition, b)
  const Ax = multiply(Adot, x)
  return lusolve(
    decomposition,
    bdot.map((entry, i) => subtract(entry, Ax[i])),
  )
}

/**
 * ⟨ȳ, ẋ⟩ = ⟨ȳ, A⁻¹ (ḃ − Ȧ x)⟩ = ⟨λ, ḃ⟩ − ⟨λ xᵀ, Ȧ⟩ with λ = A⁻ᵀ ȳ, so b̄ = λ and Ā = −λ xᵀ.
 */
export function solvePullback<T extends Scalar>(
  operator: string,
  A: Matrix<T>,
  b: readonly T[],
  cotangent: readonly T[],
): { readonly A: T[][]; readonly b: T[] } {
  const x = solve(operator, A, b)
  const lambda = solve(operator, transpose(A), cotangent)
  return { A: outer(lambda.map(negate), x), b: lambda }
}

/** u vᵀ */
export function outer<T extends Scalar>(u: readonly T[], v: readonly T[]): T[][] {
  return u.map((ui) => v.map((vj) => multiply(ui, vj)))
}

function factorize<T extends Scalar>(operator: string, A: Matrix<T>): Decomposition<T> {
  // A dual matrix is singular where its real part is, and elimination would divide by that zero.
  if (isDual(A)) factorize(operator, realParts(A))
  const decomposition = lup(A)
  const index = decomposition.U.findIndex((row, i) => equal(row[i], 0))
  if (index === -1) return decomposition
  throw new CotangentError('SINGULAR', {
    operator,
    constraint: 'the matrix must be nonsingular',
    got: `a zero pivot in column ${index}`,
    expected: 'a determinant other than zero',
  })
}

function isDual(A: Matrix<Scalar>): A is Matrix<Dual<Scalar>> {
  return A[0][0] instanceof Dual
}

function realParts(A: Matrix<Dual<Scalar>>): Scalar[][] {
  return A.map((row) => row.map(({ re }) => re))
}
