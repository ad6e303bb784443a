import { describe, expect, it } from 'vitest'
import { comparisonPlans, fastest } from './comparisons.ts'
import type { SubjectMaker } from './subject.ts'

describe('comparisonPlans', () => {
  it('without C lacks a base where one is needed; every other row can run, at every size', async () => {
    const plans = comparisonPlans([3, 64], [3, 64], undefined)
    for (const { name, bases } of plans) expect(bases.length === 0, name).toBe(/ \/ (C|dg|GSL)/.test(name))
    // The one polynomial is measured at 32 knots, the most that it is for.
    expect(new Set(plans.map(({ n }) => n))).toEqual(new Set([3, 32, 64]))
    expect(plans.filter(({ name }) => name.startsWith('cubic-spline: ')).map(({ n }) => n)).toContain(3)
    expect(new Set(plans.map(({ name, n }) => `${name} ${n}`)).size).toBe(plans.length)
    for (const { head, bases } of plans) {
      for (const make of [head, ...bases]) expect(await (await make()).batch(2)).toBeGreaterThan(0)
    }
  })
})

it('fastest finds the fastest', async () => {
  const taking =
    (nanoseconds: number): SubjectMaker =>
    () => ({ name: `${nanoseconds}`, batch: (repetitions) => repetitions * nanoseconds })
  const makers = [taking(3000), taking(1000), taking(2000)]
  expect(await fastest(makers, {})).toBe(makers[1])
})
