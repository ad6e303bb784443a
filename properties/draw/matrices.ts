/**
 * Tridiagonal and cyclic matrices from rows of three drawn entries: asymmetric, since symmetry hides a
 * missing transpose; dominant by rows, by columns and not at all; with rows and columns in other units; and
 * nearly singular. Singular ones are possible: what has no answer is skipped by the laws that want one.
 *
 * Without dominance the off-diagonal entries are not zero. Where they are, the system falls apart, and a
 * part of the solution can be exactly zero, which no elimination with pivoting reproduces to the last bit
 * (TRI-11).
 */
import * as fc from 'fast-check'

export type Shape = 'dominant' | 'dominant-columns' | 'general' | 'scaled-rows' | 'scaled-columns' | 'nearly-singular'

export const shape: fc.Arbitrary<Shape> = fc.constantFrom(
  'dominant',
  'dominant-columns',
  'general',
  'general',
  'scaled-rows',
  'scaled-columns',
  'nearly-singular',
)

/** Dominant by at least 1, so that entries can move by a quarter and the matrix stays far from singular. */
export const dominantShape: fc.Arbitrary<Shape> = fc.constantFrom('dominant', 'dominant-columns')

/** Row i: the entries left of, on and right of the diagonal, and a power of two for its units. */
export interface Row {
  readonly below: number
  readonly on: number
  readonly above: number
  readonly exponent: number
}

/** Units of rows and columns: 2^±20. */
export const exponent: fc.Arbitrary<number> = fc.integer({ min: -20, max: 20 })

export interface Diagonals {
  readonly dl: number[]
  readonly d: number[]
  readonly du: number[]
}

/** All three diagonals with n entries, as the cyclic matrix has them: A[i, i−1] = dl[i], A[i, i+1] = du[i]. */
export function matrixOf(kind: Shape, rows: readonly Row[], isCyclic: boolean): Diagonals {
  const n = rows.length
  const isDominant = kind === 'dominant' || kind === 'dominant-columns'
  const offDiagonal = (entry: number): number => (entry === 0 && !isDominant ? 1 : entry)
  const dl = rows.map(({ below }, i) => (isCyclic || i > 0 ? offDiagonal(below) : 0))
  const du = rows.map(({ above }, i) => (isCyclic || i < n - 1 ? offDiagonal(above) : 0))
  const d = rows.map(({ on }) => on)
  switch (kind) {
    case 'general':
      break
    case 'dominant':
      for (let i = 0; i < n; i++) d[i] = outgrow(d[i], dl[i], du[i])
      break
    case 'dominant-columns':
      for (let i = 0; i < n; i++) d[i] = outgrow(d[i], dl[(i + 1) % n], du[(i + n - 1) % n])
      break
    case 'scaled-rows':
      for (let i = 0; i < n; i++) for (const diagonal of [dl, d, du]) diagonal[i] *= 2 ** rows[i].exponent
      break
    case 'scaled-columns':
      for (let i = 0; i < n; i++) {
        d[i] *= 2 ** rows[i].exponent
        dl[(i + 1) % n] *= 2 ** rows[i].exponent
        du[(i + n - 1) % n] *= 2 ** rows[i].exponent
      }
      break
    case 'nearly-singular':
      nearlySingular(dl, d, du, 2 ** -(10 + (rows[0].exponent & 15)))
  }
  return { dl, d, du }
}

/** |d| made larger than |a| + |b| by at least 1, its sign kept. */
const outgrow = (d: number, a: number, b: number): number =>
  (d < 0 ? -1 : 1) * (Math.abs(d) + Math.abs(a) + Math.abs(b) + 1)

/** The last pivot of the matrix without corners brought down to a relative `distance`. */
function nearlySingular(dl: number[], d: number[], du: number[], distance: number): void {
  const last = d.length - 1
  if (last === 0) return
  let pivot = d[0]
  for (let i = 1; i < last; i++) pivot = d[i] - (dl[i] * du[i - 1]) / pivot
  const loss = (dl[last] * du[last - 1]) / pivot
  if (Number.isFinite(loss) && loss !== 0) d[last] = loss * (1 + distance)
}
