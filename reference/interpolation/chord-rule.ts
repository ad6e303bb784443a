/**
 * Slope rules that look at the data through its chords alone: gaps h and slopes m (HER-7). With two knots there is
 * one chord, and every such rule gives its slope: the interpolant is the line.
 */
import type { Options } from '../../spec/operator.ts'
import { differences } from '../differences.ts'
import { add, constant, multiply, smaller } from '../math.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import { type Chords as ChordTangents, chords, chordsPullback, chordsPushforward } from './chord.ts'
import type { SlopeRule } from './slope-rule.ts'

/** With the rises, m = rise/h, by which slopes are compared. */
export interface Chords<T> extends ChordTangents<T> {
  readonly rise: readonly T[]
}

/** The slopes z as a function of two chords or more, h and m taken as independent of each other. */
export interface ChordRule {
  primal<T extends Scalar>(chords: Chords<T>, options: Options): T[]
  pushforward<T extends Scalar>(chords: Chords<T>, dot: ChordTangents<T>, options: Options): T[]
  pullback<T extends Scalar>(chords: Chords<T>, zBar: readonly T[], options: Options): ChordTangents<T>
}

/** The one chord's slope at both of its ends. */
const line: ChordRule = {
  primal: ({ m: [only] }) => [only, only],
  pushforward: (_chords, { m: [only] }) => [only, only],
  pullback: ({ h: [gap] }, [left, right]) => ({ h: [constant(0, gap)], m: [add(left, right)] }),
}

export function fromChords(rule: ChordRule): SlopeRule {
  const ruleFor = ({ knots }: Vectors<Scalar>): ChordRule => (knots.length === 2 ? line : rule)
  const chordsOf = <T extends Scalar>({ knots, values }: Vectors<T>): Chords<T> => ({
    ...chords(knots, values),
    rise: differences(values),
  })
  return {
    primal: (args, options) => ruleFor(args).primal(chordsOf(args), options),
    pushforward(args, tangents, options) {
      const at = chordsOf(args)
      return ruleFor(args).pushforward(at, chordsPushforward(at, tangents.knots, tangents.values), options)
    },
    pullback(args, zBar, options) {
      const at = chordsOf(args)
      const { t, u } = chordsPullback(at, ruleFor(args).pullback(at, zBar, options))
      return { knots: t, values: u }
    },
  }
}

/** −1, 0 or 1; of a dual number that of its real part. */
export function signOf<T extends Scalar>(x: T): number {
  const zero = constant(0, x)
  return smaller(x, zero) ? -1 : smaller(zero, x) ? 1 : 0
}

/** The sign of a m[i] + b m[j], by rises and gaps: a tie that divisions would round away is seen in doubles too. */
export function signOfSum<T extends Scalar>({ h, rise }: Chords<T>, a: T, i: number, b: T, j: number): number {
  return signOf(add(multiply(multiply(a, rise[i]), h[j]), multiply(multiply(b, rise[j]), h[i])))
}
