/**
 * Inputs of the shapes of an example, in short numbers: its own entries times eighths, so that they keep their signs and
 * mostly their order, or any quarters; a case shrinks to the example itself, then to zeros. Arguments whose derivative
 * is declared to be zero stay what they are in the example.
 */
import * as fc from 'fast-check'
import type { Input, Subject } from './subject.ts'
import { entriesOf, type OperatorValue, shapedAs } from './values.ts'

/** Draws arguments from numbers that are uniform in [0, 1). */
export type Draw = (random: () => number) => readonly OperatorValue[]

/** `y`: the value at the example, whose shape that of every cotangent is. */
export function inputs(
  subject: Subject,
  example: readonly OperatorValue[],
  y: OperatorValue,
  draw?: Draw,
): fc.Arbitrary<Input> {
  const args = draw === undefined ? around(subject, example) : drawn(draw)
  const seeds = fc.tuple(fc.tuple(...example.map((value) => small(value))), small(y), fc.nat({ max: 2 ** 20 }))
  return fc
    .tuple(args, seeds)
    .map(([given, [tangents, cotangent, first]]) => ({ args: given, tangents, cotangent, first }))
}

/** Halves up to 4 of the shape of `model`, not all zero while it can be helped: zeros say little. */
const small = (model: OperatorValue): fc.Arbitrary<OperatorValue> =>
  arrayLike(model, () => fc.integer({ min: -8, max: 8 }).map((k) => (k === 0 ? 1 : k / 2)))

function around(subject: Subject, example: readonly OperatorValue[]): fc.Arbitrary<readonly OperatorValue[]> {
  const active = (value: OperatorValue, k: number, entry: (x: number) => fc.Arbitrary<number>) =>
    subject.isActive(k) ? arrayLike(value, entry) : fc.constant(value)
  const near = (x: number): fc.Arbitrary<number> =>
    fc.integer({ min: -6, max: 12 }).map((k) => (x === 0 ? k / 8 : x * (1 + k / 8)))
  const anywhere = (): fc.Arbitrary<number> => fc.integer({ min: -16, max: 16 }).map((k) => k / 4)
  return fc.oneof(
    { withCrossShrink: true },
    fc.tuple(...example.map((value, k) => active(value, k, near))),
    fc.tuple(...example.map((value, k) => active(value, k, anywhere))),
  )
}

const arrayLike = (model: OperatorValue, entry: (x: number) => fc.Arbitrary<number>): fc.Arbitrary<OperatorValue> =>
  fc.tuple(...Array.from(entriesOf(model), entry)).map((entries) => shapedAs(model, entries))

/** The numbers shrink to zeros, and with them what is drawn from them to what is simplest. */
const drawn = (draw: Draw): fc.Arbitrary<readonly OperatorValue[]> =>
  fc.array(fc.integer({ min: 0, max: 2 ** 10 - 1 }), { minLength: 64, maxLength: 64 }).map((numbers) => {
    let next = 0
    return draw(() => numbers[next++ % numbers.length] / 2 ** 10)
  })
