/** The dense matrix of three diagonals, row-major, and the adjoint that reads them off again: TRI-1 to TRI-3. */
import { type Doubles, operator, type SharingOperator } from '../operator.ts'

/** A[i+1,i] = dl[i], A[i,i] = d[i], A[i,i+1] = du[i]; the map is linear, so it is its own pushforward. */
function dense({ dl, d, du }: Doubles): Float64Array {
  const n = d.length
  const A = new Float64Array(n * n)
  for (let i = 0; i < n; i++) A[i * n + i] = d[i]
  for (let i = 0; i < n - 1; i++) {
    A[(i + 1) * n + i] = dl[i]
    A[i * n + i + 1] = du[i]
  }
  return A
}

/** ⟨Ȳ, Ȧ⟩ sums over the three diagonals alone: d̄l[i] = Ȳ[i+1,i], d̄[i] = Ȳ[i,i], d̄u[i] = Ȳ[i,i+1]. */
function diagonals({ d }: Doubles, Y: Float64Array): Record<'dl' | 'd' | 'du', Float64Array> {
  const n = d.length
  const edges = new Float64Array(n - 1)
  return {
    dl: edges.map((_, i) => Y[(i + 1) * n + i]),
    d: d.map((_, i) => Y[i * n + i]),
    du: edges.map((_, i) => Y[i * n + i + 1]),
  }
}

export const tridiagonal: SharingOperator = operator('tridiagonal', {
  primal: dense,
  pushforward: (_, tangents) => dense(tangents),
  pullback: diagonals,
})
