/**
 * Queries on their way into a curve and out of it (INP-4): where they are evaluated, the sign that a reflection gives
 * to a first derivative, and the adjoint, q̄ = σ x̄, t̄[0] += α x̄, t̄[n−1] += β x̄. Where nothing folds they are
 * what they were, and nothing is allocated.
 */
import type { Folding } from './fold.ts'

export class FoldedQueries {
  private readonly folding: Folding
  /** Nothing where no query moves. */
  private cells: Float64Array | undefined

  constructor(folding: Folding) {
    this.folding = folding
  }

  /** x of these queries; the other methods are about the queries folded last. */
  fold(queries: Float64Array): Float64Array {
    const { folding } = this
    if (!folding.folds) return queries
    const cells = queries.map((q) => folding.cellOf(q))
    this.cells = cells
    return queries.map((q, j) => folding.place(cells[j], q))
  }

  /** Whether derivatives of this order change their sign anywhere. */
  signs(order: number): boolean {
    return this.cells !== undefined && order === 1
  }

  /** σ y in place, a row of `columns` for each query. */
  sign(y: Float64Array, columns: number): void {
    for (let j = 0, k = 0; k < y.length; j++) {
      const sigma = this.folding.sigma(this.cells![j])
      for (const end = k + columns; k < end; k++) y[k] *= sigma
    }
  }

  /** q̄ in the place of x̄, and what the end knots have of it. */
  pullback(xBar: Float64Array, knotsBar: Float64Array): void {
    const { cells, folding } = this
    if (cells === undefined) return
    for (let j = 0; j < xBar.length; j++) {
      knotsBar[0] += folding.alpha(cells[j]) * xBar[j]
      knotsBar[knotsBar.length - 1] += folding.beta(cells[j]) * xBar[j]
      xBar[j] *= folding.sigma(cells[j])
    }
  }
}
