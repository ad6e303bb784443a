import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { determinant, integerOf, tridiagonalRows } from '../../test/exact-error.ts'
import { compareToSum, isDominant } from './dominance.ts'

const dominant = (dl: number[], d: number[], du: number[]): boolean =>
  isDominant(Float64Array.from(dl), Float64Array.from(d), Float64Array.from(du))

const small = fc.integer({ min: -2, max: 2 })

/** A matrix of 1 to 6 rows, often on the border of dominance. */
const matrices = fc
  .array(
    fc.record({ below: small, above: small, surplus: fc.constantFrom(0, 0, 0, 1, -1), isNegative: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((rows) => {
    const last = rows.length - 1
    const dl = rows.slice(1).map(({ below }) => below)
    const du = rows.slice(0, last).map(({ above }) => above)
    const d = rows.map(({ surplus, isNegative }, i) => {
      const sum = (i > 0 ? Math.abs(dl[i - 1]) : 0) + (i < last ? Math.abs(du[i]) : 0) + surplus
      return isNegative ? -sum : sum
    })
    return { dl, d, du }
  })

/** The definition: every row weakly, and from every row a chain of nonzero entries to a strict one. */
function isWeaklyChained(dl: number[], d: number[], du: number[]): boolean {
  const rows = d.map((entry, i) => {
    const left = i > 0 ? Math.abs(dl[i - 1]) : 0
    const right = i < d.length - 1 ? Math.abs(du[i]) : 0
    return { left, right, surplus: Math.abs(entry) - left - right }
  })
  const reached = rows.map(({ surplus }) => surplus > 0)
  for (let round = 0; round < d.length; round++) {
    rows.forEach(({ left, right }, i) => {
      if ((left !== 0 && reached[i - 1]) || (right !== 0 && reached[i + 1])) reached[i] = true
    })
  }
  return rows.every(({ surplus }) => surplus >= 0) && reached.every(Boolean)
}

describe('dominance (TRI-11)', () => {
  test('is weakly chained dominance, by rows or by columns', () => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(matrices, ({ dl, d, du }) => {
        const expected = isWeaklyChained(dl, d, du) || isWeaklyChained(du, d, dl)
        seen.add(expected)
        expect(dominant(dl, d, du)).toBe(expected)
      }),
      { numRuns: 3000 },
    )
    expect(seen.size).toBe(2)
  })

  test('implies a determinant other than zero', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        fc.pre(dominant(matrix.dl, matrix.d, matrix.du))
        expect(determinant(tridiagonalRows(matrix))).not.toBe(0n)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['one row', [], [3], [], true],
    ['a zero', [], [0], [], false],
    ['Poisson: strict in the first row and the last', [-1, -1, -1], [2, 2, 2, 2], [-1, -1, -1], true],
    ['Neumann: equal in every row, and singular', [-1, -1, -1], [1, 2, 2, 1], [-1, -1, -1], false],
    ['Neumann on the left alone', [-1, -1, -1], [1, 2, 2, 2], [-1, -1, -1], true],
    ['the slopes of a quadratic spline: ones on two diagonals', [1, 1, 1], [1, 1, 1, 1], [0, 0, 0], true],
    ['the same, transposed', [0, 0, 0], [1, 1, 1, 1], [1, 1, 1], true],
    ['a chain broken in the middle', [-1, 0, -1], [2, 1, 1, 1], [-1, 0, -1], false],
    ['by columns only', [3, 0], [4, 4, 4], [2, 2], true],
    ['the second row too small', [1, 1], [5, 1, 5], [1, 1], false],
    ['NaN', [1], [Number.NaN, 2], [1], false],
  ])('%s', (_, dl, d, du, expected) => {
    expect(dominant(dl, d, du)).toBe(expected)
  })

  test('sees what rounding of the sum hides', () => {
    // 1 + 2⁻⁵⁴ and 1 − 2⁻⁵³ + 2⁻⁵⁴ both round to 1.
    const middle = (below: number, above: number): boolean => dominant([below, above], [9, 1, 9], [below, above])
    expect(middle(1, 2 ** -54)).toBe(false)
    expect(middle(2 ** -54, 1)).toBe(false)
    expect(middle(1 - 2 ** -53, 2 ** -54)).toBe(true)
    expect(compareToSum(1, 1 - 2 ** -53, 2 ** -54)).toBeGreaterThan(0)
  })
})

test('comparison with a sum has the sign of the exact difference', () => {
  const magnitude = fc.oneof(
    fc.double({ min: 0, max: 2 ** 1022, noNaN: true }),
    fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: -60, max: 3 })).map(([m, e]) => m * 2 ** e),
  )
  const ulps = fc.integer({ min: -1, max: 1 })
  fc.assert(
    fc.property(magnitude, magnitude, ulps, (b, c, away) => {
      const a = Math.max(0, (b + c) * (1 + away * 2 ** -52))
      const exact = integerOf(a) - integerOf(b) - integerOf(c)
      expect(Math.sign(compareToSum(a, b, c))).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0)
    }),
    { numRuns: 5000 },
  )
  expect(compareToSum(Number.MAX_VALUE, Number.MAX_VALUE, Number.MAX_VALUE)).toBeLessThan(0)
  expect(compareToSum(Number.MAX_VALUE, Number.MAX_VALUE, Number.MIN_VALUE)).toBeLessThan(0)
})
