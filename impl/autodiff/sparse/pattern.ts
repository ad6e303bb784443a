/**
 * Sparsity patterns: where a Jacobian or Hessian may be different from zero, by compressed columns.
 *
 * The rows of column j are `rowIndices[columnPointers[j]] … rowIndices[columnPointers[j + 1] − 1]`, ascending and each
 * once. That of a symmetric matrix holds both triangles.
 */
export interface SparsityPattern {
  readonly rows: number
  readonly columns: number
  readonly columnPointers: Int32Array
  readonly rowIndices: Int32Array
}

/** The pattern of the transpose: its columns are the rows of `pattern`, in order. */
export function transposed(pattern: SparsityPattern): SparsityPattern {
  const { rows, columns, columnPointers, rowIndices } = pattern
  const pointers = new Int32Array(rows + 1)
  for (const row of rowIndices) pointers[row + 1]++
  for (let row = 0; row < rows; row++) pointers[row + 1] += pointers[row]
  const next = pointers.slice()
  const indices = new Int32Array(rowIndices.length)
  for (let column = 0; column < columns; column++) {
    for (let p = columnPointers[column]; p < columnPointers[column + 1]; p++) indices[next[rowIndices[p]]++] = column
  }
  return { rows: columns, columns: rows, columnPointers: pointers, rowIndices: indices }
}

/** The length of the longest column. */
export function longestColumn({ columns, columnPointers }: SparsityPattern): number {
  let longest = 0
  for (let column = 0; column < columns; column++) {
    longest = Math.max(longest, columnPointers[column + 1] - columnPointers[column])
  }
  return longest
}
