/** Differences of values: Σ wₖ yₖ / h with small whole weights, so that nothing is rounded before it cancels. */
import { add, divide, multiply } from '../../math/arithmetic.ts'
import type { Value } from '../../math/value.ts'

/** Of plain values, and of ones that an outer interpreter follows. */
export function weighted(weights: readonly number[], values: readonly Value[], h: number): Value {
  const terms = values.map((value, k) => (weights[k] === 1 ? value : multiply.of(value, weights[k])))
  return divide.of(
    terms.reduce((total, term) => add.of(total, term)),
    h,
  )
}
