/** Roots and powers, entry by entry. */
import { add, divide, multiply, reciprocal, square, subtract } from './arithmetic.ts'
import { elementwise, scale } from './elementwise.ts'
import { log } from './exponential.ts'
import { type BinaryFunction, binary, type UnaryFunction, unary } from './functions.ts'
import { apply } from './interpreter.ts'
import type { Value } from './value.ts'

/** √x. */
export const sqrt: UnaryFunction = unary(
  elementwise('sqrt', {
    kernel: Math.sqrt,
    code: (x) => `Math.sqrt(${x})`,
    // y² = x, so 2 y dy = dx.
    partials: [(y) => divide.of(0.5, y)],
  }),
)

/** The real cube root. */
export const cbrt: UnaryFunction = unary(
  elementwise('cbrt', {
    kernel: Math.cbrt,
    code: (x) => `Math.cbrt(${x})`,
    // y³ = x, so 3 y² dy = dx.
    partials: [(y) => reciprocal.of(multiply.of(3, square.of(y)))],
  }),
)

/**
 * aᵇ, as `Math.pow` has it: a negative base takes integer exponents, and gives NaN for others. The derivative in b
 * exists for positive bases only and is NaN for negative ones, but for a base of 0 and b > 0, where it is 0.
 */
export const pow: BinaryFunction = binary(
  elementwise('pow', {
    kernel: Math.pow,
    code: (a, b) => `Math.pow(${a}, ${b})`,
    partials: [
      // b aᵇ⁻¹, zero for b = 0 even at a = 0.
      (_y, a, b) => strongly(b, pow.of(a, subtract.of(b, 1))),
      (_y, a, b) => powerTimesLog.of(a, b),
    ],
  }),
)

/**
 * aᵇ log a, zero where aᵇ is, even at a = 0. Of its own, for its derivatives: those of a product would take log 0 as
 * the slope in aᵇ.
 */
export const powerTimesLog: BinaryFunction = binary(
  elementwise('powerTimesLog', {
    kernel: (a, b) => (a ** b === 0 ? 0 : a ** b * Math.log(a)),
    code: (a, b) => `(Math.pow(${a}, ${b}) === 0 ? 0 : Math.pow(${a}, ${b}) * Math.log(${a}))`,
    partials: [
      // aᵇ⁻¹ (1 + b log a).
      (_y, a, b) => strongly(pow.of(a, subtract.of(b, 1)), add.of(1, strongly(b, log.of(a)))),
      (y, a) => strongly(y, log.of(a)),
    ],
  }),
)

/** a b, 0 where a is. */
const strongly = (a: Value, b: Value): Value => apply(scale, [a, b], undefined)
