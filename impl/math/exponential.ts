/** Exponentials and logarithms, entry by entry; `expm1` and `log1p` keep their figures next to zero. */
import { add, reciprocal } from './arithmetic.ts'
import { elementwise } from './elementwise.ts'
import { type UnaryFunction, unary } from './functions.ts'

/** eˣ. */
export const exp: UnaryFunction = unary(
  elementwise('exp', {
    kernel: Math.exp,
    code: (x) => `Math.exp(${x})`,
    partials: [(y) => y],
  }),
)

/** eˣ − 1. */
export const expm1: UnaryFunction = unary(
  elementwise('expm1', {
    kernel: Math.expm1,
    code: (x) => `Math.expm1(${x})`,
    // Not y + 1, which has lost eˣ where y is next to −1.
    partials: [(_y, x) => exp.of(x)],
  }),
)

/** The natural logarithm. */
export const log: UnaryFunction = unary(
  elementwise('log', {
    kernel: Math.log,
    code: (x) => `Math.log(${x})`,
    partials: [(_y, x) => reciprocal.of(x)],
  }),
)

/** log(1 + x). */
export const log1p: UnaryFunction = unary(
  elementwise('log1p', {
    kernel: Math.log1p,
    code: (x) => `Math.log1p(${x})`,
    partials: [(_y, x) => reciprocal.of(add.of(1, x))],
  }),
)
