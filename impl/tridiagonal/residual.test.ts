import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transpose, tridiagonalRows } from '../../test/exact-error.ts'
import { guarded } from '../../test/guarded.ts'
import { residualInto } from './residual.ts'

const entry = fc.integer({ min: -9, max: 9 })

test('the residual of integers, and its size, of a matrix and of its transpose', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(entry, entry, entry, entry, entry), { minLength: 1, maxLength: 12 }), (drawn) => {
      const [dl, d, du, b, x] = [0, 1, 2, 3, 4].map((k) => Float64Array.from(drawn, (row) => row[k]))
      const lower = dl.slice(1)
      const upper = du.slice(0, -1)
      const rows = tridiagonalRows({ dl: lower, d, du: upper })
      for (const [A, below, above] of [
        [rows, lower, upper],
        [transpose(rows), upper, lower],
      ] as const) {
        const r = guarded(d.length)
        const omega = new Float64Array(1)
        residualInto(r.array, omega, below, d, above, b, x)
        const exact = A.map((row, i) => row.reduce((rest, [j, a]) => rest - a * x[j], b[i]))
        const sizes = A.map((row, i) => row.reduce((sum, [j, a]) => sum + Math.abs(a * x[j]), Math.abs(b[i])))
        expect(Array.from(r.array, (value) => value + 0)).toEqual(exact.map((value) => value + 0))
        expect(omega[0]).toBe(
          Math.max(0, ...exact.map((value, i) => (sizes[i] === 0 ? 0 : Math.abs(value) / sizes[i]))),
        )
        expect(r.isIntact()).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})
