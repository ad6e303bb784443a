/** The solution of a tridiagonal and of a cyclic tridiagonal system as operators: TRI-7 to TRI-9, CYC-2 to CYC-4. */
import { type Doubles, type Maps, operator, type SharingOperator } from '../operator.ts'
import { factorizeCyclicChecked } from './cyclic.ts'
import { factorizeChecked } from './factorize.ts'
import type { LinearSystem } from './system.ts'

type Factorize = (dl: Float64Array, d: Float64Array, du: Float64Array) => LinearSystem<string>

/** One factorization: a pushforward adds one solve to it, a pullback one transposed solve and O(n) more where A is asked for. */
function solveOperator(name: string, factorize: Factorize): SharingOperator {
  return operator(name, {
    at({ dl, d, du, b }: Doubles): Maps {
      const A = factorize(dl, d, du)
      let x: Float64Array | undefined
      const solution = (): Float64Array => {
        x ??= A.solve(b)
        return x
      }
      return {
        primal: solution,
        pushforward: (tangents) => A.pushforward(solution(), tangents),
        pullback(cotangent, wanted) {
          const isAboutMatrix = wanted('dl') || wanted('d') || wanted('du')
          return isAboutMatrix ? A.pullback(solution(), cotangent) : { b: A.solveTransposed(cotangent) }
        },
      }
    },
  })
}

export const tridiagonalSolve: SharingOperator = solveOperator('tridiagonal-solve', factorizeChecked)
export const cyclicTridiagonalSolve: SharingOperator = solveOperator('cyclic-tridiagonal-solve', factorizeCyclicChecked)
