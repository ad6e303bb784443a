import { describe, expect, test } from 'vitest'
import { guarded } from '../../test/guarded.ts'
import { akima, cubicSpline, linearInterpolation, plan, smoothingSpline } from '../index.ts'
import { chooseLambda } from './smoothing-spline/choose-lambda.ts'

const bad = <T>(value: unknown): T => value as T

describe('a plan', () => {
  test('does not follow later changes of its arrays', () => {
    const knots = Float64Array.of(0, 1, 2)
    const values = Float64Array.of(0, 1, 0)
    const fixed = plan('akima', knots, [0.5])
    fixed.evaluate(values)
    const expected = fixed.pullback([1])
    knots.fill(9)
    values.fill(9)
    expect(fixed.pullback([1])).toEqual(expected)
    expect(fixed.evaluate([0, 1, 0])).toEqual(akima([0, 1, 2], [0, 1, 0]).evaluate([0.5]))
  })

  test('overwrites the buffers that it is given, and nothing around them', () => {
    const fixed = plan('cubic-hermite', [0, 1, 3], [0.5, 2])
    const data = { values: [1, 2, 0], slopes: [0, 1, -1] }
    const y = guarded(2)
    expect(fixed.evaluate(data, y.array)).toBe(y.array)
    expect(y.array).toEqual(fixed.evaluate(data))
    const into = { values: guarded(3), slopes: guarded(3) }
    const arrays = { values: into.values.array, slopes: into.slopes.array }
    for (let time = 0; time < 2; time++) expect(fixed.dataPullback([1, 2], arrays)).toBe(arrays)
    expect(arrays).toEqual(fixed.dataPullback([1, 2]))
    expect(fixed.pullback([1, 2], into.values.array)).toBe(into.values.array)
    expect(into.values.array).toEqual(fixed.pullback([1, 2]))
    for (const buffer of [y, into.values, into.slopes]) expect(buffer.isIntact()).toBe(true)
  })

  test('is asked for a pullback before values only where any values would do', () => {
    expect(Array.from(plan('linear-interpolation', [0, 1], [0.25]).pullback([4]))).toEqual([3, 1])
    expect(() => plan('pchip', [0, 1, 2], [0.5]).pullback([1])).toThrow(
      expect.objectContaining({ code: 'NOT_DIFFERENTIABLE' }),
    )
  })

  const fixed = plan('linear-interpolation', [0, 1, 3], [0.5, 2])
  const named = plan('cubic-hermite', [0, 1, 3], [0.5, 2])
  test.each<[string, object, () => unknown]>([
    ['TOO_FEW_KNOTS', { argument: 'knots' }, () => plan('linear-interpolation', [0], [0])],
    ['LENGTH_MISMATCH', { argument: 'knots' }, () => plan('linear-interpolation', bad(undefined), [0])],
    ['NOT_INCREASING', { argument: 'knots', index: 2 }, () => plan('akima', [0, 1, 1], [0])],
    ['OUT_OF_RANGE', { argument: 'queries', index: 1 }, () => plan('akima', [0, 1, 2], [0, 3])],
    ['INVALID_OPTION', { argument: 'order' }, () => plan('akima', [0, 1, 2], [0], { order: 3 })],
    ['LENGTH_MISMATCH', { argument: 'values' }, () => fixed.evaluate([1, 2])],
    ['LENGTH_MISMATCH', { argument: 'out' }, () => fixed.evaluate([1, 2, 3], new Float64Array(1))],
    ['NOT_FINITE', { argument: 'values', index: 1 }, () => fixed.evaluate([1, Number.NaN, 3])],
    ['LENGTH_MISMATCH', { argument: 'slopes' }, () => named.evaluate([1, 2, 3])],
    ['LENGTH_MISMATCH', { argument: 'cotangent' }, () => fixed.pullback([1])],
    ['NOT_FINITE', { argument: 'cotangent', index: 1 }, () => fixed.pullback([1, Number.POSITIVE_INFINITY])],
    ['LENGTH_MISMATCH', { argument: 'values' }, () => fixed.pullback([1, 2], new Float64Array(2))],
    ['UNKNOWN_OPERATOR', {}, () => plan(bad('cubicSpline'), [0, 1], [0])],
    ['UNKNOWN_OPERATOR', {}, () => plan(bad('toString'), [0, 1], [0])],
    ['INVALID_OPTION', {}, () => plan('akima', [0, 1, 2], [0], bad(null))],
    ['LENGTH_MISMATCH', { argument: 'knots' }, () => plan('akima', bad({ length: -1 }), [0])],
    ['LENGTH_MISMATCH', { argument: 'queries' }, () => plan('akima', [0, 1, 2], bad(0.5))],
    ...[undefined, null, 7, 'abc', 1n, { length: 3 }, new Set([1])].map((data): [string, object, () => unknown] => [
      'LENGTH_MISMATCH',
      { argument: 'values' },
      () => fixed.evaluate(bad(data)),
    ]),
    ['LENGTH_MISMATCH', { argument: 'out' }, () => fixed.evaluate([1, 2, 3], bad(new Float32Array(2)))],
    ['LENGTH_MISMATCH', { argument: 'cotangent' }, () => fixed.pullback(bad(null))],
    ['LENGTH_MISMATCH', { argument: 'values' }, () => fixed.pullback([1, 2], bad(new Int32Array(3)))],
    ['LENGTH_MISMATCH', { argument: 'slopes' }, () => named.dataPullback([1, 2], bad({ values: new Float64Array(3) }))],
    ['NOT_FINITE', { index: 0 }, () => fixed.evaluate([-1e308, 1e308, 0])],
  ])('%s %j', (code, at, call) => {
    expect(call).toThrow(expect.objectContaining({ code, ...at }))
    // What went wrong leaves nothing behind.
    expect(Array.from(fixed.evaluate([0, 1, 2]))).toEqual([0.5, 1.5])
    expect(Array.from(fixed.pullback([1, 2]))).toEqual([0.5, 1.5, 1])
  })
})

test('an unknown kind is told which there are', () => {
  expect(() => plan(bad('cubicSpline'), [0, 1], [0])).toThrow(/got "cubicSpline", expected one of .*cubic-spline, /)
})

describe('several curves', () => {
  test.each<[string, object, () => unknown]>([
    ['INVALID_OPTION', { argument: 'columns' }, () => linearInterpolation([0, 1], [0, 1], { columns: 0 })],
    ['INVALID_OPTION', { argument: 'columns' }, () => linearInterpolation([0, 1], [0, 1], { columns: 1.5 })],
    ['LENGTH_MISMATCH', { argument: 'values' }, () => linearInterpolation([0, 1], [0, 1, 2], { columns: 2 })],
    [
      'NOT_FINITE',
      { argument: 'values', index: 3 },
      () => linearInterpolation([0, 1], [0, 1, 2, Number.NaN], { columns: 2 }),
    ],
    [
      'NOT_INCREASING',
      { argument: 'knots', index: 1 },
      () => linearInterpolation([0, 0], [0, 1, 2, 3], { columns: 2 }),
    ],
    [
      'LENGTH_MISMATCH',
      { argument: 'queries' },
      () => linearInterpolation([0, 1], [0, 1, 2, 3], { columns: 2 }).evaluate(0),
    ],
    [
      'LENGTH_MISMATCH',
      { argument: 'cotangent' },
      () => linearInterpolation([0, 1], [0, 1, 2, 3], { columns: 2 }).pullback([0], [1]),
    ],
  ])('%s %j', (code, at, call) => {
    expect(call).toThrow(expect.objectContaining({ code, ...at }))
  })
})

describe('data of the ends', () => {
  test.each<[string, object, () => unknown]>([
    ['LENGTH_MISMATCH', { argument: 'endSlopes' }, () => cubicSpline([0, 1], [0, 1], { boundary: 'clamped' })],
    ['LENGTH_MISMATCH', { argument: 'endSlopes' }, () => cubicSpline([0, 1], [0, 1], { endSlopes: [0, 0] })],
    ['INVALID_OPTION', {}, () => cubicSpline([0, 1], [0, 1], { boundary: { left: 'periodic', right: 'natural' } })],
    ['INVALID_OPTION', { argument: 'order' }, () => cubicSpline([0, 1], [0, 1]).derivative(0, bad(3))],
  ])('%s %j', (code, at, call) => {
    expect(call).toThrow(expect.objectContaining({ code, ...at }))
  })

  test('λ by cross-validation is that of chooseLambda, held fixed', () => {
    const knots = [0, 1, 2, 3, 5, 6]
    const values = [0, 1, -1, 2, 1, 3]
    const lambda = chooseLambda(knots, values)
    const chosen = smoothingSpline(knots, values, { lambda: 'gcv' })
    const given = smoothingSpline(knots, values, { lambda })
    expect(chosen.evaluate([0.5, 4])).toEqual(given.evaluate([0.5, 4]))
    expect(chosen.pullback([0.5, 4], [1, 2])).toEqual(given.pullback([0.5, 4], [1, 2]))
  })
})
