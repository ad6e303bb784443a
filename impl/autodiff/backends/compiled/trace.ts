/**
 * Tracing: a function is run once on values that stand for any numbers of their shape, and what it does to them is
 * written into a graph. The rules of a derivative are functions of primitives too, so a derivative is traced by
 * running another backend on such values.
 *
 * A choice that depends on a traced value cannot be traced, since the other branch is never seen: it is an error
 * (TRACED_VALUE), not a frozen branch. `where` is a primitive like any other.
 */
import { CotangentError } from '../../../../spec/errors.ts'
import { Interpreter } from '../../../math/interpreter.ts'
import type { Primitive } from '../../../math/primitive.ts'
import type { Shape } from '../../../math/shape.ts'
import { isTraced, Traced, type Value } from '../../../math/value.ts'
import { Graph, type GraphNode } from './graph.ts'

const comparisons: ReadonlySet<string> = new Set(['greater', 'greaterEqual', 'less', 'lessEqual', 'equal'])

/** Thrown where the function uses a value that a differentiation further out follows: there are no numbers to fix. */
export class FollowedFurtherOut extends Error {}

class InGraph extends Traced {
  readonly node: GraphNode

  constructor(tracer: Tracer, node: GraphNode) {
    super(tracer, node.shape)
    this.node = node
  }
}

export class Tracer extends Interpreter {
  readonly name = 'compiled'
  private readonly graph = new Graph()
  /** Comparisons that nothing has read: JavaScript may have, in a branch. */
  private readonly unread = new Map<Value, string>()

  /** A value that is given anew in every call. */
  input(shape: Shape): Traced {
    return new InGraph(this, this.graph.input(shape))
  }

  /** A number that is the same in every call. */
  number(value: number): Traced {
    return new InGraph(this, this.graph.number(value))
  }

  nodeOf(value: Value): GraphNode {
    if (this.owns(value)) return (value as InGraph).node
    if (isTraced(value)) throw new FollowedFurtherOut()
    return this.graph.constant(value)
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const nodes = inputs.map((input) => this.nodeOf(input))
    const output = new InGraph(this, this.graph.call(primitive, nodes, params))
    for (const input of inputs) this.unread.delete(input)
    if (comparisons.has(primitive.name)) this.unread.set(output, primitive.name)
    return output
  }

  /**
   * Refuses a function in which a comparison goes nowhere, `outputs` apart: an object is true in JavaScript, so a
   * branch on it, a `&&` or a `!` would be taken the same way whatever the numbers are, and nobody could tell.
   */
  requireRead(outputs: readonly Value[]): void {
    for (const output of outputs) this.unread.delete(output)
    for (const name of this.unread.values()) {
      throw new CotangentError('TRACED_VALUE', {
        operator: 'compiled',
        constraint: 'a comparison is an array of ones and zeros to be computed with, not a condition to branch on',
        got: `the result of ${name} that no function of cotangent/math has used: perhaps in ?:, if, && or !`,
        expected:
          'where(condition, a, b); multiply for and; or a backend that runs the function, with isTrue(condition)',
      })
    }
  }
}
