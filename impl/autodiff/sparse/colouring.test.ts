import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Colouring, columnColouring } from './colouring.ts'
import { jacobianCompression } from './compression.ts'
import { longestColumn, type SparsityPattern, transposed } from './pattern.ts'

/** The pattern with the entries for which `has` holds. */
function patternWhere(rows: number, columns: number, has: (i: number, j: number) => boolean): SparsityPattern {
  const own = Array.from({ length: columns }, (_, j) =>
    Array.from({ length: rows }, (_, i) => i).filter((i) => has(i, j)),
  )
  const columnPointers = new Int32Array(columns + 1)
  own.forEach((column, j) => {
    columnPointers[j + 1] = columnPointers[j] + column.length
  })
  return { rows, columns, columnPointers, rowIndices: Int32Array.from(own.flat()) }
}

const pattern: fc.Arbitrary<SparsityPattern> = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: rows * columns, maxLength: rows * columns })
      .map((dice) => patternWhere(rows, columns, (i, j) => dice[i * columns + j] === 0)),
  )

/** Whether no two columns of a colour have a row in common, and the colours are 0 … colours − 1. */
function isValid(pattern: SparsityPattern, { colourOf, colours }: Colouring): boolean {
  const byRow = transposed(pattern)
  for (let i = 0; i < pattern.rows; i++) {
    const own = [...byRow.rowIndices.subarray(byRow.columnPointers[i], byRow.columnPointers[i + 1])]
    if (new Set(own.map((j) => colourOf[j])).size < own.length) return false
  }
  return colourOf.length === pattern.columns && new Set(colourOf).size === colours && Math.max(...colourOf) < colours
}

describe('a colouring of columns', () => {
  it('gives columns with a common row different colours, and not fewer than a row needs', () => {
    fc.assert(
      fc.property(pattern, (own) => {
        const colouring = columnColouring(own)
        return isValid(own, colouring) && colouring.colours >= longestColumn(transposed(own))
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused by that check if two neighbours are merged', () => {
    const own = patternWhere(6, 6, (i, j) => Math.abs(i - j) <= 1)
    const { colourOf } = columnColouring(own)
    expect(isValid(own, { colourOf, colours: 3 })).toBe(true)
    expect(isValid(own, { colourOf: colourOf.map((colour) => Math.min(colour, 1)), colours: 2 })).toBe(false)
  })

  it.each([
    [0, 0],
    [1, 1],
    [0, 3],
    [2, 1],
    [4, 4],
  ])('of a band with %i below and %i above has its width', (below, above) => {
    for (const n of [1, 2, 3, 5, 8, 13, 40, 101]) {
      const band = patternWhere(n, n, (i, j) => i - j <= below && j - i <= above)
      const longest = longestColumn(transposed(band))
      expect(columnColouring(band).colours).toBe(longest)
      expect(longest).toBe(Math.min(below + above + 1, n, longest))
    }
  })

  it('finds the order of a band whose columns were shuffled', () => {
    const n = 60
    // 23 and 60 have no common factor: a permutation.
    const place = (j: number): number => (23 * j) % n
    const shuffled = patternWhere(n, n, (i, j) => Math.abs(place(i) - place(j)) <= 1)
    expect(columnColouring(shuffled).colours).toBe(3)
  })

  it('stays linear where a row is full', () => {
    const n = 200_000
    const row: SparsityPattern = {
      rows: 1,
      columns: n,
      columnPointers: Int32Array.from({ length: n + 1 }, (_, j) => j),
      rowIndices: new Int32Array(n),
    }
    expect(columnColouring(row).colours).toBe(n)
  })

  it('is of rows where these need fewer colours', () => {
    fc.assert(
      fc.property(pattern, (own) => {
        const chosen = jacobianCompression(own, ['columns', 'rows'])
        const columns = jacobianCompression(own, ['columns']).colours
        const rows = jacobianCompression(own, ['rows']).colours
        return chosen.colours === Math.min(columns, rows) && (columns !== rows || chosen.side === 'columns')
      }),
      { numRuns: 500 },
    )
  })
})

describe('a transposed pattern', () => {
  it('has the columns as rows, in order, and its transpose is the pattern', () => {
    fc.assert(
      fc.property(pattern, (own) => {
        expect(transposed(transposed(own))).toEqual(own)
      }),
    )
    const wide = patternWhere(2, 3, (i, j) => i === 0 || j === 2)
    expect(transposed(wide)).toEqual(patternWhere(3, 2, (i, j) => j === 0 || i === 2))
  })
})
