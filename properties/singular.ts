/**
 * Singular matrices to plant (ERR-6): two that elimination finds out, since it never rounds on them, and one
 * that it does not. Their determinant is zero exactly, by construction, in the rationals that doubles are.
 */
import type { Defect, Spoilt } from './defects/defect.ts'
import type { Case, Subject } from './law.ts'
import { irregular } from './perturbation.ts'

/** A row of zeros: the pivot is then exactly zero in every order of elimination. */
const zeroRow: Defect = {
  name: 'a singular matrix: a row of zeros',
  plant(subject, _, input, pick) {
    if (subject.entry.system === undefined) return undefined
    const row = pick % input.arguments.d.length
    const shift = subject.entry.system === 'cyclic' ? 0 : 1
    const clear = (array: readonly number[], index: number): readonly number[] =>
      array.map((x, i) => (i === index ? 0 : x))
    const { dl, d, du } = input.arguments
    return withMatrix(subject, input, { dl: clear(dl, row - shift), d: clear(d, row), du: clear(du, row) })
  },
}

/** Two rows of ones where there are two, the neighbours cut off: eliminated without rounding in any order. */
const dependentRows: Defect = {
  name: 'a singular matrix: two equal rows',
  plant(subject, _, input, pick) {
    const n = input.arguments.d?.length ?? 0
    if (subject.entry.system !== 'tridiagonal' || n < 2) return undefined
    const row = pick % (n - 1)
    const { dl, d, du } = input.arguments
    const set = (array: readonly number[], ones: readonly number[], zeros: readonly number[]): readonly number[] =>
      array.map((x, i) => (ones.includes(i) ? 1 : zeros.includes(i) ? 0 : x))
    return withMatrix(subject, input, {
      dl: set(dl, [row], [row - 1]),
      d: set(d, [row, row + 1], []),
      du: set(du, [row], [row + 1]),
    })
  },
}

/**
 * A v = 0 for a vector v of integers: the rows depend on each other all together, and elimination with
 * partial pivoting in doubles ends in a rounding error where the zero should be.
 */
const nullVector: Defect = {
  name: 'a singular matrix: no pivot that is zero in doubles',
  plant(subject, _, input, pick) {
    const n = input.arguments.d?.length ?? 0
    const isCyclic = subject.entry.system === 'cyclic'
    if (subject.entry.system === undefined || n < (isCyclic ? 3 : 2)) return undefined
    for (let attempt = 0; attempt < attempts; attempt++) {
      const rows = rowsWithNullVector(n, isCyclic, pick + 64 * attempt)
      if (meetsZeroPivot(rows)) continue
      const [dl, d, du] = [0, 1, 2].map((column) => rows.map((row) => row[column]))
      return withMatrix(subject, input, isCyclic ? { dl, d, du } : { dl: dl.slice(1), d, du: du.slice(0, -1) })
    }
    return undefined
  },
}

/** Two rows round visibly once in some thirty attempts, three once in six, more rows more often. */
const attempts = 1000

type Row = readonly [below: number, on: number, above: number]

/** below[i] = p v[i], above[i] = q v[i], on[i] = −(p v[i−1] + q v[i+1]), all of them integers: row i of A v is zero. */
function rowsWithNullVector(n: number, isCyclic: boolean, seed: number): Row[] {
  let drawn = 0
  const integer = (): number => Math.round(20 * irregular(++drawn, seed + 1))
  const v = Array.from({ length: n }, integer)
  return v.map((entry, i) => {
    const p = isCyclic || i > 0 ? integer() : 0
    const q = isCyclic || i < n - 1 ? integer() : 0
    return [p * entry, -(p * v[(i + n - 1) % n] + q * v[(i + 1) % n]), q * entry]
  })
}

/** Whether elimination in doubles with partial pivoting finds the singularity by a pivot that is exactly zero. */
function meetsZeroPivot(rows: readonly Row[]): boolean {
  const n = rows.length
  const A = rows.map((row, i) => {
    const full = new Float64Array(n)
    for (let k = 0; k < 3; k++) full[(i + n - 1 + k) % n] += row[k]
    return full
  })
  for (let k = 0; k < n; k++) {
    const largest = A.slice(k).reduce((best, row, i) => (Math.abs(row[k]) > Math.abs(A[best][k]) ? k + i : best), k)
    ;[A[k], A[largest]] = [A[largest], A[k]]
    if (A[k][k] === 0) return true
    for (let i = k + 1; i < n; i++) {
      const multiplier = A[i][k] / A[k][k]
      for (let j = k; j < n; j++) A[i][j] -= multiplier * A[k][j]
    }
  }
  return false
}

const withMatrix = (
  { entry }: Subject,
  input: Case,
  matrix: Readonly<Record<'dl' | 'd' | 'du', readonly number[]>>,
): Spoilt => ({
  operator: entry.name,
  input: { ...input, arguments: { ...input.arguments, ...matrix } },
  code: 'SINGULAR',
})

export const singularMatrices: readonly Defect[] = [zeroRow, dependentRows, nullVector]
