import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bsplineApproximation as referenceApproximation } from '../../reference/interpolation/bspline-approximation.ts'
import { bsplineInterpolation as referenceInterpolation } from '../../reference/interpolation/bspline-interpolation.ts'
import type { PieceRule as ReferenceRule } from '../../reference/interpolation/pieces.ts'
import { quadraticCollocation as referenceCollocation } from '../../reference/interpolation/quadratic-collocation.ts'
import { entryOf } from '../../spec/catalogue.ts'
import { mapNames, type Options } from '../../spec/operator.ts'
import { operatorOf, pieceData, stabilityOf } from '../../test/piece-rules.ts'
import { areGapsEven, largestPlainCondition } from './bspline/condition.ts'
import { doubled, plain, wide } from './bspline/digits.ts'
import { sitesOf } from './bspline/sites.ts'
import { Spline } from './bspline/spline.ts'
import { bsplineApproximation } from './bspline-approximation.ts'
import { bsplineInterpolation } from './bspline-interpolation.ts'
import * as impl from './faces.ts'
import { emptyPieces, type PieceRule } from './pieces.ts'
import { collocation } from './quadratic-spline/collocation.ts'

const degrees = [1, 2, 3, 4, 5]
const heights = [0, 1, -1, 2, 0, 1, 3, 1]
const approximations = degrees.flatMap((degree) =>
  [1, 2, 3].map((more) => ({ degree, controlPoints: degree + more })).filter(({ controlPoints }) => controlPoints < 7),
)
interface Kind {
  readonly name: string
  readonly rule: PieceRule
  readonly reference: ReferenceRule
  readonly options: Options
  readonly fewest: number
}
const kinds: readonly Kind[] = [
  ...degrees.map((degree) => ({
    name: 'bspline-interpolation',
    rule: bsplineInterpolation,
    reference: referenceInterpolation,
    options: { degree },
    fewest: degree + 1,
  })),
  ...approximations.map((options) => ({
    name: 'bspline-approximation',
    rule: bsplineApproximation,
    reference: referenceApproximation,
    options,
    fewest: options.controlPoints,
  })),
  {
    name: 'quadratic-spline',
    rule: collocation,
    reference: referenceCollocation,
    options: { start: 'collocation' },
    fewest: 3,
  },
]

describe.each(kinds)('$name with $options', ({ name, rule, reference, options, fewest }) => {
  const operator = operatorOf(name, rule)

  test('is as accurate as the data allow, in all maps and orders', { timeout: 60_000 }, () => {
    const query = fc.integer({ min: -4, max: 68 })
    const property = fc.property(
      // Breaks inside need more knots than the fewest.
      fc.constantFrom(fewest, 6, 6).chain((n) => pieceData(n, n)),
      query,
      fc.constantFrom(...mapNames),
      fc.constantFrom(0, 1, 2),
      ({ knots, values }, at, map, order) => {
        const queries = [knots[0] + ((knots[knots.length - 1] - knots[0]) * at) / 64, knots[1]]
        const input = {
          arguments: { knots, values, queries },
          options: { ...options, order, extrapolation: 'extension' },
          tangents: { knots: values, values: knots, queries: [1, -2] },
          cotangent: [3, -1],
        }
        expect(stabilityOf(map, name, reference, operator, input)).toBeLessThan(entryOf(name)!.limits[map])
      },
    )
    fc.assert(property, { numRuns: 12, seed: 2026 })
  })

  test('leaves the knots’ cotangent out where it is not asked for, and repeats itself to the bit', () => {
    const knots = Float64Array.of(-1, 0, 2, 2.5, 4, 5, 5.25)
    const values = Float64Array.of(1, -3, 4, 0.5, 2, 2, 7)
    const prepared = rule(knots, { ...options })
    const pieces = emptyPieces(prepared.degree, prepared.breaks)
    const bars = [true, false, true].map((withKnots) => {
      prepared.fit({ knots, values }, pieces)
      const bar = emptyPieces(prepared.degree, new Float64Array(prepared.breaks.length).fill(0.5))
      bar.left.forEach((_, k) => {
        bar.left[k] = (k % 5) - 2
        bar.right[k] = (k % 3) - 1
      })
      const into = { values: new Float64Array(7), ...(withKnots ? { knots: new Float64Array(7) } : {}) }
      prepared.pullback({ knots, values }, pieces, bar, into)
      return into
    })
    expect(bars[2]).toEqual(bars[0])
    expect(bars[1].values).toEqual(bars[0].values)
    expect(bars[0].knots!.some((x) => x !== 0)).toBe(true)
  })

  test('of many knots the adjoint is that of the tangent, and polynomials are reproduced', () => {
    const knots = Float64Array.from({ length: 200 }, (_, i) => i + Math.sin(i) / 3)
    const values = knots.map((t) => Math.cos(t * 1.3))
    const queries = Array.from({ length: 300 }, (_, j) => 0.3 + (j * 198) / 300)
    const full = { ...options, ...(name === 'bspline-approximation' ? { controlPoints: 100 } : {}) }
    const args = { knots, values, queries }
    const tangents = {
      knots: values,
      values: knots.map((_, i) => (i % 7) - 3),
      queries: queries.map((_, j) => (j % 5) - 2),
    }
    const cotangent = queries.map((_, j) => ((j * 7) % 11) - 5)
    const dot = operator.pushforward(args, tangents, full)
    const bars = operator.pullback(args, cotangent, full)
    const terms = Array.from(dot, (y, j) => y * cotangent[j])
    const others = Object.entries(tangents).flatMap(([key, x]) => Array.from(bars[key], (bar, i) => bar * x[i]))
    const sum = (xs: number[]): number => xs.reduce((total, x) => total + x, 0)
    const size = sum([...terms, ...others].map(Math.abs))
    expect(Math.abs(sum(terms) - sum(others))).toBeLessThan(2 ** -44 * size)
    const line = operator.primal({ ...args, values: knots.map((t) => 2 * t - 7) }, full)
    line.forEach((y, j) => {
      expect(Math.abs(y - (2 * queries[j] - 7))).toBeLessThan(2 ** -40)
    })
  })
})

test('passes through its data to the bit, wherever the breaks lie', () => {
  const knots = [-4, -3, 0, 0.125, 7, 8, 11, 12]
  const values = [0.1, -5, 0, 0.3, 7, -1e20, 1e-20, 2]
  for (const degree of degrees) {
    const operator = operatorOf('bspline-interpolation', bsplineInterpolation)
    expect([...operator.primal({ knots, values, queries: knots }, { degree })]).toEqual(values)
  }
})

/** Long gaps beside short ones, and data of which few count. */
const harsh = [
  { knots: [0, 1, 2, 70, 71, 72, 73], query: 0.0625 },
  { knots: [0, 2 ** -10, 1, 2, 2 + 2 ** -6, 512, 513], query: 1.75 },
]
const values = [14, -4, 0, 15, -0.5, 2, -1024]
const harshest = kinds.filter(
  ({ name, fewest, options }) => name !== 'bspline-approximation' || (fewest === 6 && options.degree === 4),
)

test.each(harshest)(
  '$name with $options: long gaps beside short ones cost no digits (BSP-8)',
  { timeout: 60_000 },
  (kind) => {
    const { name, rule, reference, options } = kind
    for (const { knots, query } of harsh) {
      for (const map of mapNames) {
        const input = {
          arguments: { knots, values, queries: [query] },
          options: { ...options, extrapolation: 'extension', order: 1 },
          tangents: { knots: [0, -10, 0, -3, 0, 0, 0], values: [0, 0, 0, 0, 0, 0, 0], queries: [0] },
          cotangent: [1],
        }
        expect(stabilityOf(map, name, reference, operatorOf(name, rule), input)).toBeLessThan(8)
      }
    }
  },
)

test('in all arithmetics the answers are the same, but for the digits', () => {
  const knots = Float64Array.from({ length: 60 }, (_, i) => i + Math.sin(i) / 3)
  const values = knots.map((t) => Math.cos(t * 1.3))
  for (const [degree, step] of degrees.slice(1).flatMap((p) => [
    [p, 1],
    [p, 3],
  ])) {
    const through = Array.from({ length: 59 - degree }, (_, i) => i + Math.ceil(degree / 2))
    const cell = through.filter((_, i) => i % step === 0)
    const sites = sitesOf(knots, { cell, share: cell.map(() => (degree + 1) % 2), of: 2 })
    const [one, two, many] = [plain, doubled, wide].map((arithmetic) => {
      const spline = new Spline(arithmetic, degree, sites)
      const pieces = emptyPieces(degree, spline.breaks)
      const dot = emptyPieces(degree, new Float64Array(spline.breaks.length))
      spline.fit({ knots, values }, pieces)
      spline.tangent({ knots, values }, pieces, { knots: values, values: knots }, dot)
      const bar = emptyPieces(degree, new Float64Array(spline.breaks.length).fill(0.5))
      bar.left.forEach((_, k) => {
        bar.left[k] = (k % 5) - 2
        bar.right[k] = (k % 3) - 1
      })
      const into = { knots: new Float64Array(60), values: new Float64Array(60) }
      spline.pullback({ knots, values }, pieces, bar, into)
      return [pieces.left, pieces.right, dot.left, dot.right, into.knots, into.values]
    })
    one.forEach((row, k) => {
      const size = Math.max(...two[k].map(Math.abs))
      expect(Math.max(...row.map((x, i) => Math.abs(x - two[k][i])))).toBeLessThan(2 ** -36 * size)
      // One rounding each: control points have twice the digits, and more.
      expect(Math.max(...many[k].map((x, i) => Math.abs(x - two[k][i])))).toBeLessThan(2 ** -50 * size)
    })
  }
})

test('doubles are taken where gaps are alike and control points hold to the data, and only there (BSP-8)', () => {
  const even = Float64Array.from({ length: 60 }, (_, i) => i)
  const isWell = (degree: number, cell: number[]): boolean => {
    const spline = new Spline(plain, degree, sitesOf(even, { cell, share: cell.map(() => 0), of: 1 }))
    return spline.condition() <= largestPlainCondition(degree, spline.isThroughData)
  }
  const every = (step: number): number[] =>
    Array.from({ length: 60 }, (_, i) => i).filter((i) => i > 0 && i < 59 && i % step === 0)
  for (const degree of degrees) expect(isWell(degree, every(4))).toBe(true)
  expect(isWell(3, every(1).slice(1, -1))).toBe(true)
  // A break beside each end that no datum holds.
  expect(isWell(3, every(1).slice(0, -2))).toBe(false)
  expect(areGapsEven(even, 3)).toBe(true)
  expect(areGapsEven(Float64Array.of(0, 1, 2, 3, 7, 8), 3)).toBe(true)
  expect(areGapsEven(Float64Array.of(0, 1, 2, 3, 7.5, 8.5), 3)).toBe(false)
  expect(areGapsEven(Float64Array.of(0, 4.5, 7, 9, 10), 2)).toBe(true)
  expect(areGapsEven(Float64Array.of(0, 4.5, 7, 9, 10), 3)).toBe(false)
  // Each gap is alike to the next, and the last not to the first.
  expect(
    areGapsEven(
      even.map((i) => 1.3 ** i),
      3,
    ),
  ).toBe(false)
})

/** Gaps in ratios to 10¹², where the equations have a condition beyond 2²⁰⁰. */
const uneven = [0, 1e6, 1e6 + 1e-6, 2e6, 3e6, 3e6 + 1e-6, 4e6]

/** The oracle takes half a minute for more control points on such knots. */
const unevenKinds = kinds.filter(
  ({ name, fewest, options }) => name === 'bspline-interpolation' || (fewest === 5 && options.degree === 3),
)

test.each(unevenKinds)(
  '$name with $options: gaps in ratios to 10¹² cost no digits (BSP-8)',
  { timeout: 60_000 },
  ({ name, rule, reference, options }) => {
    const knots = name === 'bspline-interpolation' ? uneven : uneven.slice(0, 6)
    const heights = [1, -3, 2, 0.5, 5, -1, 4].slice(0, knots.length)
    for (const map of mapNames) {
      const input = {
        arguments: { knots, values: heights, queries: [knots[1] + 2 ** -21, knots[4] - 1] },
        options: { ...options, extrapolation: 'extension', order: 1 },
        tangents: { knots: heights, values: knots, queries: [0, 1] },
        cotangent: [1, -2],
      }
      expect(stabilityOf(map, name, reference, operatorOf(name, rule), input)).toBeLessThan(8)
    }
  },
)

test('knots too uneven for any digits are refused, and say why (BSP-8)', () => {
  const knots = [-1e200, -1e-200, 0, 1e-200, 1e200, 2e200]
  const heights = [0, 1, 0, 2, 1, 0]
  expect(() => impl.bsplineInterpolation(knots, heights, { degree: 5 })).toThrow(
    /^bspline-interpolation: .*degree 5.*got equations that take more than 500 bits, expected fewer: a lower degree/,
  )
})

test('of least squares one short gap costs the derivative in the knots no digits (BSP-8)', () => {
  const derivativeAt = (gap: number): Float64Array =>
    operatorOf('bspline-approximation', bsplineApproximation).pullback(
      {
        knots: [0, gap, 1, 2, 3, 4, 5, 6],
        values: Array.from({ length: 8 }, (_, i) => Math.cos(3 * i)),
        queries: [0.3, 1.7],
      },
      [1, 0.5],
      { degree: 3, controlPoints: 7 },
    ).knots
  // Continuous in the gap: the exact one is near −2.097 for all of these, and moves by some multiple of the gap.
  const largestGap = 1e-6
  const expected = derivativeAt(largestGap)
  for (const gap of [1e-8, 1e-10, 1e-12, 1e-20])
    derivativeAt(gap).forEach((x, i) => {
      expect(Math.abs(x - expected[i])).toBeLessThan(100 * largestGap * Math.abs(expected[1]))
    })
})

test.each([
  [3, 20],
  [4, 39],
  [5, 40],
] as const)('along graded knots what is small keeps its digits: degree %d, %d knots (BSP-8)', (degree, n) => {
  const ratio = 4 ** (1 / degree) * (1 - 1e-9)
  const knots = [0]
  for (let i = 1; i < n; i++) knots.push(knots[i - 1] + ratio ** i)
  // A power about a knot: zero there, and within rounding of its data everywhere.
  const values = knots.map((t) => (t - knots[2]) ** degree)
  const query = (knots[0] + knots[1]) / 2
  const spline = impl.bsplineInterpolation(knots, values, { degree })
  // Data next to the query, and rounded as they are.
  const size = Math.abs(values[0])
  expect(Math.abs(spline.evaluate(query) - (query - knots[2]) ** degree)).toBeLessThan(2 ** -44 * size)
})

test.each([
  ['interpolation', (t: readonly number[]) => impl.bsplineInterpolation(t, heights, { degree: 2 })],
  ['interpolation', (t: readonly number[]) => impl.bsplineInterpolation(t, heights, { degree: 4 })],
  ['approximation', (t: readonly number[]) => impl.bsplineApproximation(t, heights, { controlPoints: 6 })],
])('%s: far from the origin, breaks between knots cost no digits (BSP-8)', (_, spline) => {
  // Differences of these doubles are exact: moved to the origin they are the same data.
  const offset = 1e9
  const knots = [0.86, 2.2, 2.7, 3.34, 3.85, 4.39, 5.28, 5.99].map((t) => offset + t)
  const queries = Array.from({ length: 30 }, (_, j) => offset + 0.9 + j / 6)
  const bar = queries.map((_, j) => (j % 3) - 1)
  const moved = (xs: readonly number[]): number[] => xs.map((x) => x - offset)
  const resultsOf = (at: (xs: readonly number[]) => readonly number[]): number[] => {
    const f = spline(at(knots))
    const { knots: tBar, values } = f.pullback(at(queries), bar)
    return [...f.evaluate(at(queries)), ...f.derivative(at(queries)), ...tBar, ...values]
  }
  const near = resultsOf(moved)
  const size = Math.max(...near.map(Math.abs))
  // Either side may be off by as much.
  const limit = entryOf('bspline-interpolation')!.limits.pullback
  resultsOf((xs) => xs).forEach((y, i) => {
    expect(Math.abs(y - near[i])).toBeLessThan(2 * limit * 2 ** -53 * size)
  })
})

test('of least squares the derivative in the knots keeps its digits where the value is all but its datum (BSP-8)', () => {
  const input = {
    arguments: { knots: [0, 1, 2, 3, 4, 5, 9], values: [0, 0, 0.03125, 0, 0, 8, 4.5], queries: [9.5] },
    options: { degree: 5, controlPoints: 6, extrapolation: 'constant' },
    tangents: { knots: [37, 8, 18.25, 1, 18.25, -6, 37], values: [1, -0.5, 41, 1, 41, 2.5, 1], queries: [1] },
    cotangent: [1],
  }
  const operator = operatorOf('bspline-approximation', bsplineApproximation)
  expect(stabilityOf('pushforward', 'bspline-approximation', referenceApproximation, operator, input)).toBeLessThan(8)
  const end = { knots: [-3, -2, -1, 0, 1, 2, 4], values: [0, 0, 0, 0, 0, 1, 0], queries: [4.25] }
  const atEnd = { ...input, arguments: end }
  expect(stabilityOf('pullback', 'bspline-approximation', referenceApproximation, operator, atEnd)).toBeLessThan(8)
})
