/**
 * `cotangent verify`: asks the port what it supports, runs every check that follows over vitest, and prints
 * what was found. How many checks are due is counted here, before any of them runs, so that one that gets
 * lost on the way is seen.
 */
import { randomInt } from 'node:crypto'
import type { Check, Finding, Law } from '../properties/law.ts'
import { type Description, PortFault } from '../spec/port.ts'
import { defaultRuns, defaultTimeout, type VerifyCommand } from './arguments.ts'
import { manifest, requirePeers } from './package.ts'
import { deal, partOf, select } from './plan.ts'
import { refusal } from './report/failure.ts'
import { findingLine, footerLine, refusalLine } from './report/json.ts'
import { linePerOperator, movingLine, type Progress, silent } from './report/progress.ts'
import { report } from './report/report.ts'
import { paintFor } from './report/text.ts'
import { exitCodes, type Judged, verdictOf } from './report/verdict.ts'
import { openTarget, targetFlags } from './target.ts'

/** More cases than any time allows, for `--time` without `--runs`. */
const untilTimeIsUp = 1_000_000_000

const referenceNotice =
  'cotangent: the reference computes with exact fractions: all of its checks take minutes (--runs, --operators: less)\n'

export async function runVerify(command: VerifyCommand): Promise<number> {
  requirePeers(['vitest', 'fast-check', 'mathjs'])
  if (command.target.kind === 'reference') process.stderr.write(referenceNotice)
  const [described, { laws, checksOf }] = await Promise.all([describe(command), import('../properties/index.ts')])
  if (described instanceof PortFault) return refuse(described, command.json)
  const { shard } = command
  const asked = select(checksOf(described), command)
  const checks = shard === undefined ? asked : partOf(asked, shard)
  // Of a port that supports nothing no part conforms.
  const isJudged = asked.some((check) => check.unsupported === undefined)
  const part = shard === undefined || !isJudged ? {} : { part: `${shard.index}/${shard.count}` }
  const seed = command.seed ?? randomInt(2 ** 31)
  const runs = command.runs ?? (command.seconds === undefined ? defaultRuns : untilTimeIsUp)
  const recorder = recordRun(command, described, { checks, ...part }, laws, seed, runs)
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
  if (shares.length > 0) await runShares(shares, command.bail, recorder)
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

function refuse(fault: PortFault, json: boolean): number {
  if (json) process.stdout.write(refusalLine(fault))
  process.stderr.write(refusal(fault))
  return exitCodes.notJudged
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
  { checks, ...part }: Omit<Judged, 'findings'>,
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
      if (command.json) process.stdout.write(findingLine(finding))
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
        ...part,
        ...(cutOff === undefined ? {} : { cutOff }),
      }
      if (command.json) process.stdout.write(footerLine(run))
      else {
        const context = {
          titleOf: (law: string) => lawOf.get(law)?.title ?? law,
          flags: targetFlags(command.target, defaultTimeout),
          paint: paintFor(process.stdout),
        }
        process.stdout.write(report(run, context))
      }
      return verdictOf(run).exitCode
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
