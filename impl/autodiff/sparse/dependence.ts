/**
 * On which inputs each entry of a value depends: entry k on the set `of[k]` of `sets`. Entries that depend on the same
 * inputs may share a set, so a number that meets an array is carried once and not once an entry.
 */
import { emptySet, type IndexSets, SetBuilder, singletons } from './index-sets.ts'
import { type SparsityPattern, transposed } from './pattern.ts'

export interface Dependence {
  readonly of: Int32Array
  readonly sets: IndexSets
}

/** Entries that depend on nothing. */
export const independent = (size: number): Dependence => ({ of: new Int32Array(size), sets: emptySet })

/** Entry k depends on input k. */
export const itself = (size: number): Dependence => ({ of: singletons(size).indices, sets: singletons(size) })

/** Every entry depends on `input` alone. */
export const onOnly = (input: number, size: number): Dependence => ({
  of: new Int32Array(size),
  sets: { pointers: Int32Array.of(0, 1), indices: Int32Array.of(input) },
})

/** Entry k depends on what entry k of each of `parts` depends on; a number stands at every place. */
export function entrywise(parts: readonly Dependence[], size: number): Dependence {
  if (parts.length === 1)
    return parts[0].of.length === size ? parts[0] : { ...parts[0], of: new Int32Array(size).fill(parts[0].of[0]) }
  const steps = parts.map(({ of }) => (of.length === size ? 1 : 0))
  const builder = new SetBuilder()
  const of = new Int32Array(size)
  for (let k = 0; k < size; k++) {
    if (k > 0 && parts.every((part, i) => part.of[k * steps[i]] === part.of[(k - 1) * steps[i]])) {
      of[k] = of[k - 1]
      continue
    }
    for (let i = 0; i < parts.length; i++) builder.include(parts[i].sets, parts[i].of[k * steps[i]])
    of[k] = builder.finish()
  }
  return { of, sets: builder.table() }
}

/** Entry k is an entry of the argument: `source[k]`, or nothing where that is negative. */
export function picked(whole: Dependence, source: Int32Array): Dependence {
  if (source.every((place) => place >= 0)) return { of: source.map((place) => whole.of[place]), sets: whole.sets }
  const builder = new SetBuilder()
  const of = new Int32Array(source.length)
  const nothing = builder.finish()
  // Each set once, however many entries share it.
  const copies = new Map<number, number>()
  for (let k = 0; k < source.length; k++) {
    if (source[k] < 0) {
      of[k] = nothing
      continue
    }
    const set = whole.of[source[k]]
    let copy = copies.get(set)
    if (copy === undefined) {
      builder.include(whole.sets, set)
      copy = builder.finish()
      copies.set(set, copy)
    }
    of[k] = copy
  }
  return { of, sets: builder.table() }
}

/** The entries of several values one after the other. */
export function joined(parts: readonly Dependence[]): Dependence {
  if (parts.length === 1) return parts[0]
  const of = new Int32Array(parts.reduce((size, part) => size + part.of.length, 0))
  const pointers = new Int32Array(1 + parts.reduce((count, { sets }) => count + sets.pointers.length - 1, 0))
  const indices = new Int32Array(parts.reduce((length, { sets }) => length + sets.indices.length, 0))
  let entry = 0
  let set = 0
  for (const part of parts) {
    const offset = pointers[set]
    const own = part.sets.pointers
    indices.set(part.sets.indices, offset)
    for (let k = 0; k < part.of.length; k++) of[entry++] = set + part.of[k]
    for (let s = 1; s < own.length; s++) pointers[set + s] = offset + own[s]
    set += own.length - 1
  }
  return { of, sets: { pointers, indices } }
}

/** Entry k depends on all that the entries `entries[pointers[k]] … entries[pointers[k + 1] − 1]` of `whole` depend on. */
export function gathered(whole: Dependence, pointers: Int32Array, entries: Int32Array): Dependence {
  const size = pointers.length - 1
  const builder = new SetBuilder()
  const of = new Int32Array(size)
  for (let k = 0; k < size; k++) {
    let previous = -1
    for (let p = pointers[k]; p < pointers[k + 1]; p++) {
      const set = whole.of[entries[p]]
      if (set !== previous) builder.include(whole.sets, set)
      previous = set
    }
    of[k] = builder.finish()
  }
  return { of, sets: builder.table() }
}

/** What all entries together depend on, as one set. */
export function altogether(parts: readonly Dependence[]): IndexSets {
  const builder = new SetBuilder()
  for (const { of, sets } of parts) {
    let previous = -1
    for (const set of of) {
      if (set !== previous) builder.include(sets, set)
      previous = set
    }
  }
  builder.finish()
  return builder.table()
}

/** Every entry depends on all that any entry of `parts` does. */
export const onAll = (parts: readonly Dependence[], size: number): Dependence => ({
  of: new Int32Array(size),
  sets: altogether(parts),
})

/** Entry k depends on all that the entries 0 … k of `whole` do, or on all that k … n − 1 do. */
export function cumulated(whole: Dependence, isBackward: boolean): Dependence {
  const n = whole.of.length
  const builder = new SetBuilder()
  const of = new Int32Array(n)
  for (let step = 0; step < n; step++) {
    const k = isBackward ? n - 1 - step : step
    if (step > 0) builder.includeMade(of[isBackward ? k + 1 : k - 1])
    builder.include(whole.sets, whole.of[k])
    of[k] = builder.finish()
  }
  return { of, sets: builder.table() }
}

/** The pattern of the Jacobian of a value with respect to `columns` inputs: a row an entry. */
export function jacobianPatternOf({ of, sets }: Dependence, columns: number): SparsityPattern {
  const { pointers, indices } = gathered(
    { of, sets },
    Int32Array.from({ length: of.length + 1 }, (_, k) => k),
    singletons(of.length).indices,
  ).sets
  return transposed({ rows: columns, columns: of.length, columnPointers: pointers, rowIndices: indices })
}
