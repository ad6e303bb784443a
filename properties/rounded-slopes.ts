/**
 * What the rounding of slopes costs, without an oracle (NUM-7). Kinds that are defined in two steps, slopes by a rule and
 * cubics through them, round the slopes in between (NUM-2), and no change of the data shows what that does: the sizes of
 * the second step, in which the slopes are data, are therefore sampled besides.
 *
 * The slopes are the port's own, f′ at the knots, with their tangents; a port that does not tell them gets nothing for
 * them. The cubics are one and the same for all these kinds: the port's own too if it has them, since those are quick at
 * any length, else the reference's.
 */
import { slopeRules } from '../reference/index.ts'
import { entryOf } from '../spec/catalogue.ts'
import { resolveOptions } from '../spec/contract.ts'
import { differentiableArguments } from '../spec/entry.ts'
import type { MapName, Options, OptionValue } from '../spec/operator.ts'
import { type Answers, answerOrSkip } from './ask.ts'
import { type Case, type Numbers, type Subject, Violation } from './law.ts'
import { type Sizes, sampled, sampledSigns } from './perturbation.ts'
import { referenceAnswer } from './reference-answer.ts'

const kindOf = ({ entry }: Subject): string => entry.integralOf ?? entry.name

/**
 * Judges, and where that fails judges again with the rounding of slopes allowed for: it is worked out for the few that
 * it matters to.
 */
export async function judged(subject: Subject, judge: (subject: Subject) => Promise<void>): Promise<void> {
  try {
    await judge(subject)
  } catch (error) {
    if (!(error instanceof Violation) || slopeRules[kindOf(subject)] === undefined) throw error
    await judge({ ...subject, allowsRoundedSlopes: true })
  }
}

/** By result name, the sizes of the second step, and for cotangents what they come to through the rule. */
export async function sizesOfSecondStep(subject: Subject, map: MapName, input: Case, clause: string): Promise<Sizes> {
  const atKnots = slopesOf(subject, input)
  const first = subjectFor(subject, kindOf(subject), map, atKnots.options)
  if (first === undefined) return {}
  const second = await withSlopes(subject, map, input, first, atKnots, clause)
  const name = nameOfCubics(subject)
  const cubics = subjectFor(subject, name, map, second.options)
  const step = (changed: Case): Answers | Promise<Answers> =>
    cubics === undefined ? referenceAnswer(map, name, changed) : answerOrSkip(cubics, map, changed, clause)
  const own = await sampled(entryOf(name)!, second, await step(second), step)
  if (map !== 'pullback') return own
  const through = await sampledSigns(own.slopes, async (cotangent) => {
    const { queries, ...data } = await answerOrSkip(first, 'pullback', { ...atKnots, cotangent }, clause)
    return { ...data, knots: Array.from(data.knots, (t, i) => t + queries[i]) }
  })
  return Object.fromEntries(
    Object.keys({ ...own, ...through }).map((result) => [result, plus(own[result] ?? [], through[result] ?? [])]),
  )
}

const nameOfCubics = ({ entry }: Subject): string =>
  entry.integralOf === undefined ? 'cubic-hermite' : 'cubic-hermite-integral'

/** The subject with another operator in its place, if the port has its maps, for these options and all arguments. */
function subjectFor(subject: Subject, name: string, map: MapName, options: Options): Subject | undefined {
  const support = subject.operators[name]
  if (support === undefined) return undefined
  const entry = entryOf(name)!
  const differentiable = differentiableArguments(entry)
  const takes = ([option, value]: readonly [string, OptionValue]): boolean =>
    isWithin(typeof value === 'object' ? Object.values(value) : [value], support.options?.[option])
  const has =
    isWithin(['primal', map], support.maps) &&
    (map === 'primal' || isWithin(differentiable, support.differentiable)) &&
    Object.entries(options).every(takes)
  return has ? { ...subject, entry, support, differentiable } : undefined
}

/** Whether all are among those that a port declares; it declares none where it has all. */
const isWithin = <T>(some: readonly T[], declared: readonly T[] | undefined): boolean =>
  some.every((one) => declared?.includes(one) ?? true)

/** The case of f′ at the knots: its queries are knots, and move with them. */
function slopesOf({ entry }: Subject, { arguments: args, tangents, options }: Case): Case {
  const places = entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)
  const data = (arrays: Numbers): Numbers => ({
    ...Object.fromEntries(Object.entries(arrays).filter(([name]) => !places.includes(name))),
    ...('knots' in arrays ? { queries: arrays.knots } : {}),
  })
  return { arguments: data(args), tangents: data(tangents), options: { ...options, order: 1 }, cotangent: [] }
}

/** The input of the cubics: the slopes, and their tangents, as the port has them. */
async function withSlopes(
  subject: Subject,
  map: MapName,
  input: Case,
  first: Subject,
  atKnots: Case,
  clause: string,
): Promise<Case> {
  const cubics = entryOf(nameOfCubics(subject))!
  const names = cubics.arguments.map(({ name }) => name)
  const { output } = await answerOrSkip(first, 'primal', atKnots, clause)
  const slopesDot = map === 'pushforward' ? await answerOrSkip(first, map, atKnots, clause) : undefined
  return {
    arguments: { ...only(names, input.arguments), slopes: Array.from(output) },
    options: only(Object.keys(cubics.options), resolveOptions(subject.entry, input.options)),
    tangents: slopesDot === undefined ? {} : { ...only(names, input.tangents), slopes: Array.from(slopesDot.tangent) },
    cotangent: map === 'pullback' ? input.cotangent : [],
  }
}

const only = <T>(names: readonly string[], record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)))

const plus = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from(a.length === 0 ? b : a, (_, i) => (a[i] ?? 0) + (b[i] ?? 0))
