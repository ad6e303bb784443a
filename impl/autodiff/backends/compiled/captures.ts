/**
 * What a program holds besides its code: constants, things to call, and arrays for the nodes whose entries are asked
 * for as an array. These are made when the first one asks; the stores stand in lines that were kept free for them.
 */
import { type Shape, sizeOf } from '../../../math/shape.ts'
import { ofShape } from '../../../math/value.ts'
import type { CallNode, GraphNode } from './graph.ts'

/** A line of code that may still be empty. */
export interface Line {
  text: string
}

/** A free line, and what it says once there is an array of a name. */
interface Store {
  readonly line: Line
  readonly into: (array: string) => string
}

export class Captures {
  readonly values: Map<string, object> = new Map()
  private readonly names = new Map<object, string>()
  private readonly matrices = new Map<string, object>()
  private readonly arrays = new Map<GraphNode, string>()
  private readonly stores = new Map<GraphNode, Store[]>()
  private count = 0

  fresh(prefix: string): string {
    return `${prefix}${this.count++}`
  }

  named(prefix: string, thing: object): string {
    let name = this.names.get(thing)
    if (name === undefined) {
      name = this.fresh(prefix)
      this.names.set(thing, name)
      this.values.set(name, thing)
    }
    return name
  }

  /** Entries as a plain value of a shape: the same one each time. */
  shaped(shape: Shape, entries: Float64Array): string {
    if (shape.length === 1) return this.named('c', entries)
    const key = `${shape.join()} ${this.named('c', entries)}`
    const matrix = this.matrices.get(key) ?? (ofShape(shape, entries) as object)
    this.matrices.set(key, matrix)
    return this.named('m', matrix)
  }

  /** The entries of `node` go into the array of this name: an output. */
  direct(node: GraphNode, array: string): void {
    if (!this.arrays.has(node)) this.arrays.set(node, array)
  }

  arrayIfAny(node: GraphNode): string | undefined {
    return this.arrays.get(node)
  }

  /** The array that the entries of `node` are stored in, from now on. */
  arrayOf(node: CallNode): string {
    let name = this.arrays.get(node)
    if (name === undefined) {
      name = this.named('b', new Float64Array(sizeOf(node.shape)))
      this.arrays.set(node, name)
      for (const { line, into } of this.stores.get(node) ?? []) line.text = into(name)
    }
    return name
  }

  /** A line that stores entries of `node` where an array of them is asked for, now or later. */
  storeLine(node: GraphNode, into: (array: string) => string): Line {
    const name = this.arrays.get(node)
    const line = { text: name === undefined ? '' : into(name) }
    const known = this.stores.get(node)
    if (known === undefined) this.stores.set(node, [{ line, into }])
    else known.push({ line, into })
    return line
  }
}
