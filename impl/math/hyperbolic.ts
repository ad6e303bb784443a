/** Hyperbolic functions and their inverses, entry by entry. */
import { add, multiply, negate, reciprocal, square, subtract } from './arithmetic.ts'
import { elementwise } from './elementwise.ts'
import { type UnaryFunction, unary } from './functions.ts'
import { hypot } from './length.ts'
import { sqrt } from './powers.ts'

/** sinh x. */
export const sinh: UnaryFunction = unary(
  elementwise('sinh', {
    kernel: Math.sinh,
    code: (x) => `Math.sinh(${x})`,
    partials: [(_y, x) => cosh.of(x)],
  }),
)

/** cosh x. */
export const cosh: UnaryFunction = unary(
  elementwise('cosh', {
    kernel: Math.cosh,
    code: (x) => `Math.cosh(${x})`,
    partials: [(_y, x) => sinh.of(x)],
  }),
)

/** 1/cosh x. Of its own, for its derivatives: those of a quotient meet 0 · ∞ where cosh x overflows. */
export const sech: UnaryFunction = unary(
  elementwise('sech', {
    kernel: (x) => 1 / Math.cosh(x),
    code: (x) => `(1 / Math.cosh(${x}))`,
    partials: [(y, x) => negate.of(multiply.of(y, tanh.of(x)))],
  }),
)

/** tanh x. */
export const tanh: UnaryFunction = unary(
  elementwise('tanh', {
    kernel: Math.tanh,
    code: (x) => `Math.tanh(${x})`,
    // 1/cosh²x, not 1 − y², which cancels where y is next to ±1.
    partials: [(_y, x) => square.of(sech.of(x))],
  }),
)

/** The inverse of sinh. */
export const asinh: UnaryFunction = unary(
  elementwise('asinh', {
    kernel: Math.asinh,
    code: (x) => `Math.asinh(${x})`,
    partials: [(_y, x) => reciprocal.of(hypot.of(1, x))],
  }),
)

/** The inverse of cosh, for x ≥ 1. */
export const acosh: UnaryFunction = unary(
  elementwise('acosh', {
    kernel: Math.acosh,
    code: (x) => `Math.acosh(${x})`,
    // 1/√(x² − 1), written so that it neither cancels nor overflows.
    partials: [(_y, x) => reciprocal.of(multiply.of(sqrt.of(subtract.of(x, 1)), sqrt.of(add.of(x, 1))))],
  }),
)

/** The inverse of tanh, for |x| ≤ 1. */
export const atanh: UnaryFunction = unary(
  elementwise('atanh', {
    kernel: Math.atanh,
    code: (x) => `Math.atanh(${x})`,
    partials: [(_y, x) => reciprocal.of(multiply.of(subtract.of(1, x), add.of(1, x)))],
  }),
)
