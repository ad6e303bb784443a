/**
 * Law 1: each map agrees with the exact answer within the operator's limit on the stability factor K.
 *
 * The answer over the rationals and the scale come from the reference; K is derived in NUM-2 and NUM-3,
 * its limits in NUM-4. n is at most `oracleSize`. Where the condition is beyond first order (NUM-6) only
 * a finite answer or SINGULAR is asked for; exactly singular systems belong to the law `bad-input`.
 */
import * as fc from 'fast-check'
import type { Fraction } from '../../reference/index.ts'
import { doubleOf, exact, scale, stabilityFactor } from '../../reference/index.ts'
import type { Entry } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { MapName } from '../../spec/operator.ts'
import { type Answers, answer, hasSides, inputOf, resultName, takenIn, unexpectedError } from '../ask.ts'
import { composedScales } from '../composed.ts'
import { cases, type Draw } from '../draw/cases.ts'
import { type Evidence, hintsFor } from '../hints.ts'
import { scalesOfParts } from '../integral-parts.ts'
import { type Case, type Law, type Numbers, type Subject, Violation } from '../law.ts'
import { mixedScales } from '../mixing.ts'
import { atLeastNatural } from '../natural-size.ts'
import { unitRoundoff } from '../unit-roundoff.ts'

/** ε · condition above which first-order scales say nothing: a change of ε of the input changes the answer's digits past the tenth. */
const firstOrder = 2 ** -10

export const exactLaw: Law = {
  id: 'exact',
  title: 'agrees with the exact reference',
  statement:
    'Primal, pushforward and pullback differ from the exact answer by no more than K half-units in the last place of their inputs and output explain, K at most the limit.',
  clauses: ['CON-1', 'NUM-1', 'NUM-2', 'NUM-3', 'NUM-4', 'NUM-5', 'NUM-6', 'OPR-1', 'OPR-8'],
  variants: ['primal', 'pushforward', 'pullback'],
  maps: (variant) => [variant!],
  applies: (entry, variant) => entry.clauses[variant!] !== undefined,
  property: (subject, variant) => exactProperty(subject, variant!, { places: 'any' }),
  effort: 1,
}

/** The property of the law, for cases that are drawn in one of the given ways: `kinks` holds it at kinks alone. */
export function exactProperty(
  subject: Subject,
  map: MapName,
  ...ways: readonly Pick<Draw, 'places' | 'data' | 'stretched'>[]
): fc.IAsyncPropertyWithHooks<[Case]> {
  const { entry, support, maxLength } = subject
  const common = { lengths: 'oracle', systems: 'any', maxLength, support } as const
  const drawn = fc.oneof(...ways.map((way) => cases(entry, { ...common, ...way })))
  const hints = commonHints()
  return fc.asyncProperty(drawn, (input) => judge(subject, map, input, hints))
}

async function judge(subject: Subject, map: MapName, input: Case, hints: CommonHints): Promise<void> {
  const { entry, differentiable } = subject
  const truth = truthOf(map, entry, input)
  if (truth === undefined) fc.pre(false)
  const scales = scale(map, entry, input, { truth: truth! })
  let got: Answers
  try {
    got = await answer(subject, map, input)
  } catch (error) {
    if (!(error instanceof CotangentError)) throw error
    if (error.code === 'SINGULAR' && isBeyondFirstOrder(truth!, scales)) return
    if (error.code === 'NOT_FINITE' && overflows(truth!)) return
    if (error.code === 'INVALID_OPTION' && hasSides(input)) fc.pre(false)
    throw unexpectedError(map, input, entry.clauses[map]!, error)
  }
  const judged = map === 'pullback' ? takenIn(input, differentiable) : Object.keys(got)
  const lenient = isBeyondFirstOrder(truth!, scales)
  for (const name of judged) {
    const limit = entry.limits[map]
    let { K, index } = stabilityFactor(got[name], truth![name], scales[name])
    // What mixing, rounded gaps or slopes and parts that cancel may cost is worked out for the few that it matters to.
    if (K > limit) {
      const wider =
        entry.system === undefined
          ? scalesOfParts(
              map,
              entry,
              input,
              composedScales(map, entry, input, scale(map, entry, input, { truth: truth!, gaps: true })),
            )
          : mixedScales(map, entry, input, scales)
      const judgedBy = atLeastNatural(map, entry, input, name, truth![name].map(doubleOf), wider[name])
      ;({ K, index } = stabilityFactor(got[name], truth![name], judgedBy))
    }
    if (lenient && Number.isFinite(got[name][index])) continue
    if (K <= limit) {
      // Where there is no entry nothing has been measured.
      if (got[name].length > 0) subject.record(name, K)
      continue
    }
    const evidence: Evidence = {
      entry,
      map,
      input,
      expected: rounded(truth!),
      got: plain(got),
      K,
      limit,
      ...oracles(entry, map, input),
    }
    throw new Violation({
      clause: entry.clauses[map]!,
      map,
      where: `${resultName(map, name)}, entry ${index}`,
      argument: name,
      index,
      expected: `${doubleOf(truth![name][index])}`,
      got: `${got[name][index]}`,
      K,
      limit,
      ...hints.of(evidence, isTelling(truth!, scales)),
      input: inputOf(map, input),
      options: input.options,
    })
  }
}

/** The exact results; nothing where there are none because the matrix is singular. */
function truthOf(map: MapName, entry: Entry, input: Case): Readonly<Record<string, readonly Fraction[]>> | undefined {
  try {
    return exact(map, entry, input)
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'SINGULAR') return undefined
    throw error
  }
}

function isBeyondFirstOrder(
  truth: Record<string, readonly Fraction[]>,
  scales: Record<string, readonly number[]>,
): boolean {
  return Object.entries(truth).some(([name, exactValues]) => {
    const size = Math.max(0, ...exactValues.map((value) => Math.abs(doubleOf(value))))
    const largest = Math.max(0, ...scales[name])
    return size > 0 && unitRoundoff * largest > firstOrder * size
  })
}

/** Whether every result has the digits that hints compare: a mistake in them is no rounding. */
const isTelling = (truth: Record<string, readonly Fraction[]>, scales: Record<string, readonly number[]>): boolean =>
  Object.entries(truth).every(([name, values]) =>
    values.every((value, i) => value.n === 0n || scales[name][i] <= 2 ** 10 * Math.abs(doubleOf(value))),
  )

const overflows = (truth: Record<string, readonly Fraction[]>): boolean =>
  Object.values(truth).some((values) => values.some((value) => !Number.isFinite(doubleOf(value))))

const rounded = (truth: Record<string, readonly Fraction[]>): Numbers =>
  Object.fromEntries(Object.entries(truth).map(([name, values]) => [name, values.map(doubleOf)]))

const plain = (answers: Answers): Numbers =>
  Object.fromEntries(Object.entries(answers).map(([name, values]) => [name, Array.from(values)]))

/** What the hints may ask of the reference. */
function oracles(entry: Entry, map: MapName, input: Case): Pick<Evidence, 'expectedFor' | 'primalWith'> {
  return {
    expectedFor: (cotangent) => rounded(exact(map, entry, { ...input, cotangent })),
    primalWith: (argument, values) =>
      rounded(exact('primal', entry, { ...input, arguments: { ...input.arguments, [argument]: values } })).output,
  }
}

interface CommonHints {
  of(evidence: Evidence, isTelling: boolean): { hint?: string }
}

/**
 * The most specific hint that fits every failing case so far: a shrunk case alone fits too many. A case that
 * is too small to show the mistake (one entry that is the last one) takes none away, nor does one in which
 * rounding alone makes a difference to what a hint compares.
 */
function commonHints(): CommonHints {
  let common: readonly string[] | undefined
  return {
    of(evidence, isTelling) {
      const fitting = hintsFor(evidence)
      const still = fitting.filter((hint) => common?.includes(hint) ?? true)
      if (isTelling && (common === undefined || still.length > 0)) common = still
      const [hint] = common ?? fitting
      return hint === undefined ? {} : { hint }
    },
  }
}
