/** What the bench prints, line by line, and the form of its JSON. */
import { type Allocation, measuredCalls } from './allocation.ts'
import type { Growth } from './growth.ts'
import type { Comparison } from './pairs.ts'

export interface Row extends Comparison {
  /** `head / base`. */
  readonly row: string
  readonly n: number
  readonly elements: number
}

/** Everything that a run found, plain data. */
export interface Results {
  readonly date: string
  readonly machine: Machine
  readonly secondsPerRatio: number
  readonly notes: readonly string[]
  readonly rows: readonly Row[]
  readonly growth: readonly Growth[]
  readonly allocation: readonly Allocation[]
}

export interface Machine {
  readonly node: string
  readonly v8: string
  readonly cpu: string
  readonly cpus: number
  readonly compiler: string
}

export const headOf = ({ node, v8, cpu, cpus, compiler }: Machine): string =>
  `Node ${node} (V8 ${v8}), ${cpu}, ${cpus} CPUs\nC: ${compiler}\n`

const nameWidth = 44

export const rowHead: string = `${'ratio of times'.padEnd(nameWidth)}${'n'.padStart(9)}   ratio   95 % interval     ns/element`

export function lineOf({ row, n, elements, ratio, low, high, head, base }: Row): string {
  const times = `${(head.nanoseconds / elements).toFixed(2)} / ${(base.nanoseconds / elements).toFixed(2)}`
  return `${row.padEnd(nameWidth)}${`${n}`.padStart(9)}  ${figure(ratio)}   ${interval(low, high)}   ${times}`
}

export const growthHead: string = `${'time per element'.padEnd(nameWidth)}${'n'.padStart(18)}   ratio   95 % interval     time ∝ nᵖ`

export function lineOfGrowth({ name, from, to, perElement, low, high, exponent }: Growth): string {
  const sizes = `${from} → ${to}`.padStart(18)
  return `${name.padEnd(nameWidth)}${sizes}  ${figure(perElement)}   ${interval(low, high)}   p = ${exponent.toFixed(2)}`
}

export const allocationHead: string = `${'allocation'.padEnd(nameWidth)}bytes over ${measuredCalls} calls: heap, array buffers`

export function lineOfAllocation({ name, heapBytes, arrayBufferBytes, allocates }: Allocation): string {
  const verdict = allocates ? 'ALLOCATES' : 'none'
  return `${name.padEnd(nameWidth)}${verdict.padEnd(10)} ${heapBytes}, ${arrayBufferBytes}`
}

const figure = (ratio: number): string => ratio.toFixed(3).padStart(6)
const interval = (low: number, high: number): string => `[${low.toFixed(3)}, ${high.toFixed(3)}]`.padEnd(16)
