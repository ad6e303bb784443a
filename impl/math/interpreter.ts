/**
 * Who evaluates a primitive: the interpreter of its innermost traced input, or plain arithmetic if none is traced.
 *
 * Each differentiation makes an interpreter of its own, and each has a level above all that were made before it. A
 * value of an outer interpreter is to an inner one as opaque as a constant, so the perturbations of nested
 * differentiations cannot be confused: there is no tag to compare wrongly.
 */
import { CotangentError } from '../../spec/errors.ts'
import type { Primitive } from './primitive.ts'
import { type Plain, Traced, type Value } from './value.ts'

let levels = 0

export abstract class Interpreter {
  readonly level: number = ++levels
  /** For errors: the backend's name. */
  abstract readonly name: string
  private isOpen = true

  /** Inputs of this interpreter and of ones further out, or plain. */
  protected abstract interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value

  apply<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    this.requireOpen(primitive.name)
    return this.interpret(primitive, inputs, params)
  }

  /** Refuses values of a differentiation that is over. */
  requireOpen(operator: string): void {
    if (this.isOpen) return
    throw new CotangentError('TRACED_VALUE', {
      operator,
      constraint: 'a traced value is good only inside the function that is differentiated',
      got: `one that was kept from an earlier ${this.name}`,
      expected: 'results that are returned, not stored',
    })
  }

  /** Whether `value` is this interpreter's own. */
  owns(value: Value): value is Traced {
    return value instanceof Traced && value.interpreter === this
  }

  /** Called when the function has returned: its traced values are no use any more. */
  close(): void {
    this.isOpen = false
  }
}

/** The primitive's value, by the innermost interpreter that has a hand in it. */
export function apply<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
  let innermost: Interpreter | undefined
  for (const input of inputs) {
    if (!(input instanceof Traced)) continue
    if (innermost === undefined || input.interpreter.level > innermost.level) innermost = input.interpreter
  }
  return innermost === undefined
    ? primitive.evaluate(inputs as readonly Plain[], params)
    : innermost.apply(primitive, inputs, params)
}
