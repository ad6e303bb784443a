/**
 * Law 8: bad input gets the declared error, with argument and entry where the spec names them (ERR-1 to
 * ERR-6), and never an answer; and leaves nothing behind, so that the unspoilt case is answered as before. A
 * pushforward without tangents is no bad input: it is zero (OPR-8).
 *
 * The ways to spoil a case are finite in number, and a bug sits in one of them: they are dealt out like cards, a
 * hand to each case, so that any dozens of cases see all of them.
 */
import * as fc from 'fast-check'
import { CotangentError } from '../../spec/errors.ts'
import { type MapName, mapNames } from '../../spec/operator.ts'
import { type Answers, answer, hasSides, inputOf, unexpectedError } from '../ask.ts'
import type { Defect, Spoilt } from '../defects/defect.ts'
import { defectsOf } from '../defects/index.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Subject, Violation } from '../law.ts'

/** The hand is drawn with the case, so that it is replayed with it. What fits few cases needs many turns. */
const hands = 4

export const badInput: Law = {
  id: 'bad-input',
  title: 'bad input gets its error',
  statement:
    'Empty, too short or mismatched arrays, NaN and infinities, knots that do not increase, queries out of range, singular matrices, unknown options and operators are each answered with the declared code; an argument or index that is named is the one at fault; nothing is silently NaN, and the next answer is as it was before.',
  clauses: [
    'ERR-1',
    'ERR-2',
    'ERR-3',
    'ERR-4',
    'ERR-5',
    'ERR-6',
    'QSP-17',
    'TRI-10',
    'CYC-5',
    'INP-4',
    'OPR-4',
    'OPR-8',
    'PRT-5',
  ],
  variants: [],
  maps: () => ['primal'],
  applies: () => true,
  property(subject) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'oracle', systems: 'any', maxLength, support })
    const maps = mapNames.filter((map) => support.maps.includes(map) && entry.clauses[map] !== undefined)
    const deck = maps.flatMap((map) => defectsOf(subject, map).map((defect) => ({ map, defect })))
    const hand = fc.noBias(fc.nat({ max: hands - 1 }))
    const pick = fc.noBias(fc.nat({ max: 63 }))
    return fc.asyncProperty(fc.tuple(drawn, hand, pick, drawn), async ([input, hand, pick, other]) => {
      const asked = [await askedBefore(subject, maps, input), await askedBefore(subject, maps, other)]
      if (asked[0].answers.pushforward !== undefined) await judgeWithoutTangents(subject, input)
      let turn = pick
      for (let card = hand; card < deck.length; card += hands) {
        const { map, defect } = deck[card]
        const spoilt = defect.plant(subject, map, input, pick)
        if (spoilt === undefined) continue
        await judge(subject, map, defect, spoilt)
        if (++turn % 3 === 0) await judgeAfter(subject, map, defect, asked[turn % 2])
      }
    })
  },
  effort: 2,
}

async function judge(subject: Subject, map: MapName, defect: Defect, spoilt: Spoilt): Promise<void> {
  const { code, argument, index, input, operator } = spoilt
  const due = describe(code, argument, index)
  const fail = (clause: string, got: string): never => {
    throw new Violation({
      clause,
      map,
      where: `the error of ${map} for ${defect.name}`,
      expected: due,
      got,
      expectedCode: code,
      input: inputOf(map, input),
      options: input.options,
    })
  }
  const clause = spoilt.clause ?? (code === 'SINGULAR' ? 'ERR-6' : 'ERR-2')
  let answers: Answers
  try {
    answers = await answer({ ...subject, entry: { ...subject.entry, name: operator } }, map, input)
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    if (isAllowed(error, spoilt)) return
    const got = `${describe(error.code, error.argument, error.index)}: ${error.message}`
    if (error.code !== code) fail(clause, got)
    if (!namesTheFault(error, spoilt)) fail('ERR-4', got)
    return
  }
  const numbers = Object.values(answers).flatMap((array) => Array.from(array ?? []))
  fail(clause, `an answer: ${numbers.slice(0, 6).join(' ')}`)
}

/** A port need not take an option with two sides (PRT-2). */
const isAllowed = ({ code }: CotangentError, { code: due, input }: Spoilt): boolean =>
  code === 'INVALID_OPTION' && due !== code && hasSides(input)

/** What the error names besides its code is right; what it leaves out is no fault. */
function namesTheFault(error: CotangentError, { argument, index }: Spoilt): boolean {
  const agrees = <T>(named: T | undefined, due: T | undefined): boolean =>
    named === undefined || due === undefined || named === due
  return agrees(error.argument, argument) && agrees(error.index, index)
}

function describe(code: string, argument: string | undefined, index: number | undefined): string {
  const where = argument === undefined ? '' : ` at ${argument}${index === undefined ? '' : `[${index}]`}`
  return `${code}${where}`
}

/** What the case itself is answered with; nothing where it is refused, which other laws judge. */
async function answerOrNothing(subject: Subject, map: MapName, input: Case): Promise<Answers | undefined> {
  try {
    const answers = await answer(subject, map, input)
    return Object.fromEntries(Object.entries(answers).map(([name, values]) => [name, Array.from(values)]))
  } catch (error) {
    if (error instanceof CotangentError) return undefined
    throw error
  }
}

/**
 * Two valid cases take turns after the refusals, one refusal in three since an answer costs more than a refusal,
 * so that an answer to the one before cannot pass for the right one.
 */
interface AskedBefore {
  readonly input: Case
  readonly answers: { readonly [map in MapName]?: Answers | undefined }
}

async function askedBefore(subject: Subject, maps: readonly MapName[], input: Case): Promise<AskedBefore> {
  const answers: { [map in MapName]?: Answers | undefined } = {}
  for (const map of maps) answers[map] = await answerOrNothing(subject, map, input)
  return { input, answers }
}

/** A refusal leaves nothing behind. */
async function judgeAfter(
  subject: Subject,
  map: MapName,
  defect: Defect,
  { input, answers }: AskedBefore,
): Promise<void> {
  const before = answers[map]
  if (before === undefined) return
  const after = await answerOrNothing(subject, map, input)
  for (const [name, values] of Object.entries(before)) {
    const index = Array.from(values).findIndex((value, i) => !Object.is(value, after?.[name][i]))
    if (index === -1) continue
    throw new Violation({
      clause: 'OPR-4',
      map,
      where: `the ${map} after a refusal for ${defect.name}: ${name}, entry ${index}`,
      argument: name,
      index,
      expected: `${values[index]}, bit for bit as before`,
      got: after === undefined ? 'an error' : `${after[name][index]}`,
      input: inputOf(map, input),
      options: input.options,
    })
  }
}

/** An argument without a tangent has the tangent zero, and so has then the output. */
async function judgeWithoutTangents(subject: Subject, given: Case): Promise<void> {
  const input = { ...given, tangents: {} }
  let tangent: ArrayLike<number>
  try {
    ;({ tangent } = await answer(subject, 'pushforward', input))
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    throw unexpectedError('pushforward', input, 'OPR-8', error)
  }
  const index = Array.from(tangent).findIndex((value) => value !== 0)
  if (index === -1) return
  throw new Violation({
    clause: 'OPR-8',
    map: 'pushforward',
    where: `the tangent without any tangents, entry ${index}`,
    index,
    expected: '0',
    got: `${tangent[index]}`,
    input: inputOf('pushforward', input),
    options: input.options,
  })
}
