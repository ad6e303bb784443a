import { describe, expect, it } from 'vitest'
import { constant, gradient, reverse } from '../../impl/autodiff/index.ts'
import { scenarios } from '../../impl/autodiff/scenarios/index.ts'
import {
  logisticData,
  logisticLogLikelihood,
  sumOfProducts,
  sumOfSquares,
  uniforms,
} from '../../impl/autodiff/scenarios/programs.ts'
import { logisticGradient, sumOfProductsGradient, sumOfSquaresGradient } from './hand-written.ts'
import { ratioPlans, splineFunctions } from './ratios.ts'
import { costOf, duration, lineOfCost } from './table.ts'

describe('what is compared computes the same', () => {
  it('by hand and by a backend', () => {
    const x = uniforms(5, 1)
    const out = new Float64Array(5)
    sumOfSquaresGradient(out, x)
    expect(out).toEqual(gradient(sumOfSquares, reverse(), x))
    sumOfProductsGradient(out, x)
    expect(out).toEqual(gradient(sumOfProducts, reverse(), uniforms(5, 2), constant(x)))
    const data = logisticData(500, 3, 1)
    const three = new Float64Array(3)
    logisticGradient(three, data)
    const { beta, z, X } = data
    const expected = gradient(logisticLogLikelihood, reverse(), beta, constant(z), constant(X))
    // 500 terms of at most 1, each with a few roundings.
    three.forEach((entry, j) => {
      expect(Math.abs(entry - expected[j])).toBeLessThan(500 * 8 * 2 ** -53 * 500)
    })
  })

  it('the spline by its rule and in scalar steps', () => {
    const { values, byRule, inSteps } = splineFunctions(64)
    const one = gradient(byRule, reverse(), values)
    const other = gradient(inSteps, reverse(), values)
    const largest = one.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
    one.forEach((entry, i) => {
      expect(Math.abs(entry - other[i])).toBeLessThanOrEqual(4096 * 2 ** -53 * largest)
    })
  })

  it('every subject runs', async () => {
    for (const { head, base } of ratioPlans()) {
      for (const make of [head, base]) expect(await (await make()).batch(2)).toBeGreaterThan(0)
    }
  })
})

describe('the table of costs', () => {
  it('counts the runs of the program', () => {
    const scenario = scenarios.find(({ name }) => name === 'sum of squares/gradient')!
    const row = costOf(reverse(), scenario, true)
    expect(row).toMatchObject({ backend: 'reverse', operator: 'gradient', prepared: true, calls: 1 })
    expect(row.nanoseconds).toBeGreaterThan(0)
    expect(lineOfCost({ ...row, nanoseconds: 1234, bytes: 0 })).toMatch(/^sum of squares .* yes +1 +1\.23 µs +none$/)
    expect(lineOfCost({ ...row, bytes: 100 })).toMatch(/100 B$/)
    expect(lineOfCost({ ...row, bytes: 204_800 })).toMatch(/200 KiB$/)
    expect(lineOfCost({ ...row, bytes: 2 ** 21 })).toMatch(/2\.00 MiB$/)
    expect(lineOfCost({ ...row, bytes: undefined })).toMatch(/not measured$/)
  })

  it('has units', () => {
    expect([12.34, 5678, 2.5e7, 1.2e9].map(duration)).toEqual(['12.3 ns', '5.68 µs', '25.0 ms', '1.20 s'])
  })
})
