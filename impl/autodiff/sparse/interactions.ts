/**
 * Pairs of inputs that interact nonlinearly: (i, j) is there if ∂²f/∂xᵢ∂xⱼ may be different from zero. A nonlinear
 * operator y = φ(a, b) with ∂²φ/∂a∂b ≠ 0 makes every input of a interact with every input of b (Walther, "Computing
 * sparse Hessians with automatic differentiation", ACM TOMS 34 (2008) 3).
 *
 * Pairs are written down as they come, i ≥ j, and repeats dropped whenever the room is full, so that the cost stays
 * linear in what is recorded and the memory in what is different.
 */
import { grown, type IndexSets } from './index-sets.ts'
import { type SparsityPattern, transposed } from './pattern.ts'

export class Interactions {
  private readonly inputs: number
  private larger = new Int32Array(64)
  private smaller = new Int32Array(64)
  private count = 0

  /** Among that many inputs. */
  constructor(inputs: number) {
    this.inputs = inputs
  }

  /** Each member of the one set with each of the other. */
  add(a: IndexSets, setA: number, b: IndexSets, setB: number): void {
    const isSame = a === b && setA === setB
    for (let p = a.pointers[setA]; p < a.pointers[setA + 1]; p++) {
      const i = a.indices[p]
      // Of a set with itself each pair once: its members ascend.
      const end = isSame ? p + 1 - a.pointers[setA] + b.pointers[setB] : b.pointers[setB + 1]
      for (let q = b.pointers[setB]; q < end; q++) this.record(i, b.indices[q])
    }
  }

  private record(i: number, j: number): void {
    if (this.count === this.larger.length) this.makeRoom()
    this.larger[this.count] = Math.max(i, j)
    this.smaller[this.count++] = Math.min(i, j)
  }

  private makeRoom(): void {
    const { columns, columnPointers, rowIndices } = this.lowerTriangle()
    this.count = rowIndices.length
    for (let j = 0; j < columns; j++) this.smaller.fill(j, columnPointers[j], columnPointers[j + 1])
    this.larger.set(rowIndices)
    if (this.count <= this.larger.length / 2) return
    this.larger = grown(this.larger, this.inputs)
    this.smaller = grown(this.smaller, this.inputs)
  }

  /** The pairs without repeats: entry (i, j), i ≥ j, by columns; ascending. */
  private lowerTriangle(): SparsityPattern {
    const sorted = transposed(byColumn(this.larger, this.smaller, this.count, this.inputs))
    return transposed(withoutRepeats(sorted))
  }

  /** The pattern of the Hessian: both triangles. */
  pattern(): SparsityPattern {
    const lower = this.lowerTriangle()
    const upper = transposed(lower)
    const pointers = new Int32Array(this.inputs + 1)
    const indices = new Int32Array(2 * lower.rowIndices.length)
    let end = 0
    for (let j = 0; j < this.inputs; j++) {
      for (let p = upper.columnPointers[j]; p < upper.columnPointers[j + 1]; p++) {
        if (upper.rowIndices[p] < j) indices[end++] = upper.rowIndices[p]
      }
      for (let p = lower.columnPointers[j]; p < lower.columnPointers[j + 1]; p++) indices[end++] = lower.rowIndices[p]
      pointers[j + 1] = end
    }
    return { rows: this.inputs, columns: this.inputs, columnPointers: pointers, rowIndices: indices.slice(0, end) }
  }
}

/** The first `count` entries (rows[k], columns[k]), by columns, in any order, repeats kept. */
function byColumn(rows: Int32Array, columns: Int32Array, count: number, size: number): SparsityPattern {
  const pointers = new Int32Array(size + 1)
  for (let k = 0; k < count; k++) pointers[columns[k] + 1]++
  for (let j = 0; j < size; j++) pointers[j + 1] += pointers[j]
  const next = pointers.slice()
  const indices = new Int32Array(count)
  for (let k = 0; k < count; k++) indices[next[columns[k]]++] = rows[k]
  return { rows: size, columns: size, columnPointers: pointers, rowIndices: indices }
}

/** Columns that ascend, each entry once. */
function withoutRepeats({ rows, columns, columnPointers, rowIndices }: SparsityPattern): SparsityPattern {
  const pointers = new Int32Array(columns + 1)
  const indices = new Int32Array(rowIndices.length)
  let end = 0
  for (let j = 0; j < columns; j++) {
    for (let p = columnPointers[j]; p < columnPointers[j + 1]; p++) {
      if (end === pointers[j] || indices[end - 1] !== rowIndices[p]) indices[end++] = rowIndices[p]
    }
    pointers[j + 1] = end
  }
  return { rows, columns, columnPointers: pointers, rowIndices: indices.slice(0, end) }
}
