/**
 * A x = b for a band matrix in as many bits as it takes: what is solved again where refinement does not help (TRI-11).
 *
 * Elimination with partial pivoting, row by row with all that is left of each, and back substitution. x is taken when it
 * solves a system that differs from the given one by less than rounding x to doubles does:
 *
 *   |b − A x̂| ≤ 2⁻⁶⁰ (|A| |x̂| + |b|)        in every row
 *
 * Otherwise with twice the bits. O(n) operations for a given number of them; the condition says how many it takes.
 */
import { WideRegister, WideRow } from '../wide.ts'

const fewestBits = 256

/** The entries of a solution in the range of doubles differ by 2²¹⁰⁰ at most: what asks for more bits than this has none. */
const mostBits = 2 ** 13

const enough = 2 ** -60

/** Row i from column max(0, i − width) on, `width` entries at most on either side of the diagonal. */
export interface BandRows {
  readonly width: number
  readonly rows: readonly (readonly number[])[]
}

/** Writes x; where an entry is beyond the range of doubles, or no bits are enough, x[0] is NaN, for the caller to find. */
export function solveWide(A: BandRows, b: Float64Array, x: Float64Array): void {
  const most = b.every(Number.isFinite) ? mostBits : 0
  for (let bits = fewestBits; bits <= most; bits *= 2) {
    const wide = solutionIn(bits, A, b)
    if (wide === undefined || !solves(bits, A, b, wide)) continue
    x.set(wide.hi)
    if (!x.every(Number.isFinite)) x[0] = Number.NaN
    return
  }
  x[0] = Number.NaN
}

/** Nothing where a pivot vanishes: the matrix is not singular, so that is rounding’s doing. */
function solutionIn(bits: number, { width, rows }: BandRows, b: Float64Array): WideRow | undefined {
  const n = b.length
  const x = new WideRegister(bits)
  const other = new WideRegister(bits)
  const y = new WideRow(n).set(b)
  // Before step j, rows j to j + width begin with column j; a row that is exchanged reaches 2 width further.
  const reach = 2 * width
  const U = rows.map((entries) => new WideRow(reach + 1).set(entries))
  for (let j = 0; j < n; j++) {
    const last = Math.min(n - 1, j + width)
    let pivot = j
    for (let i = j + 1; i <= last; i++) if (x.load(U[i], 0).exponent > other.load(U[pivot], 0).exponent) pivot = i
    ;[U[j], U[pivot]] = [U[pivot], U[j]]
    x.load(y, j)
    other.load(y, pivot).store(y, j)
    x.store(y, pivot)
    if (U[j].m[0] === 0n) return undefined
    for (let i = j + 1; i <= last; i++) {
      x.load(U[i], 0).over(U[j], 0).timesDouble(-1)
      for (let k = 0; k <= reach; k++) other.load(U[i], k + 1).store(U[i], k)
      x.spread(U[j], 1, U[i], 0, reach)
      x.spread(y, j, y, i, 1)
    }
  }
  for (let j = n - 1; j >= 0; j--)
    x.load(y, j)
      .timesDouble(-1)
      .plusDot(U[j], 1, y, j + 1, Math.min(reach, n - 1 - j))
      .timesDouble(-1)
      .over(U[j], 0)
      .store(y, j)
  return y
}

function solves(bits: number, { width, rows }: BandRows, b: Float64Array, x: WideRow): boolean {
  const rest = new WideRegister(bits)
  const size = new WideRegister(bits)
  const term = new WideRegister(bits)
  return rows.every((entries, i) => {
    rest.be(b[i])
    size.be(Math.abs(b[i]))
    entries.forEach((entry, k) => {
      term.load(x, Math.max(0, i - width) + k).timesDouble(entry)
      rest.minusRegister(term)
      size.plusRegister(term.magnitude())
    })
    return rest.magnitude().minusRegister(size.timesDouble(enough)).value <= 0
  })
}
