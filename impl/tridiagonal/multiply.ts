/** The product of a tridiagonal matrix with a vector: TRI-4 to TRI-6. */
import { type Doubles, operator, type SharingOperator } from '../operator.ts'
import { multiplyInto } from './multiply-kernel.ts'

/** y = A x. */
function primal({ dl, d, du, x }: Doubles): Float64Array {
  const y = new Float64Array(x.length)
  multiplyInto(y, dl, d, du, x)
  return y
}

/** ẏ = Ȧ x + A ẋ. */
function pushforward({ dl, d, du, x }: Doubles, tangents: Doubles): Float64Array {
  const tangent = primal({ dl, d, du, x: tangents.x })
  const other = primal({ ...tangents, x } as Doubles)
  return tangent.map((entry, i) => entry + other[i])
}

/** ⟨ȳ, Ȧ x + A ẋ⟩ = ⟨ȳ xᵀ, Ȧ⟩ + ⟨Aᵀ ȳ, ẋ⟩: x̄ = Aᵀ ȳ, Ā = ȳ xᵀ on the three diagonals. */
function pullback({ dl, d, du, x }: Doubles, y: Float64Array): Record<'dl' | 'd' | 'du' | 'x', Float64Array> {
  return {
    dl: dl.map((_, i) => y[i + 1] * x[i]),
    d: d.map((_, i) => y[i] * x[i]),
    du: du.map((_, i) => y[i] * x[i + 1]),
    x: primal({ dl: du, d, du: dl, x: y }),
  }
}

export const tridiagonalMultiply: SharingOperator = operator('tridiagonal-multiply', { primal, pushforward, pullback })
