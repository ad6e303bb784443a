/**
 * The complex step (Squire and Trapp, SIAM Rev. 40 (1998), 110): for a function that is analytic,
 *
 *   f(x + i h v) = f(x) + i h J v + O(h²),     so  J v = Im f(x + i h v) / h
 *
 * without a subtraction that cancels: h may be as small as one likes, and the derivative is right to rounding. h is a
 * power of two, 2⁻²⁰⁰ for |v| next to 1, so that scaling with it is exact, h² is nothing, and derivatives down to 2⁻⁸⁰⁰ do
 * not underflow. To the real part the step would add terms of order h²; they are left out, which leaves the value of
 * the function as it is, to the bit.
 *
 * Elementwise functions have complex formulas (`complex-step-kernels.ts`); an elementwise function without one is
 * UNSUPPORTED. Whatever else an operator is, linear, bilinear or one with its own rules, its imaginary part is
 * h J ẋ: its pushforward of the imaginary parts of its inputs. It nests in itself and in every other backend.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { divide, multiply } from '../../math/arithmetic.ts'
import { spread } from '../../math/elementwise.ts'
import { apply, Interpreter } from '../../math/interpreter.ts'
import type { Primitive } from '../../math/primitive.ts'
import { isTraced, type Plain, shapeOf, Traced, type Value } from '../../math/value.ts'
import type { Backend, Pushforward } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { zerosOf } from '../zeros.ts'
import { type Complex, imaginaryParts } from './complex-step-kernels.ts'
import { seedDirection } from './direction.ts'

const STEP = 2 ** -200

class ComplexValue extends Traced implements Complex {
  readonly re: Value
  readonly im: Value

  constructor(numbers: ComplexNumbers, re: Value, im: Value) {
    super(numbers, shapeOf(re))
    this.re = re
    this.im = im
  }
}

class ComplexNumbers extends Interpreter {
  readonly name = 'complexStep'

  partsOf(value: Value): Complex {
    return this.owns(value) ? (value as ComplexValue) : { re: value, im: 0 }
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const parts = inputs.map((input) => this.partsOf(input))
    const reals = parts.map(({ re }) => re)
    if (primitive.isConstant) return apply(primitive, reals, params)
    if (primitive.elementwise === undefined) return this.byRule(primitive, inputs, reals, params)
    const imaginaryPart = imaginaryParts.get(primitive.name)
    if (imaginaryPart === undefined) {
      throw new CotangentError('UNSUPPORTED', {
        operator: primitive.name,
        constraint: 'complexStep has a complex formula for it',
        got: 'an elementwise function that it knows nothing of',
        expected: 'another backend, forward() for instance',
      })
    }
    const re = apply(primitive, reals, params)
    return new ComplexValue(this, re, spread(imaginaryPart(...parts), shapeOf(re)))
  }

  private byRule<P>(primitive: Primitive<P>, inputs: readonly Value[], reals: readonly Value[], params: P): Value {
    const active = inputs.map((input) => this.owns(input))
    const imaginary = inputs.map((input) => (this.owns(input) ? (input as ComplexValue).im : undefined))
    if (primitive.linearizeAt !== undefined && !reals.some(isTraced)) {
      const { output, linearization } = primitive.linearizeAt(reals as readonly Plain[], params, active)
      return this.complex(output, linearization.pushforward(imaginary))
    }
    const output = apply(primitive, reals, params)
    return this.complex(output, primitive.linearize(reals, output, params).pushforward(imaginary))
  }

  private complex(re: Value, im: Value | undefined): Value {
    return im === undefined ? re : new ComplexValue(this, re, im)
  }
}

/** The complex step: the derivative to full precision, by other formulas than the rules that the other backends use. */
export function complexStep(): Backend {
  return { name: 'complexStep', pushforward: steppedPushforward }
}

function steppedPushforward(problem: Problem): Pushforward {
  return {
    chunk: 64,
    run(inputs, seeds) {
      const outcomes = seeds.map((seed) => along(problem, inputs, seed))
      const value = outcomes.length === 0 ? problem.call(inputs) : outcomes[0].value
      return { value, tangents: outcomes.map(({ tangent }) => tangent) }
    },
  }
}

function along(problem: Problem, inputs: readonly Value[], seed: readonly Value[]): { value: Value; tangent: Value } {
  const numbers = new ComplexNumbers()
  const size = sizeFor(problem, inputs, seed)
  const handed = [...inputs]
  problem.active.forEach((i, j) => {
    handed[i] = new ComplexValue(numbers, inputs[i], multiply.of(divide.of(seed[j], size), STEP))
  })
  const output = problem.call(handed)
  numbers.close()
  const { re, im } = numbers.partsOf(output)
  const tangent = numbers.owns(output) ? multiply.of(divide.of(im, STEP), size) : zerosOf(shapeOf(re))
  return { value: re, tangent }
}

/** The power of two next below the size of the tangent; 1 where that is not to be seen. */
function sizeFor(problem: Problem, inputs: readonly Value[], seed: readonly Value[]): number {
  if ([...inputs, ...seed].some(isTraced)) return 1
  return 2 ** Math.floor(Math.log2(seedDirection(problem, inputs, seed).length))
}
