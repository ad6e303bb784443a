/** The solution of a tridiagonal and of a cyclic tridiagonal system as operators: TRI-7 to TRI-9, CYC-2 to CYC-4. */
import type { Operator } from '../../spec/operator.ts'
import { type Doubles, operator } from '../operator.ts'
import { factorizeCyclicChecked } from './cyclic.ts'
import { factorizeChecked } from './factorize.ts'
import type { LinearSystem } from './system.ts'

type Factorize = (dl: Float64Array, d: Float64Array, du: Float64Array) => LinearSystem<string>

/** One factorization a call: a pushforward adds one solve to it, a pullback one transposed solve and O(n) more. */
function solveOperator(name: string, factorize: Factorize): Operator {
  return operator(name, {
    primal: ({ dl, d, du, b }: Doubles) => factorize(dl, d, du).solve(b),
    pushforward({ dl, d, du, b }: Doubles, tangents: Doubles) {
      const A = factorize(dl, d, du)
      return A.pushforward(A.solve(b), tangents)
    },
    pullback({ dl, d, du, b }: Doubles, cotangent: Float64Array) {
      const A = factorize(dl, d, du)
      return A.pullback(A.solve(b), cotangent)
    },
  })
}

export const tridiagonalSolve: Operator = solveOperator('tridiagonal-solve', factorizeChecked)
export const cyclicTridiagonalSolve: Operator = solveOperator('cyclic-tridiagonal-solve', factorizeCyclicChecked)
