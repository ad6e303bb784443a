/**
 * What a function computes, as a graph: inputs, constants, and calls of primitives with shapes that are known.
 *
 * Nodes are made once: the same call of the same nodes is the same node (common subexpressions), a call of constants
 * is their result (constant folding), and what `simplify.ts` knows a plainer form of is that form. What no output
 * needs is never read again, and so never computed.
 */
import { add, broadcast, multiply } from '../../../math/elementwise.ts'
import type { Primitive } from '../../../math/primitive.ts'
import { type Shape, sizeOf } from '../../../math/shape.ts'
import { entriesOf, ofShape, type Plain, shapeOf } from '../../../math/value.ts'
import { simplified } from './simplify.ts'

interface AnyNode {
  /** Nodes are numbered as they are made: inputs before what uses them. */
  readonly id: number
  readonly shape: Shape
}

export interface InputNode extends AnyNode {
  readonly kind: 'input'
}

export interface ConstantNode extends AnyNode {
  readonly kind: 'constant'
  readonly entries: Float64Array
}

export interface CallNode extends AnyNode {
  readonly kind: 'call'
  readonly primitive: Primitive<unknown>
  readonly inputs: readonly GraphNode[]
  readonly params: unknown
}

export type GraphNode = InputNode | ConstantNode | CallNode

export class Graph {
  private count = 0
  private readonly known = new Map<string, GraphNode>()
  private readonly captured = new Map<object, ConstantNode[]>()
  private readonly identities = new Map<object, number>()

  input(shape: Shape): InputNode {
    return { kind: 'input', id: this.count++, shape }
  }

  number(value: number): GraphNode {
    return this.once(`= ${bitsText(value)}`, () => ({
      kind: 'constant',
      id: this.count++,
      shape: [],
      entries: Float64Array.of(value),
    }))
  }

  /** A copy of `value`: what the caller does to an array afterwards does not reach the graph. */
  constant(value: Plain): GraphNode {
    if (typeof value === 'number') return this.number(value)
    const entries = entriesOf(value)
    const shape = shapeOf(value)
    if (entries.length > 0 && entries.every((entry) => Object.is(entry, entries[0]))) {
      return this.call(broadcast, [this.number(entries[0])], shape)
    }
    // The same array is the same constant as long as nobody has written to it in between.
    const copies = this.captured.get(entries) ?? []
    const same = copies.find((copy) => copy.shape.join() === shape.join() && isEqual(copy.entries, entries))
    if (same !== undefined) return same
    const node: ConstantNode = { kind: 'constant', id: this.count++, shape, entries: entries.slice() }
    this.captured.set(entries, [...copies, node])
    return node
  }

  call<P>(primitive: Primitive<P>, given: readonly GraphNode[], params: P): GraphNode {
    const shape = primitive.shape(
      given.map((input) => input.shape),
      params,
    )
    const call = { primitive: primitive as Primitive<unknown>, inputs: inOrder(primitive, given), params, shape }
    const simple = simplified(this, call)
    if (simple !== undefined) return simple
    if (call.inputs.every(isFixed) && !isCall(call, broadcast)) {
      return this.constant(primitive.evaluate(call.inputs.map(plainOf), params))
    }
    const key = `${this.identity(primitive)}(${call.inputs.map(({ id }) => id).join()}) ${this.keyOf(params)}`
    return this.once(key, () => ({ kind: 'call', id: this.count++, ...call }))
  }

  private once(key: string, make: () => GraphNode): GraphNode {
    let node = this.known.get(key)
    if (node === undefined) {
      node = make()
      this.known.set(key, node)
    }
    return node
  }

  private identity(thing: object): number {
    let identity = this.identities.get(thing)
    if (identity === undefined) {
      identity = this.identities.size
      this.identities.set(thing, identity)
    }
    return identity
  }

  /** Equal keys for equal params: short lists and plain records by what they hold, other things by identity. */
  private keyOf(params: unknown): string {
    if (typeof params === 'number') return bitsText(params)
    if (typeof params === 'function') return `#${this.identity(params)}`
    if (typeof params !== 'object' || params === null) return `${typeof params} ${String(params)}`
    if (Array.isArray(params) && params.length <= 64) return `[${params.map((item) => this.keyOf(item)).join()}]`
    if (Object.getPrototypeOf(params) !== Object.prototype) return `#${this.identity(params)}`
    return `{${Object.entries(params).map(([name, item]) => `${name}:${this.keyOf(item)}`)}}`
  }
}

export interface Call {
  readonly primitive: Primitive<unknown>
  readonly inputs: readonly GraphNode[]
  readonly params: unknown
  readonly shape: Shape
}

/** Whether `node` is a call of this primitive. */
export function isCall<P>(
  node: { readonly primitive?: Primitive<unknown> } | GraphNode,
  primitive: Primitive<P>,
): node is CallNode {
  return 'primitive' in node && node.primitive === (primitive as Primitive<unknown>)
}

/** Whether a node has the same value in every call. */
function isFixed(node: GraphNode): boolean {
  return node.kind === 'constant' || numberOf(node) !== undefined
}

/** The value of a node that is fixed. */
function plainOf(node: GraphNode): Plain {
  if (node.kind === 'constant') return ofShape(node.shape, node.entries)
  return ofShape(node.shape, new Float64Array(sizeOf(node.shape)).fill(numberOf(node)!))
}

/** The number that stands at every place of a constant, if one does. */
export function numberOf(node: GraphNode): number | undefined {
  if (node.kind === 'constant' && node.shape.length === 0) return node.entries[0]
  return isCall(node, broadcast) ? numberOf(node.inputs[0]) : undefined
}

/** a + b and b + a are one node: IEEE 754 has them equal. */
function inOrder<P>(primitive: Primitive<P>, inputs: readonly GraphNode[]): readonly GraphNode[] {
  const commutes: readonly object[] = [add, multiply]
  return commutes.includes(primitive) && inputs[0].id > inputs[1].id ? [inputs[1], inputs[0]] : inputs
}

const isEqual = (a: Float64Array, b: Float64Array): boolean => a.every((entry, i) => Object.is(entry, b[i]))
const bitsText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
