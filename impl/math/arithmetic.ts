/** The four operations, entry by entry, and what is made of one of them: −a, 1/a, a². */
import {
  add as addPrimitive,
  elementwise,
  multiply as multiplyPrimitive,
  negate as negatePrimitive,
} from './elementwise.ts'
import { type BinaryFunction, binary, type UnaryFunction, unary } from './functions.ts'

/** a + b. */
export const add: BinaryFunction = binary(addPrimitive)

/** a − b. */
export const subtract: BinaryFunction = binary(
  elementwise('subtract', {
    kernel: (a, b) => a - b,
    code: (a, b) => `(${a} - ${b})`,
    partials: [() => 1, () => -1],
    isLinear: true,
  }),
)

/** a b. */
export const multiply: BinaryFunction = binary(multiplyPrimitive)

/** a / b. */
export const divide: BinaryFunction = binary(
  elementwise('divide', {
    kernel: (a, b) => a / b,
    code: (a, b) => `(${a} / ${b})`,
    // a/b is a b⁻¹, and d(b⁻¹) = −b⁻² db: b̄ = −(y/b) ȳ.
    partials: [(_y, _a, b) => reciprocal.of(b), (y, _a, b) => negate.of(divide.of(y, b))],
  }),
)

/** −x. */
export const negate: UnaryFunction = unary(negatePrimitive)

/** 1 / x. */
export const reciprocal: UnaryFunction = unary(
  elementwise('reciprocal', {
    kernel: (x) => 1 / x,
    code: (x) => `(1 / ${x})`,
    partials: [(y) => negate.of(square.of(y))],
  }),
)

/** x². */
export const square: UnaryFunction = unary(
  elementwise('square', {
    kernel: (x) => x * x,
    code: (x) => `(${x} * ${x})`,
    partials: [(_y, x) => multiply.of(2, x)],
  }),
)
