/**
 * Law 8: bad input gets the declared error, with argument and entry where the spec names them (ERR-1 to
 * ERR-6), and never an answer. Each kind of bad input is planted in an otherwise valid case.
 */
import * as fc from 'fast-check'
import { CotangentError } from '../../spec/errors.ts'
import { type MapName, mapNames } from '../../spec/operator.ts'
import { type Answers, answer, hasSides, inputOf } from '../ask.ts'
import { type Defect, defects, type Spoilt } from '../defects.ts'
import { cases } from '../draw/cases.ts'
import { type Law, type Subject, Violation } from '../law.ts'

export const badInput: Law = {
  id: 'bad-input',
  title: 'bad input gets its error',
  statement:
    'Empty, too short or mismatched arrays, NaN and infinities, knots that do not increase, queries out of range, singular matrices, unknown options and operators are each answered with the declared code; an argument or index that is named is the one at fault; nothing is silently NaN.',
  clauses: ['ERR-1', 'ERR-2', 'ERR-3', 'ERR-4', 'ERR-5', 'ERR-6', 'QSP-17', 'TRI-10', 'CYC-5', 'PRT-5'],
  variants: [],
  maps: () => ['primal'],
  applies: () => true,
  property(subject) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'oracle', systems: 'any', maxLength, support })
    const maps = mapNames.filter((map) => support.maps.includes(map) && entry.clauses[map] !== undefined)
    const spoil = fc.tuple(drawn, fc.constantFrom(...defects), fc.constantFrom(...maps), fc.nat({ max: 63 }))
    return fc.asyncProperty(spoil, ([input, defect, map, pick]) => {
      const spoilt = defect.plant(subject, map, input, pick)
      fc.pre(spoilt !== undefined)
      return judge(subject, map, defect, spoilt!)
    })
  },
  effort: 2,
}

async function judge(subject: Subject, map: MapName, defect: Defect, spoilt: Spoilt): Promise<void> {
  const { code, argument, index, input, operator } = spoilt
  const due = describe(code, argument, index)
  const fail = (got: string): never => {
    throw new Violation({
      clause: code === 'SINGULAR' ? 'ERR-6' : 'ERR-2',
      map,
      where: `the error of ${map} for ${defect.name}`,
      expected: due,
      got,
      expectedCode: code,
      input: inputOf(map, input),
      options: input.options,
    })
  }
  let answers: Answers
  try {
    answers = await answer({ ...subject, entry: { ...subject.entry, name: operator } }, map, input)
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    if (!isDue(error, spoilt)) fail(`${describe(error.code, error.argument, error.index)}: ${error.message}`)
    return
  }
  const numbers = Object.values(answers).flatMap((array) => Array.from(array ?? []))
  fail(`an answer: ${numbers.slice(0, 6).join(' ')}`)
}

/** The code is as declared, and what the error names besides is right (ERR-4). */
function isDue(error: CotangentError, { code, argument, index, input }: Spoilt): boolean {
  if (error.code === 'INVALID_OPTION' && code !== 'INVALID_OPTION') return hasSides(input)
  const agrees = <T>(named: T | undefined, due: T | undefined): boolean =>
    named === undefined || due === undefined || named === due
  return error.code === code && agrees(error.argument, argument) && agrees(error.index, index)
}

function describe(code: string, argument: string | undefined, index: number | undefined): string {
  const where = argument === undefined ? '' : ` at ${argument}${index === undefined ? '' : `[${index}]`}`
  return `${code}${where}`
}
