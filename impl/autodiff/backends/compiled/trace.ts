/**
 * Tracing: a function is run once on values that stand for any numbers of their shape, and what it does to them is
 * written into a graph. The rules of a derivative are functions of primitives too, so a derivative is traced by
 * running another backend on such values.
 *
 * A choice that depends on a traced value cannot be traced, since the other branch is never seen: it is an error
 * (TRACED_VALUE), not a frozen branch. `where` is a primitive like any other.
 */
import { Interpreter } from '../../../math/interpreter.ts'
import type { Primitive } from '../../../math/primitive.ts'
import type { Shape } from '../../../math/shape.ts'
import { isTraced, Traced, type Value } from '../../../math/value.ts'
import { Graph, type GraphNode } from './graph.ts'

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
    return new InGraph(this, this.graph.call(primitive, nodes, params))
  }
}
