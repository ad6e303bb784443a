/** Systems whose solutions grow beyond what elimination in doubles can follow, for any refinement. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  backwardError,
  cyclicRows,
  determinant,
  type Rows,
  transpose,
  tridiagonalRows,
  unitRoundoff,
} from '../../test/exact-error.ts'
import { refined } from '../../test/systems.ts'
import { factorizeCyclic } from './cyclic.ts'
import { factorize } from './factorize.ts'
import { solveWide } from './wide-band.ts'

/** Each entry rounded once. */
const limit = 2 * unitRoundoff

const entry = fc.integer({ min: -4, max: 4 })

describe('in as many bits as it takes', () => {
  test.each([1, 2])('any band of width %d is solved, to the rounding of its solution', (width) => {
    let solved = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(entry, { minLength: 9, maxLength: 9 }), entry), { minLength: 1, maxLength: 9 }),
        (drawn) => {
          const n = drawn.length
          const rows = drawn.map(([row], i) => row.slice(Math.max(0, i - width), Math.min(n, i + width + 1)))
          const A: Rows = rows.map((row, i) => row.map((x, k) => [Math.max(0, i - width) + k, x] as const))
          fc.pre(determinant(A) !== 0n)
          solved++
          const b = Float64Array.from(drawn, ([, right]) => right)
          const x = new Float64Array(n)
          solveWide({ width, rows }, b, x)
          expect(backwardError(A, x, b)).toBeLessThan(limit)
        },
      ),
      { numRuns: 500, seed: 1 },
    )
    expect(solved).toBeGreaterThan(100)
  })

  test('it may write over the right-hand side', () => {
    const x = Float64Array.of(1, 2)
    solveWide(
      {
        width: 1,
        rows: [
          [0, 2],
          [4, 1],
        ],
      },
      x,
      x,
    )
    expect(Array.from(x)).toEqual([0.375, 0.5])
  })
})

test('where no bits are enough, nothing is said: a singular matrix', () => {
  const x = Float64Array.of(1, 2)
  const rows = [
    [1, 1],
    [1, 1],
  ]
  solveWide({ width: 1, rows }, x, x)
  expect(x[0]).toBeNaN()
})

/** Elimination turns round and round without end, x grows by 3 from row to row, and the last pivot all but vanishes. */
function growing(n: number): { dl: number[]; d: number[]; du: number[] } {
  const above = 1 + 2 ** -40
  let pivot = 3
  for (let i = 1; i < n - 1; i++) pivot = 3 - (9 * above) / pivot
  return {
    dl: new Array(n - 1).fill(9),
    d: Array.from({ length: n }, (_, i) => (i < n - 1 ? 3 : ((9 * above) / pivot) * (1 + 2 ** -10))),
    du: new Array(n - 1).fill(above),
  }
}

describe('a solution that refinement does not reach', () => {
  const n = 701
  const { dl, d, du } = growing(n)
  // So small that the solution is in range, where it begins; where that of the transpose does, so.
  const b = Array.from({ length: n }, (_, i) => (i < 3 ? 2 ** -990 : 0))
  const c = b.toReversed()
  const ring = [[0, ...dl], d, [...du, 0]] as const

  test.each([
    ['tridiagonal', tridiagonalRows({ dl, d, du }), factorize(dl, d, du)],
    ['cyclic', cyclicRows({ dl: ring[0], d, du: ring[2] }), factorizeCyclic(...ring)],
  ])('satisfies its equations, %s, and those of the transpose', (_, rows, A) => {
    expect(A.kind).toMatch(/pivoted|folded/)
    const x = A.solve(b)
    expect(backwardError(rows, x, b)).toBeLessThan(refined)
    expect(backwardError(transpose(rows), A.solveTransposed(c), c)).toBeLessThan(refined)
    expect(backwardError(transpose(rows), A.pullback(x, c).b, c)).toBeLessThan(refined)
  })

  test('is refused where it leaves the range of doubles: it has no digits to be wrong with', () => {
    const large = new Array(n).fill(1)
    expect(() => factorize(dl, d, du).solve(large)).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
  })

  test('is refused where no digits are enough', () => {
    const { dl, d, du } = growing(6002)
    const large = new Array(6002).fill(1)
    expect(() => factorize(dl, d, du).solve(large)).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
  })
})

/** What refinement is left with (`refine.ts`), and the rounding of a residual. */
const accepted = 20 * unitRoundoff

const anySize = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.boolean(), fc.integer({ min: -100, max: 100 }))
  .map(([x, isNegative, e]) => (isNegative ? -x : x) * 2 ** e)

test('numbers of all sizes, in any place: no row is lost beside the others', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anySize, anySize, anySize, anySize), { minLength: 3, maxLength: 12 }), (drawn) => {
      const [dl, d, du, b] = [0, 1, 2, 3].map((k) => drawn.map((row) => row[k]))
      const inner = { dl: dl.slice(1), d, du: du.slice(0, -1) }
      for (const [rows, A] of [
        [cyclicRows({ dl, d, du }), factorizeCyclic(dl, d, du)],
        [tridiagonalRows(inner), factorize(inner.dl, d, inner.du)],
      ] as const) {
        expect(backwardError(rows, A.solve(b), b)).toBeLessThan(accepted)
        expect(backwardError(transpose(rows), A.solveTransposed(b), b)).toBeLessThan(accepted)
      }
    }),
    { seed: 1, numRuns: 1000 },
  )
})

test.each([-1000, -550, 550, 900])(
  'in units of 2^%d dominance is no reason to leave the range of doubles',
  (exponent) => {
    const s = 2 ** exponent
    const scaled = { dl: [-s, -s, -s], d: [2.5 * s, 3 * s, 2 * s, 2 * s], du: [-s, -s, -s] }
    const b = [s, 0, -s, s]
    const x = factorize(scaled.dl, scaled.d, scaled.du).solve(b)
    expect(backwardError(tridiagonalRows(scaled), x, b)).toBeLessThan(refined)
    const ring = { dl: [-s, ...scaled.dl], d: scaled.d.map((entry) => 2 * entry), du: [...scaled.du, -s] }
    expect(backwardError(cyclicRows(ring), factorizeCyclic(ring.dl, ring.d, ring.du).solve(b), b)).toBeLessThan(refined)
  },
)

test('an overflow on the way to a solution in range is none', () => {
  const x = factorize([1], [2 ** -600, 0], [-2]).solve([-(2 ** 601), 0])
  expect(Array.from(x)).toEqual([0, 2 ** 600])
})

test('a solution that decays to nothing is not solved again: n = 10⁵ in no time', () => {
  const n = 100_000
  const beside = new Float64Array(n - 1).fill(-1)
  const A = factorize(
    beside,
    Float64Array.from({ length: n }, (_, i) => 1 + ((i * 0.618) % 1)),
    beside,
  )
  const b = new Float64Array(n)
  b[7] = 1
  const started = performance.now()
  A.solve(b)
  // Wide numbers take a second.
  expect(performance.now() - started).toBeLessThan(400)
})
