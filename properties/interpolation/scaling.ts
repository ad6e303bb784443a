/**
 * INP-14: other units, powers of two, bit for bit. Ordinates times 2ᵏ make the output 2ᵏ times itself, of kinds that
 * are not linear too. Abscissae times 2ᵏ, with derivatives and options in the unit that they have, make order r
 * 2⁻ʳᵏ times itself, and an integral 2ᵏ times.
 */
import * as fc from 'fast-check'
import { resolveOptions } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import { answerOrSkip } from '../ask.ts'
import type { Case, Subject } from '../law.ts'
import { derivativeOf, withAbscissae, withOrdinates } from './axes.ts'
import { changed, compare, drawn, type Part } from './trial.ts'

const clause = 'INP-14'

export const scaledValues: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawn(subject), exponent(40)).map(([input, k]) => async (subject) => {
      const ordinates = withOrdinates(subject.entry, input, (array) => array.map((x) => x * 2 ** k))
      await judge(subject, input, changed(input, ordinates), k, `values times 2^${k}`)
    }),
}

export const scaledAbscissae: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawn(subject), exponent(20)).map(([input, k]) => async (subject) => {
      const { entry } = subject
      const options = inUnit(subject, input, k)
      if (options === undefined) return
      const abscissae = withAbscissae(entry, input, (x) => x * 2 ** k)
      const ordinates = withOrdinates(entry, input, (array, r) => array.map((x) => x * 2 ** (-r * k)))
      const scaled = changed(input, { ...abscissae, ...ordinates }, options)
      await judge(subject, input, scaled, -derivativeOf(entry, input) * k, `abscissae times 2^${k}`)
    }),
}

const exponent = (most: number): fc.Arbitrary<number> => fc.integer({ min: -most, max: most })

/** Holds the output of `scaled` to 2ᵖ times that of `input`. */
async function judge(subject: Subject, input: Case, scaled: Case, power: number, what: string): Promise<void> {
  const { output } = await answerOrSkip(subject, 'primal', changed(input, {}), clause)
  const got = await answerOrSkip(subject, 'primal', scaled, clause)
  for (let index = 0; index < output.length; index++) {
    compare({
      clause,
      input: scaled,
      where: `entry ${index}, ${what}`,
      index,
      expected: output[index] * 2 ** power,
      got: got.output[index],
      tolerance: 0,
    })
  }
}

/** The options that have a unit, in the new one; nothing where the port does not take such a value. */
function inUnit({ entry, support }: Subject, input: Case, k: number): Options | undefined {
  const full = resolveOptions(entry, input.options)
  const measured = Object.entries(entry.options).flatMap(([name, { unit }]) =>
    unit === undefined ? [] : [[name, Number(full[name]) * 2 ** (unit * k)] as const],
  )
  const isTaken = measured.every(([name, value]) => support.options?.[name]?.includes(value) ?? true)
  return isTaken ? Object.fromEntries(measured) : undefined
}
