/**
 * What a person sees of a check that did not pass: a violation with its smallest case, or a fault of the
 * port with the end of its stderr; then what to look at next and how to run it again.
 */
import type { Finding } from '../../properties/law.ts'
import type { Options } from '../../spec/operator.ts'
import type { PortFault } from '../../spec/port.ts'
import { tokenOf } from '../token.ts'
import { counted, ends, flow, formatArrays, formatCount, formatK, type Paint, width, wrap } from './text.ts'

/** What the finding itself does not say. */
export interface Context {
  readonly titleOf: (law: string) => string
  /** Flags that name the port on a command line, with a space before; empty for the built-in operators. */
  readonly flags: string
  readonly paint: Paint
}

/** Violations and faults alike. */
export function problem(finding: Finding, context: Context): readonly string[] {
  return finding.status === 'fault' ? fault(finding, context) : violation(finding, context)
}

function violation(finding: Finding, { titleOf, flags, paint }: Context): readonly string[] {
  const { violation } = finding
  const clause = violation?.clause ?? finding.clauses[0]
  const token = tokenOf(finding)
  return [
    ends(`✗ ${headline(finding, titleOf)}`, clause).replace('✗', paint('red', '✗')),
    ...(violation === undefined ? [] : disagreement(violation)),
    ...circumstances(finding, violation?.input ?? {}, violation?.options),
    ...(violation?.hint === undefined ? [] : wrap(violation.hint, '  ').map((line) => paint('bold', line))),
    `  why it matters   npx cotangent explain ${clause}`,
    ...(token === undefined ? [] : command('run it again', `npx cotangent replay ${token}${flags}`)),
  ]
}

function fault(finding: Finding, { titleOf, flags, paint }: Context): readonly string[] {
  const { fault } = finding
  const token = tokenOf(finding)
  return [
    ends(`! ${headline(finding, titleOf)}`, `not judged: ${fault?.kind ?? 'no answer'}`).replace(
      '!',
      paint('yellow', '!'),
    ),
    ...wrap(fault?.message ?? 'the port gave no usable answer', '  '),
    ...circumstances(finding, fault?.input ?? {}, fault?.options),
    ...stderrOf(fault?.stderr ?? ''),
    ...(token === undefined ? [] : command('run it again', `npx cotangent replay ${token}${flags}`)),
  ]
}

function headline(finding: Finding, titleOf: (law: string) => string): string {
  const map = finding.map === undefined ? '' : ` (${finding.map})`
  return `${finding.operator}: ${titleOf(finding.law)}${map}`
}

type Violated = NonNullable<Finding['violation']>

function disagreement({ where, expected, got, K, limit }: Violated): readonly string[] {
  const bound = limit === undefined ? '' : `, limit ${limit}`
  const factor = K === undefined ? '' : ` (K = ${formatK(K)}${bound})`
  const line = `  ${where}: expected ${expected}, got ${got}${factor}`
  if (line.length <= width) return [line]
  return [...wrap(where, '  '), ...wrap(`expected ${expected}`, '    '), ...wrap(`got ${got}${factor}`, '    ')]
}

/** `after 3 cases, shrunk to:  dl [1]  d [2, 1]` */
function circumstances(finding: Finding, input: Violated['input'], options: Options = {}): readonly string[] {
  const after = finding.after ?? 0
  const when = after === 0 ? 'in the first case' : `after ${counted(after, 'case')}`
  const given = [...formatArrays(input), ...formatOptions(options)]
  if (given.length === 0) return [`  ${when}`]
  const opening = `  ${when}, ${(finding.shrinks ?? 0) > 0 ? 'shrunk to' : 'with'}:`
  const line = [opening, ...given].join('  ')
  return line.length <= width ? [line] : [opening, ...flow(given, '    ')]
}

function formatOptions(options: Options): readonly string[] {
  return Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
}

/** What is said of a port that does not even describe itself. */
export function refusal({ kind, message, stderr }: PortFault): string {
  const lines = [`cotangent: the port does not say what it supports (${kind}): ${message}`, ...stderrOf(stderr)]
  return `${lines.join('\n')}\n`
}

/** How many lines of a port's stderr are shown: its end, where the reason is. */
const stderrLines = 10

function stderrOf(stderr: string): readonly string[] {
  const lines = stderr.trimEnd().split('\n')
  if (stderr.trim() === '') return []
  const left = lines.length - stderrLines
  return [
    `  the end of its stderr${left > 0 ? ` (${formatCount(left)} lines before it)` : ''}:`,
    ...lines.slice(-stderrLines).map((line) => `  | ${line}`),
  ]
}

/** A command stays on one line, whatever its length, so that it can be pasted. */
function command(label: string, text: string): readonly string[] {
  const line = `  ${label.padEnd(17)}${text}`
  return line.length <= width ? [line] : [`  ${label}`, `    ${text}`]
}
