import { describe, expect, it } from 'vitest'
import { kinds } from '../impl/interpolation/kinds.ts'
import { interpolantGrowth, interpolantPlans } from './interpolant-plans.ts'
import type { NativePeers } from './native.ts'

const kindOf = (name: string): string => name.replace(/^growth of /, '').replace(/(:| primal| pullback).*/, '')
const all = Object.keys(kinds)
const linear = all.filter((kind) => kind !== 'lagrange-interpolation')

describe('interpolantPlans', () => {
  it('has the same rows for every kind', () => {
    const rows = new Map<string, number>()
    for (const { name } of interpolantPlans([64], undefined)) {
      if (name.endsWith('GSL')) continue
      rows.set(kindOf(name), (rows.get(kindOf(name)) ?? 0) + 1)
    }
    expect([...rows.keys()]).toEqual(all)
    expect(new Set(rows.values())).toEqual(new Set([4]))
  })

  it('measures the kind for few knots once, at as many as it is for', () => {
    const lagrange = interpolantPlans([64, 1000], undefined).filter(({ name }) => name.startsWith('lagrange'))
    expect(lagrange.map(({ n }) => n)).toEqual([32, 32, 32, 32])
  })

  it('leaves out kinds that ask for more knots, and sizes beyond 100000', () => {
    expect(interpolantPlans([3], undefined).some(({ name }) => name.startsWith('bspline'))).toBe(false)
    expect(interpolantPlans([2], undefined).map(({ name }) => kindOf(name))).not.toContain('quadratic-interpolation')
    expect(interpolantPlans([100_001], undefined)).toEqual([])
  })

  it('holds the natural spline to GSL where there is one', () => {
    const native = { kernels: ['gsl-spline'], subject: () => ({ name: 'GSL', batch: () => 1 }) }
    const plans = interpolantPlans([64], native as Partial<NativePeers> as NativePeers)
    expect(plans.find(({ name }) => name.endsWith('/ GSL'))?.bases).toHaveLength(1)
  })
})

describe('interpolantGrowth', () => {
  it('goes from the least number to the largest, in knots and in queries, and each can run', async () => {
    const plans = interpolantGrowth([90, 70, 80])
    expect(new Set(plans.map(({ name }) => kindOf(name)))).toEqual(new Set(linear))
    expect(new Set(plans.map(({ name }) => name)).size).toBe(plans.length)
    for (const { from, to, makerOf } of plans) {
      expect([from, to]).toEqual([70, 90])
      expect(await (await makerOf(from)()).batch(1)).toBeGreaterThan(0)
    }
  })

  it('needs two numbers', () => {
    expect(interpolantGrowth([])).toEqual([])
    expect(interpolantGrowth([1000])).toEqual([])
  })
})
