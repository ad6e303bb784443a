/** Trigonometric functions and their inverses, entry by entry, in radians. */
import { add, divide, multiply, negate, reciprocal, square, subtract } from './arithmetic.ts'
import { elementwise } from './elementwise.ts'
import { type BinaryFunction, binary, type UnaryFunction, unary } from './functions.ts'
import { hypot } from './length.ts'
import { sqrt } from './powers.ts'
import type { Value } from './value.ts'

/** sin x. */
export const sin: UnaryFunction = unary(
  elementwise('sin', {
    kernel: Math.sin,
    code: (x) => `Math.sin(${x})`,
    partials: [(_y, x) => cos.of(x)],
  }),
)

/** cos x. */
export const cos: UnaryFunction = unary(
  elementwise('cos', {
    kernel: Math.cos,
    code: (x) => `Math.cos(${x})`,
    partials: [(_y, x) => negate.of(sin.of(x))],
  }),
)

/** tan x. */
export const tan: UnaryFunction = unary(
  elementwise('tan', {
    kernel: Math.tan,
    code: (x) => `Math.tan(${x})`,
    partials: [(y) => add.of(1, square.of(y))],
  }),
)

/** 1/√(1 − x²), the square written as a product that does not cancel. */
const inverseSlope = (x: Value): Value => reciprocal.of(sqrt.of(multiply.of(subtract.of(1, x), add.of(1, x))))

/** The angle in [−π/2, π/2] whose sine is x. */
export const asin: UnaryFunction = unary(
  elementwise('asin', {
    kernel: Math.asin,
    code: (x) => `Math.asin(${x})`,
    partials: [(_y, x) => inverseSlope(x)],
  }),
)

/** The angle in [0, π] whose cosine is x. */
export const acos: UnaryFunction = unary(
  elementwise('acos', {
    kernel: Math.acos,
    code: (x) => `Math.acos(${x})`,
    partials: [(_y, x) => negate.of(inverseSlope(x))],
  }),
)

/** The angle in [−π/2, π/2] whose tangent is x. */
export const atan: UnaryFunction = unary(
  elementwise('atan', {
    kernel: Math.atan,
    code: (x) => `Math.atan(${x})`,
    partials: [(_y, x) => reciprocal.of(add.of(1, square.of(x)))],
  }),
)

/** The angle of the point (b, a) in [−π, π]: of a/b, in the right quadrant. */
export const atan2: BinaryFunction = binary(
  elementwise('atan2', {
    kernel: Math.atan2,
    code: (a, b) => `Math.atan2(${a}, ${b})`,
    partials: [(_y, a, b) => overSquare(b, hypot.of(a, b)), (_y, a, b) => negate.of(overSquare(a, hypot.of(a, b)))],
  }),
)

/** a / r², without the square that could overflow. */
const overSquare = (a: Value, r: Value): Value => divide.of(divide.of(a, r), r)
