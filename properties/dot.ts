/**
 * Inner products for the laws' own arithmetic, which must not add rounding to what they judge: `dot` is
 * as accurate as if computed in twice the working precision (Ogita, Rump & Oishi, SIAM J. Sci. Comput. 26,
 * 2005, 1955: Dot2).
 */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  let rest = 0
  for (let i = 0; i < a.length; i++) {
    const product = a[i] * b[i]
    const next = sum + product
    const virtual = next - sum
    rest += sum - (next - virtual) + (product - virtual) + productError(a[i], b[i], product)
    sum = next
  }
  return sum + rest
}

/** Σ |aᵢ| |bᵢ|, for bounds: what has no part in a sum has none in its bound, be it ever so large. */
export function sumOfProducts(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== 0 && b[i] !== 0) sum += Math.abs(a[i] * b[i])
  return sum
}

/** Beyond it sums, and the halves of their terms, might overflow. */
const largest = 2 ** 900

/**
 * Whether finite numbers are so large that `dot` may leave the range of doubles on its way: a law has nothing to say then. It
 * has of numbers that are not finite.
 */
export function leavesRange(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const entries = [...Array.from(a), ...Array.from(b)]
  if (!entries.every(Number.isFinite)) return false
  return entries.some((x) => Math.abs(x) > largest) || sumOfProducts(a, b) > largest
}

/** a·b − fl(a·b), exactly unless it over- or underflows (Dekker 1971). */
function productError(a: number, b: number, product: number): number {
  const [aHigh, aLow] = split(a)
  const [bHigh, bLow] = split(b)
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** 2²⁷ + 1 splits a double into two halves of 26 bits (Veltkamp). */
const splitter = 2 ** 27 + 1

function split(a: number): [number, number] {
  const c = splitter * a
  const high = c - (c - a)
  return [high, a - high]
}
