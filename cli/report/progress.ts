/**
 * Progress while checks run, on stderr: on a terminal one line that moves (operator, law, cases so far,
 * time left), elsewhere a line for each operator when its checks are done.
 */
import type { Check, Finding } from '../../properties/law.ts'
import { counted, formatCount, formatDuration } from './text.ts'
import { isPass } from './verdict.ts'

export interface Progress {
  /** So many cases of a check that is under way. */
  running(check: string, cases: number): void
  done(finding: Finding): void
  /** Takes the moving line away, so that a report can follow. */
  end(): void
}

export interface ProgressSettings {
  readonly checks: readonly Check[]
  /** How many cases a check is going to run, for the time left. */
  readonly casesOf: (check: Check) => number
  /** The time that the whole run is given, where it is given one. */
  readonly seconds?: number
  readonly write: (text: string) => void
  readonly now: () => number
}

/** Erases the line that the cursor is on. */
const clear = '\r\u001b[2K'

/** Below this share of the work an estimate of the rest says nothing. */
const tellingShare = 0.02

export function movingLine(settings: ProgressSettings, columns: number): Progress {
  const { checks, casesOf, write, now, seconds } = settings
  const start = now()
  const planned = new Map(checks.map((check) => [check.id, check.unsupported === undefined ? casesOf(check) : 0]))
  const total = [...planned.values()].reduce((sum, cases) => sum + cases, 0)
  const under = new Map<string, number>()
  let run = 0
  let settled = 0
  let isShown = false
  let first: { readonly time: number; readonly share: number } | undefined

  const left = (): string => {
    if (seconds !== undefined) return `${formatDuration(Math.max(0, seconds - (now() - start) / 1000))} left`
    const running = [...under].reduce((sum, [id, cases]) => sum + Math.min(cases, planned.get(id) ?? 0), 0)
    const share = (settled + running) / total
    // The processes take a while to start: the pace is that since the first news of them.
    first ??= { time: now(), share }
    const covered = share - first.share
    if (covered < tellingShare) return ''
    return `${formatDuration((((now() - first.time) / 1000) * (1 - share)) / covered)} left`
  }
  const draw = (check: string): void => {
    const cases = run + [...under.values()].reduce((sum, n) => sum + n, 0)
    const [operator, ...law] = check.split('/')
    const line = [operator, law.join(' '), counted(cases, 'case'), left()].filter(Boolean).join(' · ')
    isShown = true
    write(clear + line.slice(0, columns - 1))
  }
  return {
    running(check, cases) {
      under.set(check, cases)
      draw(check)
    },
    done(finding) {
      under.delete(finding.check)
      run += finding.cases
      settled += planned.get(finding.check) ?? 0
      draw(finding.check)
    },
    end() {
      if (isShown) write(clear)
    },
  }
}

export function linePerOperator({ checks, write }: ProgressSettings): Progress {
  const open = new Map<string, Finding[]>()
  const expected = (operator: string): number => checks.filter((check) => check.operator === operator).length
  const say = (operator: string, findings: readonly Finding[]): void => {
    open.delete(operator)
    write(`${operatorLine(operator, findings, expected(operator))}\n`)
  }
  return {
    running() {},
    done(finding) {
      const { operator } = finding
      const findings = [...(open.get(operator) ?? []), finding]
      open.set(operator, findings)
      if (findings.length === expected(operator)) say(operator, findings)
    },
    end() {
      for (const [operator, findings] of open) say(operator, findings)
    },
  }
}

function operatorLine(operator: string, findings: readonly Finding[], expected: number): string {
  const judged = findings.filter((finding) => finding.status !== 'unsupported')
  if (judged.length === 0 && findings.length === expected) return `– ${operator}: unsupported`
  const due = expected - (findings.length - judged.length)
  const passed = judged.filter(isPass).length
  const sign = judged.some((finding) => finding.status === 'fail') ? '✗' : passed === due ? '✓' : '!'
  const cases = judged.reduce((sum, finding) => sum + finding.cases, 0)
  const seconds = judged.reduce((sum, finding) => sum + finding.milliseconds, 0) / 1000
  return `${sign} ${operator}: ${formatCount(passed)} of ${counted(due, 'check')} pass, ${counted(cases, 'case')}, ${formatDuration(seconds)}`
}

/** What `--json` wants to see on stderr where it is no terminal. */
export const silent: Progress = { running() {}, done() {}, end() {} }
