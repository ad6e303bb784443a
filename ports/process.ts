/**
 * A command line as a process that takes and gives lines: started in a process group of its own, killed
 * with all its children, the end of its stderr kept (PRT-6). Needs a POSIX system. Knows nothing of messages.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { lineSplitter } from './lines.ts'
import { adoptGroup, killGroup } from './process-group.ts'

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Whether it was ended because it had closed its stdout and stayed. */
  readonly hasClosedOutput: boolean
  /** Why it was never started: no such directory, for instance. */
  readonly error?: Error
}

export interface LineProcess {
  send(line: string): void
  /** Closes its stdin: an orderly program ends then. */
  endInput(): void
  kill(): void
  /** The end of what it wrote to stderr. */
  stderr(): string
  /** What it wrote to stdout after the last line end. */
  unfinishedLine(): string
}

const stderrKept = 4096
/**
 * How long a process may outlive its stdout, or the pipes an ended process: it is ending, or a child of
 * its that left the group holds them.
 */
const drainMilliseconds = 1000

export function startProcess(
  command: string,
  cwd: string | undefined,
  onLine: (line: string) => void,
  onEnd: (end: ProcessEnd) => void,
): LineProcess {
  const stdio: ['pipe', 'pipe', 'pipe'] = ['pipe', 'pipe', 'pipe']
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(command, {
    shell: true,
    detached: true,
    stdio,
    ...(cwd === undefined ? {} : { cwd }),
  })
  const { pid } = child
  const kill = (): void => {
    if (pid !== undefined) killGroup(pid)
  }
  if (pid !== undefined) adoptGroup(pid)

  const splitter = lineSplitter(onLine)
  let stderr: Buffer = Buffer.alloc(0)
  let error: Error | undefined
  let hasClosedOutput = false
  let drain: NodeJS.Timeout | undefined
  child.stdout.on('data', (chunk) => splitter.push(chunk))
  child.stdout.on('end', () => {
    drain ??= setTimeout(() => {
      hasClosedOutput = true
      kill()
    }, drainMilliseconds)
  })
  child.stderr.on('data', (chunk) => {
    stderr = Buffer.concat([stderr, chunk]).subarray(-stderrKept)
  })
  // A write to a process that is gone: its end is reported anyway, with more to say.
  child.stdin.on('error', () => {})
  child.on('error', (reason) => {
    error = reason
  })
  child.on('exit', () => {
    kill()
    clearTimeout(drain)
    drain = setTimeout(() => {
      child.stdout.destroy()
      child.stderr.destroy()
    }, drainMilliseconds)
  })
  child.on('close', (code, signal) => {
    clearTimeout(drain)
    onEnd({ code, signal, hasClosedOutput, ...(error === undefined ? {} : { error }) })
  })
  return {
    send: (line) => child.stdin.write(`${line}\n`),
    endInput: () => child.stdin.end(),
    kill,
    stderr: () => stderr.toString('utf8'),
    unfinishedLine: splitter.rest,
  }
}
