import { describe, expect, it, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { resolveOptions } from '../../spec/contract.ts'
import { entryFor, lengthOf, minimumOf } from '../../spec/entry.ts'
import type { Arrays, Options } from '../../spec/operator.ts'
import { operators } from '../operators.ts'
import { cubicSpline, quinticHermite } from './faces.ts'
import { type KindName, kinds } from './kinds.ts'
import { plan } from './plan.ts'

/** What an argument or a result is measured in: the power of the knots' unit. */
type Power = (name: string) => number

const scaled = (arrays: Arrays, power: Power, k: number): Record<string, number[]> =>
  Object.fromEntries(
    Object.entries(arrays).map(([name, xs]) => [name, Array.from(xs, (x) => x * 2 ** (k * power(name)))]),
  )

const variants: readonly (readonly [KindName, Options])[] = [
  ...(Object.keys(kinds) as KindName[]).map((kind) => [kind, {}] as const),
  ['cubic-spline', { boundary: 'clamped' }],
  ['cubic-spline', { boundary: 'second-derivatives' }],
  ['bspline-interpolation', { degree: 5 }],
  ['quadratic-spline', { start: 'collocation' }],
]

describe.each(variants)('%s %o in other units of the knots', (kind, chosen) => {
  const powerOf = (operator: string): Power => {
    const all = entryOf(operator)!.arguments
    return (name) => {
      const { role, derivative = 0 } = all.find((argument) => argument.name === name)!
      return role === 'real' ? -derivative : 1
    }
  }
  const input = (operator: string): Arrays => {
    const whole = entryOf(operator)!
    const full = resolveOptions(whole, chosen)
    const n = Math.max(5, minimumOf(whole, full))
    const knots = Array.from({ length: n }, (_, i) => i + (i % 2) / 4)
    const irregular = (length: number, seed: number): number[] =>
      Array.from({ length }, (_, i) => ((7 * i + seed) % 11) / 2 - 2.25)
    const places = [-0.5, 1.125, 2, n + 1]
    return Object.fromEntries(
      entryFor(whole, full).arguments.map(({ name, role, length }, i) => {
        if (role === 'knots') return [name, knots]
        return [
          name,
          role === 'queries' ? places.map((x) => (name === 'to' ? 3 - x : x)) : irregular(lengthOf(length, n, 4), i),
        ]
      }),
    )
  }

  it.each([200, -200, 320])('has the same digits in units of 2^%d, in all maps (INP-14)', (k) => {
    for (const operator of [kind, `${kind}-integral`] as const) {
      for (const order of operator === kind ? [0, 1] : [-1]) {
        const power = powerOf(operator)
        const options = { ...chosen, extrapolation: 'linear', ...(order < 0 ? {} : { order }) }
        const inUnit = kind === 'smoothing-spline' ? { ...options, lambda: 2 ** (3 * k) } : options
        const args = input(operator)
        const far = scaled(args, power, k)
        const out = 2 ** (-k * order)
        const back = (y: Float64Array): number[] => Array.from(y, (x) => x / out)
        const { primal, pushforward, pullback } = operators[operator]
        expect(back(primal(far, inUnit))).toEqual([...primal(args, options)])
        expect(back(pushforward(far, scaled(args, power, k), inUnit))).toEqual([...pushforward(args, args, options)])
        const bars = pullback(far, [1, -2, 3, 0.5], inUnit)
        const expected = pullback(args, [1, -2, 3, 0.5], options)
        for (const name in expected) {
          const unit = 2 ** (-k * power(name))
          expect(Array.from(bars[name], (x) => x / unit / out)).toEqual([...expected[name]])
        }
      }
    }
  })
})

test('with knots of 10^±100 nothing underflows in silence', () => {
  const curve = quinticHermite([0, 1e100, 2e100], [0, 1, -1], [0, 0, 0], [0, 0, 0])
  expect(curve.evaluate(0.25e100)).toBeCloseTo(0.103515625, 14)
  expect(cubicSpline([-1e308, 0, 1e308], [0, 1, 2]).evaluate(0.5e308)).toBe(1.5)
  expect(cubicSpline([0, 1e-100, 2e-100], [0, 1, 0]).derivative(0)).toBeCloseTo(1.5e100, -86)
})

test('several curves, and plans, are in the unit too', () => {
  const knots = [0, 1e110, 2e110, 3e110]
  const queries = [0.5e110, 2.25e110]
  const one = cubicSpline(knots, [0, 1, -1, 2])
  const two = cubicSpline(knots, [0, 1, 1, 2, -1, 3, 2, 4], { columns: 2 })
  expect([...two.evaluate(queries)].filter((_, i) => i % 2 === 0)).toEqual([...one.evaluate(queries)])
  const bars = two.pullback(queries, [1, 0, 2, 0]).values
  expect([...bars].filter((_, i) => i % 2 === 0)).toEqual([...one.pullback(queries, [1, 2]).values])
  const planned = plan('cubic-spline', knots, queries)
  planned.evaluate([0, 1, -1, 2]).forEach((y, j) => {
    expect(y).toBeCloseTo(one.evaluate(queries[j]), 14)
  })
  expect(one.evaluate(0.5e110)).toBeCloseTo(0.925, 14)
})
