/**
 * Room for numbers, zeroed. An engine asks more for a typed array with a buffer of its own than for the arithmetic of a
 * short spline (measured: about 1 µs, most of it to collect the buffer again; 0.03 µs for a part of a buffer). Short
 * arrays therefore lie side by side in one block, which lives as long as any of them: nothing here is ever used twice.
 * Not for what a caller gets to see: an array that is handed out has a buffer of its own.
 */

/** 64 KB. */
const blockLength = 2 ** 13
const longest = blockLength / 8

let block = new Float64Array(0)
let used = 0

export function roomFor(length: number): Float64Array {
  if (length > longest) return new Float64Array(length)
  if (used + length > block.length) {
    block = new Float64Array(blockLength)
    used = 0
  }
  used += length
  return block.subarray(used - length, used)
}

/** What `sized` begins with. */
export const noRoom: Float64Array = new Float64Array(0)

/** `buffer`, or a new one where its length is another. */
export function sized(buffer: Float64Array, length: number): Float64Array {
  return buffer.length === length ? buffer : new Float64Array(length)
}
