/**
 * `verifyOperator`: holds the rules of a user's own operator to the laws of `rules/laws.ts`, and shows the smallest
 * input found that breaks one. What it cannot see: rules that are wrong only where nothing was drawn.
 */
import * as fc from 'fast-check'
import { inputs } from './rules/draw.ts'
import { type RuleLaw, ruleLaws } from './rules/laws.ts'
import { Broken, type Input, type RuleSet, Subject } from './rules/subject.ts'
import { entriesOf, type OperatorValue, operatorValue, text } from './rules/values.ts'

export type { RuleSet } from './rules/subject.ts'

type Given =
  | number
  | ArrayLike<number>
  | { readonly rows: number; readonly columns: number; readonly data: Float64Array }

export interface VerifyOptions {
  /** Arguments that the operator takes; those that are drawn have the same shapes. */
  readonly example: readonly Given[]
  /** Whether the operator is defined, and has a derivative, at these arguments. Default: wherever primal gives finite numbers. */
  readonly domain?: (...args: never[]) => boolean
  /** Draws arguments of the shapes of the example, from numbers uniform in [0, 1), instead of around the example. */
  readonly draw?: (random: () => number) => readonly Given[]
  /** How many inputs are drawn for each law. Default 100. */
  readonly runs?: number
  /** Default 1. */
  readonly seed?: number
  /** One law alone, and one case of it, as an error says for running it again. */
  readonly law?: string
  readonly path?: string
}

/** What was found to hold. */
export interface VerifyReport {
  readonly operator: string
  readonly seed: number
  /** Of each law, on how many inputs it was held. */
  readonly laws: readonly { readonly law: string; readonly title: string; readonly cases: number }[]
}

/** The rules break a law. */
export class OperatorError extends Error {
  readonly operator: string
  readonly law: string
  /** The arguments of the smallest case found. */
  readonly counterexample: readonly OperatorValue[]
  readonly where: string
  readonly expected: string
  readonly got: string
  readonly seed: number
  readonly path: string

  constructor(subject: Subject, law: RuleLaw, input: Input, broken: Broken, at: { seed: number; path: string }) {
    const { where, expected, got } = broken
    const { seed, path } = at
    super(
      [
        `${subject.name} breaks the law ${law.id}: ${law.title}`,
        `  ${where}: expected ${expected}, got ${got}`,
        `  at ${input.args.map((value, k) => `${subject.argument(k)} = ${text(value)}`).join(', ')}`,
        ...seedsOf(subject, law, input),
        `  found with seed ${seed} and shrunk; again:`,
        `  verifyOperator(operator, { …, seed: ${seed}, law: '${law.id}', path: '${path}' })`,
      ].join('\n'),
    )
    this.name = 'OperatorError'
    this.operator = subject.name
    this.law = law.id
    this.counterexample = input.args
    this.where = where
    this.expected = expected
    this.got = got
    this.seed = seed
    this.path = path
  }
}

/** Tangents and cotangent, where the law reads them. */
function seedsOf(subject: Subject, { id }: RuleLaw, { tangents, cotangent }: Input): string[] {
  const readsTangents = subject.has.pushforward && !id.endsWith('differences') && id !== 'linear-pullback'
  const readsCotangent = subject.has.pullback && !id.includes('pushforward')
  return [
    ...(readsTangents
      ? [
          `  tangents ${tangents
            .filter((_, k) => subject.isActive(k))
            .map(text)
            .join(', ')}`,
        ]
      : []),
    ...(readsCotangent ? [`  cotangent ${text(cotangent)}`] : []),
  ]
}

/**
 * Resolves to a report, or rejects with an `OperatorError` that shows the smallest input found for which a law does not
 * hold. `operator` is what `defineOperator` gave, or what it was given.
 */
export async function verifyOperator(
  operator: RuleSet | { readonly definition: RuleSet },
  options: VerifyOptions,
): Promise<VerifyReport> {
  const rules = 'definition' in operator ? operator.definition : operator
  const subject = new Subject(rules)
  const { runs = 100, seed = 1 } = options
  if (!subject.has.pushforward && !subject.has.pullback) {
    throw new Error(
      `verifyOperator: ${subject.name} has neither a pushforward nor a pullback; there is nothing to hold to the laws`,
    )
  }
  if (!Number.isInteger(runs) || runs < 1) {
    throw new Error(`verifyOperator: runs must be a positive integer: on no case no law is held; got ${runs}`)
  }
  const laws = ruleLaws.filter((law) => law.applies(subject) && (options.law === undefined || law.id === options.law))
  if (laws.length === 0) {
    const known = ruleLaws.filter((law) => law.applies(subject)).map(({ id }) => id)
    throw new Error(
      `verifyOperator: no law '${options.law}' for ${subject.name}; got ${options.law}, expected one of ${known.join(', ')}`,
    )
  }
  const example = valuesOf(options.example, 'example')
  const isInDomain = (args: readonly OperatorValue[]): boolean =>
    (options.domain as ((...args: readonly OperatorValue[]) => boolean) | undefined)?.(...args) ?? true
  const y = valueAtExample(subject, example, isInDomain)
  const draw = options.draw && ((random: () => number) => valuesOf(options.draw!(random), 'a drawn case'))
  const drawn = inputs(subject, example, y, draw)
  return {
    operator: subject.name,
    seed,
    laws: laws.map((law) => ({
      law: law.id,
      title: law.title,
      cases: held(subject, law, drawn, isInDomain, {
        numRuns: runs,
        seed,
        ...(options.path !== undefined && { path: options.path }),
      }),
    })),
  }
}

/** On how many cases the law was held; throws for the first that breaks it, shrunk. */
function held(
  subject: Subject,
  law: RuleLaw,
  drawn: fc.Arbitrary<Input>,
  isInDomain: (args: readonly OperatorValue[]) => boolean,
  settings: { numRuns: number; seed: number; path?: string },
): number {
  let cases = 0
  const property = fc.property(drawn, (input) => {
    fc.pre(isInDomain(input.args) && isDefined(subject, input.args))
    const isTelling = law.check(subject, input, isInDomain)
    fc.pre(isTelling)
    cases++
  })
  const { failed, counterexample, counterexamplePath, errorInstance, seed } = fc.check(property, settings)
  if (!failed) return cases
  if (counterexample === null) {
    throw new Error(
      `verifyOperator: ${cases} of ${settings.numRuns} cases of ${law.id} could be held to it; the others lie outside of the domain of ${subject.name}, or at kinks. Give an example further inside, or draw: (random) => arguments`,
    )
  }
  const broken = errorInstance instanceof Broken ? errorInstance : new Broken('a rule', 'a result', `${errorInstance}`)
  throw new OperatorError(subject, law, counterexample[0], broken, {
    seed,
    path: counterexamplePath ?? '',
  })
}

/** Whether primal gives finite numbers there. That it writes to its input is for a law to say. */
function isDefined(subject: Subject, args: readonly OperatorValue[]): boolean {
  try {
    return entriesOf(subject.primal(args)).every(Number.isFinite)
  } catch (error) {
    return error instanceof Broken
  }
}

function valueAtExample(
  subject: Subject,
  example: readonly OperatorValue[],
  isInDomain: (args: readonly OperatorValue[]) => boolean,
): OperatorValue {
  const at = example.map(text).join(', ')
  if (!isInDomain(example)) throw new Error(`verifyOperator: the example lies outside of the domain; got ${at}`)
  let y: OperatorValue
  try {
    y = subject.primal(example)
  } catch (error) {
    if (error instanceof Broken) throw new Error(`verifyOperator: ${subject.name}: ${error.message}`)
    throw new Error(`verifyOperator: ${subject.name} throws at the example ${at}: ${error}`)
  }
  if (entriesOf(y).every(Number.isFinite)) return y
  throw new Error(`verifyOperator: ${subject.name} is not finite at the example ${at}; got ${text(y)}`)
}

function valuesOf(given: readonly Given[], what: string): readonly OperatorValue[] {
  if (!Array.isArray(given))
    throw new Error(`verifyOperator: ${what} must be a list of arguments; got ${String(given)}`)
  return given.map((one, k) => {
    const value = operatorValue(one)
    if (value !== undefined) return value
    throw new Error(
      `verifyOperator: argument ${k + 1} of ${what} must be a number, a vector or a matrix; got ${typeof one}`,
    )
  })
}
