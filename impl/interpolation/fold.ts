/**
 * Extrapolation as a map of the queries (INP-4): on a side that is periodic or reflective, a query outside the
 * knots is brought back inside,
 *
 *   x = σ q + α t[0] + β t[n−1],   by the cell that q lies in: periodic σ = 1, α = k, β = −k;
 *                                  reflective the same for even k, else σ = −1, α = 1 − k, β = 1 + k
 *
 * Elsewhere x = q. Derivatives hold the cell fixed. What lies further out than 2⁵⁰ periods is refused before.
 */
import { sidesOf } from '../../spec/contract.ts'
import type { OptionValue } from '../../spec/operator.ts'

export class Folding {
  readonly first: number
  readonly last: number
  /** Whether any query can be moved at all. */
  readonly folds: boolean
  private readonly left: string | number
  private readonly right: string | number

  constructor(knots: Float64Array, extrapolation: OptionValue) {
    const { left, right } = sidesOf(extrapolation)
    this.first = knots[0]
    this.last = knots[knots.length - 1]
    this.left = left
    this.right = right
    this.folds = repeats(left) || repeats(right)
  }

  /** Cell 0 is (t[0], t[n−1]] and every query that stays where it is; cells are counted to the right. */
  cellOf(q: number): number {
    const { first, last } = this
    if (q > last && repeats(this.right)) return Math.ceil((q - last) / (last - first))
    if (q < first && repeats(this.left)) return -Math.floor((first - q) / (last - first)) - 1
    return 0
  }

  isReflected(cell: number): boolean {
    return cell % 2 !== 0 && (cell < 0 ? this.left : this.right) === 'reflective'
  }

  /** σ of a cell. */
  sigma(cell: number): number {
    return this.isReflected(cell) ? -1 : 1
  }

  /** α of a cell. */
  alpha(cell: number): number {
    return this.isReflected(cell) ? 1 - cell : cell
  }

  /** β of a cell. */
  beta(cell: number): number {
    return this.isReflected(cell) ? 1 + cell : -cell
  }

  /**
   * x of a query in its cell; never outside the knots, where rounding would put it by an ulp. With d the way from the end
   * knot on the query's side, less the whole cells between, the same as above: nothing of the size of |t| cancels.
   *
   *   from t[n−1] to the right    d = q − t[n−1] − (k − 1)P      x = t[0] + d,     reflected  t[n−1] − d
   *   from t[0] to the left       d = q − t[0] − (k + 1)P        x = t[n−1] + d,   reflected  t[0] − d
   */
  place(cell: number, q: number): number {
    if (cell === 0) return q
    const { first, last } = this
    const [near, far, between] = cell > 0 ? [last, first, cell - 1] : [first, last, cell + 1]
    const d = q - near - between * (last - first)
    const x = this.isReflected(cell) ? near - d : far + d
    return Math.min(Math.max(x, first), last)
  }
}

const repeats = (side: string | number): boolean => side === 'periodic' || side === 'reflective'
