/**
 * Forward mode with dual numbers (Griewank and Walther, ch. 3), several tangents at once:
 *
 *   (x, ẋ₁ … ẋₖ) ↦ (f(x), J ẋ₁ … J ẋₖ)
 *
 * The value and the partial derivatives are computed once for the whole chunk. A tangent that is zero by structure is
 * `undefined` and costs nothing.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { apply, Interpreter } from '../../math/interpreter.ts'
import type { Linearization, Primitive } from '../../math/primitive.ts'
import { isTraced, type Plain, shapeOf, Traced, type Value } from '../../math/value.ts'
import type { Backend, Pushforward } from '../backend.ts'
import type { Problem } from '../problem.ts'
import { zerosOf } from '../zeros.ts'
import { requireKnownOptions } from './options.ts'

class Dual extends Traced {
  readonly primal: Value
  readonly tangents: readonly (Value | undefined)[]

  constructor(numbers: Duals, primal: Value, tangents: readonly (Value | undefined)[]) {
    super(numbers, shapeOf(primal))
    this.primal = primal
    this.tangents = tangents
  }
}

interface Linearized {
  readonly output: Value
  readonly linearization: Linearization
}

class Duals extends Interpreter {
  readonly name = 'forward'
  private readonly chunk: number

  constructor(chunk: number) {
    super()
    this.chunk = chunk
  }

  primalOf(value: Value): Value {
    return this.owns(value) ? (value as Dual).primal : value
  }

  tangentOf(value: Value, k: number): Value | undefined {
    return this.owns(value) ? (value as Dual).tangents[k] : undefined
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const primals = inputs.map((input) => this.primalOf(input))
    if (primitive.isConstant) return apply(primitive, primals, params)
    const active = inputs.map((input) => this.owns(input))
    const { output, linearization } =
      primitive.linearizeAt !== undefined && !primals.some(isTraced)
        ? primitive.linearizeAt(primals as readonly Plain[], params, active)
        : this.linearized(primitive, primals, params)
    const tangents = Array.from({ length: this.chunk }, (_, k) =>
      linearization.pushforward(inputs.map((input) => this.tangentOf(input, k))),
    )
    return new Dual(this, output, tangents)
  }

  private linearized<P>(primitive: Primitive<P>, primals: readonly Value[], params: P): Linearized {
    const output = apply(primitive, primals, params)
    return { output, linearization: primitive.linearize(primals, output, params) }
  }
}

export interface ForwardOptions {
  /** How many directions go through the function at once. Default 8. */
  readonly chunk?: number
}

/** Forward mode: a directional derivative for about the cost of the value; best for few inputs and many outputs. */
export function forward(options: ForwardOptions = {}): Backend {
  requireKnownOptions('forward', options, ['chunk'])
  const { chunk = 8 } = options
  if (!Number.isInteger(chunk) || chunk < 1) {
    throw new CotangentError('INVALID_OPTION', {
      operator: 'forward',
      constraint: 'chunk is a positive integer',
      got: String(chunk),
      expected: '1, 2, 3, …',
      argument: 'chunk',
    })
  }
  return { name: 'forward', pushforward: (problem) => dualPushforward(problem, chunk) }
}

function dualPushforward(problem: Problem, chunk: number): Pushforward {
  return {
    chunk,
    run(inputs, seeds) {
      const duals = new Duals(seeds.length)
      const handed = [...inputs]
      problem.active.forEach((i, j) => {
        handed[i] = new Dual(
          duals,
          inputs[i],
          seeds.map((seed) => seed[j]),
        )
      })
      const output = problem.call(handed)
      duals.close()
      const tangents = seeds.map((_, k) => duals.tangentOf(output, k) ?? zerosOf(shapeOf(output)))
      return { value: duals.primalOf(output), tangents }
    },
  }
}
