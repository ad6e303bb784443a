/**
 * Equations that define an operator, as sums of products which have to be zero (NUM-9): what they need besides the
 * port's answer is linear in n, so they say at any length what is right. Sums are accumulated in twice the precision;
 * each answer may be off by its own tolerance (NUM-7). Matrices are rows of entries with their columns.
 */
import * as fc from 'fast-check'
import { dot, leavesRange, sumOfProducts } from './dot.ts'
import type { Numbers } from './law.ts'

/** factor · of, where `of` may be off by `tolerance`; nothing: it is given, and exact. */
export interface Term {
  readonly factor: number
  readonly of: number
  readonly tolerance?: number | undefined
}

/** The sum of the terms is zero. */
export interface Equation {
  /** Of what and where, for print. */
  readonly where: string
  readonly argument: string
  readonly index: number
  readonly terms: readonly Term[]
}

export interface Imbalance {
  readonly equation: Equation
  readonly sum: number
  readonly tolerance: number
}

/** For underflow each term may be off by 8 smallest subnormals (NUM-2), and as many times its factor. */
const underflow = 8 * 2 ** -1074

/** The first of the equations that does not hold; cases whose sums might overflow are skipped. */
export function imbalance(equations: readonly Equation[]): Imbalance | undefined {
  for (const equation of equations) {
    const factors = equation.terms.map(({ factor }) => factor)
    const values = equation.terms.map(({ of }) => of)
    if (leavesRange(factors, values)) fc.pre(false)
    const sum = dot(factors, values)
    const tolerances = equation.terms.map((term) => (term.tolerance ?? 0) + underflow)
    const tolerance = sumOfProducts(factors, tolerances) + underflow * factors.length
    if (!(Math.abs(sum) <= tolerance)) return { equation, sum, tolerance }
  }
  return undefined
}

export interface Row {
  readonly columns: readonly number[]
  readonly entries: readonly number[]
}

type Diagonals = Pick<Numbers, 'dl' | 'd' | 'du'>

/** TRI-1: n − 1 entries beside the diagonal. */
export function tridiagonalRows({ dl, d, du }: Diagonals): readonly Row[] {
  return d.map((_, i) =>
    rowOf(
      [i - 1, i, i + 1].filter((j) => j >= 0 && j < d.length).map((j) => [j, j < i ? dl[j] : j > i ? du[i] : d[i]]),
    ),
  )
}

/** CYC-1: all three diagonals with n entries, indices modulo n. */
export function cyclicRows({ dl, d, du }: Diagonals): readonly Row[] {
  const n = d.length
  return d.map((_, i) =>
    rowOf([
      [(i + n - 1) % n, dl[i]],
      [i, d[i]],
      [(i + 1) % n, du[i]],
    ]),
  )
}

/** QSP-4: B, ones on the diagonal and below it. */
export const bidiagonalRows = (n: number): readonly Row[] =>
  Array.from({ length: n }, (_, i) =>
    rowOf(
      i === 0
        ? [[0, 1]]
        : [
            [i - 1, 1],
            [i, 1],
          ],
    ),
  )

const rowOf = (pairs: readonly (readonly [number, number])[]): Row => ({
  columns: pairs.map(([column]) => column),
  entries: pairs.map(([, entry]) => entry),
})

export function transposed(rows: readonly Row[]): readonly Row[] {
  const columns: [number, number][][] = rows.map(() => [])
  rows.forEach((row, i) => {
    for (const [k, j] of row.columns.entries()) columns[j].push([i, row.entries[k]])
  })
  return columns.map(rowOf)
}

/** The terms of (A v)[i] for its row i. */
export const product = ({ columns, entries }: Row, v: ArrayLike<number>, tolerance?: ArrayLike<number>): Term[] =>
  columns.map((j, k) => ({ factor: entries[k], of: v[j], tolerance: tolerance?.[j] }))
