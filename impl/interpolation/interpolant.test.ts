import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../spec/operator.ts'
import { guarded } from '../../test/guarded.ts'
import { operators } from '../index.ts'
import type { QuadraticSplineOptions } from './face-options.ts'
import { quadraticSpline } from './faces.ts'
import type { Interpolant, InterpolantCotangents } from './interpolant.ts'

const quadraticSplineOperator = operators['quadratic-spline']

interface Data {
  readonly knots: number[]
  readonly values: number[]
  /** Unsorted, within the knots. */
  readonly queries: number[]
  readonly cotangent: number[]
}

const number = fc.integer({ min: -64, max: 64 }).map((i) => i / 8)
const data: fc.Arbitrary<Data> = fc
  .record({
    pieces: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 40 }), value: number }), {
      minLength: 2,
      maxLength: 40,
    }),
    places: fc.array(fc.record({ piece: fc.nat(), share: fc.integer({ min: 0, max: 16 }), bar: number }), {
      maxLength: 40,
    }),
  })
  .map(({ pieces, places }) => {
    const knots = [-5]
    for (const { gap } of pieces.slice(1)) knots.push(knots[knots.length - 1] + gap / 8)
    const queries = places.map(({ piece, share }) => {
      const i = piece % (knots.length - 1)
      return knots[i] + ((knots[i + 1] - knots[i]) * share) / 16
    })
    return { knots, values: pieces.map(({ value }) => value), queries, cotangent: places.map(({ bar }) => bar) }
  })

const extension: QuadraticSplineOptions = { extrapolation: 'extension' }
const example = (options?: QuadraticSplineOptions): Interpolant => quadraticSpline([0, 1, 3], [1, 2, 0], options)

const buffers = (n: number, m: number) => ({ knots: guarded(n), values: guarded(n), queries: guarded(m) })
const arraysOf = ({ knots, values, queries }: ReturnType<typeof buffers>): InterpolantCotangents => ({
  knots: knots.array,
  values: values.array,
  queries: queries.array,
})

describe('a quadratic spline as an object', () => {
  test('answers as the operator does, at numbers, arrays and into buffers, in any order of the queries', () => {
    fc.assert(
      fc.property(data, fc.boolean(), ({ knots, values, queries, cotangent }, isTyped) => {
        const spline = quadraticSpline(knots, values)
        const given = isTyped ? Float64Array.from(queries) : queries
        const y = quadraticSplineOperator.primal({ knots, values, queries })
        expect(spline.evaluate(given)).toEqual(y)
        expect(queries.map((query) => spline.evaluate(query))).toEqual(Array.from(y))
        const out = guarded(queries.length)
        expect(spline.evaluate(given, out.array)).toBe(out.array)
        expect(out.array).toEqual(y)
        expect(out.isIntact()).toBe(true)

        const bars = quadraticSplineOperator.pullback({ knots, values, queries }, cotangent)
        expect(spline.pullback(given, cotangent)).toEqual(bars)
        const into = buffers(knots.length, queries.length)
        const arrays = arraysOf(into)
        // Twice: a pullback overwrites, and remembers nothing of the one before.
        for (let time = 0; time < 2; time++) expect(spline.pullback(given, cotangent, arrays)).toBe(arrays)
        expect(arrays).toEqual(bars)
        for (const buffer of Object.values(into)) expect(buffer.isIntact()).toBe(true)
        expect(Array.from(given)).toEqual(queries)
      }),
      { numRuns: 300 },
    )
  })

  test('passes through its data exactly, with one derivative at each knot, zero at the first (QSP-14)', () => {
    fc.assert(
      fc.property(data, ({ knots, values }) => {
        const spline = quadraticSpline(knots, values, extension)
        expect(Array.from(spline.evaluate(knots), (y) => y + 0)).toEqual(values.map((u) => u + 0))
        // q̄ for ȳ = 1 is the derivative: at a knot from the left, and a little further on from the right.
        const slopes = (queries: number[]): number[] =>
          Array.from(
            spline.pullback(
              queries,
              queries.map(() => 1),
            ).queries,
          )
        const step = 2 ** -40
        const left = slopes(knots)
        const right = slopes(knots.map((knot) => knot + step))
        const largest = Math.max(...left.map(Math.abs), 1)
        const bend = 2 * largest * 8 // the largest possible second derivative: gaps are at least 1/8
        expect(left[0]).toBe(0)
        left.forEach((slope, i) => {
          expect(Math.abs(right[i] - slope)).toBeLessThanOrEqual(bend * step + 2 ** -40 * largest)
        })
      }),
      { numRuns: 200 },
    )
  })

  test('reproduces parabolas that begin flat, also outside the knots', () => {
    const parabola = (q: number): number => 3 * (q - 1) * (q - 1) - 4
    const knots = [1, 1.5, 3, 3.25, 7]
    const spline = quadraticSpline(knots, knots.map(parabola), extension)
    const queries = [9, -2, 1, 6, 3.125, 2]
    expect(Array.from(spline.evaluate(queries))).toEqual(queries.map(parabola))
  })

  test('writes values over the queries if it is told to', () => {
    const queries = Float64Array.of(2, 0.5, 3)
    expect(Array.from(example().evaluate(queries, queries))).toEqual([2.5, 1.25, 0])
  })

  test('does not follow later changes of its data', () => {
    const knots = Float64Array.of(0, 1, 3)
    const values = Float64Array.of(1, 2, 0)
    const spline = quadraticSpline(knots, values)
    knots.fill(7)
    values.fill(7)
    expect(spline.evaluate(2)).toBe(2.5)
    expect(spline.pullback([0.5, 2], [1, 2])).toEqual(example().pullback([0.5, 2], [1, 2]))
  })

  test('has two knots at least, and no queries at least', () => {
    const line = quadraticSpline([0, 2], [1, 5], extension)
    expect(Array.from(line.evaluate([0, 1, 2, 3]))).toEqual([1, 2, 5, 10])
    expect(line.pullback([], [])).toEqual({
      knots: new Float64Array(2),
      values: new Float64Array(2),
      queries: new Float64Array(0),
    })
    expect(line.evaluate([])).toEqual(new Float64Array(0))
  })
})

describe('outside the knots (QSP-17)', () => {
  const outside = { left: -1, right: 4 }
  const continued = { left: 2, right: -5.5 }

  test.each<[QuadraticSplineOptions | undefined, { left: boolean; right: boolean }]>([
    [undefined, { left: false, right: false }],
    [{ extrapolation: 'none' }, { left: false, right: false }],
    [{ extrapolation: 'extension' }, { left: true, right: true }],
    [
      { start: 'zero-slope', extrapolation: { left: 'extension', right: 'none' } },
      { left: true, right: false },
    ],
    [{ extrapolation: { left: 'none', right: 'extension' } }, { left: false, right: true }],
  ])('%j', (options, allowed) => {
    const spline = example(options)
    for (const side of ['left', 'right'] as const) {
      const query = outside[side]
      const calls = [
        () => spline.evaluate(query),
        () => spline.evaluate([1, query])[1],
        () => spline.pullback([2, query], [0, 1]).queries.length,
      ]
      if (allowed[side]) {
        expect(calls.map((call) => call())).toEqual([continued[side], continued[side], 2])
        const args = { knots: [0, 1, 3], values: [1, 2, 0], queries: [2, query] }
        expect(spline.pullback([2, query], [1, 3])).toEqual(
          quadraticSplineOperator.pullback(args, [1, 3], options as Options),
        )
      } else {
        const index = [0, 1, 1]
        calls.forEach((call, k) => {
          expect(call).toThrow(expect.objectContaining({ code: 'OUT_OF_RANGE', argument: 'queries', index: index[k] }))
        })
      }
    }
    expect(Array.from(spline.evaluate([0, 3]))).toEqual([1, 0])
  })
})

describe('bad input', () => {
  const bad = <T>(value: unknown): T => value as T

  test.each<[string, object, () => unknown]>([
    ['TOO_FEW_KNOTS', { argument: 'knots' }, () => quadraticSpline([0], [1])],
    ['LENGTH_MISMATCH', { argument: 'values' }, () => quadraticSpline([0, 1], [1])],
    ['NOT_FINITE', { argument: 'knots', index: 1 }, () => quadraticSpline([0, Number.NaN], [1, 2])],
    ['NOT_FINITE', { argument: 'values', index: 0 }, () => quadraticSpline([0, 1], [Number.POSITIVE_INFINITY, 2])],
    ['NOT_INCREASING', { argument: 'knots', index: 2 }, () => quadraticSpline([0, 1, 1], [1, 2, 3])],
    ['NOT_INCREASING', { argument: 'knots', index: 1 }, () => quadraticSpline([0, -1], [1, 2])],
    ['INVALID_OPTION', { argument: 'start' }, () => quadraticSpline([0, 1], [1, 2], bad({ start: 'natural' }))],
    ['INVALID_OPTION', { argument: 'order' }, () => quadraticSpline([0, 1], [1, 2], bad({ order: 1 }))],
    ['INVALID_OPTION', { argument: 'extrapolation' }, () => example(bad({ extrapolation: { left: 'none' } }))],
    ['NOT_FINITE', { argument: 'queries', index: 0 }, () => example(extension).evaluate(Number.NaN)],
    ['NOT_FINITE', { argument: 'queries', index: 1 }, () => example().evaluate([1, Number.POSITIVE_INFINITY])],
    ['NOT_FINITE', { argument: 'queries', index: 1 }, () => example(extension).evaluate([1, Number.NEGATIVE_INFINITY])],
    ['NOT_FINITE', { argument: 'queries', index: 0 }, () => example().evaluate(bad<number[]>([null]))],
    ['NOT_FINITE', { argument: 'queries', index: 0 }, () => example().pullback([Number.NaN], [1])],
    ['LENGTH_MISMATCH', { argument: 'out' }, () => example().evaluate([1, 2], new Float64Array(1))],
    ['LENGTH_MISMATCH', { argument: 'cotangent' }, () => example().pullback([1, 2], [1])],
    ['NOT_FINITE', { argument: 'cotangent', index: 1 }, () => example().pullback([1, 2], [1, Number.NaN])],
    ...(['knots', 'values', 'queries'] as const).map((name): [string, object, () => unknown] => [
      'LENGTH_MISMATCH',
      { argument: name },
      () => example().pullback([1], [1], { ...arraysOf(buffers(3, 1)), [name]: new Float64Array(2) }),
    ]),
  ])('%s %j', (code, at, call) => {
    expect(call).toThrow(expect.objectContaining({ code, ...at }))
    expect(call).toThrow(/^quadratic-spline: .*; got .*, expected /)
  })

  // What a caller without types may hand over; none of it is a number or an array of numbers.
  const others = [null, undefined, true, '1', {}, { length: 1 }, new Set([1]), new Date(0), 1n, () => 1]
  const noArrays = [...others, new DataView(new ArrayBuffer(8))]
  const mismatch = (argument: string) => expect.objectContaining({ code: 'LENGTH_MISMATCH', argument })

  test.each(noArrays.map((value) => [Object.prototype.toString.call(value), value]))('%s for an array', (_, value) => {
    const spline = example()
    const queries =
      /^quadratic-spline: queries must be a number or an array of numbers; got .*, expected a number or an/
    for (const call of [() => spline.evaluate(bad(value)), () => spline.derivative(bad(value))]) {
      expect(call).toThrow(mismatch('queries'))
      expect(call).toThrow(queries)
    }
    const calls: readonly (readonly [string, () => unknown])[] = [
      ['queries', () => spline.pullback(bad(value), [1])],
      ['queries', () => spline.derivativePullback(bad(value), [1])],
      ['cotangent', () => spline.pullback([1], bad(value))],
      ['from', () => spline.integral(bad<number[]>(value), [1])],
      ['from', () => spline.integral(bad(value), 1)],
      ['to', () => spline.integral([1], bad(value))],
      ['to', () => spline.integral(1, bad(value))],
      ['from', () => spline.integralPullback(bad(value), [1], [1])],
      ['to', () => spline.integralPullback([1], bad(value), [1])],
      ['cotangent', () => spline.integralPullback([1], [1], bad(value))],
    ]
    for (const [argument, call] of calls) expect(call).toThrow(mismatch(argument))
  })

  test('a number is none where there are cotangents, and bounds are two numbers or two arrays', () => {
    const spline = example()
    expect(() => spline.pullback(bad(0.5), [1])).toThrow(/queries must be an array of numbers; got 0.5, expected an/)
    expect(() => spline.integral([0.5], bad<number[]>(1))).toThrow(
      /to must be an array of numbers, as from is; got 1, expected/,
    )
    expect(() => spline.integral(0, bad<number>([1]))).toThrow(
      /to must be a number, as from is; got \[1\], expected two numbers/,
    )
  })

  test('numbers that are no doubles are refused where a double is meant', () => {
    const notFinite = expect.objectContaining({ code: 'NOT_FINITE', argument: 'queries', index: 0 })
    expect(() => example().evaluate(bad(BigInt64Array.of(1n)))).toThrow(notFinite)
    expect(() => example().pullback(bad([1n]), [1])).toThrow(notFinite)
    expect(() => example().pullback([1], bad([1n]))).toThrow(/cotangent\[0\] = /)
    expect(Array.from(example().evaluate(Float32Array.of(0.5)))).toEqual([1.25])
  })

  test.each([new Int32Array(1), new Float32Array(1), [0], 7])(
    'what would round what is written to it is no output: %o',
    (array) => {
      const spline = example()
      const into = { knots: new Float64Array(3), values: new Float64Array(3) }
      const bounds = { from: new Float64Array(1), to: new Float64Array(1) }
      const calls: readonly (readonly [string, () => unknown])[] = [
        ['out', () => spline.evaluate([1], bad(array))],
        ['out', () => spline.derivative([1], 1, bad(array))],
        ['out', () => spline.integral([1], [2], bad(array))],
        ['queries', () => spline.pullback([1], [1], { ...into, queries: bad(array) })],
        ['values', () => spline.pullback([1], [1], { ...into, values: bad(array), queries: new Float64Array(1) })],
        ['from', () => spline.integralPullback([1], [2], [1], { ...into, ...bounds, from: bad(array) })],
      ]
      for (const [argument, call] of calls) {
        expect(call).toThrow(mismatch(argument))
        expect(call).toThrow(/must be a Float64Array of \d entries to write to; got .*, expected Float64Array of \d$/)
      }
    },
  )

  test('an overflow is an error, with the index of the result and no argument (ERR-5)', () => {
    const steep = quadraticSpline([0, 1, 2], [0, 1e300, 0], extension)
    const overflow = expect.objectContaining({ code: 'NOT_FINITE', index: 1 })
    const calls = [
      () => steep.evaluate([1, 1e10]),
      () => steep.pullback([1, 1e10], [1, 1]),
      () => steep.pullback([1, 0.5], [1, 1e200]),
      () => quadraticSpline([0, 1e-200, 1], [0, 0, 0]).pullback([0, 0.25], [0, 1e150]),
    ]
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
    expect(calls[0]).toThrow(overflow)
    expect(() => steep.evaluate(1e10)).toThrow(expect.objectContaining({ code: 'NOT_FINITE', index: 0 }))
    for (const call of calls) expect(call).not.toThrow(expect.objectContaining({ argument: expect.anything() }))
  })
})
