/**
 * Solves with any nonsingular cyclic tridiagonal matrix: fold the ring flat, pivot, refine.
 *
 * In the order 0, n−1, 1, n−2, … neighbours on the ring are at most two places apart, so the matrix
 * becomes a band of width two, which is factorized with partial pivoting on rows scaled by powers of two
 * and compared in their units as in `pivoted.ts` (`band.ts`). Solutions are refined (`refine.ts`). Entries
 * that fall together for n ≤ 2 add up (CYC-1).
 */
import { at, factorizeBand, newBand, substituteBand, substituteBandTransposed } from './band.ts'
import { backwardError, newRoom, type Refinable, type Residual, solveRefined } from './refine.ts'
import { logOfUnits, powerOfTwoScale, unitRoundoff } from './scaling.ts'
import { isSingularCyclic, looksSingular } from './singular.ts'
import { type BandRows, solveWide } from './wide-band.ts'

/** Bound on log₂ of a row's units: products with it stay in range. */
const mostUnits = 1000

/** Solves with A and with Aᵀ into `out`, which may be the right-hand side. */
export interface CyclicSolver {
  solve(b: Float64Array, out: Float64Array): void
  solveTransposed(c: Float64Array, out: Float64Array): void
}

/** Where entry i of the ring lies in the folded order. */
export const foldedPlace = (i: number, n: number): number => (2 * i < n ? 2 * i : 2 * (n - 1 - i) + 1)

/** The solver, or nothing if the matrix is singular. */
export function foldedSolver(...diagonals: [Float64Array, Float64Array, Float64Array]): CyclicSolver | undefined {
  const [dl, d, du] = diagonals.map((diagonal) => diagonal.slice())
  const n = d.length
  const place = Int32Array.from(d, (_, i) => foldedPlace(i, n))
  const scale = d.map((_, i) => powerOfTwoScale(Math.max(Math.abs(dl[i]), Math.abs(d[i]), Math.abs(du[i]))))
  const band = newBand(n, 2, 2)
  for (let i = 0; i < n; i++) {
    band.entries[at(band, place[i], place[i])] += d[i] * scale[i]
    band.entries[at(band, place[i], place[(i + n - 1) % n])] += dl[i] * scale[i]
    band.entries[at(band, place[i], place[(i + 1) % n])] += du[i] * scale[i]
  }
  const { factors, zeroPivots } = factorizeBand(band, unitRoundoff, weightsOf(dl, d, du, scale, place))

  const folded = new Float64Array(n)
  const solveOnce = (y: Float64Array): void => {
    for (let i = 0; i < n; i++) folded[place[i]] = y[i] * scale[i]
    substituteBand(factors, folded)
    for (let i = 0; i < n; i++) y[i] = folded[place[i]]
  }
  const solveOnceTransposed = (y: Float64Array): void => {
    for (let i = 0; i < n; i++) folded[place[i]] = y[i]
    substituteBandTransposed(factors, folded)
    for (let i = 0; i < n; i++) y[i] = folded[place[i]] * scale[i]
  }
  const rowSums = d.map((entry, i) => Math.abs(entry) + Math.abs(dl[i]) + Math.abs(du[i]))
  if ((zeroPivots > 0 || looksSingular(rowSums, solveOnce)) && isSingularCyclic(dl, d, du)) return undefined

  const room = newRoom(n)
  const previous = (i: number): number => (i === 0 ? n - 1 : i - 1)
  const next = (i: number): number => (i === n - 1 ? 0 : i + 1)
  const residual: Residual = (r, omega, b, x) => {
    let largest = 0
    for (let i = 0; i < n; i++) {
      largest = Math.max(largest, row(r, i, b[i], d[i] * x[i], dl[i] * x[previous(i)], du[i] * x[next(i)]))
    }
    omega[0] = largest
  }
  const residualTransposed: Residual = (r, omega, b, x) => {
    let largest = 0
    for (let i = 0; i < n; i++) {
      const p = previous(i)
      const q = next(i)
      largest = Math.max(largest, row(r, i, b[i], d[i] * x[i], dl[q] * x[q], du[p] * x[p]))
    }
    omega[0] = largest
  }
  const ofA: Refinable = {
    solve: solveOnce,
    residual,
    again: (b, x) => solveWideFolded(foldedRows(dl, d, du, place), place, b, x),
  }
  // Aᵀ has dl[i+1] above the diagonal in row i, and du[i−1] below it.
  const ofTranspose: Refinable = {
    solve: solveOnceTransposed,
    residual: residualTransposed,
    again: (c, x) => {
      const [below, above] = [du.map((_, i) => du[previous(i)]), dl.map((_, i) => dl[next(i)])]
      solveWideFolded(foldedRows(below, d, above, place), place, c, x)
    },
  }
  return {
    solve: (b, out) => solveRefined(room, ofA, b, out),
    solveTransposed: (c, out) => solveRefined(room, ofTranspose, c, out),
  }
}

/**
 * What each row counts in the choice of pivots: units follow from row to row (`logOfUnits`), and what is
 * left over once around the ring is spread evenly. By place in the folded order.
 */
function weightsOf(
  dl: Float64Array,
  d: Float64Array,
  du: Float64Array,
  scale: Float64Array,
  place: Int32Array,
): Float64Array {
  const n = d.length
  const weights = new Float64Array(n).fill(1)
  if (n < 3) return weights
  const steps = d.map((_, i) => {
    const next = (i + 1) % n
    return logOfUnits(d[i] * scale[i], du[i] * scale[i], dl[next] * scale[next], d[next] * scale[next])
  })
  const excess = steps.reduce((sum, step) => sum + step, 0) / n
  let units = 0
  for (let i = 0; i < n; i++) {
    weights[place[i]] = 2 ** -Math.max(-mostUnits, Math.min(mostUnits, units))
    units += steps[i] - excess
  }
  return weights
}

/** The rows in the folded order. */
function foldedRows(dl: Float64Array, d: Float64Array, du: Float64Array, place: Int32Array): BandRows {
  const n = d.length
  const width = 2
  const rows = Array.from(d, (_, row) =>
    new Array<number>(Math.min(n - 1, row + width) - Math.max(0, row - width) + 1).fill(0),
  )
  for (let i = 0; i < n; i++) {
    const start = Math.max(0, place[i] - width)
    rows[place[i]][place[i] - start] += d[i]
    rows[place[i]][place[(i + n - 1) % n] - start] += dl[i]
    rows[place[i]][place[(i + 1) % n] - start] += du[i]
  }
  return { width, rows }
}

function solveWideFolded(A: BandRows, place: Int32Array, b: Float64Array, x: Float64Array): void {
  const folded = new Float64Array(b.length)
  for (let i = 0; i < b.length; i++) folded[place[i]] = b[i]
  solveWide(A, folded, folded)
  for (let i = 0; i < b.length; i++) x[i] = folded[place[i]]
}

/** One entry of b − A x and its backward error. */
function row(r: Float64Array, i: number, b: number, middle: number, left: number, right: number): number {
  r[i] = b - middle - left - right
  return backwardError(r[i], Math.abs(b) + Math.abs(middle) + Math.abs(left) + Math.abs(right))
}
