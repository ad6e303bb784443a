/**
 * A folded query without rounding: x = σ q + α a + β b as two doubles, x itself and the rest that rounding takes
 * from it. Where the sum cancels, or x comes to lie beside a jump, the rest is what decides.
 *
 * Products and sums are error-free (`error-free.ts`), kept as an expansion of doubles that do not overlap
 * (Shewchuk, Discrete Comput. Geom. 18, 1997, 305), barring overflow and underflow.
 */
import { productRest, sumRest } from './error-free.ts'

const expansion = new Float64Array(6)
let count = 0

/** out[0] + out[1] = σ q + α a + β b, the second at most half a unit in the last place of the first. */
export function exactSum(
  sigma: number,
  q: number,
  alpha: number,
  a: number,
  beta: number,
  b: number,
  out: Float64Array,
): void {
  count = 0
  grow(sigma * q)
  addProduct(alpha, a)
  addProduct(beta, b)
  // From the small end: what is left over at each step is the rest of the larger ones.
  let sum = 0
  for (let i = 0; i < count; i++) sum += expansion[i]
  grow(-sum)
  let rest = 0
  for (let i = 0; i < count; i++) rest += expansion[i]
  out[0] = sum + rest
  out[1] = rest - (out[0] - sum)
}

function addProduct(x: number, y: number): void {
  const product = x * y
  grow(productRest(x, y, product))
  grow(product)
}

/** Adds b to the expansion; a component more. */
function grow(b: number): void {
  let sum = b
  for (let i = 0; i < count; i++) {
    const e = expansion[i]
    const next = sum + e
    expansion[i] = sumRest(sum, e, next)
    sum = next
  }
  expansion[count++] = sum
}
