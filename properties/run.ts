/**
 * Runs one check against a port with fast-check and turns the outcome into a finding: plain data with
 * seed and path, so that it can be sent, stored, printed and replayed.
 *
 * A port that gives no usable answer (crash, hang, malformed, wrong shape: PRT-6) ends the check at once,
 * without shrinking, since every further try costs a time limit or a restart; the catalogue's own small
 * example is tried instead, and reported if the port fails on it too.
 */
import * as fc from 'fast-check'
import { entryOf } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import { type Description, type Port, PortFault } from '../spec/port.ts'
import { answer, inputOf } from './ask.ts'
import { differentiableIn } from './checks.ts'
import { exampleCase, longest } from './draw/cases.ts'
import { type Asked, attended } from './faulting-call.ts'
import { type Check, type Finding, type Law, type Subject, Violation } from './law.ts'
import { laws } from './laws/index.ts'

export interface RunSettings {
  readonly seed: number
  readonly runs: number
  /** Replays this path of the seed alone; `example`: the catalogue's example. */
  readonly path?: string
  /** Stops drawing after so many milliseconds and reports the cases that were run. */
  readonly endAfter?: number
  readonly onProgress?: (cases: number) => void
}

/** The path that stands for the catalogue's example. */
export const examplePath = 'example'

export async function runCheck(
  port: Port,
  description: Description,
  check: Check,
  settings: RunSettings,
): Promise<Finding> {
  const law = laws.find(({ id }) => id === check.law)
  const entry = entryOf(check.operator)
  if (law === undefined || entry === undefined) throw new RangeError(`there is no check '${check.id}'`)
  const started = performance.now()
  const found = emptyFinding(check, law, entry, settings.seed)
  const finish = (rest: Partial<Finding>): Finding => ({
    ...found,
    milliseconds: Math.round(performance.now() - started),
    ...rest,
  })
  if (check.unsupported !== undefined) return finish({ status: 'unsupported', unsupported: check.unsupported })

  const largestK: Record<string, number> = {}
  const { port: asking, faultingCall } = attended(port)
  const subject = subjectOf(asking, description, entry, (name, K) => {
    largestK[name] = Math.max(largestK[name] ?? 0, K)
  })
  if (settings.path === examplePath) return finish(await tryExample(subject, check, law))

  const watch: Watch = { fault: undefined, cases: 0, failingSince: undefined }
  const property = watched(law.property(subject, check.variant), watch, settings.onProgress)
  const details = await fc.check(property, {
    seed: settings.seed,
    numRuns: Math.max(1, Math.round(settings.runs * law.effort)),
    ...(settings.path === undefined ? {} : { path: settings.path, endOnFailure: true }),
    ...(settings.endAfter === undefined ? {} : { interruptAfterTimeLimit: settings.endAfter }),
    includeErrorInReport: true,
  })
  const figures = { cases: watch.cases, largestK }
  if (watch.fault !== undefined) {
    const asked = faultingCall()
    const example = await tryExample(subject, check, law)
    if (example.status === 'fault') return finish({ ...figures, ...example })
    const path = details.counterexamplePath === null ? {} : { path: details.counterexamplePath }
    return finish({ ...figures, ...faultOf(watch.fault, { ...path, ...asked }) })
  }
  if (!details.failed) return finish({ ...figures, status: 'pass' })
  const error = details.errorInstance ?? tooManySkips(law, details.numSkips)
  if (!(error instanceof Violation)) throw error
  return finish({
    ...figures,
    status: 'fail',
    violation: error.details,
    ...(details.counterexamplePath === null ? {} : { path: details.counterexamplePath }),
    shrinks: details.numShrinks,
    after: details.numRuns,
  })
}

function subjectOf(port: Port, description: Description, entry: Entry, record: Subject['record']): Subject {
  const support = description.operators[entry.name]
  return {
    port,
    entry,
    support,
    differentiable: differentiableIn(entry, support),
    operators: description.operators,
    maxLength: Math.min(longest, description.maxLength ?? longest),
    record,
  }
}

function emptyFinding(check: Check, law: Law, entry: Entry, seed: number): Finding {
  const limit = law.id === 'exact' && check.variant !== undefined ? { limit: entry.limits[check.variant] } : {}
  const own = check.variant === undefined ? undefined : entry.clauses[check.variant]
  return {
    check: check.id,
    operator: check.operator,
    law: check.law,
    ...(check.variant === undefined ? {} : { map: check.variant }),
    clauses: [...(own === undefined ? [] : [own]), ...law.clauses],
    status: 'pass',
    seed,
    cases: 0,
    milliseconds: 0,
    largestK: {},
    ...limit,
  }
}

interface Watch {
  fault: PortFault | undefined
  cases: number
  /** The number of cases at the first failure. */
  failingSince: number | undefined
}

/** Cases tried after the first failure in search of a smaller one. Enough for a handful of short numbers. */
const mostShrinks = 3000

/**
 * Counts the cases. Once the port has given no usable answer, or the search for a smaller failure has gone
 * on for long enough, every further case passes untried, which ends the run.
 */
function watched(
  property: fc.IAsyncPropertyWithHooks<[unknown]>,
  watch: Watch,
  onProgress: ((cases: number) => void) | undefined,
): fc.IAsyncPropertyWithHooks<[unknown]> {
  const run = property.run.bind(property)
  property.run = async (value) => {
    const shrinks = watch.failingSince === undefined ? 0 : watch.cases - watch.failingSince
    if (watch.fault !== undefined || shrinks > mostShrinks) return null
    watch.cases++
    onProgress?.(watch.cases)
    const failure = await run(value)
    if (failure === null || !('error' in failure)) return failure
    watch.failingSince ??= watch.cases
    if (failure.error instanceof PortFault) watch.fault = failure.error
    return failure
  }
  return property
}

/** Asks for the maps of the check at the catalogue's example. */
async function tryExample(
  subject: Subject,
  check: Check,
  law: Law,
): Promise<Partial<Finding> & { status: Finding['status'] }> {
  const input = exampleCase(subject.entry)
  for (const map of law.maps(check.variant)) {
    try {
      await answer(subject, map, input)
    } catch (error) {
      if (error instanceof PortFault)
        return faultOf(error, { path: examplePath, input: inputOf(map, input), options: input.options })
      throw error
    }
  }
  return { status: 'pass', cases: 1 }
}

function faultOf(
  { kind, message, stderr }: PortFault,
  { path, ...asked }: Asked & { path?: string },
): Partial<Finding> & { status: 'fault' } {
  return {
    status: 'fault',
    fault: { kind, message, stderr, ...asked },
    ...(path === undefined ? {} : { path }),
  }
}

function tooManySkips(law: Law, skips: number): Violation {
  return new Violation({
    clause: law.clauses[0],
    where: 'valid input',
    expected: 'answers',
    got: `SINGULAR or NOT_FINITE so often that ${skips} cases had to be skipped`,
    input: {},
  })
}
