import { describe, expect, it } from 'vitest'
import { forward, gradient, reverse } from '../autodiff/index.ts'
import { add, element, sum } from './index.ts'
import type { Matrix, Scalar } from './value.ts'

describe('matrices', () => {
  it.each([
    [-2, -2],
    [1.5, 2],
    [Number.NaN, 2],
  ])('of %d rows and %d columns are none', (rows, columns) => {
    const data = new Float64Array(Math.abs(rows * columns) || 4)
    const refused = expect.objectContaining({ code: 'LENGTH_MISMATCH' })
    expect(() => sum({ rows, columns, data })).toThrow(refused)
    expect(() => gradient((A: Matrix) => sum(A), reverse(), { rows, columns, data })).toThrow(refused)
  })

  it('have rows and columns when they are traced too: a loop over none of them would give zeros', () => {
    const trace = (A: Matrix): Scalar => {
      let total: Scalar = 0
      for (let i = 0; i < Math.min(A.rows, A.columns); i++) total = add(total, element(A, i, i))
      return total
    }
    const A = { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) }
    for (const backend of [forward(), reverse()]) {
      expect(gradient(trace, backend, A).data).toEqual(Float64Array.of(1, 0, 0, 0, 1, 0))
    }
  })
})
