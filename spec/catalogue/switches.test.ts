/**
 * Between two data where no switch changes its sign a rule is smooth (HER-12, HER-15, HER-18, HER-21): its exact
 * Jacobian does not jump. Held to it on data a hair's breadth to either side of a tie, and the other way round.
 */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dual } from '../../reference/dual.ts'
import { fractionOf } from '../../reference/exact.ts'
import { akima } from '../../reference/interpolation/akima.ts'
import { makima } from '../../reference/interpolation/makima.ts'
import { pchip } from '../../reference/interpolation/pchip.ts'
import type { SlopeRule } from '../../reference/interpolation/slope-rule.ts'
import { steffen } from '../../reference/interpolation/steffen.ts'
import { type ChordData, tied } from '../../test/chord-data.ts'
import type { Options } from '../operator.ts'
import { akimaSwitches, makimaSwitches, pchipSwitches, steffenSwitches } from './switches.ts'

const rules = [
  ['akima', akima, akimaSwitches, {}],
  ['makima', makima, makimaSwitches, {}],
  ['pchip', pchip, pchipSwitches, {}],
  ['steffen', steffen, steffenSwitches, { ends: 'parabola' }],
  ['steffen with chords at the ends', steffen, steffenSwitches, { ends: 'chord' }],
] as const

const hair = 2 ** -30

/** The derivatives of the slopes by the values, one after the other. */
function derivatives(rule: SlopeRule, { knots, values }: ChordData, options: Options): number[] {
  const [zero, one] = [fractionOf(0), fractionOf(1)]
  const variable = (x: number, k: number): Dual<typeof zero> =>
    new Dual(
      fractionOf(x),
      values.map((_, j) => (j === k ? one : zero)),
    )
  const args = { knots: knots.map((t) => variable(t, -1)), values: values.map(variable) }
  return rule.primal(args, options).flatMap(({ du }) => du.map((x) => x.valueOf()))
}

const cases = fc
  .integer({ min: 2, max: 5 })
  .chain((n) => fc.tuple(tied(n), fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n })))
  .map(([{ knots, values }, direction]) => {
    const moved = (step: number): ChordData => ({ knots, values: values.map((u, i) => u + step * direction[i]) })
    return [moved(-hair), moved(hair)] as const
  })

describe.each(rules)('%s', (_name, rule, switches, options) => {
  const jumps = ([before, after]: readonly [ChordData, ChordData]): boolean => {
    const there = derivatives(rule, after, options)
    return derivatives(rule, before, options).some((x, i) => Math.abs(x - there[i]) > 2 ** -12)
  }
  const isNoticed = ([before, after]: readonly [ChordData, ChordData]): boolean => {
    const there = switches({ ...after }, options)
    return switches({ ...before }, options).some((x, i) => Math.sign(x) !== Math.sign(there[i]))
  }

  test('no jump of the derivatives goes unnoticed', () => {
    fc.assert(
      fc.property(cases, (pair) => {
        if (!isNoticed(pair)) expect(jumps(pair)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  test('every switch is one: alone it makes a jump somewhere', () => {
    const needed = new Set<string>()
    const seen = new Set<string>()
    for (const pair of fc.sample(cases, { numRuns: 4000, seed: 7 })) {
      // With three knots the jump at equal chords is one of the second derivatives.
      if (pair[0].knots.length === 3) continue
      const there = switches({ ...pair[1] }, options)
      const changed = switches({ ...pair[0] }, options).flatMap((x, i) =>
        Math.sign(x) === Math.sign(there[i]) ? [] : [i],
      )
      if (changed.length !== 1) continue
      const id = `${changed[0]} of ${there.length}`
      seen.add(id)
      if (jumps(pair)) needed.add(id)
    }
    expect(seen.size).toBeGreaterThan(2)
    expect([...seen].filter((id) => !needed.has(id))).toEqual([])
  })
})
