/**
 * Process groups that must not outlive this process: each is killed as a whole, and whatever is still
 * alive when this process ends, or is told to end by a signal, is killed with it. Nothing listens while
 * there is no group. A child that leaves its group (setsid) is out of reach; so is everything if this
 * process is killed by SIGKILL, where the end of its input is what tells a port to stop (PRT-7).
 */

const groups = new Set<number>()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Takes charge of the group that the process `pid` leads. */
export function adoptGroup(pid: number): void {
  if (groups.size === 0) {
    process.on('exit', killAll)
    for (const signal of signals) process.on(signal, killAllAndObey)
  }
  groups.add(pid)
}

/** Kills what is left of the group, and lets go of it. */
export function killGroup(pid: number): void {
  if (!groups.delete(pid)) return
  if (groups.size === 0) stopListening()
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // There is none left of it.
  }
}

function killAll(): void {
  for (const pid of groups) killGroup(pid)
}

/** A listener takes a signal's default action away: without another one that ends the process, we end it. */
function killAllAndObey(signal: NodeJS.Signals): void {
  killAll()
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
}

function stopListening(): void {
  process.off('exit', killAll)
  for (const signal of signals) process.off(signal, killAllAndObey)
}
