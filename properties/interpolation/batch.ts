/**
 * INP-14: each query has its own answer, bit for bit, in whatever order they are asked, alone or together, once or
 * twice, at knots and next to them too. So it is with the bounds of integrals.
 */

import { answerOrSkip } from '../ask.ts'
import type { Case, Subject } from '../law.ts'
import { changed, compare, drawn, type Part } from './trial.ts'

const clause = 'INP-14'

/** Which of the queries are asked, in order. */
type Selection = readonly number[]

export const batch: Part = {
  applies: () => true,
  trials: (subject) =>
    drawn(subject, { places: 'any' }).map((input) => async (subject) => {
      const all = Array.from(input.arguments[queryArguments(subject)[0]], (_, k) => k)
      const { output } = await answerOrSkip(subject, 'primal', changed(input, {}), clause)
      const alone = all.slice(0, mostAlone).map((k) => [k])
      const twice = all.flatMap((k) => [k, k]).slice(0, subject.maxLength)
      for (const selection of [all.toReversed(), twice, ...alone]) {
        const asked = changed(input, selected(subject, input, selection))
        const got = await answerOrSkip(subject, 'primal', asked, clause)
        selection.forEach((k, index) => {
          compare({
            clause,
            input: asked,
            where: `query ${k} ${selection.length === 1 ? 'alone' : 'in another order'}`,
            index,
            expected: output[k],
            got: got.output[index],
            tolerance: 0,
          })
        })
      }
    }),
}

const mostAlone = 4

const queryArguments = ({ entry }: Subject): string[] =>
  entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)

const selected = (subject: Subject, input: Case, selection: Selection): Record<string, readonly number[]> =>
  Object.fromEntries(queryArguments(subject).map((name) => [name, selection.map((k) => input.arguments[name][k])]))
