/**
 * What the laws of interpolants are made of. A law says several things; each is a part, which draws what it needs
 * and judges it, and a run of the law takes one part a case. Here is also what all parts share: a case with
 * something changed, its primal with tolerances (NUM-7), and the comparison that ends in a violation.
 */
import * as fc from 'fast-check'
import { resolveOptions } from '../../spec/contract.ts'
import type { Entry, Promises } from '../../spec/entry.ts'
import type { Options } from '../../spec/operator.ts'
import { answerOrSkip, inputOf } from '../ask.ts'
import { cases, type Draw } from '../draw/cases.ts'
import { withQueries } from '../draw/far-queries.ts'
import { type Case, type Numbers, type Subject, Violation } from '../law.ts'
import { judged } from '../rounded-slopes.ts'
import { tolerances } from '../sensitivity.ts'

/** One drawn case of a part, ready to be judged. */
export type Trial = (subject: Subject) => Promise<void>

export interface Part {
  /** Whether it says anything about this operator, as far as the port takes its options. */
  applies(subject: Subject): boolean
  trials(subject: Subject): fc.Arbitrary<Trial>
}

export function propertyOf(parts: readonly Part[], subject: Subject): fc.IAsyncPropertyWithHooks<[unknown]> {
  const trials = parts.filter((part) => part.applies(subject)).map((part) => part.trials(subject))
  return fc.asyncProperty(fc.oneof(...trials), (trial) => judged(subject, trial))
}

export const isInterpolant = (entry: Entry): boolean => entry.promises !== undefined && entry.integralOf === undefined

/** More knots seldom show anything new, and a part asks several times as many queries. */
const longest = 24

/** The most knots of a long case: several blocks of what implementations work in. */
const longestOfAll = 256
/** The most queries that a long case keeps of those that are drawn; some in far pieces come on top. */
const fewQueries = 4

/** Cases at smooth places, unless `rest` says otherwise. */
export function drawn({ entry, support, maxLength }: Subject, rest: Partial<Draw> = {}): fc.Arbitrary<Case> {
  const most = Math.min(maxLength, longest)
  return cases(entry, { places: 'smooth', lengths: 'any', systems: 'any', maxLength: most, support, ...rest })
}

/** The same, but that one in eight has more knots, few queries and some of them in far pieces: for parts that ask little more. */
export function drawnLong(subject: Subject): fc.Arbitrary<Case> {
  const { entry, maxLength } = subject
  const most = Math.min(maxLength, longestOfAll)
  if (most <= longest || (entry.longest ?? most) <= longest * 2) return drawn(subject)
  const long = drawn(subject, { maxLength: most })
    .filter(({ arguments: { knots } }) => knots.length > longest)
    .map((input) =>
      withQueries(entry, input, (queries, far, which) => [...queries.slice(0, fewQueries), ...rotated(far, which)]),
    )
  return fc.oneof({ withCrossShrink: true }, { arbitrary: drawn(subject), weight: 7 }, { arbitrary: long, weight: 1 })
}

/** So that an integral runs from one to another. */
const rotated = <T>(array: readonly T[], by: number): readonly T[] => [...array.slice(by), ...array.slice(0, by)]

/** Whether the port takes this value of an option. */
export function takes({ entry, support }: Subject, option: string, value: string | number): boolean {
  const known = entry.options[option]?.values.includes(value) ?? false
  return known && (support.options?.[option]?.includes(value) ?? true)
}

/** The orders up to `most` that the port takes; of an integral, which has no order, 0 alone. */
export function orders(subject: Subject, most = 2): readonly number[] {
  if (subject.entry.options.order === undefined) return [0]
  return [0, 1, 2].filter((order) => order <= most && takes(subject, 'order', order))
}

export const promisesOf = ({ entry }: Subject, { arguments: { knots }, options }: Case): Promises =>
  entry.promises!(resolveOptions(entry, options), knots.length)

/** The case with some of its arguments and options replaced; of tangents and cotangent there are none. */
export function changed(input: Case, args: Numbers, options: Options = {}): Case {
  return {
    arguments: { ...input.arguments, ...args },
    options: { ...input.options, ...options },
    tangents: {},
    cotangent: [],
  }
}

export const isInside = ([first, ...rest]: readonly number[], q: number): boolean =>
  q >= first && q <= rest[rest.length - 1]

/** The primal of a case, and how far off each entry may be. */
export interface Measured {
  readonly input: Case
  readonly y: ArrayLike<number>
  readonly tolerance: ArrayLike<number>
}

export async function measured(subject: Subject, input: Case, clause: string): Promise<Measured> {
  const answers = await answerOrSkip(subject, 'primal', input, clause)
  const { output } = await tolerances(subject, 'primal', input, answers, clause)
  return { input, y: answers.output, tolerance: output }
}

export interface Comparison {
  readonly clause: string
  readonly input: Case
  /** What is compared, `the value at knot 3` for instance. */
  readonly where: string
  readonly index: number
  readonly expected: number
  readonly got: number
  /** 0: they have to be the same number. */
  readonly tolerance: number
}

export function compare({ clause, input, where, index, expected, got, tolerance }: Comparison): void {
  if (Math.abs(got - expected) <= tolerance) return
  throw new Violation({
    clause,
    map: 'primal',
    where,
    index,
    expected: tolerance === 0 ? `${expected}` : `${expected} to within ${tolerance.toPrecision(2)}`,
    got: `${got}`,
    input: inputOf('primal', input),
    options: input.options,
  })
}
