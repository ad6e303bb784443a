/** The whole report for people: header, table, failures, faults, verdict. */
import type { Check, Finding } from '../../properties/law.ts'
import { entryOf } from '../../spec/catalogue.ts'
import type { Description } from '../../spec/port.ts'
import { type Context, problem } from './failure.ts'
import { table } from './table.ts'
import { counted, flow, formatCount, formatDuration } from './text.ts'
import { exitCodes, type Judged, type Verdict, verdictOf } from './verdict.ts'

export interface Run extends Judged {
  readonly version: string
  readonly port: Pick<Description, 'name' | 'version' | 'language' | 'operators'>
  readonly seed: number
  readonly seconds: number
  /** Why the run ended before its checks did: interrupted, or `--bail`. */
  readonly cutOff?: string
  /** What went wrong in the run itself, outside of any check. */
  readonly troubles: readonly string[]
}

/** Faults mostly have one cause: after these many the rest is only counted. */
const shownFaults = 3

export function report(run: Run, context: Context): string {
  const { checks, findings } = run
  const verdict = verdictOf(run)
  const inOrder = checks.flatMap((check) => findings.filter((finding) => finding.check === check.id))
  const failures = inOrder.filter((finding) => finding.status === 'fail')
  const faults = inOrder.filter((finding) => finding.status === 'fault')
  const blocks = [
    header(run, verdict),
    checks.length === 0 ? [] : table(checks, findings, context.paint),
    strangers(run.port),
    ...failures.map((finding) => problem(finding, context)),
    ...faults.slice(0, shownFaults).map((finding) => problem(finding, context)),
    moreFaults(faults.slice(shownFaults)),
    run.troubles.flatMap((trouble) => [`! ${trouble}`]),
    conclusion(run, verdict, context),
  ]
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function header({ version, port, seed, seconds }: Run, { cases }: Verdict): readonly string[] {
  const parts = [
    `cotangent ${version}`,
    `port ${port.name} ${port.version} (${port.language})`,
    `seed ${seed}`,
    formatDuration(seconds),
    counted(cases, 'case'),
  ]
  return flow(parts, '', ' · ')
}

/** Operators that the port declares and that this catalogue does not have. */
function strangers({ operators }: Run['port']): readonly string[] {
  const unknown = Object.keys(operators).filter((name) => entryOf(name) === undefined)
  return unknown.length === 0 ? [] : flow(['not in the catalogue, so not judged:', ...unknown], '', ' ')
}

function moreFaults(faults: readonly Finding[]): readonly string[] {
  if (faults.length === 0) return []
  return [
    `! and ${counted(faults.length, 'more check')} that could not be judged:`,
    ...flow(
      faults.map((finding) => `${finding.check} (${finding.fault?.kind ?? 'no answer'})`),
      '  ',
    ),
  ]
}

function conclusion(run: Run, verdict: Verdict, { paint }: Context): readonly string[] {
  const { checks, findings, cutOff, part } = run
  const { passed, failed, faults, unsupported, notRun, expected } = verdict
  const judged = expected - unsupported
  const [style, outcome] =
    failed > 0
      ? (['red', `${formatCount(failed)} of ${counted(judged, 'check')} ${failed === 1 ? 'fails' : 'fail'}`] as const)
      : verdict.exitCode === exitCodes.conforms && passed === 0
        ? (['green', `conforms: nothing to do in part ${part}`] as const)
        : passed === 0
          ? (['yellow', 'nothing could be judged'] as const)
          : passed < judged
            ? (['yellow', `${formatCount(passed)} of ${counted(judged, 'check')} pass, none fails`] as const)
            : ([
                'green',
                `conforms: ${judged === 1 ? 'the one check passes' : `all ${counted(judged, 'check')} pass`}`,
              ] as const)
  const parts = [
    outcome,
    faults > 0 ? `${formatCount(faults)} could not be judged` : '',
    notRun > 0 ? `${formatCount(notRun)} did not run` : '',
    ...unsupportedParts(checks, findings),
    cutOff === undefined ? '' : `cut off: ${cutOff}`,
  ]
  const lines = flow(parts.filter(Boolean), '', ' · ')
  return [lines[0].replace(outcome, paint(style, outcome)), ...lines.slice(1)]
}

/** Operators of which nothing is supported, then single checks of the others. */
function unsupportedParts(checks: readonly Check[], findings: readonly Finding[]): readonly string[] {
  const unsupported = new Set(findings.flatMap(({ status, check }) => (status === 'unsupported' ? [check] : [])))
  const lacking = new Set(checks.map((check) => check.operator))
  for (const check of checks) if (!unsupported.has(check.id)) lacking.delete(check.operator)
  const single = checks.filter((check) => unsupported.has(check.id) && !lacking.has(check.operator)).length
  return [
    lacking.size > 0 ? `${counted(lacking.size, 'operator')} unsupported` : '',
    single > 0 ? `${counted(single, 'check')} unsupported` : '',
  ]
}
