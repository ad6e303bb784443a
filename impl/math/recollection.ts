/**
 * What a use of an operator has prepared, kept from one run of a function to the next: a fit or a plan for knots that
 * stay the same. What has changed since is found out by the prepared maps themselves, so a recollection is good for any
 * inputs of its shapes and for the same options.
 */

import type { Parts, PointMaps, PreparedMaps, Rules } from './rules.ts'
import { isSameShape, type Shape, sizeOf } from './shape.ts'
import { ofShape, type Plain } from './value.ts'

export class Recollection<P extends object = object> {
  readonly maps: PreparedMaps
  private readonly rules: Rules<P>
  private readonly shapes: readonly Shape[]
  private readonly params: P

  constructor(rules: Rules<P>, shapes: readonly Shape[], params: P, maps: PreparedMaps) {
    this.rules = rules
    this.shapes = shapes
    this.params = params
    this.maps = maps
  }

  isOf(rules: unknown, shapes: readonly Shape[], params: P): boolean {
    if (this.rules !== rules || shapes.length !== this.shapes.length) return false
    for (let k = 0; k < shapes.length; k++) if (!isSameShape(shapes[k], this.shapes[k])) return false
    return this.rules.isSameUse!(params, this.params)
  }
}

/** The maps at a point from prepared ones, with results of their own. */
export function pointMaps(
  maps: PreparedMaps,
  inputs: readonly Plain[],
  shapes: readonly Shape[],
  output: Shape,
): PointMaps {
  const made = (write: (out: Float64Array) => void, size: number): Float64Array => {
    const out = new Float64Array(size)
    write(out)
    return out
  }
  return {
    output: () =>
      ofShape(
        output,
        made((out) => maps.primal(inputs, out), sizeOf(output)),
      ),
    pushforward: (tangents) =>
      ofShape(
        output,
        made((out) => maps.pushforward(inputs, tangents, out), sizeOf(output)),
      ),
    pullback(cotangent, wanted): Parts<Plain> {
      const sizes = shapes.map((shape, k) => (wanted[k] ? sizeOf(shape) : 0))
      const flat = made(
        (out) => maps.pullback(inputs, cotangent, wanted, out),
        sizes.reduce((total, size) => total + size, 0),
      )
      let from = 0
      return sizes.map((size, k) => {
        if (!wanted[k]) return undefined
        from += size
        return ofShape(shapes[k], flat.subarray(from - size, from))
      })
    },
  }
}
