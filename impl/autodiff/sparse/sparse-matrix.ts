/** A sparse matrix by compressed columns: the entries of a pattern, in its order; every other entry is zero. */
import type { DenseMatrix } from '../../math/value.ts'
import type { SparsityPattern } from './pattern.ts'

export class SparseMatrix implements SparsityPattern {
  readonly rows: number
  readonly columns: number
  readonly columnPointers: Int32Array
  readonly rowIndices: Int32Array
  readonly values: Float64Array

  /** Shares the arrays of `pattern`; the values are zero. */
  constructor(pattern: SparsityPattern) {
    this.rows = pattern.rows
    this.columns = pattern.columns
    this.columnPointers = pattern.columnPointers
    this.rowIndices = pattern.rowIndices
    this.values = new Float64Array(pattern.rowIndices.length)
  }

  toDense(): DenseMatrix {
    const { rows, columns } = this
    const data = new Float64Array(rows * columns)
    for (let column = 0; column < columns; column++) {
      for (let p = this.columnPointers[column]; p < this.columnPointers[column + 1]; p++) {
        data[this.rowIndices[p] * columns + column] = this.values[p]
      }
    }
    return { rows, columns, data }
  }
}
