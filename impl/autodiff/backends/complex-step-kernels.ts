/**
 * Im f(a + i b) of the elementwise functions for a step b so small that b² is nothing beside 1: |b| about 2⁻²⁰⁰.
 *
 * Where the formula of complex analysis has sin b or sinh b it is written so; where it has a branch point (log, √, …)
 * its first term in b stands, which is all that a double holds of it (the next is b² of that), so that at the branch
 * point itself the derivative is infinite and not the slope at a distance. Nothing here comes from the derivative
 * rules of `cotangent/math`: it is a second source. A product with an imaginary part of exactly zero is zero.
 */
import { add, divide, multiply, negate, reciprocal, square, subtract } from '../../math/arithmetic.ts'
import { equal, greaterEqual, less, lessEqual } from '../../math/comparison.ts'
import { scale } from '../../math/elementwise.ts'
import { exp, log } from '../../math/exponential.ts'
import { cosh, sech, sinh, tanh } from '../../math/hyperbolic.ts'
import { apply } from '../../math/interpreter.ts'
import { hypot } from '../../math/length.ts'
import { logistic } from '../../math/logistic.ts'
import { cbrt, pow, powerTimesLog, sqrt } from '../../math/powers.ts'
import { where } from '../../math/selection.ts'
import { cos, sin, tan } from '../../math/trigonometric.ts'
import type { Value } from '../../math/value.ts'

export interface Complex {
  readonly re: Value
  readonly im: Value
}

/** Im of the function, for complex arguments. */
export type ImaginaryPart = (...arguments_: Complex[]) => Value

/** b c, but 0 where b is. */
const times = (b: Value, c: Value): Value => apply(scale, [b, c], undefined)
const pick = (condition: Value, ifTrue: Value, ifFalse: Value): Value =>
  where(condition as never, ifTrue as never, ifFalse as never) as Value

/** (a + i b)(c + i d): a d + b c. */
const product: ImaginaryPart = (z, w) => add.of(times(w.im, z.re), times(z.im, w.re))

/** (a + i b)/(c + i d): (b − d a/c)/c. */
const quotient: ImaginaryPart = (z, w) =>
  times(subtract.of(z.im, times(w.im, divide.of(z.re, w.re))), reciprocal.of(w.re))

/** √(1 − a²), without cancellation next to ±1. */
const cosineOfArcsine = (a: Value): Value => sqrt.of(multiply.of(subtract.of(1, a), add.of(1, a)))

export const imaginaryParts: ReadonlyMap<string, ImaginaryPart> = new Map<string, ImaginaryPart>([
  ['add', (z, w) => add.of(z.im, w.im)],
  ['subtract', (z, w) => subtract.of(z.im, w.im)],
  ['negate', (z) => negate.of(z.im)],
  ['multiply', product],
  // Zero where a is, whatever d is: it stands for a tangent, or for what a rule takes to be zero.
  ['scale', (z, w) => add.of(pick(equal.of(z.re, 0), 0, times(w.im, z.re)), times(z.im, w.re))],
  ['divide', quotient],
  ['quotient', quotient],
  ['reciprocal', (z) => negate.of(times(z.im, square.of(reciprocal.of(z.re))))],
  ['square', (z) => multiply.of(2, times(z.im, z.re))],
  ['sqrt', (z) => times(z.im, divide.of(0.5, sqrt.of(z.re)))],
  ['cbrt', (z) => times(z.im, reciprocal.of(multiply.of(3, square.of(cbrt.of(z.re)))))],
  [
    // (a + i b)^(c + i d) = exp((c + i d) log(a + i b)), where log(a + i b) = log a + i b/a.
    'pow',
    (z, w) =>
      add.of(
        times(z.im, times(w.re, pow.of(z.re, subtract.of(w.re, 1)))),
        times(w.im, times(pow.of(z.re, w.re), log.of(z.re))),
      ),
  ],
  [
    'powerTimesLog',
    (z, w) =>
      add.of(
        times(z.im, times(pow.of(z.re, subtract.of(w.re, 1)), add.of(1, times(w.re, log.of(z.re))))),
        times(w.im, times(powerTimesLog.of(z.re, w.re), log.of(z.re))),
      ),
  ],
  // e^(a + i b) = eᵃ (cos b + i sin b).
  ['exp', (z) => times(sin.of(z.im), exp.of(z.re))],
  ['expm1', (z) => times(sin.of(z.im), exp.of(z.re))],
  // Im log(a + i b) = arg(a + i b) = b/a.
  ['log', (z) => times(z.im, reciprocal.of(z.re))],
  ['log1p', (z) => times(z.im, reciprocal.of(add.of(1, z.re)))],
  // sin(a + i b) = sin a cosh b + i cos a sinh b, and likewise.
  ['sin', (z) => times(sinh.of(z.im), cos.of(z.re))],
  ['cos', (z) => negate.of(times(sinh.of(z.im), sin.of(z.re)))],
  ['tan', (z) => times(sinh.of(z.im), add.of(1, square.of(tan.of(z.re))))],
  ['sinh', (z) => times(sin.of(z.im), cosh.of(z.re))],
  ['cosh', (z) => times(sin.of(z.im), sinh.of(z.re))],
  ['tanh', (z) => times(sin.of(z.im), square.of(sech.of(z.re)))],
  ['sech', (z) => negate.of(times(sin.of(z.im), multiply.of(sech.of(z.re), tanh.of(z.re))))],
  ['asin', (z) => times(z.im, reciprocal.of(cosineOfArcsine(z.re)))],
  ['acos', (z) => negate.of(times(z.im, reciprocal.of(cosineOfArcsine(z.re))))],
  ['atan', (z) => times(z.im, square.of(reciprocal.of(hypot.of(1, z.re))))],
  [
    // Im log((c + i d) + i (a + i b)) to first order is arg(c, a) + (b c − a d)/r².
    'atan2',
    (z, w) => {
      const r = hypot.of(z.re, w.re)
      return subtract.of(times(z.im, divide.of(divide.of(w.re, r), r)), times(w.im, divide.of(divide.of(z.re, r), r)))
    },
  ],
  ['asinh', (z) => times(z.im, reciprocal.of(hypot.of(1, z.re)))],
  ['acosh', (z) => times(z.im, reciprocal.of(multiply.of(sqrt.of(subtract.of(z.re, 1)), sqrt.of(add.of(z.re, 1)))))],
  ['atanh', (z) => times(z.im, reciprocal.of(multiply.of(subtract.of(1, z.re), add.of(1, z.re))))],
  [
    'hypot',
    (z, w) => {
      const r = hypot.of(z.re, w.re)
      // At the kink r = 0 the derivative is 0, as in `hypot`.
      const part = (b: Value, a: Value): Value => pick(r, times(b, divide.of(a, r)), multiply.of(0, b))
      return add.of(part(z.im, z.re), part(w.im, w.re))
    },
  ],
  ['logistic', (z) => times(sin.of(z.im), multiply.of(logistic.of(z.re), logistic.of(negate.of(z.re))))],
  ['logLogistic', (z) => times(z.im, logistic.of(negate.of(z.re)))],
  ['softplus', (z) => times(z.im, logistic.of(z.re))],
  // Choices, by the real parts.
  ['abs', (z) => pick(less.of(z.re, 0), negate.of(z.im), z.im)],
  ['min', (z, w) => pick(lessEqual.of(z.re, w.re), z.im, w.im)],
  ['max', (z, w) => pick(greaterEqual.of(z.re, w.re), z.im, w.im)],
  ['where', (condition, z, w) => pick(condition.re, z.im, w.im)],
])
