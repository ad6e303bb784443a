/**
 * Rows of the basis at some queries, kept for the next curve over the same knots that asks at the same ones: a row costs
 * as much as what is made of it for several curves.
 */
import type { Basis } from './basis.ts'

/** Queries that several curves go through one after the other. */
export const blockLength = 32

export class BasisRows {
  readonly basis: Basis
  private readonly places: number
  /** Row after row for each order, and the queries that they are of; what is no number is that of none. */
  private readonly rows: readonly Float64Array[][]
  private readonly queries: readonly Float64Array[]

  /** Keeps those of `places` queries next to each other, each in the orders 0 to 3. */
  constructor(basis: Basis, places: number) {
    this.basis = basis
    this.places = places
    this.rows = [[], [], [], []]
    this.queries = this.rows.map(() => new Float64Array(places).fill(Number.NaN))
  }

  /** ℓ[i]⁽ʳ⁾(x), x the query with number j; to be read until the next `places` calls. */
  at(j: number, x: number, order: number): Float64Array {
    const { basis, queries, rows } = this
    const place = j % this.places
    rows[order][place] ??= new Float64Array(basis.t.length)
    const row = rows[order][place]
    if (queries[order][place] === x) return row
    basis.fill(x, 0, order, row)
    queries[order][place] = x
    return row
  }
}
