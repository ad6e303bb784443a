import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { cyclicRows, stabilityFactor, tridiagonalRows } from '../../test/exact-error.ts'
import { figuresOf, type Kind, lengths, refined, solutionError, solutionsAround, systems } from '../../test/systems.ts'
import { factorizeCyclic } from './cyclic.ts'

const { limits } = entryOf('cyclic-tridiagonal-solve')!

describe('solves for every n from 1 to 40, all four maps (CYC-1 to CYC-5)', () => {
  test.each<Kind>([
    'dominant',
    'dominant-columns',
    'weak',
    'general',
    'nearly-singular',
    'zero-diagonal',
    'scaled-rows',
    'scaled-columns',
    'far-rows',
    'far-columns',
  ])('%s', (kind) => {
    for (const n of lengths) {
      fc.assert(
        fc.property(systems(kind, n, true), (system) => {
          const A = factorizeCyclic(system.dl, system.d, system.du)
          const { K, omega } = figuresOf(A, cyclicRows, system)
          expect(K).toBeLessThan(limits.primal)
          if (A.kind === 'folded') expect(omega).toBeLessThan(refined)
          if (n < 3) expect(A.kind).toBe('folded')
          else if (kind.startsWith('dominant')) expect(A.kind).toBe('bordered')
        }),
        { numRuns: 3, seed: n, endOnFailure: true },
      )
    }
  })

  test.each<Kind>(['general', 'far-rows', 'far-columns'])('and for long ones: %s', (kind) => {
    for (const n of [200, 500]) {
      fc.assert(
        fc.property(systems(kind, n, true), (system) => {
          expect(solutionError(factorizeCyclic, cyclicRows, system)).toBeLessThan(refined)
        }),
        { numRuns: 6, seed: n, endOnFailure: true },
      )
    }
  })

  test('and the cotangents of the diagonals are the products of λ and x, indices modulo n (CYC-4)', () => {
    for (const kind of ['dominant', 'general'] as const) {
      for (const n of lengths) {
        fc.assert(
          fc.property(systems(kind, n, true), ({ dl, d, du, b, c }) => {
            const A = factorizeCyclic(dl, d, du)
            const x = A.solve(b)
            const bar = A.pullback(x, c)
            const product = (shift: number): number[] =>
              Array.from(bar.b, (lambda, i) => -lambda * x[(i + shift + n) % n])
            expect(Array.from(bar.dl)).toEqual(product(-1))
            expect(Array.from(bar.d)).toEqual(product(0))
            expect(Array.from(bar.du)).toEqual(product(1))
          }),
          { numRuns: 5, seed: n, endOnFailure: true },
        )
      }
    }
  })

  test('without corners it is the tridiagonal matrix', () => {
    for (const n of lengths.slice(2)) {
      fc.assert(
        fc.property(systems('general', n, false), ({ dl, d, du, b }) => {
          const x = factorizeCyclic([0, ...dl], d, [...du, 0]).solve(b)
          expect(stabilityFactor(tridiagonalRows({ dl, d, du }), x, b)).toBeLessThan(limits.primal)
        }),
        { numRuns: 3, seed: n, endOnFailure: true },
      )
    }
  })
})

describe('small rings add up what falls together (CYC-1)', () => {
  test('n = 1: the sum of all three', () => {
    const A = factorizeCyclic([1], [2], [-7])
    expect(Array.from(A.solve([8]))).toEqual([-2])
    expect(A.pullback([-2], [4])).toEqual({
      dl: Float64Array.of(-2),
      d: Float64Array.of(-2),
      du: Float64Array.of(-2),
      b: Float64Array.of(-1),
    })
    expect(Array.from(A.pushforward([-2], { dl: [1], du: [2] }))).toEqual([-1.5])
  })

  test('n = 2: the sum of two beside the diagonal', () => {
    const A = factorizeCyclic([1, 1], [4, 2], [3, 0])
    expect(Array.from(A.solve([12, 5]))).toEqual([1, 2])
    expect(Array.from(A.solveTransposed([6, 12]))).toEqual([0, 6])
  })

  test('n = 3: two corners', () => {
    const A = factorizeCyclic([2, 2, 0], [4, 4, 5], [0, 1, 2])
    expect(Array.from(A.solve([8, 8, 12]), (x) => Math.round(x * 2 ** 40) / 2 ** 40)).toEqual([1, 1, 2])
  })
})

test.each([
  ['bordered', [1, 2, 1], [9, 9, 9], [1, 2, 1]],
  ['folded', [9, 8, 7], [1, 2, 3], [7, 6, 6]],
])('later changes of the arrays do not reach the factorization: %s', (expected, ...diagonals) => {
  const { kind, before, after } = solutionsAround(factorizeCyclic, diagonals as number[][])
  expect(kind).toBe(expected)
  expect(after).toEqual(before)
})

test.each([
  ['LENGTH_MISMATCH', 'd', undefined, [1], [1, 2], [1, 2]],
  ['LENGTH_MISMATCH', 'dl', undefined, [], [], []],
  ['NOT_FINITE', 'du', 1, [1, 2], [1, 2], [1, Number.NaN]],
  ['SINGULAR', undefined, undefined, [1, 1, 1], [1, 1, 1], [1, 1, 1]],
])('bad input: %s of %s', (code, argument, index, dl, d, du) => {
  const at = { ...(argument === undefined ? {} : { argument }), ...(index === undefined ? {} : { index }) }
  expect(() => factorizeCyclic(dl, d, du)).toThrow(expect.objectContaining({ code, ...at }))
  expect(() => factorizeCyclic(dl, d, du)).toThrow(/^cyclic-tridiagonal-solve: .*; got .*, expected /)
})

test('an overflow in the middle of a bordered solution is found (ERR-5)', () => {
  const A = factorizeCyclic([1.5, 0.9, 0, 0], [1, 1, 1, 2], [0, 0, 0, 0])
  expect(A.kind).toBe('bordered')
  // x[1] = 1.7e308 + 0.9 · 1.5 · 1.79e308 / 2, and x[0], x[2], x[3] are in range.
  expect(() => A.solve([0, 1.7e308, 0, 1.79e308])).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
  expect(Array.from(A.solve([0, 1, 0, 2]))).toEqual([-1.5, 2.35, 0, 1])
})
