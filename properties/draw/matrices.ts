/**
 * Tridiagonal and cyclic matrices from rows of three drawn entries: mostly asymmetric, since symmetry hides a
 * missing transpose; dominant by rows, by columns and not at all; triangular, diagonal and symmetric; with rows and columns
 * in other units; and nearly singular. Singular ones are possible: what has no answer is skipped by the laws that want one.
 *
 * Without dominance no entry is zero, but for a block of its own. Where one is, a part of the solution can be
 * exactly zero, which no elimination with pivoting reproduces to the last bit (TRI-11); under dominance, where
 * none is needed, what it leaves there is forgiven (NUM-6).
 */
import * as fc from 'fast-check'

const shapes = [
  'dominant',
  'dominant-columns',
  'general',
  'general',
  'structured',
  'zero-pivot',
  'nearly-singular',
  'scaled-rows',
  'scaled-columns',
] as const

export type Shape = (typeof shapes)[number]

/** Shrinks towards the first by way of those between. */
export const shape: fc.Arbitrary<Shape> = fc.noBias(fc.nat({ max: shapes.length - 1 })).map((index) => shapes[index])

/** Dominant by at least 1, so that entries can move by a quarter and the matrix stays far from singular. */
export const dominantShape: fc.Arbitrary<Shape> = fc.constantFrom('dominant', 'dominant-columns', 'structured')

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
  const isDominant = kind === 'dominant' || kind === 'dominant-columns' || kind === 'structured'
  const drawn = (entry: number): number => (entry === 0 && !isDominant ? 1 : entry)
  const dl = rows.map(({ below }, i) => (isCyclic || i > 0 ? drawn(below) : 0))
  const du = rows.map(({ above }, i) => (isCyclic || i < n - 1 ? drawn(above) : 0))
  const d = rows.map(({ on }) => drawn(on))
  switch (kind) {
    case 'general':
      break
    case 'structured':
      structure(dl, du, rows[0].exponent & 3)
      outgrowRows(dl, d, du)
      break
    case 'dominant':
      outgrowRows(dl, d, du)
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
    case 'zero-pivot':
      zeroPivot(dl, d, du, rows[0].exponent & 31)
      break
    case 'nearly-singular':
      nearlySingular(dl, d, du, 2 ** -(10 + (rows[0].exponent & 15)))
  }
  return { dl, d, du }
}

/** |d| made larger than |a| + |b| by at least 1, its sign kept. */
const outgrow = (d: number, a: number, b: number): number =>
  (d < 0 ? -1 : 1) * (Math.abs(d) + Math.abs(a) + Math.abs(b) + 1)

/** Dominant by rows. */
function outgrowRows(dl: number[], d: number[], du: number[]): void {
  for (let i = 0; i < d.length; i++) d[i] = outgrow(d[i], dl[i], du[i])
}

/** Upper triangular (0), lower (1), diagonal (2) or symmetric (3). */
function structure(dl: number[], du: number[], which: number): void {
  const n = dl.length
  for (let i = 0; i < n; i++) {
    if (which === 0 || which === 2) dl[i] = 0
    if (which === 1 || which === 2) du[i] = 0
    if (which === 3) du[i] = dl[(i + 1) % n]
  }
}

/**
 * A zero on the diagonal, which is no obstacle (TRI-10): its row and the next exchange. They are a block of their own, so
 * that no other row takes part in it, and the rest is dominant.
 */
function zeroPivot(dl: number[], d: number[], du: number[], place: number): void {
  const n = d.length
  if (n === 1) return
  const at = place % (n - 1)
  for (const [diagonal, row] of [
    [dl, at],
    [du, at + n - 1],
    [du, at + 1],
    [dl, at + 2],
  ] as const)
    diagonal[row % n] = 0
  for (let i = 0; i < n; i++) if (i !== at && i !== at + 1) d[i] = outgrow(d[i], dl[i], du[i])
  d[at] = 0
}

/** The last pivot of the matrix without corners brought down to a relative `distance`. */
function nearlySingular(dl: number[], d: number[], du: number[], distance: number): void {
  const last = d.length - 1
  if (last === 0) return
  let pivot = d[0]
  for (let i = 1; i < last; i++) pivot = d[i] - (dl[i] * du[i - 1]) / pivot
  const loss = (dl[last] * du[last - 1]) / pivot
  if (Number.isFinite(loss) && loss !== 0) d[last] = loss * (1 + distance)
}
