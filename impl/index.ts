/**
 * The implementation: O(n), on Float64Arrays, without dependencies.
 *
 * `operators` has every operator of the catalogue with its three maps; beside it stand the prepared and
 * the everyday forms. Errors are `CotangentError`s (ERR-1).
 */
import { tridiagonalMultiply as multiply } from './tridiagonal/multiply.ts'
import { cyclicTridiagonalSolve as cyclicSolve, tridiagonalSolve as solve } from './tridiagonal/solve.ts'

export { CotangentError, type ErrorCode, errorCodes } from '../spec/errors.ts'
export type { Arrays, MapName, Operator, Operators, Options, OptionValue } from '../spec/operator.ts'
export type * from './interpolation/face-options.ts'
export * from './interpolation/faces.ts'
export type { IntegralCotangents, Interpolant, InterpolantCotangents } from './interpolation/interpolant.ts'
export { type Plan, type PlanCotangents, type PlanData, plan } from './interpolation/plan.ts'
export { type OperatorName, operators } from './operators.ts'
export { type CyclicFactorization, factorizeCyclic } from './tridiagonal/cyclic.ts'
export { type Factorization, factorize } from './tridiagonal/factorize.ts'
export type { LinearSystem, SolveCotangents, SolveTangents } from './tridiagonal/system.ts'

type Diagonal = ArrayLike<number>

/** y = A x; dl and du have n − 1 entries, d and x have n. */
export function tridiagonalMultiply(dl: Diagonal, d: Diagonal, du: Diagonal, x: ArrayLike<number>): Float64Array {
  return multiply.primal({ dl, d, du, x })
}

/** The solution of A x = b for any nonsingular A; dl and du have n − 1 entries, d and b have n. */
export function tridiagonalSolve(dl: Diagonal, d: Diagonal, du: Diagonal, b: ArrayLike<number>): Float64Array {
  return solve.primal({ dl, d, du, b })
}

/** The same with dl[0] in the top-right and du[n−1] in the bottom-left corner; all have n entries. */
export function cyclicTridiagonalSolve(dl: Diagonal, d: Diagonal, du: Diagonal, b: ArrayLike<number>): Float64Array {
  return cyclicSolve.primal({ dl, d, du, b })
}
