/**
 * Runs checks over vitest's own runner: one vitest project for each process, all of them on the same suite
 * file and each with its own share of the checks. Nothing of the user's folder is read: no configuration,
 * no other test. The package's own modules are imported natively and not transformed, so that there is one
 * mathjs in a process, whether the package lies in `node_modules` or not.
 */
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Reporter, startVitest, type Vitest } from 'vitest/node'
import type { Finding } from '../../properties/law.ts'
import { progressAnnotation, type Share } from './share.ts'

export interface Listener {
  onFinding(finding: Finding): void
  onCases(check: string, cases: number): void
  /** What went wrong outside of the verdict on a check. */
  onTrouble(message: string): void
}

/** Compiled, beside this file. */
const suite = fileURLToPath(new URL('./laws.suite.js', import.meta.url))
const folder = fileURLToPath(new URL('.', import.meta.url))
const packageFolder = fileURLToPath(new URL('../..', import.meta.url))

export async function runShares(shares: readonly Share[], bail: boolean, listener: Listener): Promise<void> {
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() })
  const shared = {
    root: folder,
    include: [suite],
    exclude: [],
    pool: 'forks' as const,
    isolate: false,
    testTimeout: 0,
    hookTimeout: 0,
    server: { deps: { external: [new RegExp(`^${escaped(packageFolder)}`)] } },
  }
  await startVitest(
    'test',
    [],
    {
      config: false,
      watch: false,
      root: folder,
      cache: false,
      maxWorkers: shares.length,
      disableConsoleIntercept: true,
      reporters: [reporterFor(listener, bail)],
      projects: shares.map((share, i) => ({
        test: { ...shared, name: `process ${i + 1}`, provide: { share } },
      })),
    },
    {},
    // What vitest itself has to say would end up in the report, or in the midst of --json.
    { stdout: sink, stderr: process.stderr },
  )
}

/**
 * Stops the run itself where it is to bail: vitest's own `bail` counts failures in the processes, and two of
 * them at once end both before their findings have been sent.
 */
function reporterFor(listener: Listener, bail: boolean): Reporter {
  let vitest: Vitest | undefined
  let isStopped = false
  return {
    onInit(started) {
      vitest = started
    },
    onTestCaseAnnotate(testCase, { type, message }) {
      if (type === progressAnnotation) listener.onCases(testCase.name, Number(message))
    },
    onTestCaseResult(testCase) {
      const { finding } = testCase.meta()
      if (finding !== undefined) listener.onFinding(finding)
      // Checks that were under way when the run was stopped end without a finding, and that is no trouble.
      else if (isStopped) return
      else for (const error of testCase.result().errors ?? []) listener.onTrouble(`${testCase.name}: ${error.message}`)
      if (!bail || isStopped || testCase.result().state !== 'failed') return
      isStopped = true
      // Waits for the end of the run, as whoever started it does.
      vitest?.cancelCurrentRun('test-failure').catch(() => {})
    },
    onTestRunEnd(testModules, unhandledErrors) {
      if (isStopped) return
      const errors = [...testModules.flatMap((testModule) => testModule.errors()), ...unhandledErrors]
      for (const message of new Set(errors.map((error) => error.message))) listener.onTrouble(message)
    },
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
