import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { backwardError, cyclicRows, stabilityFactor, transpose, unitRoundoff } from '../../test/exact-error.ts'
import { systems } from '../../test/systems.ts'
import { borderedSolver } from './bordered.ts'
import { foldedPlace, foldedSolver } from './folded.ts'

const { limits } = entryOf('cyclic-tridiagonal-solve')!

test('the folded order has a place for every entry, and neighbours on the ring at most two apart', () => {
  for (let n = 1; n <= 60; n++) {
    const places = Array.from({ length: n }, (_, i) => foldedPlace(i, n))
    expect(places.toSorted((a, b) => a - b)).toEqual(places.map((_, i) => i))
    for (let i = 0; i < n; i++) expect(Math.abs(places[i] - places[(i + 1) % n])).toBeLessThanOrEqual(2)
  }
  expect(Array.from({ length: 5 }, (_, i) => foldedPlace(i, 5))).toEqual([0, 2, 4, 3, 1])
})

describe('folding and bordering', () => {
  test.each(['dominant', 'dominant-columns'] as const)('agree on rings: %s, n from 3 to 40', (kind) => {
    for (let n = 3; n <= 40; n++) {
      fc.assert(
        fc.property(systems(kind, n, true), ({ b, c, ...ring }) => {
          const [dl, d, du] = [ring.dl, ring.d, ring.du].map((diagonal) => Float64Array.from(diagonal))
          const A = cyclicRows(ring)
          const solvers = { bordered: borderedSolver(dl, d, du)!, folded: foldedSolver(dl, d, du)! }
          for (const [name, solver] of Object.entries(solvers)) {
            const x = Float64Array.from(b)
            solver.solve(x, x)
            expect(stabilityFactor(A, x, b)).toBeLessThan(limits.primal)
            const y = new Float64Array(n)
            solver.solveTransposed(Float64Array.from(c), y)
            expect(stabilityFactor(transpose(A), y, c)).toBeLessThan(limits.pullback)
            if (name === 'folded') expect(backwardError(A, x, b)).toBeLessThan(9 * unitRoundoff)
          }
        }),
        { numRuns: 3, seed: n, endOnFailure: true },
      )
    }
  })

  test('differ in what they can: a border without a finite reciprocal, a singular ring', () => {
    const ring = (...diagonals: number[][]): [Float64Array, Float64Array, Float64Array] => {
      const [dl, d, du] = diagonals.map((diagonal) => Float64Array.from(diagonal))
      return [dl, d, du]
    }
    const zeros = [0, 0, 0]
    expect(borderedSolver(...ring(zeros, [1, 1, 2 ** -1030], zeros))).toBeUndefined()
    expect(borderedSolver(...ring(zeros, [1, 2 ** -1030, 1], zeros))).toBeUndefined()
    expect(foldedSolver(...ring(zeros, [1, 2 ** -1030, 1], zeros))).toBeDefined()
    expect(foldedSolver(...ring([1, 1, 1], [1, 1, 1], [1, 1, 1]))).toBeUndefined()
  })
})
