import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { adoptGroup, killGroup } from './process-group.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const countListeners = (): number[] => ['exit', ...signals].map((event) => process.listenerCount(event))
const quiet = countListeners()

afterEach(() => {
  vi.restoreAllMocks()
  expect(countListeners()).toEqual(quiet)
})

function sleeper(): ChildProcess & { readonly pid: number } {
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  adoptGroup(child.pid!)
  return child as ChildProcess & { readonly pid: number }
}

/** Calls what this module has hung on an event, and nothing that others have. */
function raise(event: string, name: string): void {
  for (const listener of process.listeners(event as 'SIGTERM').filter((one) => one.name === name))
    listener(event as 'SIGTERM')
}

test('a group is killed once, and a dead one is no error', async () => {
  const child = sleeper()
  killGroup(child.pid)
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  const kill = vi.spyOn(process, 'kill')
  killGroup(child.pid)
  expect(kill).not.toHaveBeenCalled()
  adoptGroup(child.pid)
  killGroup(child.pid)
  expect(kill).toHaveBeenCalledTimes(1)
})

test('one set of listeners, however many groups', () => {
  const children = [sleeper(), sleeper(), sleeper()]
  expect(countListeners()).toEqual(quiet.map((count) => count + 1))
  for (const { pid } of children) killGroup(pid)
})

test('all are killed when this process exits', async () => {
  const children = [sleeper(), sleeper()]
  const exits = children.map((child) => once(child, 'exit'))
  raise('exit', 'killAll')
  for (const exit of exits) expect((await exit)[1]).toBe('SIGKILL')
})

test.each(signals)('%s kills all and then has its usual effect', async (signal) => {
  const child = sleeper()
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  const others = vi.spyOn(process, 'listenerCount').mockReturnValue(0)
  raise(signal, 'killAllAndObey')
  expect(kill.mock.calls).toEqual([
    [-child.pid, 'SIGKILL'],
    [process.pid, signal],
  ])
  others.mockRestore()
  kill.mockRestore()
  process.kill(-child.pid, 'SIGKILL')
  await once(child, 'exit')
})

test('a signal that somebody else listens to is left to them', async () => {
  const child = sleeper()
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true)
  const other = (): void => {}
  process.on('SIGHUP', other)
  raise('SIGHUP', 'killAllAndObey')
  process.off('SIGHUP', other)
  expect(kill.mock.calls).toEqual([[-child.pid, 'SIGKILL']])
  kill.mockRestore()
  process.kill(-child.pid, 'SIGKILL')
  await once(child, 'exit')
})
