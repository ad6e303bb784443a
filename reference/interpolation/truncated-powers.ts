/**
 * Splines in the basis of truncated powers (BSP-7), with derivatives that one can see:
 *
 *   s(x) = Σⱼ c[j] (x − b[0])ʲ  +  Σᵢ c[p+i] (x − b[i])₊ᵖ      j = 0 … p,  i = 1 … L−1 over the interior breaks
 *
 * A row holds the k-th Taylor coefficients of all basis functions at x. Its derivative is the row after it:
 * ∂row(k)/∂(x − b) = (k+1) row(k+1). Exact over fractions; the condition is nothing for doubles, and
 * `impl` has B-splines instead.
 */
import { add, constant, multiply, negate, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { powers } from './polynomial.ts'

/** Where a row is taken: at x, with the first `active` interior breaks on its left. */
export interface Place<T> {
  readonly x: T
  readonly active: number
}

/** The break that each basis function begins at. */
const originOf = (j: number, p: number): number => Math.max(0, j - p)

/** How many basis functions there are. */
export const countOf = (breaks: readonly unknown[], p: number): number => breaks.length - 1 + p

export function row<T extends Scalar>(breaks: readonly T[], p: number, { x, active }: Place<T>, k: number): T[] {
  return Array.from({ length: countOf(breaks, p) }, (_, j) => {
    const degree = Math.min(j, p)
    const origin = originOf(j, p)
    if (origin > active || k > degree) return constant(0, x)
    return multiply(binomial(degree, k), powers(subtract(x, breaks[origin]), degree - k + 1)[degree - k])
  })
}

/** (k+1) row(k+1) (ẋ − ḃ) */
export function rowPushforward<T extends Scalar>(
  breaks: readonly T[],
  p: number,
  place: Place<T>,
  k: number,
  breaksDot: readonly T[],
  xDot: T,
): T[] {
  return row(breaks, p, place, k + 1).map((entry, j) =>
    multiply(multiply(k + 1, entry), subtract(xDot, breaksDot[originOf(j, p)])),
  )
}

/** w[j] = bar[j] (k+1) row(k+1)[j] goes to x, and with the opposite sign to the break of function j. */
export function rowPullback<T extends Scalar>(
  breaks: readonly T[],
  p: number,
  place: Place<T>,
  k: number,
  bar: readonly T[],
): { readonly x: T; readonly breaks: T[] } {
  const zero = constant(0, place.x)
  const breaksBar = breaks.map(() => zero)
  let x = zero
  row(breaks, p, place, k + 1).forEach((entry, j) => {
    const w = multiply(bar[j], multiply(k + 1, entry))
    x = add(x, w)
    breaksBar[originOf(j, p)] = add(breaksBar[originOf(j, p)], negate(w))
  })
  return { x, breaks: breaksBar }
}

/** n over k */
function binomial(n: number, k: number): number {
  return k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k
}
