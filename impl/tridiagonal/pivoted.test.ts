import { describe, expect, test } from 'vitest'
import { backwardError, transpose, tridiagonalRows, unitRoundoff } from '../../test/exact-error.ts'
import { factorize } from './factorize.ts'
import { factorizePivoted, substitute, substituteTransposed } from './pivoted.ts'

interface Matrix {
  readonly dl: number[]
  readonly d: number[]
  readonly du: number[]
}

/** No more than the rounding of a residual of four terms and of adding the correction (TRI-11). */
const limit = 9 * unitRoundoff

describe('any nonsingular system is solved, and its transpose (TRI-10, TRI-11)', () => {
  test.each<[string, Matrix]>([
    ['zeros on the diagonal', { dl: [1], d: [0, 0], du: [1] }],
    ['a zero first pivot', { dl: [2], d: [0, 3], du: [5] }],
    ['a tiny first pivot', { dl: [1], d: [1e-20, 1], du: [1] }],
    ['a first pivot that is no normal number', { dl: [1], d: [5e-324, 1], du: [1] }],
    ['one row, small', { dl: [], d: [1e-300], du: [] }],
    ['one row, large', { dl: [], d: [1.5e308], du: [] }],
    ['two rows, the second in other units', { dl: [3e20], d: [1, 2e20], du: [1] }],
    ['zeros on the diagonal, four rows', { dl: [1, 2, 3], d: [0, 0, 0, 0], du: [4, 5, 6] }],
    ['rows swapped all the way', { dl: [9, 9, 9, 9], d: [1, 1, 1, 1, 1], du: [2, 2, 2, 2] }],
    ['rows swapped now and then', { dl: [9, 1, 9, 1], d: [1, 4, 1, 4, 2], du: [2, -3, 2, -3] }],
    ['rows in units of 2^±20', { dl: [2 ** 20, 3], d: [1, 2 ** 21, 1], du: [3, 3 * 2 ** 20] }],
    ['rows in units of 10^±150', { dl: [1e150, 3e-150], d: [1e-150, 2e150, 1e-150], du: [3e-150, 3e150] }],
    ['columns in units of 2^±20', { dl: [3, 2 ** 20], d: [1, 2 ** 21, 1], du: [3 * 2 ** 20, 3] }],
    ['columns in units of 10^±150', { dl: [3e-150, 2e150], d: [1e-150, 2e150, 1e-150], du: [3e150, 3e-150] }],
  ])('%s', (_, { dl, d, du }) => {
    const A = factorize(dl, d, du)
    const rows = tridiagonalRows({ dl, d, du })
    for (const b of [d.map((_, i) => i + 1), d.map((_, i) => 0.1 - i), d.map((entry) => entry + 1)]) {
      expect(backwardError(rows, A.solve(b), b)).toBeLessThan(limit)
      expect(backwardError(transpose(rows), A.solveTransposed(b), b)).toBeLessThan(limit)
    }
  })

  test('small systems exactly', () => {
    expect(Array.from(factorize([1], [0, 0], [1]).solve([2, 3]))).toEqual([3, 2])
    expect(Array.from(factorize([1], [1e-20, 1], [1]).solve([1, 2]))).toEqual([1, 1])
    expect(Array.from(factorize([], [-4], []).solve([2]))).toEqual([-0.5])
    // No finite reciprocal, but finite quotients.
    const subnormal = factorize([], [-(2 ** -1030)], [])
    expect(Array.from(subnormal.solve([2 ** -1000]))).toEqual([-(2 ** 30)])
    expect(Array.from(subnormal.solveTransposed([2 ** -1000]))).toEqual([-(2 ** 30)])
  })
})

test('factors are copies of what they were made from, and there are none of a singular matrix', () => {
  const dl = Float64Array.of(2, 1)
  const d = Float64Array.of(1, 1, 1)
  const du = Float64Array.of(1, 2)
  const factors = factorizePivoted(dl, d, du)!
  expect(factors.dl).toEqual(dl)
  expect(factors.d).toEqual(d)
  expect(factors.du).toEqual(du)
  dl.fill(9)
  d.fill(9)
  du.fill(9)
  const y = Float64Array.of(2, 5, 2)
  substitute(factors, y)
  expect(Array.from(y)).toEqual([1, 1, 1])
  const z = Float64Array.of(3, 3, 3)
  substituteTransposed(factors, z)
  expect(Array.from(z)).toEqual([1, 1, 1])
  expect(factorizePivoted(Float64Array.of(1), Float64Array.of(1, 1), Float64Array.of(1))).toBeUndefined()
})
