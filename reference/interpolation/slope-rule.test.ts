/**
 * The proof of the derivative maps of the slope rules that look at chords (HER-7 to HER-21): held to dual numbers by
 * equality over the rationals, at ties too. Values by hand, and what the rules promise.
 */
import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../spec/operator.ts'
import { type ChordData, chordData, general } from '../../test/chord-data.ts'
import { Dual } from '../dual.ts'
import { fractionOf } from '../exact.ts'
import { akima } from './akima.ts'
import { catmullRom } from './catmull-rom.ts'
import { makima } from './makima.ts'
import { pchip } from './pchip.ts'
import type { SlopeRule } from './slope-rule.ts'
import { steffen } from './steffen.ts'

const rules: readonly (readonly [name: string, rule: SlopeRule, options: Options])[] = [
  ['catmull-rom', catmullRom, {}],
  ['akima', akima, {}],
  ['makima', makima, {}],
  ['pchip', pchip, {}],
  ['steffen', steffen, { ends: 'parabola' }],
  ['steffen with chords at the ends', steffen, { ends: 'chord' }],
]

const runs = { numRuns: 150, seed: 2026 }
const [zero, one] = [fractionOf(0), fractionOf(1)]
const exactly = (xs: readonly number[]): Fraction[] => xs.map(fractionOf)

/** The Jacobian of the slopes by knots and values, row by row. */
function jacobian(rule: SlopeRule, { knots, values }: ChordData, options: Options): Fraction[][] {
  const n = knots.length
  const variable = (x: number, k: number): Dual<Fraction> =>
    new Dual(
      fractionOf(x),
      Array.from({ length: 2 * n }, (_, j) => (j === k ? one : zero)),
    )
  const args = { knots: knots.map(variable), values: values.map((u, i) => variable(u, n + i)) }
  return rule.primal(args, options).map(({ du }) => [...du])
}

const inner = (a: readonly Fraction[], b: readonly Fraction[]): Fraction =>
  a.reduce((sum, entry, i) => sum.add(entry.mul(b[i])), zero)

/** Directions that no usual mistake is orthogonal to. */
const direction = (length: number, seed: number): Fraction[] =>
  Array.from({ length }, (_, i) => fractionOf(((7 * i + seed) % 11) - 4.5))

const strings = (xs: readonly Fraction[]): string[] => xs.map((x) => x.toFraction())

function expectPushforward(rule: SlopeRule, data: ChordData, options: Options): void {
  const n = data.knots.length
  const tangent = direction(2 * n, 1)
  const tangents = { knots: tangent.slice(0, n), values: tangent.slice(n) }
  const args = { knots: exactly(data.knots), values: exactly(data.values) }
  const got = rule.pushforward(args, tangents, options)
  expect(strings(got)).toEqual(strings(jacobian(rule, data, options).map((row) => inner(row, tangent))))
}

function expectPullback(rule: SlopeRule, data: ChordData, options: Options): void {
  const n = data.knots.length
  const zBar = direction(n, 3)
  const J = jacobian(rule, data, options)
  const columns = Array.from({ length: 2 * n }, (_, k) => J.map((row) => row[k]))
  const args = { knots: exactly(data.knots), values: exactly(data.values) }
  const { knots, values } = rule.pullback(args, zBar, options)
  expect(strings([...knots, ...values])).toEqual(strings(columns.map((column) => inner(column, zBar))))
}

describe.each(rules)('%s', (_name, rule, options) => {
  test('its pushforward is that of dual numbers, exactly', () => {
    fc.assert(
      fc.property(chordData(2, 7), (data) => expectPushforward(rule, data, options)),
      runs,
    )
  })

  test('its pullback is that of dual numbers, exactly', () => {
    fc.assert(
      fc.property(chordData(2, 7), (data) => expectPullback(rule, data, options)),
      runs,
    )
  })

  test('in doubles it takes the same branch as exactly, at ties too', () => {
    fc.assert(
      fc.property(chordData(2, 7), (data) => {
        const zBar = data.knots.map((_, i) => ((7 * i + 3) % 11) - 4.5)
        const expected = rule.pullback(
          { knots: exactly(data.knots), values: exactly(data.values) },
          exactly(zBar),
          options,
        )
        const got = rule.pullback({ ...data }, zBar, options)
        const size = Math.max(1, ...expected.values.map((x) => Math.abs(x.valueOf())))
        got.values.forEach((x, i) => {
          expect(Math.abs(x - expected.values[i].valueOf())).toBeLessThan(2 ** -30 * size)
        })
      }),
      runs,
    )
  })

  test('two knots have the slope of their chord, and lines keep theirs', () => {
    const line = { knots: [0, 3, 4, 8, 9], values: [1, 7, 9, 17, 19] }
    for (const n of [2, 3, 4, 5]) {
      const args = { knots: exactly(line.knots.slice(0, n)), values: exactly(line.values.slice(0, n)) }
      expect(strings(rule.primal(args, options))).toEqual(args.knots.map(() => '2'))
    }
  })
})

const slopesOf = (rule: SlopeRule, knots: number[], values: number[], options: Options = {}): string[] =>
  strings(rule.primal({ knots: exactly(knots), values: exactly(values) }, options))

describe('slopes by hand', () => {
  test.each([
    // h = 1, 2, 1; m = 1, −1, 4
    ['catmull-rom', ['5/3', '1/3', '7/3', '17/3']],
    // m[−1] and m[3] are 3 and 9; weights from v[−2] on: 2, 2, 2, 5, 5, 5
    ['akima', ['2', '3/7', '3/7', '13/2']],
    // weights from v[−2] on, |D| + |S|/2: 2 + 4, 2 + 2, 2 + 0, 5 + 3/2, 5 + 13/2, 5 + 23/2
    ['makima', ['3/2', '5/21', '-7/27', '249/46']],
    ['pchip', ['5/3', '0', '0', '17/3']],
    ['steffen', ['5/3', '0', '0', '17/3']],
    ['steffen with chords at the ends', ['1', '0', '0', '4']],
  ])('%s', (name, expected) => {
    const [, rule, options] = rules.find(([other]) => other === name)!
    expect(slopesOf(rule, [0, 1, 3, 4], [1, 2, 0, 4], options)).toEqual(expected)
  })
})

test.each([
  // h = 1, 2; m = 1, 2; harmonic weights 5 and 4
  ['pchip', pchip, ['2/3', '9/7', '8/3']],
  ['steffen', steffen, ['2/3', '4/3', '8/3']],
])('%s of rising data', (_name, rule, expected) => {
  expect(slopesOf(rule, [0, 1, 3], [0, 1, 5], { ends: 'parabola' })).toEqual(expected)
})

test('Catmull–Rom slopes are those of the parabola, wherever the data lie on one (HER-7)', () => {
  const knots = [-2, -1, 1, 1.5, 4]
  const parabola = (x: number): number => 3 * x * x - 2 * x + 1
  expect(slopesOf(catmullRom, knots, knots.map(parabola))).toEqual(knots.map((x) => fractionOf(6 * x - 2).toFraction()))
})

test.each([
  ['pchip', pchip, 3],
  ['steffen', steffen, 2],
] as const)('%s has the sign of the chords and not more than their multiple', (_name, rule, most) => {
  fc.assert(
    fc.property(general(6), ({ knots, values }) => {
      const z = rule.primal({ knots: exactly(knots), values: exactly(values) }, { ends: 'parabola' })
      values.slice(1).forEach((next, i) => {
        const m = fractionOf(next)
          .sub(fractionOf(values[i]))
          .div(fractionOf(knots[i + 1]).sub(fractionOf(knots[i])))
        for (const slope of [z[i], z[i + 1]]) {
          expect(slope.mul(m).compare(0)).toBeGreaterThanOrEqual(0)
          expect(slope.abs().compare(m.abs().mul(most))).toBeLessThanOrEqual(0)
        }
      })
    }),
    runs,
  )
})
