import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { tridiagonalRows } from '../../test/exact-error.ts'
import { figuresOf, type Kind, lengths, refined, solutionError, solutionsAround, systems } from '../../test/systems.ts'
import { factorize } from './factorize.ts'

const { limits } = entryOf('tridiagonal-solve')!

describe('solves for every n from 1 to 40, all four maps (TRI-7 to TRI-11)', () => {
  test.each<Kind>(['dominant', 'dominant-columns', 'weak', 'weak-columns'])('without pivoting: %s', (kind) => {
    for (const n of lengths) {
      fc.assert(
        fc.property(systems(kind, n, false), (system) => {
          const A = factorize(system.dl, system.d, system.du)
          expect(A.kind).toBe('direct')
          expect(A.n).toBe(n)
          expect(figuresOf(A, tridiagonalRows, system).K).toBeLessThan(limits.primal)
        }),
        { numRuns: 3, seed: n, endOnFailure: true },
      )
    }
  })

  test.each<Kind>([
    'general',
    'nearly-singular',
    'zero-diagonal',
    'scaled-rows',
    'scaled-columns',
    'far-rows',
    'far-columns',
  ])('with pivoting: %s', (kind) => {
    for (const n of lengths) {
      if (kind === 'zero-diagonal' && n % 2 === 1) continue
      fc.assert(
        fc.property(systems(kind, n, false), (system) => {
          const A = factorize(system.dl, system.d, system.du)
          const { K, omega } = figuresOf(A, tridiagonalRows, system)
          expect(K).toBeLessThan(limits.primal)
          if (A.kind === 'pivoted') expect(omega).toBeLessThan(refined)
          else expect(n).toBeLessThan(6)
        }),
        { numRuns: 3, seed: n, endOnFailure: true },
      )
    }
  })

  test.each<Kind>(['general', 'far-rows', 'far-columns'])('and for long ones: %s', (kind) => {
    for (const n of [200, 500]) {
      fc.assert(
        fc.property(systems(kind, n, false), (system) => {
          expect(solutionError(factorize, tridiagonalRows, system)).toBeLessThan(refined)
        }),
        { numRuns: 6, seed: n, endOnFailure: true },
      )
    }
  })

  test('and the cotangents of the diagonals are the products of λ and x, rounded once (TRI-9)', () => {
    for (const kind of ['dominant', 'general'] as const) {
      for (const n of lengths) {
        fc.assert(
          fc.property(systems(kind, n, false), ({ dl, d, du, b, c }) => {
            const A = factorize(dl, d, du)
            const x = A.solve(b)
            const bar = A.pullback(x, c)
            const lambda = bar.b
            expect(Array.from(bar.d)).toEqual(Array.from(lambda, (entry, i) => -entry * x[i]))
            expect(Array.from(bar.dl)).toEqual(dl.map((_, i) => -lambda[i + 1] * x[i]))
            expect(Array.from(bar.du)).toEqual(du.map((_, i) => -lambda[i] * x[i + 1]))
          }),
          { numRuns: 5, seed: n, endOnFailure: true },
        )
      }
    }
  })

  test('also where a dominant matrix has zeros beside the diagonal, or is diagonal', () => {
    for (const n of lengths) {
      const edges = Array.from({ length: n - 1 }, (_, i) => (i % 3 === 1 ? 0 : 1 - (i % 2) * 3))
      const d = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 7 : -8))
      const b = d.map((_, i) => i - n / 3)
      const tangents = { dl: edges, d, du: edges, b }
      for (const [dl, du] of [
        [edges, edges.map(() => 0)],
        [edges.map(() => 0), edges],
        [edges, edges.map((entry) => 2 * entry)],
        [edges.map(() => 0), edges.map(() => 0)],
      ]) {
        const A = factorize(dl, d, du)
        expect(A.kind).toBe('direct')
        expect(figuresOf(A, tridiagonalRows, { dl, d, du, b, c: b.toReversed(), tangents }).K).toBeLessThan(
          limits.primal,
        )
      }
    }
  })
})

describe('the kind is that of the matrix', () => {
  test.each([
    ['direct', [-1, -1], [2, 2, 2], [-1, -1]],
    ['direct', [1, 1, 1], [1, 1, 1, 1], [0, 0, 0]],
    ['direct', [], [-3], []],
    ['pivoted', [1], [0, 0], [1]],
    ['pivoted', [3, 1], [1, 1, 1], [1, 1]],
    // Dominant, but a pivot has no finite reciprocal.
    ['pivoted', [], [2 ** -1030], []],
    ['pivoted', [0, 0], [1, 2 ** -1030, 1], [0, 0]],
  ])('%s: %j %j %j', (kind, dl, d, du) => {
    expect(factorize(dl, d, du).kind).toBe(kind)
  })
})

test.each([
  ['direct', [1, 2], [9, 9, 9], [1, 2]],
  ['pivoted', [9, 8], [1, 2, 3], [7, 6]],
])('later changes of the arrays do not reach the factorization: %s', (expected, ...diagonals) => {
  const { kind, before, after } = solutionsAround(factorize, diagonals as number[][])
  expect(kind).toBe(expected)
  expect(after).toEqual(before)
})

describe('bad input', () => {
  test.each([
    ['LENGTH_MISMATCH', 'dl', undefined, [1, 2], [1, 2], [1]],
    ['LENGTH_MISMATCH', 'du', undefined, [1], [1, 2], []],
    ['LENGTH_MISMATCH', 'd', undefined, [], [], []],
    ['NOT_FINITE', 'dl', 0, [Number.NaN], [1, 2], [1]],
    ['NOT_FINITE', 'd', 1, [1], [1, Number.POSITIVE_INFINITY], [1]],
    ['NOT_FINITE', 'du', 1, [1, 2], [1, 2, 3], [1, Number.NEGATIVE_INFINITY]],
    ['SINGULAR', undefined, undefined, [1], [1, 1], [1]],
  ])('%s of %s', (code, argument, index, dl, d, du) => {
    const at = { ...(argument === undefined ? {} : { argument }), ...(index === undefined ? {} : { index }) }
    expect(() => factorize(dl, d, du)).toThrow(expect.objectContaining({ code, ...at }))
    expect(() => factorize(dl, d, du)).toThrow(/^tridiagonal-solve: .*; got .*, expected /)
  })

  test('that is no array', () => {
    const nothing: unknown = undefined
    expect(() => factorize(nothing as number[], [1], [])).toThrow(/dl must be an array of numbers; got nothing/)
  })
})
