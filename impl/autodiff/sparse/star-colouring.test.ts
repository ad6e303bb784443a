import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Colouring } from './colouring.ts'
import { hessianCompression, recover, seedsOf } from './compression.ts'
import { singletons } from './index-sets.ts'
import { Interactions } from './interactions.ts'
import type { SparsityPattern } from './pattern.ts'
import { SparseMatrix } from './sparse-matrix.ts'
import { starColouring } from './star-colouring.ts'

type Edge = readonly number[]

/** The symmetric pattern with these entries and their mirror images. */
function symmetric(n: number, edges: readonly Edge[]): SparsityPattern {
  const interactions = new Interactions(n)
  const each = singletons(n)
  for (const [i, j] of edges) interactions.add(each, i, each, j)
  return interactions.pattern()
}

const graph: fc.Arbitrary<{ n: number; edges: readonly Edge[] }> = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 3 * n }),
  }),
)

/** By the definition: neighbours differ, and no path on four vertices has two colours. */
function isStar(pattern: SparsityPattern, { colourOf }: Colouring): boolean {
  const around = (v: number): number[] =>
    [...pattern.rowIndices.subarray(pattern.columnPointers[v], pattern.columnPointers[v + 1])].filter((w) => w !== v)
  for (let a = 0; a < pattern.columns; a++) {
    for (const b of around(a)) {
      if (colourOf[a] === colourOf[b]) return false
      for (const c of around(b)) {
        for (const d of around(c)) {
          const isPath = c !== a && d !== b && d !== a
          if (isPath && colourOf[a] === colourOf[c] && colourOf[b] === colourOf[d]) return false
        }
      }
    }
  }
  return true
}

/** H with entries of its own for each pair, and what is recovered of it from H S. */
function recovered(pattern: SparsityPattern, merge?: (colour: number) => number): [SparseMatrix, SparseMatrix] {
  const n = pattern.columns
  const H = new SparseMatrix(pattern)
  for (let j = 0; j < n; j++) {
    for (let p = pattern.columnPointers[j]; p < pattern.columnPointers[j + 1]; p++) {
      const i = pattern.rowIndices[p]
      H.values[p] = 1 + Math.min(i, j) * n + Math.max(i, j)
    }
  }
  const compression = hessianCompression(pattern)
  const own = merge ? { ...compression, colourOf: compression.colourOf.map(merge) } : compression
  const { data } = H.toDense()
  const out = new SparseMatrix(pattern)
  seedsOf(own, [n]).forEach((seed, colour) => {
    const product = Float64Array.from({ length: n }, (_, i) =>
      (seed as Float64Array).reduce((total, s, j) => total + s * data[i * n + j], 0),
    )
    recover(out.values, own, colour, product)
  })
  return [H, out]
}

describe('a star colouring', () => {
  it('is one by its definition', () => {
    fc.assert(
      fc.property(graph, ({ n, edges }) => {
        const pattern = symmetric(n, edges)
        return isStar(pattern, starColouring(pattern))
      }),
      { numRuns: 2000 },
    )
  })

  it('recovers a symmetric matrix from its products, exactly', () => {
    fc.assert(
      fc.property(graph, ({ n, edges }) => {
        const [H, out] = recovered(symmetric(n, edges))
        expect(out).toEqual(H)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not if colours are merged, and the checks see it', () => {
    const path = symmetric(
      6,
      Array.from({ length: 5 }, (_, i) => [i, i + 1] as const),
    )
    const { colourOf, colours } = starColouring(path)
    expect(colours).toBe(3)
    // Alternating colours are a proper colouring of a path, and no star colouring.
    expect(isStar(path, { colourOf: Int32Array.of(0, 1, 0, 1, 0, 1), colours: 2 })).toBe(false)
    expect(isStar(path, { colourOf: colourOf.map((colour) => Math.min(colour, 1)), colours: 2 })).toBe(false)
    const [H, out] = recovered(path, (colour) => Math.min(colour, 1))
    expect(out).not.toEqual(H)
  })

  it.each([
    ['no edges', 5, [], 1],
    [
      'a diagonal',
      5,
      [
        [0, 0],
        [3, 3],
      ],
      1,
    ],
    ['one edge', 2, [[0, 1]], 2],
    ['a hub that comes first', 200, Array.from({ length: 199 }, (_, i) => [0, i + 1]), 2],
    ['a hub that comes last', 200, Array.from({ length: 199 }, (_, i) => [199, i]), 2],
    [
      'two hubs',
      200,
      Array.from({ length: 198 }, (_, i) => [
        [0, i + 2],
        [1, i + 2],
      ]).flat(),
      3,
    ],
    [
      'a triangle',
      3,
      [
        [0, 1],
        [1, 2],
        [0, 2],
      ],
      3,
    ],
  ] satisfies [string, number, Edge[], number][])('of %s has as few colours as there can be', (_, n, edges, least) => {
    expect(starColouring(symmetric(n, edges)).colours).toBe(least)
  })

  it.each([4, 5, 6, 7, 50, 1001])('of a tridiagonal matrix of %i has 3 colours', (n) => {
    const path = symmetric(n, Array.from({ length: n - 1 }, (_, i) => [[i, i] as const, [i, i + 1] as const]).flat())
    expect(starColouring(path).colours).toBe(3)
  })
})
