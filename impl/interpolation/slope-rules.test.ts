/**
 * The slope rules that look at chords (HER-7 to HER-21), held to the exact reference by the stability factor (NUM-2,
 * NUM-3): the slopes themselves, without the cubic between, at ties too.
 */
import * as fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { Dual } from '../../reference/dual.ts'
import { fractionOf } from '../../reference/exact.ts'
import { akima as akimaReference } from '../../reference/interpolation/akima.ts'
import { catmullRom as catmullRomReference } from '../../reference/interpolation/catmull-rom.ts'
import { makima as makimaReference } from '../../reference/interpolation/makima.ts'
import { pchip as pchipReference } from '../../reference/interpolation/pchip.ts'
import type { SlopeRule as Reference } from '../../reference/interpolation/slope-rule.ts'
import { steffen as steffenReference } from '../../reference/interpolation/steffen.ts'
import type { Scalar } from '../../reference/scalar.ts'
import { stabilityFactor } from '../../reference/stability.ts'
import type { MapName, Options } from '../../spec/operator.ts'
import { type ChordData, chordData, general, spiked, tied } from '../../test/chord-data.ts'
import { guarded } from '../../test/guarded.ts'
import { akima } from './akima.ts'
import { makima } from './makima.ts'
import { pchip } from './pchip.ts'
import type { SlopeRule } from './slope-rule.ts'
import { steffen } from './steffen.ts'
import { setParabolaAtEnd, setParabolaInside, threePoint } from './three-point.ts'

interface Subject {
  readonly rule: SlopeRule
  readonly reference: Reference
  readonly options: Options
}

/** The slopes of parabolas, of which other rules are made; `catmull-rom` itself has its cubics of the parabolas. */
const parabolas: SlopeRule = threePoint(() => ({ inner: setParabolaInside, end: setParabolaAtEnd }))

const subjects: readonly (readonly [name: string, subject: Subject])[] = [
  ['catmull-rom', { rule: parabolas, reference: catmullRomReference, options: {} }],
  ['akima', { rule: akima, reference: akimaReference, options: {} }],
  ['makima', { rule: makima, reference: makimaReference, options: {} }],
  ['pchip', { rule: pchip, reference: pchipReference, options: {} }],
  ['steffen', { rule: steffen, reference: steffenReference, options: { ends: 'parabola' } }],
  ['steffen with chords at the ends', { rule: steffen, reference: steffenReference, options: { ends: 'chord' } }],
]

/** Numbers of a call: data, and the tangents or cotangents that go with them. */
type Numbers = Readonly<Record<'knots' | 'values' | 'knotsDot' | 'valuesDot' | 'zBar', readonly number[]>>

function numbersOf({ knots, values }: ChordData): Numbers {
  const irregular = (seed: number): number[] => knots.map((_, i) => ((7 * i + seed) % 11) / 2 - 2.25)
  return { knots, values, knotsDot: irregular(1), valuesDot: irregular(4), zBar: irregular(8) }
}

/** The map of the reference in any number system; several results one after the other. */
function refer<T extends Scalar>(subject: Subject, map: MapName, x: Record<keyof Numbers, T[]>): T[] {
  const args = { knots: x.knots, values: x.values }
  const { reference, options } = subject
  if (map === 'primal') return reference.primal(args, options)
  if (map === 'pushforward') return reference.pushforward(args, { knots: x.knotsDot, values: x.valuesDot }, options)
  const { knots, values } = reference.pullback(args, x.zBar, options)
  return [...knots, ...values]
}

const mapEach = <T>(numbers: Numbers, lift: (x: number) => T): Record<keyof Numbers, T[]> => ({
  knots: numbers.knots.map(lift),
  values: numbers.values.map(lift),
  knotsDot: numbers.knotsDot.map(lift),
  valuesDot: numbers.valuesDot.map(lift),
  zBar: numbers.zBar.map(lift),
})

/** |J| |x| + |y|, each number moving in its own direction by its own size. */
function scaleOf(subject: Subject, map: MapName, numbers: Numbers): number[] {
  const size = 5 * numbers.knots.length
  let next = 0
  const lifted = mapEach(numbers, (x) => {
    const direction = next++
    return new Dual(
      x,
      Array.from({ length: size }, (_, k) => (k === direction ? x : 0)),
    )
  })
  return refer(subject, map, lifted).map(({ re, du }) => du.reduce((sum, dy) => sum + Math.abs(dy), Math.abs(re)))
}

function compute({ rule, options }: Subject, map: MapName, numbers: Numbers): number[] {
  const n = numbers.knots.length
  const x = mapEach(numbers, (entry) => entry)
  const args = { knots: Float64Array.from(x.knots), values: Float64Array.from(x.values) }
  const prepared = rule(args.knots, options)
  const z = guarded(n)
  prepared.slopes(args, z.array)
  expect(z.isIntact()).toBe(true)
  if (map === 'primal') return [...z.array]
  if (map === 'pushforward') {
    const zDot = guarded(n)
    const tangents = { knots: Float64Array.from(x.knotsDot), values: Float64Array.from(x.valuesDot) }
    prepared.tangent(args, tangents, zDot.array)
    expect(zDot.isIntact()).toBe(true)
    return [...zDot.array]
  }
  const into = { knots: new Float64Array(n), values: new Float64Array(n) }
  prepared.pullback(args, Float64Array.from(x.zBar), into)
  return [...into.knots, ...into.values]
}

/** One at a time, each cotangent and each tangent of a value: what is large elsewhere hides nothing. */
function unitStability(subject: Subject, map: MapName, data: ChordData): number {
  const zeros = data.knots.map(() => 0)
  const none = { ...data, knotsDot: zeros, valuesDot: zeros, zBar: zeros }
  return Math.max(
    ...zeros.map((_, i) => stabilityOf(subject, map, { ...none, valuesDot: zeros.with(i, 1), zBar: zeros.with(i, 1) })),
  )
}

function stability(subject: Subject, map: MapName, data: ChordData): number {
  return stabilityOf(subject, map, numbersOf(data))
}

function stabilityOf(subject: Subject, map: MapName, numbers: Numbers): number {
  const exact: Fraction[] = refer(subject, map, mapEach(numbers, fractionOf))
  return stabilityFactor(compute(subject, map, numbers), exact, scaleOf(subject, map, numbers)).K
}

/** Roundings that a term passes through in the slopes alone; with the cubic the catalogue allows 32 and 64. */
const most = { primal: 16, pushforward: 32, pullback: 32 } as const

describe.each(subjects)('%s', (_name, subject) => {
  test.each(['primal', 'pushforward', 'pullback'] as const)('its %s is the exact one, up to rounding', (map) => {
    fc.assert(
      fc.property(chordData(3, 8), (data) => {
        expect(stability(subject, map, data)).toBeLessThanOrEqual(most[map])
      }),
      { numRuns: 150 },
    )
  })

  test.each([100, -100])('so it is with values of 2 to the %d', (exponent) => {
    fc.assert(
      fc.property(general(6, exponent), (data) => {
        for (const map of ['primal', 'pushforward', 'pullback'] as const)
          expect(stability(subject, map, data)).toBeLessThanOrEqual(most[map])
      }),
      { numRuns: 30 },
    )
  })

  test.each(['primal', 'pushforward', 'pullback'] as const)('so is its %s beside spikes', (map) => {
    fc.assert(
      fc.property(spiked(8), (data) => {
        expect(unitStability(subject, map, data)).toBeLessThanOrEqual(most[map])
      }),
      { numRuns: 100 },
    )
  })

  test('flat data have slopes and tangents without NaN, at any level (HER-12)', () => {
    for (const level of [0, -0, 1, 2 ** 100]) {
      const data = { knots: [0, 1, 3, 4, 7], values: [level, level, level, level, level] }
      expect(compute(subject, 'primal', numbersOf(data))).toEqual([0, 0, 0, 0, 0])
      for (const map of ['pushforward', 'pullback'] as const) {
        expect(compute(subject, map, numbersOf(data)).every(Number.isFinite)).toBe(true)
        expect(stability(subject, map, data)).toBeLessThanOrEqual(most[map])
      }
    }
  })

  test('the slopes scale with the values and the knots, bit for bit', () => {
    fc.assert(
      fc.property(tied(6), fc.integer({ min: -300, max: 300 }), ({ knots, values }, k) => {
        const slopes = (factorT: number, factorU: number): number[] =>
          compute(
            subject,
            'primal',
            numbersOf({ knots: knots.map((t) => t * factorT), values: values.map((u) => u * factorU) }),
          )
        expect(slopes(1, 2 ** k)).toEqual(slopes(1, 1).map((z) => z * 2 ** k))
        expect(slopes(2 ** k, 1)).toEqual(slopes(1, 1).map((z) => z / 2 ** k))
      }),
    )
  })

  test('calls of one preparation do not depend on each other, and cotangents are added', () => {
    fc.assert(
      fc.property(general(5), general(5), (first, second) => {
        const { rule, options } = subject
        const knots = Float64Array.from(first.knots)
        const prepared = rule(knots, options)
        const run = (values: readonly number[], into: { knots?: Float64Array; values: Float64Array }): number[] => {
          const args = { knots, values: Float64Array.from(values) }
          const z = new Float64Array(5)
          const zDot = new Float64Array(5)
          prepared.slopes(args, z)
          prepared.tangent(args, { knots: zDot.map((_, i) => i), values: zDot.map((_, i) => -i) }, zDot)
          prepared.pullback(args, Float64Array.of(1, 2, -3, 4, 5), into as Record<string, Float64Array>)
          return [...z, ...zDot]
        }
        const fresh = { knots: new Float64Array(5), values: new Float64Array(5) }
        const before = run(first.values, fresh)
        run(second.values, { values: new Float64Array(5) })
        const again = { values: new Float64Array(5) }
        expect(run(first.values, again)).toEqual(before)
        expect(again.values).toEqual(fresh.values)
        const onTop = { values: Float64Array.from(again.values, () => 2 ** 60) }
        run(first.values, onTop)
        onTop.values.forEach((x, i) => {
          expect(Math.abs(x - 2 ** 60 - again.values[i])).toBeLessThanOrEqual(2 ** 10)
        })
      }),
    )
  })
})

test('Akima’s weights are judged by their own sum: steps ten orders apart are kept apart (HER-10)', () => {
  const small = { knots: [0, 1, 2, 3, 4, 5, 6, 7], values: [0, 0, 1, 3, 6, 10, 15, 21].map((u) => u * 1e-10) }
  const large = { knots: [...small.knots, 8, 9, 10], values: [...small.values, 1, -1, 1] }
  const alone = compute(subjects[1][1], 'primal', numbersOf(small))
  const beside = compute(subjects[1][1], 'primal', numbersOf(large))
  expect(beside.slice(0, 5)).toEqual(alone.slice(0, 5))
})

test('which branch is taken is not a matter of rounding: opposite chords that a high value hides (HER-15)', () => {
  const [, subject] = subjects[2]
  const numbers = numbersOf({ knots: [0, 1, 2, 3, 4], values: [0, 2 ** 55, -1, 0, 0] })
  const exact = refer(subject, 'pullback', mapEach(numbers, fractionOf)).map((x) => x.valueOf())
  compute(subject, 'pullback', numbers).forEach((x, i) => {
    expect(Math.abs(x - exact[i])).toBeLessThanOrEqual(2 ** -48 * Math.abs(exact[i]))
  })
})
