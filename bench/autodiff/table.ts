/**
 * A row for each backend × scenario × operator × preparation, as DifferentiationInterfaceTest prints: how often the
 * program runs, how long a call takes and what it allocates. Times are for orientation; ratios are measured in
 * `ratios.ts`.
 */

import { resultInto } from '../../impl/autodiff/forms.ts'
import type { Backend } from '../../impl/autodiff/index.ts'
import { gradientInto } from '../../impl/autodiff/index.ts'
import { Preparation } from '../../impl/autodiff/preparation.ts'
import { problemOf } from '../../impl/autodiff/problem.ts'
import type { Scenario } from '../../impl/autodiff/scenarios/index.ts'
import { entriesOf } from '../../impl/math/value.ts'
import { median } from '../statistics.ts'

export interface CostRow {
  readonly backend: string
  readonly program: string
  readonly operator: string
  readonly prepared: boolean
  /** How often the program ran for one call. */
  readonly calls: number
  readonly nanoseconds: number
  /** Bytes that a call allocates; nothing where the collector is not exposed. */
  readonly bytes: number | undefined
}

/** How long a row is measured for, and how long it runs before: V8 optimizes in the background. */
const milliseconds = 60
const warmUpMilliseconds = 200
const batchMilliseconds = 2

/** The cost of one backend on one scenario, or why it cannot be told. */
export function costOf(backend: Backend, scenario: Scenario, prepared: boolean): CostRow {
  const { operator, program, cases } = scenario
  let calls = 0
  const f = (...args: unknown[]): unknown => {
    calls++
    return program.f(...args)
  }
  const [{ args, seed, results }] = cases
  const by = prepared ? new Preparation(operator, backend, problemOf(operator, f, args)) : backend
  const rooms = results.map((one) => new Float64Array(entriesOf(one).length))
  const out = rooms.length === 1 ? rooms[0] : rooms
  const once =
    operator === 'gradient'
      ? () => gradientInto(out as never, f as never, by as never, ...(args as []))
      : () => resultInto(out, { operator, f, by, args, seed })
  calls = 0
  once()
  const perCall = calls
  const nanoseconds = timeOf(once)
  return {
    backend: backend.name,
    program: program.name,
    operator,
    prepared,
    calls: perCall,
    nanoseconds,
    bytes: bytesOf(once, nanoseconds),
  }
}

function timeOf(once: () => unknown): number {
  const warm = performance.now() + warmUpMilliseconds
  do once()
  while (performance.now() < warm)
  let repetitions = 1
  while (batch(once, repetitions) < batchMilliseconds) repetitions *= 2
  const times: number[] = []
  const end = performance.now() + milliseconds
  do times.push(batch(once, repetitions) / repetitions)
  while (performance.now() < end)
  return 1e6 * median(times)
}

function batch(once: () => unknown, repetitions: number): number {
  const start = performance.now()
  for (let i = 0; i < repetitions; i++) once()
  return performance.now() - start
}

/** As many calls as make the noise of the measurement small, but no more than there is time for. */
const mostCounted = 100
const countedMilliseconds = 50

function bytesOf(once: () => unknown, nanoseconds: number): number | undefined {
  const collect = globalThis.gc
  if (collect === undefined) return undefined
  const counted = Math.max(1, Math.min(mostCounted, Math.floor((1e6 * countedMilliseconds) / nanoseconds)))
  const found: number[] = []
  for (let attempt = 0; attempt < 3; attempt++) {
    collect()
    const before = process.memoryUsage()
    for (let i = 0; i < counted; i++) once()
    const after = process.memoryUsage()
    found.push(after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers)
  }
  // Where the collector ran amid the calls, more was freed than allocated: then only the largest says something. What
  // the measurement itself leaves is less than a number for each call.
  const usual = median(found)
  return Math.max(0, Math.floor((usual < 0 ? Math.max(...found) : usual) / counted / 8) * 8)
}

export const costHead: string =
  `${'program'.padEnd(34)}${'operator'.padEnd(18)}${'backend'.padEnd(34)}${'prepared'.padEnd(10)}` +
  `${'calls'.padStart(7)}${'time'.padStart(12)}${'allocates'.padStart(12)}`

export function lineOfCost({ backend, program, operator, prepared, calls, nanoseconds, bytes }: CostRow): string {
  return (
    `${program.padEnd(34)}${operator.padEnd(18)}${backend.padEnd(34)}${(prepared ? 'yes' : 'no').padEnd(10)}` +
    `${String(calls).padStart(7)}${duration(nanoseconds).padStart(12)}${amount(bytes).padStart(12)}`
  )
}

/** Three digits and a unit. */
export function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${nanoseconds.toPrecision(3)} ns`
  if (nanoseconds < 1e6) return `${(nanoseconds / 1e3).toPrecision(3)} µs`
  if (nanoseconds < 1e9) return `${(nanoseconds / 1e6).toPrecision(3)} ms`
  return `${(nanoseconds / 1e9).toPrecision(3)} s`
}

function amount(bytes: number | undefined): string {
  if (bytes === undefined) return 'not measured'
  if (bytes === 0) return 'none'
  if (bytes < 10_000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1024).toPrecision(3)} KiB` : `${(bytes / 2 ** 20).toPrecision(3)} MiB`
}
