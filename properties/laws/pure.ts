/**
 * Law 9: a map changes nothing and remembers nothing (OPR-4). Inputs are as they were, the same input gives
 * the same bits whatever was asked in between, and a result once given does not change under a later call. In half
 * of the cases the call in between differs in one thing alone: what is kept from one call to the next and told apart
 * by too little is then taken for the other's.
 */
import * as fc from 'fast-check'
import type { MapName } from '../../spec/operator.ts'
import { type Answers, answerOrSkip, inputOf, resultName } from '../ask.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Subject, Violation } from '../law.ts'
import { changedInOne } from '../one-change.ts'

const clause = 'OPR-4'

export const pure: Law = {
  id: 'pure',
  title: 'maps change nothing and remember nothing',
  statement: 'Inputs stay untouched, the same input gives the same bits, and no call leaves anything behind.',
  clauses: [clause],
  variants: ['primal', 'pushforward', 'pullback'],
  maps: (variant) => [variant!],
  applies: (entry, variant) => entry.clauses[variant!] !== undefined,
  property(subject, variant) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'any', lengths: 'any', systems: 'any', maxLength, support })
    const change = fc.noBias(fc.nat({ max: 1023 }))
    return fc.asyncProperty(fc.tuple(drawn, drawn, change), async ([input, between, change]) => {
      await judge(subject, variant!, input, between)
      if (change % 2 === 0) return
      const near = changedInOne(subject, variant!, input, (change - 1) / 2)
      if (near !== undefined) await judgeNear(subject, variant!, input, between, near)
    })
  },
  effort: 1,
}

async function judge(subject: Subject, map: MapName, input: Case, between: Case): Promise<void> {
  const before = structuredClone(input)
  const first = await answerOrSkip(subject, map, input, clause)
  const kept = copy(first)
  compare(map, before, 'its own input', inputOf(undefined, input), inputOf(undefined, before), (name) => name)
  const again = await answerOrSkip(subject, map, input, clause)
  compare(map, before, 'the result of the same call again', again, kept)
  await answerOrSkip(subject, map, between, clause)
  compare(map, before, 'the first result after another call', first, kept)
  const second = await answerOrSkip(subject, map, input, clause)
  compare(map, before, 'the result of the same call after another', second, kept)
}

/** Right after its neighbour and after a case far from both, either is answered alike. */
async function judgeNear(subject: Subject, map: MapName, input: Case, far: Case, near: Case): Promise<void> {
  const ask = async (asked: Case): Promise<Answers> => copy(await answerOrSkip(subject, map, asked, clause))
  const what = 'the result after a call that differs in one thing'
  await ask(input)
  const nearAfter = await ask(near)
  const inputAfter = await ask(input)
  await ask(far)
  compare(map, input, what, inputAfter, await ask(input))
  await ask(far)
  compare(map, near, what, nearAfter, await ask(near))
}

const copy = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).map(([name, values]) => [name, Array.from(values)]))

function compare(
  map: MapName,
  input: Case,
  what: string,
  now: Answers,
  then: Answers,
  nameOf: (name: string) => string = (name) => resultName(map, name),
): void {
  for (const [name, values] of Object.entries(then)) {
    for (let index = 0; index < values.length; index++) {
      if (Object.is(values[index], now[name][index])) continue
      throw new Violation({
        clause,
        map,
        where: `${what}: ${nameOf(name)}, entry ${index}`,
        argument: name,
        index,
        expected: `${values[index]}, bit for bit as before`,
        got: `${now[name][index]}`,
        input: inputOf(map, input),
        options: input.options,
      })
    }
  }
}
