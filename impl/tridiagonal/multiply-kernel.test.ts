import fc from 'fast-check'
import { expect, test } from 'vitest'
import { transpose, tridiagonalRows } from '../../test/exact-error.ts'
import { guarded } from '../../test/guarded.ts'
import { lengths } from '../../test/systems.ts'
import { multiplyInto } from './multiply-kernel.ts'

const entry = fc.integer({ min: -99, max: 99 })

test('the product of integers is that of the dense matrix (TRI-4), and nothing else is written', () => {
  for (const n of lengths) {
    const rows = fc.array(fc.tuple(entry, entry, entry, entry), { minLength: n, maxLength: n })
    fc.assert(
      fc.property(rows, (drawn) => {
        const [dl, d, du, x] = [0, 1, 2, 3].map((k) => Float64Array.from(drawn, (row) => row[k]))
        const lower = dl.slice(1)
        const upper = du.slice(0, -1)
        const A = tridiagonalRows({ dl: lower, d, du: upper })
        for (const [matrix, below, above] of [
          [A, lower, upper],
          [transpose(A), upper, lower],
        ] as const) {
          const y = guarded(n)
          multiplyInto(y.array, below, d, above, x)
          expect(Array.from(y.array, (value) => value + 0)).toEqual(
            matrix.map((row) => row.reduce((sum, [j, a]) => sum + a * x[j], 0) + 0),
          )
          expect(y.isIntact()).toBe(true)
        }
      }),
      { numRuns: 10 },
    )
  }
})
