import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bidiagonalRows,
  cyclicRows,
  type Equation,
  imbalance,
  product,
  type Row,
  transposed,
  tridiagonalRows,
} from './equations.ts'

/** The matrix that rows stand for; entries in one place add up. */
const dense = (rows: readonly Row[]): number[][] =>
  rows.map(({ columns, entries }) => {
    const row = rows.map(() => 0)
    for (const [k, j] of columns.entries()) row[j] += entries[k]
    return row
  })

const equation = (...terms: Equation['terms']): Equation => ({ where: 'here', argument: 'x', index: 0, terms })

describe('rows', () => {
  it('are those of the matrix', () => {
    expect(dense(tridiagonalRows({ dl: [1, 2], d: [3, 4, 5], du: [6, 7] }))).toEqual([
      [3, 6, 0],
      [1, 4, 7],
      [0, 2, 5],
    ])
    expect(dense(cyclicRows({ dl: [1, 2, 3, 4], d: [5, 6, 7, 8], du: [9, 10, 11, 12] }))).toEqual([
      [5, 9, 0, 1],
      [2, 6, 10, 0],
      [0, 3, 7, 11],
      [12, 0, 4, 8],
    ])
    expect(dense(bidiagonalRows(3))).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 1],
    ])
    expect(dense(tridiagonalRows({ dl: [], d: [2], du: [] }))).toEqual([[2]])
  })

  it('and those of the transpose', () => {
    const A = cyclicRows({ dl: [1, 2, 3], d: [4, 5, 6], du: [7, 8, 9] })
    const rows = dense(A)
    expect(dense(transposed(A))).toEqual(rows.map((_, i) => rows.map((row) => row[i])))
  })

  it('have a product, each factor with its own tolerance', () => {
    const [row] = tridiagonalRows({ dl: [1], d: [2, 3], du: [4] })
    expect(product(row, [5, 6], [0.5, 0.25])).toEqual([
      { factor: 2, of: 5, tolerance: 0.5 },
      { factor: 4, of: 6, tolerance: 0.25 },
    ])
  })
})

describe('imbalance', () => {
  it('is none where sums are as near to zero as tolerances say', () => {
    expect(imbalance([equation({ factor: 2, of: 3 }, { factor: -1, of: 6 })])).toBeUndefined()
    expect(imbalance([equation({ factor: -4, of: 1.25, tolerance: 0.25 }, { factor: 1, of: 4 })])).toBeUndefined()
  })

  it('is that of the first equation that does not hold, and how far', () => {
    const holds = equation({ factor: 1, of: 0 })
    const broken = equation({ factor: -4, of: 1.25, tolerance: 0.125 }, { factor: 1, of: 4 })
    expect(imbalance([holds, broken, broken])).toMatchObject({ equation: broken, sum: -1, tolerance: 0.5 })
  })

  it('sees what a plain sum would lose', () => {
    const big = 2 ** 60
    expect(imbalance([equation({ factor: 1, of: big }, { factor: 1, of: 1 }, { factor: -1, of: big })])?.sum).toBe(1)
  })

  it('allows for underflow, and for nothing more', () => {
    expect(imbalance([equation({ factor: 1, of: 2 ** -1074 })])).toBeUndefined()
    expect(imbalance([equation({ factor: 1, of: 2 ** -1060 })])).toBeDefined()
  })

  it('skips what overflows', () => {
    expect(() => imbalance([equation({ factor: 2 ** 600, of: 2 ** 600 })])).toThrow(fc.PreconditionFailure)
    expect(imbalance([equation({ factor: 1, of: Number.POSITIVE_INFINITY })])).toBeDefined()
    expect(imbalance([equation({ factor: 1, of: Number.NaN })])).toBeDefined()
  })
})
