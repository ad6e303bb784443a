/**
 * The prepared form of a tridiagonal system: factorize once, then solve with A and with Aᵀ, push tangents
 * forward and pull cotangents back through x = A⁻¹ b, into the caller's buffers and without allocation.
 *
 *   pushforward  ẋ = A⁻¹ (ḃ − Ȧ x)                                          (TRI-8)
 *   pullback     λ = A⁻ᵀ x̄,  b̄ = λ,  Ā = −λ xᵀ on the three diagonals       (TRI-9)
 *
 * Dominant matrices are factorized without pivoting, all others with it (TRI-11).
 */
import { entryOf } from '../../spec/catalogue.ts'
import { checkCall } from '../../spec/contract.ts'
import { doubleOf } from '../operator.ts'
import { type DirectFactors, factorizeDirect, pullbackDirect, solveDirect } from './direct.ts'
import { isDominant, isInMidRange } from './dominance.ts'
import { factorizePivoted, type PivotedFactors, substitute, substituteTransposed } from './pivoted.ts'
import { newRoom, type Refinable, solveRefined } from './refine.ts'
import { residualInto } from './residual.ts'
import { type LinearSystem, linearSystem, type SolveCotangents, type SolveTangents, singular } from './system.ts'
import { type BandRows, solveWide } from './wide-band.ts'

const entry = entryOf('tridiagonal-solve')!

/** A factorized tridiagonal matrix. `kind`: without pivoting, or with partial pivoting. */
export type Factorization = LinearSystem<'direct' | 'pivoted'>

/**
 * Factorizes the matrix of subdiagonal `dl` (n − 1), diagonal `d` (n) and superdiagonal `du` (n − 1).
 * Throws LENGTH_MISMATCH, NOT_FINITE, and SINGULAR exactly when the determinant is zero (TRI-10).
 * Later changes of the arrays do not reach the factorization.
 */
export function factorize(dl: ArrayLike<number>, d: ArrayLike<number>, du: ArrayLike<number>): Factorization {
  checkCall(entry, 'primal', { dl, d, du, b: d })
  return factorizeChecked(doubleOf(dl), doubleOf(d), doubleOf(du))
}

/** The same for three diagonals that have been checked. */
export function factorizeChecked(dl: Float64Array, d: Float64Array, du: Float64Array): Factorization {
  const direct = isInMidRange(d) && isDominant(dl, d, du) ? factorizeDirect(dl, d, du) : undefined
  if (direct !== undefined) return directSystem(direct)
  const pivoted = factorizePivoted(dl, d, du)
  if (pivoted === undefined) throw singular(entry)
  return pivotedSystem(pivoted)
}

function directSystem(factors: DirectFactors): Factorization {
  const { lo, r, up } = factors
  return linearSystem(entry, {
    n: r.length,
    kind: 'direct',
    solve: (b, out) => solveDirect(lo, r, up, b, out),
    solveTransposed: (c, out) => solveDirect(up, r, lo, c, out),
    subtractTangentProduct,
    pullback: (x, cotangent, into) => pullbackDirect(factors, x, cotangent, into),
  })
}

function pivotedSystem(factors: PivotedFactors): Factorization {
  const { dl, d, du } = factors
  const n = d.length
  const room = newRoom(n)
  const ofA: Refinable = {
    solve: (y) => substitute(factors, y),
    residual: (r, omega, b, x) => residualInto(r, omega, dl, d, du, b, x),
    again: (b, x) => solveWide(bandRows(dl, d, du), b, x),
  }
  const ofTranspose: Refinable = {
    solve: (y) => substituteTransposed(factors, y),
    residual: (r, omega, b, x) => residualInto(r, omega, du, d, dl, b, x),
    again: (b, x) => solveWide(bandRows(du, d, dl), b, x),
  }
  return linearSystem(entry, {
    n,
    kind: 'pivoted',
    solve: (b, out) => solveRefined(room, ofA, b, out),
    solveTransposed: (c, out) => solveRefined(room, ofTranspose, c, out),
    subtractTangentProduct,
    pullback(x, cotangent, into) {
      solveRefined(room, ofTranspose, cotangent, into.b)
      matrixCotangent(into, x)
    },
  })
}

/** Of the transpose, dl and du change places. */
const bandRows = (dl: Float64Array, d: Float64Array, du: Float64Array): BandRows => ({
  width: 1,
  rows: Array.from(d, (entry, i) => [...(i > 0 ? [dl[i - 1]] : []), entry, ...(i < d.length - 1 ? [du[i]] : [])]),
})

/** out ← out − Ȧ x (TRI-8). */
function subtractTangentProduct(out: Float64Array, { dl, d, du }: SolveTangents, x: ArrayLike<number>): void {
  const n = out.length
  if (d !== undefined) for (let i = 0; i < n; i++) out[i] -= d[i] * x[i]
  if (dl !== undefined) for (let i = 1; i < n; i++) out[i] -= dl[i - 1] * x[i - 1]
  if (du !== undefined) for (let i = 0; i < n - 1; i++) out[i] -= du[i] * x[i + 1]
}

/** Ā = −λ xᵀ on the three diagonals, λ = b̄ being there already (TRI-9). */
function matrixCotangent({ dl, d, du, b: lambda }: SolveCotangents, x: ArrayLike<number>): void {
  const n = d.length
  for (let i = 0; i < n; i++) d[i] = -lambda[i] * x[i]
  for (let i = 0; i < n - 1; i++) {
    dl[i] = -lambda[i + 1] * x[i]
    du[i] = -lambda[i] * x[i + 1]
  }
}
