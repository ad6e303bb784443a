import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backwardError, cyclicRows, determinant, tridiagonalRows, unitRoundoff } from '../../test/exact-error.ts'
import { factorizeCyclic } from './cyclic.ts'
import { factorize } from './factorize.ts'
import { isSingularCyclic, isSingularTridiagonal, looksSingular } from './singular.ts'

interface Matrix {
  readonly dl: number[]
  readonly d: number[]
  readonly du: number[]
}

const doubles = ({ dl, d, du }: Matrix) => [dl, d, du].map((array) => Float64Array.from(array))
const isSingular = (A: Matrix): boolean => {
  const [dl, d, du] = doubles(A)
  return isSingularTridiagonal(dl, d, du)
}
const isSingularRing = (A: Matrix): boolean => {
  const [dl, d, du] = doubles(A)
  return isSingularCyclic(dl, d, du)
}

const small = fc.integer({ min: -2, max: 2 })
/** Exact for the powers of two, rounding for 0.1 and ⅓. */
const factor = fc.constantFrom(1, 2 ** -1060, 2 ** 1000, 0.1, 1 / 3)

/** Rows of small integers, and a factor for each row: n from 1 to 6. */
const matrices = (isCyclic: boolean): fc.Arbitrary<Matrix> =>
  fc.tuple(fc.array(fc.tuple(small, small, small), { minLength: 1, maxLength: 6 }), factor).map(([rows, scale]) => {
    const column = (k: number) => rows.map((row) => row[k] * scale)
    const [dl, d, du] = [column(0), column(1), column(2)]
    return isCyclic ? { dl, d, du } : { dl: dl.slice(1), d, du: du.slice(0, -1) }
  })

/**
 * Integer matrices of three rows with determinant zero: the last entry is what the others ask for, after
 * the last row has been multiplied by the leading minor.
 */
const singularTriples = fc
  .tuple(...Array.from({ length: 6 }, () => fc.integer({ min: -9, max: 9 })))
  .map(([d0, d1, dl0, dl1, du0, du1]): Matrix => {
    const minor = d0 * d1 - dl0 * du0
    return { dl: [dl0, dl1 * minor], d: [d0, d1, dl1 * du1 * d0], du: [du0, du1] }
  })

const codeOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

const scaled = ({ dl, d, du }: Matrix, by: number): Matrix => ({
  dl: dl.map((x) => x * by),
  d: d.map((x) => x * by),
  du: du.map((x) => x * by),
})

describe('the determinant is zero exactly (TRI-10, CYC-5, ERR-6)', () => {
  test.each([
    ['tridiagonal', false, isSingular, tridiagonalRows],
    ['cyclic', true, isSingularRing, cyclicRows],
  ] as const)('where a dense one is: %s, n = 1 … 6', (_, isCyclic, decide, rowsOf) => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(matrices(isCyclic), (A) => {
        const expected = determinant(rowsOf(A)) === 0n
        seen.add(`${A.d.length} ${expected}`)
        expect(decide(A)).toBe(expected)
      }),
      { numRuns: 4000 },
    )
    expect(seen.size).toBe(12)
  })

  test('of numbers from both ends of the range', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(isSingular({ dl: [], d: [x], du: [] })).toBe(x === 0)
        // x · 2 − 2 · x, and the same off by the smallest change of one entry
        const exact = { dl: [2], d: [x / 4, 2], du: [x / 4] }
        expect(isSingular(exact)).toBe(determinant(tridiagonalRows(exact)) === 0n)
        expect(isSingular({ dl: [1], d: [1, 1], du: [1 + 2 ** -52] })).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

test('subnormal numbers are counted in the same units as the others', () => {
  const A = { dl: [2 ** -1020], d: [2 ** -1030, 2 ** 10], du: [1] }
  expect(isSingular(A)).toBe(true)
  expect(isSingular({ ...A, du: [1 + 2 ** -52] })).toBe(false)
  expect(isSingular({ ...A, d: [2 ** -1030 + 2 ** -1074, 2 ** 10] })).toBe(false)
})

describe('SINGULAR', () => {
  const named: Matrix = { dl: [1, 2], d: [3, 1, 3], du: [1, 1] }

  test('of a matrix whose elimination in doubles does not end in zero', () => {
    const [dl, d, du] = doubles(named)
    const second = d[1] - dl[0] * (1 / d[0]) * du[0]
    const last = d[2] - dl[1] * (1 / second) * du[1]
    expect(last).not.toBe(0)
    expect(isSingular(named)).toBe(true)
    expect(codeOf(() => factorize(dl, d, du))).toBe('SINGULAR')
  })

  test.each([1, 2 ** -40, 2 ** 300, 2 ** -1040])(
    'of every singular integer matrix of three rows, times %d',
    (scale) => {
      fc.assert(
        fc.property(singularTriples, (A) => {
          const { dl, d, du } = scaled(A, scale)
          expect(codeOf(() => factorize(dl, d, du))).toBe('SINGULAR')
          expect(codeOf(() => factorizeCyclic([0, ...dl], d, [...du, 0]))).toBe('SINGULAR')
        }),
        { numRuns: 500 },
      )
    },
  )

  test.each([0.1, 1 / 3, 0.7e-5])('or not, as its doubles say: times %d', (scale) => {
    const seen = new Set<boolean>()
    fc.assert(
      fc.property(singularTriples, (A) => {
        const { dl, d, du } = scaled(A, scale)
        const isZero = determinant(tridiagonalRows({ dl, d, du })) === 0n
        seen.add(isZero)
        expect(codeOf(() => factorize(dl, d, du)) === 'SINGULAR').toBe(isZero)
        expect(codeOf(() => factorizeCyclic([0, ...dl], d, [...du, 0])) === 'SINGULAR').toBe(isZero)
      }),
      { numRuns: 500 },
    )
    expect(seen.size).toBe(2)
  })

  test('is refused whatever the right-hand side, and a ring of ones is singular', () => {
    expect(codeOf(() => factorizeCyclic([1, 1, 1], [1, 1, 1], [1, 1, 1]))).toBe('SINGULAR')
    expect(codeOf(() => factorizeCyclic([1], [1], [-2]))).toBe('SINGULAR')
    expect(codeOf(() => factorizeCyclic([1, 2], [2, 4], [1, 2]))).toBe('SINGULAR')
    expect(codeOf(() => factorize([], [0], []))).toBe('SINGULAR')
    expect(codeOf(() => factorize([], [-0], []))).toBe('SINGULAR')
  })
})

describe('within rounding of singular', () => {
  test.each<[string, Matrix, number[]]>([
    ['3 · (1/3) − 1', { dl: [1], d: [3, 1 / 3], du: [1] }, [1, 1]],
    ['1 + ε − 1', { dl: [1], d: [1, 1], du: [1 + 2 ** -52] }, [1, -3]],
    [
      'rows (3, 1, 0), (1, 1, 1), (0, 2, 3) times 0.1',
      { dl: [0.1, 0.2], d: [0.3, 0.1, 0.3], du: [0.1, 0.1] },
      [1, 2, 3],
    ],
  ])('%s is solved', (_, A, b) => {
    const rows = tridiagonalRows(A)
    expect(determinant(rows)).not.toBe(0n)
    expect(backwardError(rows, factorize(A.dl, A.d, A.du).solve(b), b)).toBeLessThan(16 * unitRoundoff)
  })

  test('every matrix is solved, that 0.1 makes nonsingular', () => {
    fc.assert(
      fc.property(singularTriples, fc.tuple(small, small, fc.integer({ min: 1, max: 9 })), (A, b) => {
        const near = scaled(A, 0.1)
        const rows = tridiagonalRows(near)
        // Where the matrix falls apart, a part of x may be exactly zero, which pivoting does not reproduce (TRI-11).
        fc.pre(determinant(rows) !== 0n && [...near.dl, ...near.du].every((entry) => entry !== 0))
        expect(backwardError(rows, factorize(near.dl, near.d, near.du).solve(b), b)).toBeLessThan(16 * unitRoundoff)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})

test('factors look singular where their answer is huge or none', () => {
  const sums = Float64Array.of(1, 2, 3)
  expect(looksSingular(sums, () => undefined)).toBe(false)
  expect(looksSingular(sums, (y) => y.set([1, 2 ** 40], 1))).toBe(true)
  expect(looksSingular(sums, (y) => y.fill(Number.NaN, 1, 2))).toBe(true)
  expect(Array.from(sums)).toEqual([1, 2, 3])
})

test('powers of two that one prime or the other takes for each other are told apart', () => {
  for (const k of [61, 89, 122]) {
    const A = { dl: [2 ** -(41 + k)], d: [2 ** -40, 1], du: [2] }
    expect(isSingular(A)).toBe(false)
    expect(factorize(A.dl, A.d, A.du).solve([1, 1])[1]).not.toBe(0)
    expect(isSingularRing({ dl: [0, ...A.dl], d: A.d, du: [...A.du, 0] })).toBe(false)
  }
})
