/**
 * The lines of `--json`, as the README lays them down: an object for each check, in the order in which they
 * end, then one with a `footer`. Numbers travel as in the protocol (PRT-4), so that K = Infinity is a string.
 */
import type { Finding } from '../../properties/law.ts'
import { encodeJson } from '../../spec/encoding.ts'
import type { PortFault } from '../../spec/port.ts'
import { tokenOf } from '../token.ts'
import type { Run } from './report.ts'
import { exitCodes, verdictOf } from './verdict.ts'

/** A finding, with the token that replays its case where it has one. */
export function findingLine(finding: Finding): string {
  return line({ ...finding, replay: tokenOf(finding) })
}

/** How many findings should stand before it, how many do, and what they come to. */
export function footerLine(run: Run): string {
  const { version, port, seed, seconds, findings, cutOff, troubles } = run
  const { exitCode: exit, expected, ...counts } = verdictOf(run)
  const { name, version: portVersion, language } = port
  return line({
    footer: {
      version,
      port: { name, version: portVersion, language },
      seed,
      seconds,
      expected,
      actual: findings.length,
      ...counts,
      cutOff,
      troubles,
      exit,
    },
  })
}

/** The footer alone, of a port that does not say what it supports. */
export function refusalLine({ kind, message, stderr }: PortFault): string {
  return line({ footer: { expected: 0, actual: 0, fault: { kind, message, stderr }, exit: exitCodes.notJudged } })
}

const line = (value: object): string => `${encodeJson(value)}\n`
