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

/** A row whose peer is not installed. */
export type MissingRow = Pick<Row, 'row' | 'n'>

/** Everything that a run found, plain data. */
export interface Results {
  readonly date: string
  readonly machine: Machine
  readonly secondsPerRatio: number
  readonly notes: readonly string[]
  readonly rows: readonly Row[]
  readonly notInstalled: readonly MissingRow[]
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

const narrowest = 44

/** The width that the first column needs for these names. */
export const widthOf = (names: readonly string[]): number => Math.max(narrowest, ...names.map(({ length }) => length))

export const rowHead = (width: number = narrowest): string =>
  `${'ratio of times'.padEnd(width)}${'n'.padStart(9)}   ratio   95 % interval     ns/element`

export function lineOf({ row, n, elements, ratio, low, high, head, base }: Row, width: number = narrowest): string {
  const times = `${(head.nanoseconds / elements).toFixed(2)} / ${(base.nanoseconds / elements).toFixed(2)}`
  return `${row.padEnd(width)}${`${n}`.padStart(9)}  ${figure(ratio)}   ${interval(low, high)}   ${times}`
}

export const lineOfMissing = ({ row, n }: MissingRow, width: number = narrowest): string =>
  `${row.padEnd(width)}${`${n}`.padStart(9)}   not installed`

export const growthHead = (width: number = narrowest): string =>
  `${'time per element'.padEnd(width)}${'n'.padStart(18)}   ratio   95 % interval     time ∝ nᵖ`

export function lineOfGrowth(
  { name, from, to, perElement, low, high, exponent }: Growth,
  width: number = narrowest,
): string {
  const sizes = `${from} → ${to}`.padStart(18)
  return `${name.padEnd(width)}${sizes}  ${figure(perElement)}   ${interval(low, high)}   p = ${exponent.toFixed(2)}`
}

export const allocationHead: string = `${'allocation'.padEnd(narrowest)}bytes over ${measuredCalls} calls: heap, array buffers`

export function lineOfAllocation({ name, heapBytes, arrayBufferBytes, allocates }: Allocation): string {
  const verdict = allocates ? 'ALLOCATES' : 'none'
  return `${name.padEnd(narrowest)}${verdict.padEnd(10)} ${heapBytes}, ${arrayBufferBytes}`
}

const figure = (ratio: number): string => ratio.toFixed(3).padStart(6)
const interval = (low: number, high: number): string => `[${low.toFixed(3)}, ${high.toFixed(3)}]`.padEnd(16)
