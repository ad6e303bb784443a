/** What the findings come to: counts and the exit code. A check that should have run and did not is never a pass. */
import type { Check, Finding } from '../../properties/law.ts'

export const exitCodes = { conforms: 0, violated: 1, usage: 2, notJudged: 3 } as const

export interface Verdict {
  readonly expected: number
  readonly passed: number
  readonly failed: number
  readonly faults: number
  readonly unsupported: number
  /** Checks without a finding, or whose finding rests on no case at all. */
  readonly notRun: number
  readonly cases: number
  readonly exitCode: number
}

export interface Judged {
  readonly checks: readonly Check[]
  readonly findings: readonly Finding[]
  /** `2/3` where these are a part of the checks, and others of them say something of the port. */
  readonly part?: string
}

export function verdictOf({ checks, findings, part }: Judged): Verdict {
  const count = (isOne: (finding: Finding) => boolean): number => findings.filter(isOne).length
  const passed = count(isPass)
  const failed = count((finding) => finding.status === 'fail')
  const faults = count((finding) => finding.status === 'fault')
  const unsupported = count((finding) => finding.status === 'unsupported')
  const notRun = checks.length - passed - failed - faults - unsupported
  const nothingJudged = passed + failed === 0 && part === undefined
  return {
    expected: checks.length,
    passed,
    failed,
    faults,
    unsupported,
    notRun,
    cases: findings.reduce((sum, finding) => sum + finding.cases, 0),
    exitCode:
      failed > 0
        ? exitCodes.violated
        : faults > 0 || notRun > 0 || nothingJudged
          ? exitCodes.notJudged
          : exitCodes.conforms,
  }
}

/** A pass in which no case was run says nothing. */
export function isPass(finding: Finding): boolean {
  return finding.status === 'pass' && finding.cases > 0
}
