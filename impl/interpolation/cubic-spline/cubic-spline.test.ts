/**
 * The cubic spline with every pair of end conditions, held to the exact reference by the stability factor (NUM-2, NUM-3,
 * CSP-1, CSP-7, CSP-8, CSP-9); then the cases that other ways of computing it lose digits in.
 */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cubicSplineSlopes } from '../../../reference/interpolation/cubic-spline.ts'
import { hermite as hermiteReference } from '../../../reference/interpolation/hermite.ts'
import { entryOf } from '../../../spec/catalogue.ts'
import { mapNames, type Options } from '../../../spec/operator.ts'
import { cubicSplineBoundaries, splineData } from '../../../test/cubic-spline-data.ts'
import { operatorOf, stabilityOf } from '../../../test/piece-rules.ts'
import { emptyPieces } from '../pieces.ts'
import { cubicSplinePieces } from './cubic-spline.ts'

const name = 'cubic-spline'
const reference = hermiteReference(cubicSplineSlopes)
const spline = operatorOf(name, cubicSplinePieces)
const { limits } = entryOf(name)!
const irregular = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, i) => ((7 * i + seed) % 11) / 2 - 2.25)

type Data = Readonly<Record<string, readonly number[]>>

/** The largest K of all three maps. */
function worst(data: Data, options: Options): number {
  const cotangent = irregular(data.queries.length, 8)
  const tangents = Object.fromEntries(
    Object.entries(data).map(([argument, { length }], k) => [argument, irregular(length, k)]),
  )
  const input = { arguments: data, options, tangents, cotangent }
  return Math.max(...mapNames.map((map) => stabilityOf(map, name, reference, spline, input)))
}

/** Knots, their middles, and outside. */
const queriesOf = (t: readonly number[]): number[] => [
  ...t,
  ...t.slice(1).map((right, i) => (t[i] + right) / 2),
  t[0] - 1,
  t[t.length - 1] + 0.5,
]

describe.each(cubicSplineBoundaries)('$left, $right', (boundary) => {
  test('its derivatives of every order and its maps are the exact ones, up to rounding', () => {
    fc.assert(
      fc.property(splineData(boundary, 5), fc.constantFrom(0, 1, 2), (data, order) => {
        const options = { boundary, order, extrapolation: 'extension' }
        const K = worst({ ...data, queries: queriesOf(data.knots) }, options)
        expect(K).toBeLessThanOrEqual(Math.min(limits.primal, limits.pullback))
      }),
      { numRuns: 8 },
    )
  })
})

/** Cases in which the plain formulas lose digits that the input does not explain, and by how much. */
const hard: readonly (readonly [why: string, options: Options, data: Data])[] = [
  [
    'second derivatives from slopes beside a narrow gap: 9·10³',
    { boundary: 'not-a-knot', order: 2 },
    { knots: [-1, 0, 2 ** -10, 1, 3], values: [1, -2, 3, 0.5, 1], queries: [-1, 0, 0.0003, 2 ** -10, 2] },
  ],
  [
    'natural ends: their second derivative is zero, and so is every digit of it: ∞',
    { boundary: 'natural', order: 2 },
    { knots: [0, 0.3, 1.1, 2.7], values: [0.1, 0.7, -0.3, 0.9], queries: [0, 2 ** -60, 2.7] },
  ],
  [
    'not-a-knot over a narrow second gap, c₁ and c₂ for κ: 10³',
    { boundary: 'not-a-knot', order: 1 },
    { knots: [-8, 0, 2 ** -10, 5, 7], values: [3, 1, -2, 0.7, 4], queries: [-8, -5, 0, 2 ** -11] },
  ],
  [
    'a steep clamped end before a wide gap, with c₀ in the derivative of z₁: 312',
    { boundary: 'clamped' },
    {
      knots: [1, 13, 1741, 1755],
      values: [25.8, -2.0625, 0, 9.75],
      endSlopes: [15872, 0.0176],
      queries: [769, 1093],
    },
  ],
  [
    'a wide last gap with not-a-knot, z₁ as a mean of both sides: 98',
    { boundary: { left: 'natural', right: 'not-a-knot' }, order: 1 },
    { knots: [-0.0185546875, 0, 13], values: [28, 6e-28, 0], queries: [-0.0185, -0.004638671875] },
  ],
  [
    'the cubic through four points, its inner slopes as a mean of both sides: 297',
    { boundary: 'not-a-knot', order: 1 },
    {
      knots: [-0.003662109375, 0, 0.0146484375, 36.0146484375],
      values: [1.25, -52, 55, 0],
      queries: [-0.000228, 0.0146484375],
    },
  ],
  [
    'a ring of three gaps with a narrow one, by elimination: 152',
    { boundary: 'periodic', order: 2 },
    { knots: [-68, 0, 2.5, 2.5009765625], values: [2.1875, -27, -425984, -1.9375], queries: [0, 2 ** -60, -4.25] },
  ],
]

test.each(hard)('%s', (_why, options, data) => {
  expect(worst(data, options)).toBeLessThanOrEqual(16)
})

test('the entry of an end that does not use it has cotangent 0 (CSP-4)', () => {
  const data = { knots: [0, 1, 3, 4], values: [1, 2, 0, 4], queries: [0.5, 3.5] }
  const slopes = { ...data, endSlopes: [1, 5] }
  const bar = spline.pullback(slopes, [1, 2], { boundary: { left: 'clamped', right: 'natural' } })
  expect(bar.endSlopes[0]).not.toBe(0)
  expect(bar.endSlopes[1]).toBe(0)
  const bent = { ...data, endCurvatures: [1, 5] }
  const right = spline.pullback(bent, [1, 2], { boundary: { left: 'not-a-knot', right: 'second-derivatives' } })
  expect(right.endCurvatures[0]).toBe(0)
  expect(right.endCurvatures[1]).not.toBe(0)
})

describe('prepared', () => {
  const options = { boundary: { left: 'clamped', right: 'not-a-knot' } }
  const knots = Float64Array.of(0, 1, 3, 4, 6, 7)
  const args = { knots, values: Float64Array.of(1, 2, 0, 4, -1, 2), endSlopes: Float64Array.of(1, 0) }
  const barOf = (): ReturnType<typeof emptyPieces> => {
    const bar = emptyPieces(3, new Float64Array(6))
    bar.left.set(irregular(20, 1))
    bar.right.set(irregular(20, 5))
    return bar
  }
  const zeros = (): Record<string, Float64Array> => ({ values: new Float64Array(6), endSlopes: new Float64Array(2) })

  test('the same call gives the same bits again, with other data in between', () => {
    const prepared = cubicSplinePieces(knots, options)
    const pieces = emptyPieces(3, knots)
    const once = { ...zeros(), knots: new Float64Array(6) }
    prepared.fit(args, pieces)
    prepared.pullback(args, pieces, barOf(), once)
    const first = [...pieces.left, ...pieces.right]
    prepared.fit({ ...args, values: Float64Array.of(5, 5, 5, -2, 0, 1) }, pieces)
    prepared.pullback(args, pieces, barOf(), { ...zeros(), knots: new Float64Array(6) })
    prepared.fit(args, pieces)
    const again = { ...zeros(), knots: new Float64Array(6) }
    prepared.pullback(args, pieces, barOf(), zeros())
    prepared.pullback(args, pieces, barOf(), again)
    expect([...pieces.left, ...pieces.right]).toEqual(first)
    expect(again).toEqual(once)
  })

  test('without knots to add to, the other cotangents are the same', () => {
    const prepared = cubicSplinePieces(knots, options)
    const pieces = emptyPieces(3, knots)
    prepared.fit(args, pieces)
    const all: Record<string, Float64Array> = { ...zeros(), knots: new Float64Array(6) }
    const some = zeros()
    prepared.pullback(args, pieces, barOf(), all)
    prepared.pullback(args, pieces, barOf(), some)
    expect(some).toEqual({ values: all.values, endSlopes: all.endSlopes })
  })
})

test('in other units of either axis it is the same spline, to the last bit', () => {
  const scaled = (gap: number, rise: number): number[] => {
    const knots = [0, 1, 3, 4, 6].map((t) => t * gap)
    const values = [1, 2, 0, 4, -1].map((u) => u * rise)
    const queries = [0.5, 1.5, 3.5, 5, 6].map((q) => q * gap)
    return [...spline.primal({ knots, values, queries })].map((y) => y / rise)
  }
  const plain = scaled(1, 1)
  expect(scaled(2 ** 300, 2 ** 300)).toEqual(plain)
  expect(scaled(2 ** -300, 2 ** -100)).toEqual(plain)
})

describe('what a fit leaves', () => {
  const knots = Float64Array.of(0, 1, 3, 4, 6)
  const one = [1, 2, 0, 4, -1]
  const other = [5, -3, 0.5, 1, 2]

  function fitted(...data: readonly (readonly number[])[]): () => unknown {
    const prepared = cubicSplinePieces(knots, { boundary: 'natural' })
    const pieces = emptyPieces(3, knots)
    let pulledBack: () => unknown = () => undefined
    for (const values of data) {
      pulledBack()
      const args = { knots, values: Float64Array.from(values) }
      prepared.fit(args, pieces)
      pulledBack = () => {
        const bar = emptyPieces(3, new Float64Array(5))
        bar.left.set(irregular(16, 1))
        bar.right.set(irregular(16, 5))
        const into = { knots: new Float64Array(5), values: new Float64Array(5) }
        prepared.pullback(args, pieces, bar, into)
        return into
      }
    }
    return pulledBack
  }

  test('is its own, where another spline of as many knots is fitted before its pullback', () => {
    const alone = fitted(one)()
    const first = fitted(one)
    const second = fitted(other)
    expect(first()).toEqual(alone)
    expect(second()).not.toEqual(alone)
  })

  test('is nothing of the fit before', () => {
    expect(fitted(one, other)()).toEqual(fitted(other)())
    expect(fitted(one, other, one)()).toEqual(fitted(one)())
  })
})
