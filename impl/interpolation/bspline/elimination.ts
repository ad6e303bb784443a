/**
 * B = L U for a band matrix that needs no pivoting: a collocation matrix of B-splines at increasing sites is
 * totally positive, so that all entries of L and U are at least zero, |L| |U| = |B|, and elimination commits
 * no more than a relative error of a few ε in each entry of B (de Boor & Pinkus, Numer. Math. 27 (1977), 485).
 *
 * `impl/tridiagonal/band.ts` pivots, and so would lose this. Neither scales nor refines.
 */

/** Entry (i, j) at i (kl + ku + 1) + kl + j − i. */
export interface Factors {
  readonly n: number
  readonly kl: number
  readonly ku: number
  readonly entries: Float64Array
}

export function emptyFactors(n: number, kl: number, ku: number): Factors {
  return { n, kl, ku, entries: new Float64Array(n * (kl + ku + 1)) }
}

export const at = ({ kl, ku }: Factors, i: number, j: number): number => i * (kl + ku + 1) + kl + j - i

/** Replaces B by its factors; L has ones on its diagonal. */
export function eliminate(B: Factors): void {
  const { n, kl, ku, entries: a } = B
  for (let j = 0; j < n; j++) {
    const pivot = a[at(B, j, j)]
    for (let i = j + 1; i <= Math.min(n - 1, j + kl); i++) {
      const multiplier = a[at(B, i, j)] / pivot
      a[at(B, i, j)] = multiplier
      if (multiplier === 0) continue
      for (let k = j + 1; k <= Math.min(n - 1, j + ku); k++) a[at(B, i, k)] -= multiplier * a[at(B, j, k)]
    }
  }
}

/** y ← U⁻¹ L⁻¹ y */
export function substitute(B: Factors, y: Float64Array): void {
  const { n, kl, ku, entries: a } = B
  for (let i = 0; i < n; i++) {
    for (let j = Math.max(0, i - kl); j < i; j++) y[i] -= a[at(B, i, j)] * y[j]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j <= Math.min(n - 1, i + ku); j++) y[i] -= a[at(B, i, j)] * y[j]
    y[i] /= a[at(B, i, i)]
  }
}

/** y ← L⁻ᵀ U⁻ᵀ y */
export function substituteTransposed(B: Factors, y: Float64Array): void {
  const { n, kl, ku, entries: a } = B
  for (let j = 0; j < n; j++) {
    for (let i = Math.max(0, j - ku); i < j; i++) y[j] -= a[at(B, i, j)] * y[i]
    y[j] /= a[at(B, j, j)]
  }
  for (let j = n - 1; j >= 0; j--) {
    for (let i = j + 1; i <= Math.min(n - 1, j + kl); i++) y[j] -= a[at(B, i, j)] * y[i]
  }
}
