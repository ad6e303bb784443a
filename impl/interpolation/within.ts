/**
 * Whether all numbers of an array are as they should be, four at a time: a test that passes must not cost more than what
 * it allows (measured: one at a time it takes as long as the cubics themselves). What is wrong is found by who says it.
 */

/** low ≤ x[j] ≤ high for all j. */
export function areWithin(x: Float64Array, low: number, high: number): boolean {
  const n = x.length
  let j = 0
  for (; j < n - 3; j += 4) {
    const a = x[j]
    const b = x[j + 1]
    const c = x[j + 2]
    const d = x[j + 3]
    if (!(a >= low && a <= high && b >= low && b <= high && c >= low && c <= high && d >= low && d <= high))
      return false
  }
  for (; j < n; j++) if (!(x[j] >= low && x[j] <= high)) return false
  return true
}

/** x − x is 0 for what is finite, and NaN for what is not. */
export function areFinite(x: Float64Array): boolean {
  const n = x.length
  let j = 0
  for (; j < n - 3; j += 4) {
    const a = x[j]
    const b = x[j + 1]
    const c = x[j + 2]
    const d = x[j + 3]
    if (!(a - a + (b - b) + (c - c + (d - d)) === 0)) return false
  }
  for (; j < n; j++) if (!(x[j] - x[j] === 0)) return false
  return true
}
