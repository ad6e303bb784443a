/**
 * Euclidean length: of a pair entry by entry (`hypot`), of a vector (`norm`). Squares that would overflow or vanish
 * are scaled first.
 *
 *   y² = Σ xᵢ²     2 y dy = Σ 2 xᵢ dxᵢ, so  x̄ᵢ = ȳ xᵢ / y
 *
 * At x = 0 the length has a kink; the derivative is taken as 0, the subgradient of least length.
 */
import { divide, negate } from './arithmetic.ts'
import { asRank } from './checks.ts'
import { elementwise, scale, sum } from './elementwise.ts'
import { type BinaryFunction, binary } from './functions.ts'
import { apply } from './interpreter.ts'
import type { Primitive } from './primitive.ts'
import { entriesOf, type PlainVector, type Scalar, type Vector } from './value.ts'

/** a / b, but 0 where a is: a direction, which is 0 for a length of 0. */
const quotient: BinaryFunction = binary(
  elementwise('quotient', {
    kernel: (a, b) => (a === 0 ? 0 : a / b),
    code: (a, b) => `(${a} === 0 ? 0 : ${a} / ${b})`,
    partials: [(_y, _a, b) => divide.of(1, b), (y, _a, b) => negate.of(quotient.of(y, b))],
  }),
)

/** √(a² + b²). */
export const hypot: BinaryFunction = binary(
  elementwise('hypot', {
    kernel: Math.hypot,
    code: (a, b) => `Math.hypot(${a}, ${b})`,
    partials: [(y, a) => quotient.of(a, y), (y, _a, b) => quotient.of(b, y)],
  }),
)

/** Between these a sum of squares has neither overflowed nor lost a figure: 2^−900 and 2^1000. */
const least = 2 ** -900
const most = 2 ** 1000

const normPrimitive: Primitive = {
  name: 'norm',
  shape: () => [],
  evaluate([x]) {
    const entries = entriesOf(x)
    const plain = sumOfSquares(entries, 1)
    if (plain > least && plain < most) return Math.sqrt(plain)
    let largest = 0
    for (const entry of entries) largest = Math.max(largest, Math.abs(entry))
    if (largest === 0 || !Number.isFinite(largest)) return largest
    // A power of two, so that scaling is exact; its reciprocal and itself are normal numbers.
    const factor = 2 ** -Math.max(-1000, Math.floor(Math.log2(largest)))
    return Math.sqrt(sumOfSquares(entries, factor)) / factor
  },
  linearize([x], output) {
    const direction = quotient.of(x, output)
    return {
      pushforward: ([tangent]) => tangent && apply(sum, [apply(scale, [tangent, direction], undefined)], undefined),
      pullback: (cotangent) => [apply(scale, [cotangent, direction], undefined)],
    }
  },
}

function sumOfSquares(entries: Float64Array, factor: number): number {
  let total = 0
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] * factor
    total += entry * entry
  }
  return total
}

/** √(Σ xᵢ²) of a vector; its derivative at 0 is 0. */
export function norm(x: PlainVector): number
export function norm(x: Vector): Scalar
export function norm(x: Vector): unknown {
  return apply(normPrimitive, [asRank('norm', 'x', x, 'vector')], undefined)
}
