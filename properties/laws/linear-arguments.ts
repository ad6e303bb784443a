/**
 * Law 5: the primal is linear in each group of arguments that the catalogue says it is linear in (OPR-9),
 * the others held fixed. Any length, no oracle.
 */
import * as fc from 'fast-check'
import { answerOrSkip, inputOf } from '../ask.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Subject, Violation } from '../law.ts'
import { judgeLinear } from '../linearity.ts'
import { judged } from '../rounded-slopes.ts'

const clause = 'OPR-9'

export const linearArguments: Law = {
  id: 'linear-arguments',
  title: 'the primal is linear where the catalogue says so',
  statement:
    'In each group of linear arguments the primal of a sum is the sum, of zero is zero, and of 2ᵏ times the group is 2ᵏ times the output, bit for bit.',
  clauses: [clause, 'NUM-7'],
  variants: [],
  maps: () => ['primal'],
  applies: (entry) => entry.linear.length > 0,
  property(subject) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'any', systems: 'any', maxLength, support })
    const group = fc.constantFrom(...entry.linear)
    return fc.asyncProperty(fc.tuple(drawn, group, fc.integer({ min: -8, max: 8 })), ([input, names, k]) =>
      judged(subject, (asked) => judge(asked, input, names, k)),
    )
  },
  effort: 1,
}

async function judge(subject: Subject, input: Case, names: readonly string[], k: number): Promise<void> {
  await judgeLinear(subject, 'primal', input, k, clause, {
    change: (by) => ({
      ...input,
      arguments: Object.fromEntries(
        Object.entries(input.arguments).map(([name, array]) => [name, names.includes(name) ? by(array) : array]),
      ),
    }),
    answer: (changed) => answerOrSkip(subject, 'primal', changed, clause),
    fail(_, index, what, expected, got, changed) {
      throw new Violation({
        clause,
        map: 'primal',
        where: `the output, entry ${index}, ${what} (${names.join(', ')})`,
        index,
        expected,
        got,
        input: inputOf('primal', changed),
        options: input.options,
      })
    },
  })
}
