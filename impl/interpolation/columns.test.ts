import { describe, expect, test } from 'vitest'
import { linearCongruential } from '../../bench/systems.ts'
import { interpolant } from './interpolant.ts'
import type { KindName } from './kinds.ts'

/** So many that three cubics, or more of less, are not kept from the first use on. */
const n = 6000
const uniform = linearCongruential(7)
const draw = (length: number): Float64Array => Float64Array.from({ length }, uniform)

const knots = new Float64Array(n)
for (let i = 1; i < n; i++) knots[i] = knots[i - 1] + 0.5 + uniform()
const queries = draw(500).map((share) => share * knots[n - 1])

const kinds: readonly (readonly [KindName, readonly string[]])[] = [
  ['linear-interpolation', ['values']],
  ['cubic-spline', ['values']],
  ['cubic-hermite', ['values', 'slopes']],
  ['quintic-hermite', ['values', 'slopes', 'curvatures']],
  ['pchip', ['values']],
]

describe.each(kinds)('%s: curves that share their room', (kind, names) => {
  test.each([3, 6])('%i of them answer as each does alone, at the first use, the second and later', (columns) => {
    const data = Object.fromEntries(names.map((name) => [name, draw(columns * n)])) as Record<'values', Float64Array>
    const bar = draw(columns * queries.length)
    const column = (array: ArrayLike<number>, c: number): number[] =>
      Array.from(array).filter((_, i) => i % columns === c)
    const alone = Array.from({ length: columns }, (_, c) => {
      const own = Object.fromEntries(names.map((name) => [name, column(data[name as 'values'], c)]))
      return interpolant(kind, { knots, ...own } as { knots: Float64Array; values: number[] })
    })
    let all: ReturnType<typeof interpolant>

    const evaluates = (): void => {
      const y = all.evaluate(queries)
      for (const [c, one] of alone.entries()) expect(column(y, c)).toEqual(Array.from(one.evaluate(queries)))
    }
    const derives = (): void => {
      const y = all.derivative(queries)
      for (const [c, one] of alone.entries()) expect(column(y, c)).toEqual(Array.from(one.derivative(queries)))
    }
    const pullsBack = (): void => {
      const got = all.pullback(queries, bar).values
      for (const [c, one] of alone.entries())
        expect(column(got, c)).toEqual(Array.from(one.pullback(queries, column(bar, c)).values))
    }
    for (const uses of [
      [evaluates, derives, evaluates, pullsBack],
      [pullsBack, pullsBack, evaluates, evaluates],
    ]) {
      all = interpolant(kind, { knots, ...data }, { columns })
      for (const use of uses) use()
    }
  })
})
