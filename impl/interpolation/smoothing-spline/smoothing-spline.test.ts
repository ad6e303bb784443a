import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smoothingSpline as reference } from '../../../reference/interpolation/smoothing-spline.ts'
import { entryOf } from '../../../spec/catalogue.ts'
import { mapNames } from '../../../spec/operator.ts'
import { operatorOf, pieceData, stabilityOf } from '../../../test/piece-rules.ts'
import { chooseLambda, crossValidation, traceOfRest } from './choose-lambda.ts'
import { Reinsch } from './reinsch.ts'
import { smoothingSpline } from './smoothing-spline.ts'

const name = 'smoothing-spline'
const operator = operatorOf(name, smoothingSpline)

test.each([0, 0.25, 1, 16])('is as accurate as the data allow (λ = %s)', { timeout: 60_000 }, (lambda) => {
  const property = fc.property(
    pieceData(2, 6),
    fc.integer({ min: -4, max: 68 }),
    fc.constantFrom(...mapNames),
    fc.constantFrom(0, 1, 2),
    ({ knots, values }, at, map, order) => {
      const input = {
        arguments: { knots, values, queries: [knots[0] + ((knots[knots.length - 1] - knots[0]) * at) / 64, knots[1]] },
        options: { lambda, order, extrapolation: 'extension' },
        tangents: { knots: values, values: knots, queries: [1, -2] },
        cotangent: [3, -1],
      }
      expect(stabilityOf(map, name, reference, operator, input)).toBeLessThan(entryOf(name)!.limits[map])
    },
  )
  fc.assert(property, { numRuns: 30, seed: 2026 })
})

test.each(mapNames)('gaps that are short beside λ^⅓ lose no digits (SMO-1, %s)', { timeout: 60_000 }, (map) => {
  const h = 2 ** -10
  for (const gaps of [
    [h, 1, h, 1],
    [h, h, h, h, h],
    [1, h, h, 512, h, h],
    [1, 1024, h, 3 * h],
  ]) {
    const places = [0, ...gaps.map((_, i) => gaps.slice(0, i + 1).reduce((sum, gap) => sum + gap))]
    const values = places.map((_, i) => ((7 * i + 3) % 11) - 5)
    for (const order of [0, 1, 2]) {
      const input = {
        arguments: { knots: places, values, queries: [places[1] / 3, -places[1], places[2] + gaps[2] * 0.75] },
        options: { lambda: 16, order, extrapolation: 'extension' },
        tangents: { knots: values.map((u) => u / 2), values: values.toReversed(), queries: [1, 0, -2] },
        cotangent: [3, -1, 2],
      }
      expect(stabilityOf(map, name, reference, operator, input)).toBeLessThan(entryOf(name)!.limits[map])
    }
  }
})

test.each([2 ** -1074, 1e-300, 1e12, 1e300, Number.MAX_VALUE])('extreme λ stay in range (λ = %s)', (lambda) => {
  const data = { knots: [0, 0.001, 1, 1.5, 4, 9], values: [1, -2, 3, 5, 0, 2], queries: [0, 0.5, 3] }
  const at = (lambda: number): Float64Array => operator.primal(data, { lambda })
  const [limit, large] = [at(lambda < 1 ? 0 : 1e40), 1e6]
  // Two computations, each within K of its own; what the weights of smoothing, none above 1, make of the values.
  const rounding = 2 * entryOf(name)!.limits.primal * 2 ** -53 * data.values.reduce((sum, u) => sum + Math.abs(u), 0)
  at(lambda).forEach((y, j) => {
    // (1 + λ A)⁻¹ is the projection on lines and A⁺/λ − …: what is left at a large λ falls as 1/λ. A small λ is below ε.
    const left = lambda < 1 ? 0 : (2 * large * Math.abs(at(large)[j] - limit[j])) / lambda
    expect(Math.abs(y - limit[j])).toBeLessThanOrEqual(left + rounding)
  })
})

const knots = Float64Array.from({ length: 40 }, (_, i) => i / 8 + Math.sin(3 * i) / 40)
const noisy = knots.map((t, i) => Math.sin(t) + Math.sin(i * i) / 10)

test('lines stay, and sums and first moments are kept (SMO-4)', () => {
  const smooth = (values: Float64Array, lambda: number): Float64Array =>
    operator.primal({ knots, values, queries: knots }, { lambda })
  smooth(
    knots.map((t) => 3 - 2 * t),
    16,
  ).forEach((y, i) => {
    expect(Math.abs(y - (3 - 2 * knots[i]))).toBeLessThan(2 ** -42)
  })
  const rest = smooth(noisy, 1).map((y, i) => noisy[i] - y)
  expect(Math.abs(rest.reduce((sum, r) => sum + r))).toBeLessThan(2 ** -40)
  expect(Math.abs(rest.reduce((sum, r, i) => sum + r * knots[i], 0))).toBeLessThan(2 ** -40)
  expect(Math.max(...rest.map(Math.abs))).toBeGreaterThan(0.05)
})

test('the trace is that of the matrix, column by column (SMO-5)', () => {
  for (const lambda of [1e-4, 0.1, 30]) {
    for (const n of [3, 4, 5, 40]) {
      const t = knots.slice(0, n)
      let trace = 0
      for (let i = 0; i < n; i++) {
        const unit = new Float64Array(n)
        unit[i] = 1
        trace += 1 - operator.primal({ knots: t, values: unit, queries: [t[i]] }, { lambda })[0]
      }
      expect(traceOfRest(new Reinsch(t, lambda)) / trace).toBeCloseTo(1, 8)
    }
  }
})

test('λ is chosen where the score is smallest (SMO-5)', () => {
  const lambda = chooseLambda(knots, noisy)
  const least = crossValidation(knots, noisy, lambda)
  for (let x = -8; x < 6; x += 0.125) {
    expect(crossValidation(knots, noisy, 10 ** x)).toBeGreaterThanOrEqual(least * (1 - 1e-10))
  }
  // Noise of 1/10 is taken away, the sine is not.
  const smoothed = operator.primal({ knots, values: noisy, queries: knots }, { lambda })
  const misfit = (y: Float64Array): number => Math.hypot(...y.map((v, i) => v - Math.sin(knots[i])))
  expect(misfit(smoothed)).toBeLessThan(misfit(noisy) / 1.5)
})

test('the same λ is chosen in any unit of the data, with the cube of that of the knots', () => {
  const lambda = chooseLambda(knots, noisy)
  const inUnits = (ofKnots: number, ofValues: number): number =>
    chooseLambda(
      knots.map((t) => t * 2 ** ofKnots),
      noisy.map((u) => u * 2 ** ofValues),
    )
  for (const e of [-1000, -540, 520, 1000]) expect(inUnits(0, e)).toBe(lambda)
  for (const e of [-300, 300]) expect(inUnits(e, 0)).toBe(lambda * 2 ** (3 * e))
  expect(() => inUnits(400, 0)).toThrow(
    /^smoothing-spline: the λ that generalised cross-validation chooses has the cube of the unit/,
  )
  expect(() => inUnits(400, 0)).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
})

test('where no λ matters one is given all the same, and bad data have their error', () => {
  expect(chooseLambda([0, 1], [3, 4])).toBe(0)
  expect(chooseLambda([0, 1, 2, 5], [7, 7, 7, 7])).toBeGreaterThan(100)
  expect(() => chooseLambda([0, 1, 1], [1, 2, 3])).toThrow(
    expect.objectContaining({ code: 'NOT_INCREASING', index: 2 }),
  )
  expect(() => chooseLambda([0, 1], [1, Number.NaN])).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
})
