/**
 * Whether a tridiagonal matrix may be factorized without pivoting (TRI-11).
 *
 * A matrix whose every row satisfies |d_i| ≥ |dl_{i−1}| + |du_i| is nonsingular if from every row a chain
 * of nonzero off-diagonal entries leads to a row where the inequality is strict (weakly chained diagonal
 * dominance: Shivakumar & Chew, Proc. AMS 43, 1974, 63), and then |L||U| ≤ 3|A| (Higham, *Accuracy and
 * Stability*, 2nd ed., § 9.6). The comparison is exact, rounding of
 * the sum included. It is a sufficient condition: what fails it goes to the pivoted factorization.
 */

/** By rows or by columns; the columns of A are the rows of Aᵀ, whose off-diagonals are swapped. */
export function isDominant(dl: Float64Array, d: Float64Array, du: Float64Array): boolean {
  return hasDominantRows(dl, d, du) || hasDominantRows(du, d, dl)
}

function hasDominantRows(dl: Float64Array, d: Float64Array, du: Float64Array): boolean {
  const n = d.length
  let chained = false // a chain of nonzero entries leads from this row leftwards to a strict row
  let waiting = false // some row to the left still needs a strict row on its right
  for (let i = 0; i < n; i++) {
    const below = i > 0 ? Math.abs(dl[i - 1]) : 0
    const above = i < n - 1 ? Math.abs(du[i]) : 0
    const order = compareToSum(Math.abs(d[i]), below, above)
    if (!(order >= 0)) return false
    if (order > 0) {
      chained = true
      waiting = false
    } else {
      chained = chained && below !== 0
      waiting = waiting || !chained
      if (waiting && above === 0) return false
    }
  }
  return !waiting
}

/** Far enough from the ends of the range of doubles for products and quotients of two pivots, and what is lost of smaller ones. */
const smallest = 2 ** -400
const largest = 2 ** 400

/**
 * Whether elimination without pivoting keeps in the range of doubles. Under dominance pivots are of the size of d, and what
 * stands beside them is no larger: where it is so much smaller that a product vanishes, it had no part in the pivot.
 */
export function isInMidRange(d: Float64Array): boolean {
  for (let i = 0; i < d.length; i++) {
    const size = Math.abs(d[i])
    if (!(size >= smallest && size <= largest)) return false
  }
  return true
}

/** The sign of a − (b + c) for nonnegative a, b, c, exactly: the rounding error of b + c is known (Dekker, 1971). */
export function compareToSum(a: number, b: number, c: number): number {
  const sum = b + c
  if (a !== sum) return a - sum
  const rest = b > c ? c - (sum - b) : b - (sum - c)
  return rest === 0 ? 0 : -rest
}
