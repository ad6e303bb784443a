/**
 * Sets of indices, many in one array: set s holds `indices[pointers[s]] … indices[pointers[s + 1] − 1]`, ascending and
 * each once. A table is never written to once it is made, so values may share it.
 */
import { CotangentError } from '../../../spec/errors.ts'

export interface IndexSets {
  readonly pointers: Int32Array
  readonly indices: Int32Array
}

/** The only set of `emptySet` is empty. */
export const emptySet: IndexSets = { pointers: new Int32Array(2), indices: new Int32Array(0) }

/** {0}, {1}, …, {count − 1}. */
export const singletons = (count: number): IndexSets => ({
  pointers: Int32Array.from({ length: count + 1 }, (_, s) => s),
  indices: Int32Array.from({ length: count }, (_, s) => s),
})

/** 2²⁸ indices are 1 GiB: what depends on this much is not sparse. */
const mostIndices = 2 ** 28
/** Up to this length insertion is faster than a general sort. */
const shortRun = 24

/** Makes a table set by set: any number of `include`s, then `finish`. */
export class SetBuilder {
  private pointers = new Int32Array(16)
  private indices = new Int32Array(64)
  private count = 0
  private end = 0
  private isAscending = true

  /** Adds the members of a set of `sets` to the set that is being made. */
  include({ pointers, indices }: IndexSets, set: number): void {
    const last = pointers[set + 1]
    this.reserve(this.end + last - pointers[set])
    const own = this.indices
    for (let p = pointers[set]; p < last; p++) {
      if (this.isAscending && this.end > this.pointers[this.count] && own[this.end - 1] >= indices[p]) {
        this.isAscending = false
      }
      own[this.end++] = indices[p]
    }
  }

  /** Adds the members of a set that is finished. */
  includeMade(set: number): void {
    this.include({ pointers: this.pointers, indices: this.indices }, set)
  }

  /** The number of the set that was made. */
  finish(): number {
    const begin = this.pointers[this.count]
    if (!this.isAscending) {
      sort(this.indices, begin, this.end)
      this.end = withoutRepeats(this.indices, begin, this.end)
      this.isAscending = true
    }
    if (this.count + 2 > this.pointers.length) this.pointers = grown(this.pointers, this.count + 2)
    this.pointers[++this.count] = this.end
    return this.count - 1
  }

  table(): IndexSets {
    return { pointers: this.pointers.slice(0, this.count + 1), indices: this.indices.slice(0, this.end) }
  }

  private reserve(length: number): void {
    if (length > this.indices.length) this.indices = grown(this.indices, length)
  }
}

/** A copy with room for `length` indices, and for twice as many as before. */
export function grown(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const room = Math.max(length, 2 * array.length)
  if (room > mostIndices) {
    throw new CotangentError('UNSUPPORTED', {
      operator: 'sparsity detection',
      constraint: `a pattern, and what the entries of a value depend on, has at most ${mostIndices} entries`,
      got: `room for ${room}`,
      expected: 'a function whose derivative is sparse; jacobian and hessian are for the others',
    })
  }
  const larger = new Int32Array(room)
  larger.set(array)
  return larger
}

function sort(indices: Int32Array, begin: number, end: number): void {
  if (end - begin > shortRun) {
    indices.subarray(begin, end).sort()
    return
  }
  for (let i = begin + 1; i < end; i++) {
    const index = indices[i]
    let place = i
    for (; place > begin && indices[place - 1] > index; place--) indices[place] = indices[place - 1]
    indices[place] = index
  }
}

/** Drops the repeats of an ascending run; where it ends then. */
function withoutRepeats(indices: Int32Array, begin: number, end: number): number {
  let kept = begin
  for (let p = begin; p < end; p++) {
    if (kept === begin || indices[kept - 1] !== indices[p]) indices[kept++] = indices[p]
  }
  return kept
}
