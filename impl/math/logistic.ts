/**
 * The logistic function σ(x) = 1/(1 + e⁻ˣ), its logarithm, and softplus(x) = log(1 + eˣ) = −log σ(−x), entry by entry.
 * Each is evaluated with the exponential that does not overflow, to full figures on both sides.
 *
 *   σ′ = σ(x) σ(−x)     (log σ)′ = σ(−x)     softplus′ = σ(x)
 */
import { multiply, negate } from './arithmetic.ts'
import { elementwise } from './elementwise.ts'
import { type UnaryFunction, unary } from './functions.ts'

/** 1 / (1 + e⁻ˣ). */
export const logistic: UnaryFunction = unary(
  elementwise('logistic', {
    // Below −40 it is eˣ to the last bit, as eˣ < 2⁻⁵⁴; and e⁻ˣ would overflow in the end.
    kernel: (x) => (x < -40 ? Math.exp(x) : 1 / (1 + Math.exp(-x))),
    code: (x) => `(${x} < -40 ? Math.exp(${x}) : 1 / (1 + Math.exp(-${x})))`,
    // Not y (1 − y), which cancels where y is next to 1.
    partials: [(y, x) => multiply.of(y, logistic.of(negate.of(x)))],
  }),
)

/** log σ(x) = −log(1 + e⁻ˣ). */
export const logLogistic: UnaryFunction = unary(
  elementwise('logLogistic', {
    kernel: (x) => Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
    code: (x) => `(Math.min(${x}, 0) - Math.log1p(Math.exp(-Math.abs(${x}))))`,
    partials: [(_y, x) => logistic.of(negate.of(x))],
  }),
)

/** log(1 + eˣ). */
export const softplus: UnaryFunction = unary(
  elementwise('softplus', {
    kernel: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
    code: (x) => `(Math.max(${x}, 0) + Math.log1p(Math.exp(-Math.abs(${x}))))`,
    partials: [(_y, x) => logistic.of(x)],
  }),
)
