/**
 * Buffers with guard values on both sides: a write outside an array, which JavaScript does not report,
 * shows as a guard that has changed. Inside they hold NaN, which shows what has not been written.
 */

export interface Guarded {
  readonly array: Float64Array
  isIntact(): boolean
}

const guard = -1.25e77
const width = 8

export function guarded(length: number, fill: ArrayLike<number> = []): Guarded {
  const whole = new Float64Array(length + 2 * width).fill(guard)
  const array = whole.subarray(width, width + length).fill(Number.NaN)
  array.set(fill)
  return {
    array,
    isIntact: () => whole.every((x, i) => x === guard || (i >= width && i < width + length)),
  }
}
