/**
 * LU factorization of a square band matrix with partial pivoting, and the substitutions with it.
 *
 *   P A = L U,  kl subdiagonals, ku superdiagonals, U has kl + ku (LAPACK's dgbtf2, dgbtrs)
 *
 * Storage is LAPACK's: entry (i, j) lies at `at(i, j)` = j·(2 kl + ku + 1) + kl + ku + i − j. Neither
 * scales nor refines; `cyclic.ts` does both.
 */

export interface Band {
  readonly n: number
  readonly kl: number
  readonly ku: number
  readonly entries: Float64Array
}

export interface BandFactors extends Band {
  /** The row that took the place of row j in step j. */
  readonly pivot: Int32Array
}

export function newBand(n: number, kl: number, ku: number): Band {
  return { n, kl, ku, entries: new Float64Array(n * (2 * kl + ku + 1)) }
}

export const at = ({ kl, ku }: Band, i: number, j: number): number => j * (2 * kl + ku + 1) + kl + ku + i - j

/**
 * Factorizes in place. The pivot is the entry that is largest when row i counts `weights[i]` times. A pivot
 * that is exactly zero is replaced by `tiny` and counted.
 */
export function factorizeBand(
  band: Band,
  tiny: number,
  weights: Float64Array = new Float64Array(band.n).fill(1),
): { factors: BandFactors; zeroPivots: number } {
  const { n, kl, ku, entries: a } = band
  const pivot = new Int32Array(n)
  const weight = weights.slice()
  const isBetter = (i: number, p: number, j: number): boolean => {
    const entry = Math.abs(a[at(band, i, j)])
    const best = Math.abs(a[at(band, p, j)])
    return best === 0 ? entry > 0 : entry * weight[i] > best * weight[p]
  }
  let zeroPivots = 0
  for (let j = 0; j < n; j++) {
    const lastRow = Math.min(n - 1, j + kl)
    const lastColumn = Math.min(n - 1, j + ku + kl)
    let p = j
    for (let i = j + 1; i <= lastRow; i++) if (isBetter(i, p, j)) p = i
    pivot[j] = p
    if (p !== j) {
      swap(weight, j, p)
      for (let c = j; c <= lastColumn; c++) {
        const upper = a[at(band, j, c)]
        a[at(band, j, c)] = a[at(band, p, c)]
        a[at(band, p, c)] = upper
      }
    }
    if (a[at(band, j, j)] === 0) {
      zeroPivots++
      a[at(band, j, j)] = tiny
    }
    for (let i = j + 1; i <= lastRow; i++) {
      const multiplier = a[at(band, i, j)] / a[at(band, j, j)]
      a[at(band, i, j)] = multiplier
      for (let c = j + 1; c <= lastColumn; c++) a[at(band, i, c)] -= multiplier * a[at(band, j, c)]
    }
  }
  return { factors: { ...band, pivot }, zeroPivots }
}

/** y ← U⁻¹ L⁻¹ P y. */
export function substituteBand(factors: BandFactors, y: Float64Array): void {
  const { n, kl, ku, entries: a, pivot } = factors
  for (let j = 0; j < n; j++) {
    swap(y, j, pivot[j])
    for (let i = j + 1; i <= Math.min(n - 1, j + kl); i++) y[i] -= a[at(factors, i, j)] * y[j]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let c = i + 1; c <= Math.min(n - 1, i + ku + kl); c++) y[i] -= a[at(factors, i, c)] * y[c]
    y[i] /= a[at(factors, i, i)]
  }
}

/** y ← Pᵀ L⁻ᵀ U⁻ᵀ y. */
export function substituteBandTransposed(factors: BandFactors, y: Float64Array): void {
  const { n, kl, ku, entries: a, pivot } = factors
  for (let j = 0; j < n; j++) {
    for (let i = Math.max(0, j - ku - kl); i < j; i++) y[j] -= a[at(factors, i, j)] * y[i]
    y[j] /= a[at(factors, j, j)]
  }
  for (let j = n - 1; j >= 0; j--) {
    for (let i = j + 1; i <= Math.min(n - 1, j + kl); i++) y[j] -= a[at(factors, i, j)] * y[i]
    swap(y, j, pivot[j])
  }
}

function swap(y: Float64Array, i: number, j: number): void {
  const entry = y[i]
  y[i] = y[j]
  y[j] = entry
}
