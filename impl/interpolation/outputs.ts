/**
 * The arrays that a call writes to, and what they share with those that it reads. An output may lie in the memory of an
 * input: such an input is copied first, by who asks here. Two outputs may lie side by side in one buffer, but not in the
 * same place: no order of writing makes both right.
 *
 * Memory is told apart by buffers alone, each asked for once: to ask costs more than all the rest (measured: 25 ns).
 */
import type { Entry } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import { noRoom } from './room.ts'

type Arrays = Readonly<Record<string, Float64Array>>

export class Outputs {
  private readonly names: readonly string[]
  private readonly buffers: ArrayBufferLike[]

  constructor(names: readonly string[]) {
    this.names = names
    this.buffers = names.map(() => noRoom.buffer)
  }

  /** Those at hand. Throws LENGTH_MISMATCH where two overlap. */
  take(entry: Entry, arrays: Arrays): void {
    const { buffers, names } = this
    for (let i = 0; i < names.length; i++) {
      const { buffer } = arrays[names[i]]
      for (let k = 0; k < i; k++) if (buffers[k] === buffer) requireApart(entry, names[k], names[i], arrays)
      buffers[i] = buffer
    }
  }

  /** Whether what is written there may change `input`. */
  share(input: ArrayLike<number>): boolean {
    const { buffers } = this
    if (buffers.length === 0 || !(input instanceof Float64Array)) return false
    const { buffer } = input
    for (let i = 0; i < buffers.length; i++) if (buffers[i] === buffer) return true
    return false
  }
}

/** The same of the one output of an evaluation; a new one shares nothing. */
export function sharesWith(output: Float64Array | undefined, input: ArrayLike<number>): boolean {
  return output !== undefined && input instanceof Float64Array && input.buffer === output.buffer
}

function requireApart(entry: Entry, one: string, other: string, arrays: Arrays): void {
  const a = arrays[one]
  const b = arrays[other]
  const from = Math.max(a.byteOffset, b.byteOffset)
  const to = Math.min(a.byteOffset + a.byteLength, b.byteOffset + b.byteLength)
  if (from >= to) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `the cotangents of ${one} and ${other} must have room of their own`,
    got: `${to - from} bytes that both would be written to`,
    expected: 'arrays that do not overlap',
    argument: other,
  })
}
