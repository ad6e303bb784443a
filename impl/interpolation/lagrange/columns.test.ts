import { describe, expect, test } from 'vitest'
import { lagrangeInterpolation } from '../faces.ts'
import { blockLength } from './basis-rows.ts'

const knots = [-1, 0, 0.5, 2, 3, 4.5, 5]
const queriesOf = (m: number): number[] => Array.from({ length: m }, (_, j) => -2 + ((j * 0.618) % 1) * 9)
const column = (array: ArrayLike<number>, c: number, columns: number): number[] =>
  Array.from(array).filter((_, i) => i % columns === c)

describe.each(
  [1, 2, 3, 5].flatMap((columns) => (['extension', 'linear', 'reflective'] as const).map((e) => [columns, e] as const)),
)('%i polynomials over the same knots, %s', (columns, extrapolation) => {
  const values = Array.from({ length: columns * knots.length }, (_, i) => Math.cos(3 * i))
  const all = lagrangeInterpolation(knots, values, { columns, extrapolation })
  const alone = Array.from({ length: columns }, (_, c) =>
    lagrangeInterpolation(knots, column(values, c, columns), { extrapolation }),
  )

  test.each([0, 1, blockLength - 1, blockLength, blockLength + 1, 3 * blockLength + 2])(
    'are each what they are alone, at %i queries',
    (m) => {
      const queries = queriesOf(m)
      const bar = Array.from({ length: columns * m }, (_, i) => Math.sin(2 * i))
      for (let repeat = 0; repeat < 2; repeat++) {
        const y = all.evaluate(queries)
        const slopes = all.derivative(queries)
        const bars = all.pullback(queries, bar)
        for (const [c, one] of alone.entries()) {
          expect(column(y, c, columns)).toEqual(Array.from(one.evaluate(queries)))
          expect(column(slopes, c, columns)).toEqual(Array.from(one.derivative(queries)))
          const own = one.pullback(queries, column(bar, c, columns))
          expect(column(bars.values, c, columns)).toEqual(Array.from(own.values))
        }
        // Of all of them, there is one sum.
        const sums = (name: 'knots' | 'queries'): number[] =>
          alone
            .map((one, c) => one.pullback(queries, column(bar, c, columns))[name])
            .reduce<number[]>((total, part) => Array.from(part, (x, i) => x + (total[i] ?? 0)), [])
        for (const name of ['knots', 'queries'] as const) {
          const expected = sums(name)
          bars[name].forEach((x, i) => {
            expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(2 ** -40 * Math.max(...expected.map(Math.abs)))
          })
        }
      }
    },
  )
})
