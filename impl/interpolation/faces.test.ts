import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { minimumOf } from '../../spec/entry.ts'
import type { Options } from '../../spec/operator.ts'
import * as impl from '../index.ts'
import { type Interpolant, type Operators, operators as table } from '../index.ts'
import { type KindName, kinds } from './kinds.ts'

const operators: Operators = table

type Numbers = ArrayLike<number>
type AnyInterpolant = Interpolant<'slopes' | 'curvatures' | 'endSlopes' | 'endCurvatures'>
interface Face {
  /** Beside points. */
  readonly extra: readonly string[]
  readonly options: Options
  make(data: Readonly<Record<string, Numbers>>, options: Options): AnyInterpolant
}

/** A face that takes knots, values, `extra` in this order, then options. */
const face = (make: unknown, extra: readonly string[] = [], options: Options = {}): Face => ({
  extra,
  options,
  make: (data, options) =>
    (make as (...given: unknown[]) => AnyInterpolant)(
      data.knots,
      data.values,
      ...extra.map((name) => data[name]),
      options,
    ),
})

/** The cubic spline takes the data of its ends as options. */
const cubic = (boundary: Options[string], extra: readonly string[] = []): Face => ({
  extra,
  options: { boundary },
  make: ({ knots, values, ...ends }, options) =>
    impl.cubicSpline(knots, values, { ...options, ...ends } as impl.CubicSplineOptions) as AnyInterpolant,
})

const faces: readonly (readonly [KindName, Face])[] = [
  ['constant-interpolation', face(impl.constantInterpolation)],
  ['constant-interpolation', face(impl.constantInterpolation, [], { side: 'nearest' })],
  ['linear-interpolation', face(impl.linearInterpolation)],
  ['quadratic-interpolation', face(impl.quadraticInterpolation, [], { mode: 'backward' })],
  ['lagrange-interpolation', face(impl.lagrangeInterpolation)],
  ['quadratic-spline', face(impl.quadraticSpline)],
  ['quadratic-spline', face(impl.quadraticSpline, [], { start: 'collocation' })],
  ['cubic-spline', cubic('natural')],
  ['cubic-spline', cubic('clamped', ['endSlopes'])],
  ['cubic-spline', cubic({ left: 'second-derivatives', right: 'clamped' }, ['endSlopes', 'endCurvatures'])],
  ['cubic-spline', cubic('periodic')],
  ['cubic-spline', cubic('not-a-knot')],
  ['cubic-hermite', face(impl.cubicHermite, ['slopes'])],
  ['quintic-hermite', face(impl.quinticHermite, ['slopes', 'curvatures'])],
  ['akima', face(impl.akima)],
  ['makima', face(impl.makima)],
  ['pchip', face(impl.pchip)],
  ['steffen', face(impl.steffen, [], { ends: 'chord' })],
  ['catmull-rom', face(impl.catmullRom)],
  ['bspline-interpolation', face(impl.bsplineInterpolation, [], { degree: 4 })],
  ['smoothing-spline', face(impl.smoothingSpline, [], { lambda: 0.25 })],
  ['bspline-approximation', face(impl.bsplineApproximation, [], { degree: 2, controlPoints: 4 })],
]

const number = fc.integer({ min: -64, max: 64 }).map((i) => i / 8)
/** Where a query is, the first knot being 0 and the last 1. */
const share = fc.integer({ min: -24, max: 40 }).map((i) => i / 16)
const bars = fc.array(number, { minLength: 5, maxLength: 5 })

interface Case {
  readonly knots: number[]
  readonly data: Readonly<Record<string, number[]>>
  readonly queries: number[]
  readonly to: number[]
  readonly bar: number[]
  readonly extrapolation: Options[string]
  readonly order: 1 | 2
}

/** A case of `columns` curves, with queries inside and outside where they may be outside. */
function cases(name: string, { extra, options }: Face, columns: number): fc.Arbitrary<Case> {
  const entry = entryOf(name)!
  const fewest = Math.max(minimumOf(entry, options), options.start === 'collocation' ? 3 : 0)
  const lengthOfExtra = (one: string, n: number): number => (one.startsWith('end') ? 2 : n) * columns
  const side = fc.constantFrom('none', 'constant', 'linear', 'extension', 'periodic', 'reflective')
  return fc
    .record({
      gaps: fc.array(fc.integer({ min: 1, max: 24 }), { minLength: fewest - 1, maxLength: fewest + 5 }),
      pool: fc.array(number, { minLength: 200, maxLength: 200 }),
      places: fc.array(share, { minLength: 5, maxLength: 5 }),
      to: fc.array(share, { minLength: 5, maxLength: 5 }),
      bar: fc.array(bars, { minLength: columns, maxLength: columns }).map((rows) => rows.flat()),
      left: side,
      right: side,
      order: fc.constantFrom<1 | 2>(1, 2),
    })
    .map(({ gaps, pool, places, to, bar, left, right, order }) => {
      const knots = [-5]
      for (const gap of gaps) knots.push(knots[knots.length - 1] + gap / 8)
      const n = knots.length
      const [first, last] = [knots[0], knots[n - 1]]
      const at = (share: number): number => {
        const isOut = (share < 0 && left === 'none') || (share > 1 && right === 'none')
        return first + (isOut ? 0.5 : share) * (last - first)
      }
      let used = 0
      const take = (length: number): number[] => {
        used += length
        return pool.slice(used - length, used)
      }
      const data = Object.fromEntries([
        ['values', take(n * columns)],
        ...extra.map((one) => [one, take(lengthOfExtra(one, n))]),
      ])
      return { knots, data, queries: places.map(at), to: to.map(at), bar, extrapolation: { left, right }, order }
    })
}

test('there is a face for every kind', () => {
  expect(Object.keys(kinds).filter((kind) => !faces.some(([name]) => name === kind))).toEqual([])
})

const numRuns = 60

describe.each(faces.map(([name, one]) => ({ name, one, options: one.options })))('$name $options', ({ name, one }) => {
  test('answers as the operators do, in every extrapolation', () => {
    fc.assert(
      fc.property(cases(name, one, 1), ({ knots, data, queries, to, bar, extrapolation, order }) => {
        const options = { ...one.options, extrapolation }
        const f = one.make({ knots, ...data }, options)
        const args = { knots, ...data, queries }
        const integralArgs = { knots, ...data, from: queries, to }
        const derived = { ...options, order }
        const value = operators[name]
        const integral = operators[`${name}-integral`]
        expect(f.evaluate(queries)).toEqual(value.primal(args, options))
        expect(f.derivative(queries, order)).toEqual(value.primal(args, derived))
        expectClose(f.integral(queries, to), integral.primal(integralArgs, options))
        expect(f.pullback(queries, bar)).toEqual(value.pullback(args, bar, options))
        expect(f.derivativePullback(queries, bar, order)).toEqual(value.pullback(args, bar, derived))
        const bounds = f.integralPullback(queries, to, bar)
        const expected = integral.pullback(integralArgs, bar, options)
        expect(Object.keys(bounds).sort()).toEqual(Object.keys(expected).sort())
        for (const [key, array] of Object.entries(bounds)) expectClose(array, expected[key])
        expect(f.evaluate(queries[1])).toBe(f.evaluate(queries)[1])
        expect(f.derivative(queries[1])).toBe(f.derivative(queries)[1])
        expect(f.integral(queries[1], to[1])).toBe(f.integral(queries, to)[1])
      }),
      { numRuns },
    )
  })

  // As many as go together, and some that are left over.
  test.each([2, 3, 6])('takes %i curves at once', (columns) => {
    const column = (array: Numbers, c: number): number[] => plain(array).filter((_, i) => i % columns === c)
    fc.assert(
      fc.property(cases(name, one, columns), ({ knots, data, queries, to, bar, extrapolation, order }) => {
        const options = { ...one.options, extrapolation }
        const all = one.make({ knots, ...data }, { ...options, columns })
        const y = all.evaluate(queries)
        const slopes = all.derivative(queries, order)
        const integrals = all.integral(queries, to)
        const pulled = [
          all.pullback(queries, bar),
          all.derivativePullback(queries, bar, order),
          all.integralPullback(queries, to, bar),
        ]
        const sums = new Map<string, number[]>()
        for (let c = 0; c < columns; c++) {
          const part = Object.fromEntries(Object.entries(data).map(([key, array]) => [key, column(array, c)]))
          const f = one.make({ knots, ...part }, options)
          expect(column(y, c)).toEqual(plain(f.evaluate(queries)))
          expect(column(slopes, c)).toEqual(plain(f.derivative(queries, order)))
          expectClose(column(integrals, c), f.integral(queries, to))
          const partBar = column(bar, c)
          const expected = [
            f.pullback(queries, partBar),
            f.derivativePullback(queries, partBar, order),
            f.integralPullback(queries, to, partBar),
          ]
          for (const [k, one] of expected.entries()) {
            for (const [key, array] of Object.entries(one)) {
              const got = pulled[k] as Readonly<Record<string, Float64Array>>
              // Knots and queries have the sum over the curves, all else a column for each.
              if (key in data) expectClose(column(got[key], c), array)
              else {
                const sum = sums.get(`${k} ${key}`) ?? Array.from(array, () => 0)
                sums.set(`${k} ${key}`, sum)
                for (const [i, x] of array.entries()) sum[i] += x
                if (c === columns - 1) expectClose(got[key], sum)
              }
            }
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })

  test('has a plan that answers the same', () => {
    fc.assert(
      fc.property(cases(name, one, 1), cases(name, one, 1), (drawn, { data: other }) => {
        const { knots, data, queries, bar, extrapolation, order } = drawn
        const options = { ...one.options, extrapolation }
        for (const r of [0, order] as const) {
          const planned = impl.plan(name, knots, queries, { ...options, order: r })
          const f = one.make({ knots, ...data }, options)
          const isAlone = Object.keys(data).length === 1
          if (other.values.length === data.values.length)
            planned.evaluate(isAlone ? other.values : ({ ...other } as never))
          const given = { values: data.values, ...data }
          const y = planned.evaluate(isAlone ? data.values : given)
          const expectedY = r === 0 ? f.evaluate(queries) : f.derivative(queries, r)
          // The polynomial through all data has weights there, where the face has none.
          if (name === 'lagrange-interpolation') expectClose(y, expectedY)
          else expect(plain(y)).toEqual(plain(expectedY))
          const expected: Readonly<Record<string, Float64Array>> =
            r === 0 ? f.pullback(queries, bar) : f.derivativePullback(queries, bar, r)
          const got = planned.dataPullback(bar)
          expect(Object.keys(got).sort()).toEqual(Object.keys(data).sort())
          for (const key of Object.keys(data)) expectClose(got[key], expected[key])
          expect(planned.pullback(bar)).toEqual(got.values)
        }
      }),
      { numRuns },
    )
  })
})

/** As numbers, whatever the sign of a zero. */
const plain = (array: Numbers): number[] => Array.from(array, (x) => x + 0)

/**
 * Two results that differ in the order of sums are each within the limit of the catalogue of the exact one, 64 ε times
 * the scale |J| |x| + |y| (NUM-2).
 */
const twoResults = 2 * 64 * 2 ** -53
/** The scale is not at hand here: by how much it may exceed the largest entry, where terms of a size of 1 or more cancel. */
const cancelled = 2 ** 8

/** Equal up to the order of sums. */
function expectClose(got: Numbers, expected: Numbers): void {
  expect(got.length).toBe(expected.length)
  const scale = Math.max(1, ...Array.from(expected, Math.abs))
  for (let i = 0; i < got.length; i++)
    expect(Math.abs(got[i] - expected[i]) / scale).toBeLessThanOrEqual(twoResults * cancelled)
}
