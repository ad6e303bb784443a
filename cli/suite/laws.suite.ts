/**
 * The suite that vitest runs for `cotangent verify`: one test for each check of this process's share. The
 * finding goes back in `task.meta`; a test fails where its check does, so that vitest's own reporters see the
 * same.
 */
import { afterAll, inject, test } from 'vitest'
import { runCheck } from '../../properties/index.ts'
import { openTarget } from '../target.ts'
import { breathing } from './breathing.ts'
import { progressAnnotation } from './share.ts'

const { target, description, checks, seed, runs, time, isWatched } = inject('share')
const port = breathing(await openTarget(target))
afterAll(() => port.close())

// Whoever started this process is gone, and its port has to go too.
process.once('disconnect', () => {
  port.close().finally(() => process.exit())
})

/** How often a count of cases is sent, in milliseconds. */
const heartbeat = 500

const deadline = time === undefined ? undefined : performance.now() + time
let open = checks.filter((check) => check.unsupported === undefined).length

for (const check of checks) {
  test(check.id, async ({ task, annotate, skip, signal }) => {
    let last = performance.now()
    const report = (cases: number): void => {
      if (!isWatched || performance.now() - last < heartbeat) return
      last = performance.now()
      annotate(`${cases}`, progressAnnotation)
    }
    const endAfter = deadline === undefined ? {} : { endAfter: Math.max(1, (deadline - last) / Math.max(1, open)) }
    const finding = await runCheck(port, description, check, { seed, runs, ...endAfter, onProgress: report })
    // The run was stopped and the port closed under this check: what it found then is no word about the port.
    if (signal.aborted) return
    task.meta.finding = finding
    if (finding.status === 'unsupported') skip(finding.unsupported)
    open--
    if (finding.status === 'fail') throw new Error(finding.violation?.where ?? 'the law is violated')
    if (finding.status === 'fault') throw new Error(finding.fault?.message ?? 'the port gave no usable answer')
  })
}
