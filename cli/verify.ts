/**
 * `cotangent verify`: asks the port what it supports, runs every check that follows over vitest, and prints
 * what was found. How many checks are due is counted here, before any of them runs, so that one that gets
 * lost on the way is seen.
 */
import { randomInt } from 'node:crypto'
import type { Check, Finding, Law } from '../properties/law.ts'
import { encodeJson } from '../spec/encoding.ts'
import { type Description, PortFault } from '../spec/port.ts'
import { defaultRuns, defaultTimeout, type VerifyCommand } from './arguments.ts'
import { manifest, requirePeers } from './package.ts'
import { deal, select } from './plan.ts'
import { linePerOperator, movingLine, type Progress, silent } from './report/progress.ts'
import { type Run, report } from './report/report.ts'
import { paintFor } from './report/text.ts'
import { exitCodes, verdictOf } from './report/verdict.ts'
import { openTarget, targetFlags } from './target.ts'

/** More cases than any time allows, for `--time` without `--runs`. */
const untilTimeIsUp = 1_000_000_000

export async function runVerify(command: VerifyCommand): Promise<number> {
  requirePeers(['vitest', 'fast-check', 'mathjs'])
  const [described, { laws, checksOf }] = await Promise.all([describe(command), import('../properties/index.ts')])
  if (described instanceof PortFault) return refuse(described, command.json)
  const checks = select(checksOf(described), command)
  const seed = command.seed ?? randomInt(2 ** 31)
  const runs = command.runs ?? (command.seconds === undefined ? defaultRuns : untilTimeIsUp)
  const recorder = recordRun(command, described, checks, laws, seed, runs)
  const onSignal = (): void => process.exit(recorder.finish('interrupted'))
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  const { runShares } = await import('./suite/run.ts')
  const shares = deal(checks, command.workers).map((checks) => ({
    target: command.target,
    description: described,
    checks,
    seed,
    runs,
    isWatched: process.stderr.isTTY === true,
    ...(command.seconds === undefined ? {} : { time: command.seconds * 1000 }),
  }))
  await runShares(shares, command.bail, recorder)
  process.off('SIGINT', onSignal)
  process.off('SIGTERM', onSignal)
  return recorder.finish()
}

/** What the port says of itself; a fault where it says nothing usable. */
async function describe({ target }: VerifyCommand): Promise<Description | PortFault> {
  try {
    const port = await openTarget(target)
    try {
      return await port.describe()
    } finally {
      await port.close()
    }
  } catch (error) {
    if (error instanceof PortFault) return error
    throw error
  }
}

function refuse({ kind, message, stderr }: PortFault, json: boolean): number {
  const exit = exitCodes.notJudged
  if (json)
    process.stdout.write(
      `${encodeJson({ footer: { exit, expected: 0, actual: 0, fault: { kind, message, stderr } } })}\n`,
    )
  const end = stderr.trim() === '' ? '' : `${stderr.trimEnd().replace(/^/gm, '  | ')}\n`
  process.stderr.write(`cotangent: the port does not say what it supports (${kind}): ${message}\n${end}`)
  return exit
}

interface Recorder {
  onFinding(finding: Finding): void
  onCases(check: string, cases: number): void
  onTrouble(message: string): void
  /** Prints what has been found, once, and gives the exit code. */
  finish(cutOff?: string): number
}

function recordRun(
  command: VerifyCommand,
  port: Description,
  checks: readonly Check[],
  laws: readonly Law[],
  seed: number,
  runs: number,
): Recorder {
  const start = performance.now()
  const lawOf = new Map(laws.map((law) => [law.id, law]))
  const casesOf = (check: Check): number => Math.max(1, Math.round(runs * (lawOf.get(check.law)?.effort ?? 1)))
  const progress = progressFor(command, checks, casesOf)
  const findings: Finding[] = []
  const troubles: string[] = []
  return {
    onFinding(finding) {
      findings.push(finding)
      if (command.json) process.stdout.write(`${encodeJson(finding)}\n`)
      progress.done(finding)
    },
    onCases(check, cases) {
      progress.running(check, cases)
    },
    onTrouble(message) {
      troubles.push(message)
    },
    finish(interrupted) {
      progress.end()
      const stopped = command.bail && findings.some(({ status }) => status === 'fail' || status === 'fault')
      const cutOff = interrupted ?? (stopped && findings.length < checks.length ? 'stopped by --bail' : undefined)
      const seconds = (performance.now() - start) / 1000
      const { version } = manifest()
      const run = {
        version,
        port,
        seed,
        seconds,
        checks,
        findings,
        troubles,
        ...(cutOff === undefined ? {} : { cutOff }),
      }
      if (command.json) process.stdout.write(`${encodeJson(footer(run))}\n`)
      else {
        const context = {
          titleOf: (law: string) => lawOf.get(law)?.title ?? law,
          flags: targetFlags(command.target, defaultTimeout),
          paint: paintFor(process.stdout),
        }
        process.stdout.write(report(run, context))
      }
      return verdictOf(checks, findings).exitCode
    },
  }
}

function progressFor(command: VerifyCommand, checks: readonly Check[], casesOf: (check: Check) => number): Progress {
  const settings = {
    checks,
    casesOf,
    write: (text: string) => process.stderr.write(text),
    now: () => performance.now(),
    ...(command.seconds === undefined ? {} : { seconds: command.seconds }),
  }
  if (process.stderr.isTTY) return movingLine(settings, process.stderr.columns || 80)
  return command.json ? silent : linePerOperator(settings)
}

/** The last line of `--json`: how many findings should stand before it, and how many do. */
function footer({ version, port, seed, seconds, checks, findings, cutOff, troubles }: Run): object {
  const { exitCode, expected, ...counts } = verdictOf(checks, findings)
  const { name, version: portVersion, language } = port
  return {
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
      exit: exitCode,
    },
  }
}
