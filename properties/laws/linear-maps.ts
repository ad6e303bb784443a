/**
 * Law 4: pushforward and pullback are linear in ẋ and ȳ (OPR-2): additive within rounding, zero to zero,
 * and scaling by a power of two scales every bit of the result. Any length, no oracle.
 */
import * as fc from 'fast-check'
import type { MapName } from '../../spec/operator.ts'
import { answerOrSkip, inputOf, resultName } from '../ask.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Subject, Violation } from '../law.ts'
import { judgeLinear } from '../linearity.ts'
import { judged } from '../rounded-slopes.ts'

const clause = 'OPR-2'

export const linearMaps: Law = {
  id: 'linear-maps',
  title: 'the derivative maps are linear',
  statement:
    'Pushforward and pullback of a sum are the sum, of zero are zero, and of 2ᵏ times the input are 2ᵏ times the output, bit for bit.',
  clauses: [clause, 'NUM-7'],
  variants: ['pushforward', 'pullback'],
  maps: (variant) => [variant!],
  applies: (entry, variant) => entry.clauses[variant!] !== undefined,
  property(subject, variant) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'any', systems: 'any', maxLength, support })
    return fc.asyncProperty(fc.tuple(drawn, fc.integer({ min: -8, max: 8 })), ([input, k]) =>
      judged(subject, (asked) => judge(asked, variant!, input, k)),
    )
  },
  effort: 1,
}

async function judge(subject: Subject, map: MapName, input: Case, k: number): Promise<void> {
  await judgeLinear(subject, map, input, k, clause, {
    change: (by) => ({
      ...input,
      tangents: Object.fromEntries(Object.entries(input.tangents).map(([name, array]) => [name, by(array)])),
      cotangent: by(input.cotangent),
    }),
    answer: (changed) => answerOrSkip(subject, map, changed, clause),
    fail(name, index, what, expected, got, changed) {
      throw new Violation({
        clause,
        map,
        where: `${resultName(map, name)}, entry ${index}, ${what}`,
        argument: name,
        index,
        expected,
        got,
        input: inputOf(map, changed),
        options: input.options,
      })
    },
  })
}
