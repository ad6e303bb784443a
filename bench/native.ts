/**
 * The peers in C: compiled when the bench starts, for this machine, and run as one process behind the
 * line protocol of `c/main.c`. Where there is no compiler, or a library is missing, the peers are left out and a
 * note says so.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Subject } from './subject.ts'

const thomasKernels = ['thomas', 'thomas-ready-plain', 'thomas-ready-scaled'] as const
export type NativeKernel = (typeof thomasKernels)[number] | 'dgtsv' | 'dgttrs' | 'gsl-spline'

/** What needs a library that may not be installed. */
interface Part {
  readonly arguments: (file: (name: string) => string) => readonly string[]
  readonly kernels: readonly NativeKernel[]
  readonly note: string
}

const parts: readonly Part[] = [
  {
    arguments: (file) => ['-DWITH_LAPACK', file('lapack.c'), '-llapack'],
    kernels: ['dgtsv', 'dgttrs'],
    note: 'dgtsv and dgttrs left out: the compiler does not find LAPACK (Debian: liblapack-dev)',
  },
  {
    arguments: (file) => ['-DWITH_GSL', file('gsl.c'), '-lgsl', '-lgslcblas', '-lm'],
    kernels: ['gsl-spline'],
    note: 'the spline of GSL left out: the compiler does not find GSL (Debian: libgsl-dev)',
  },
]

export interface NativePeers {
  /** The compiler's own description, with the flags. */
  readonly compiler: string
  /** The kernels that there are. */
  readonly kernels: readonly NativeKernel[]
  /** What is left out and why. */
  readonly notes: readonly string[]
  subject(kernel: NativeKernel, n: number): Subject
  /** The sum of the solution that a kernel finds: to see that it solves the system that is meant. */
  checksum(kernel: NativeKernel, n: number): Promise<number>
  close(): Promise<void>
}

const run = promisify(execFile)
const flags = ['-O3', '-march=native']

/** The peers, or why there are none. */
export async function compileNativePeers(compiler = 'gcc'): Promise<NativePeers | string> {
  const sources = sourceFolder()
  if (sources === undefined) return 'C peers left out: their sources are not here'
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const program = join(folder, 'peers')
  const file = (name: string): string => join(sources, name)
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const version = (await run(compiler, ['--version'])).stdout.split('\n')[0]
    const notes: string[] = []
    const kernels: NativeKernel[] = [...thomasKernels]
    let built = [...flags, file('main.c'), file('thomas.c'), '-o', program]
    await run(compiler, built)
    for (const part of parts) {
      const withPart = [...built, ...part.arguments(file)]
      try {
        await run(compiler, withPart)
        built = withPart
        kernels.push(...part.kernels)
      } catch {
        notes.push(part.note)
      }
    }
    const process = new LineProcess(program)
    return {
      compiler: `${version} ${flags.join(' ')}`,
      kernels,
      notes,
      subject: (kernel, n) => ({
        name: `C ${kernel}`,
        batch: async (repetitions) => (await process.ask(kernel, n, repetitions)).nanoseconds,
      }),
      checksum: async (kernel, n) => (await process.ask(kernel, n, 1)).sum,
      async close() {
        process.close()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    return `C peers left out: ${firstLine(error)}`
  }
}

interface Answer {
  readonly nanoseconds: number
  readonly sum: number
}

interface Waiting {
  resolve(answer: Answer): void
  reject(error: Error): void
}

/** One process, one question at a time or several: it answers in order. */
class LineProcess {
  readonly #child: ChildProcess
  readonly #waiting: Waiting[] = []
  #ended: Error | undefined

  constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] })
    createInterface({ input: this.#child.stdout! }).on('line', (line) => this.#answer(line))
    // A write to a process that has ended fails as well; `close` says why.
    this.#child.stdin!.on('error', () => {})
    this.#child.on('error', (error) => this.#end(error))
    this.#child.on('close', (code, signal) => this.#end(new Error(`the C peers ended with ${signal ?? code}`)))
  }

  ask(kernel: NativeKernel, n: number, repetitions: number): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#child.stdin!.write(`${kernel} ${n} ${repetitions}\n`)
    })
  }

  close(): void {
    this.#child.stdin!.end()
  }

  #answer(line: string): void {
    const waiting = this.#waiting.shift()
    const [nanoseconds, sum] = line.split(' ').map(Number)
    if (nanoseconds >= 0 && sum !== undefined) waiting?.resolve({ nanoseconds, sum })
    else waiting?.reject(new Error(`the C peers answered: ${line}`))
  }

  #end(error: Error): void {
    this.#ended = error
    for (const waiting of this.#waiting.splice(0)) waiting.reject(error)
  }
}

/** Beside this file, or in `bench/` of the repository when this runs from `dist/bench/`. */
function sourceFolder(): string | undefined {
  const candidates = ['./c/', '../../bench/c/'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  return candidates.find((path) => existsSync(join(path, 'main.c')))
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]
