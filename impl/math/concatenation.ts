/**
 * Vectors and numbers one after the other: y = (x₁; x₂; …), and x̄ₖ is the part of ȳ that stands where xₖ does.
 */
import { asRank, mismatch } from './checks.ts'
import { apply } from './interpreter.ts'
import type { Primitive } from './primitive.ts'
import { type Shape, shapeText, sizeOf } from './shape.ts'
import { elementPrimitive, slicePrimitive } from './structure.ts'
import { asValue, entriesOf, ofShape, type PlainVector, type Scalar, shapeOf, type Vector } from './value.ts'

const concatPrimitive: Primitive = {
  name: 'concat',
  isLinear: true,
  shape: (inputs) => [beginnings(inputs)[inputs.length]],
  evaluate(inputs) {
    const starts = beginnings(inputs.map(shapeOf))
    const out = new Float64Array(starts[inputs.length])
    inputs.forEach((input, k) => {
      if (typeof input === 'number') out[starts[k]] = input
      else out.set(entriesOf(input), starts[k])
    })
    return out
  },
  linearize(inputs) {
    const shapes = inputs.map(shapeOf)
    const starts = beginnings(shapes)
    return {
      pushforward(tangents) {
        if (tangents.every((tangent) => tangent === undefined)) return undefined
        const filled = tangents.map((tangent, k) => tangent ?? ofShape(shapes[k], new Float64Array(sizeOf(shapes[k]))))
        return apply(concatPrimitive, filled, undefined)
      },
      pullback: (cotangent, wanted) =>
        shapes.map((shape, k) => {
          if (!wanted[k]) return undefined
          return shape.length === 0
            ? apply(elementPrimitive, [cotangent], starts[k])
            : apply(slicePrimitive, [cotangent], { from: starts[k], to: starts[k + 1] })
        }),
    }
  },
  source(shapes) {
    const starts = beginnings(shapes)
    const inputs = new Int32Array(starts[shapes.length])
    for (let k = 0; k < shapes.length; k++) inputs.fill(k, starts[k], starts[k + 1])
    return { input: (i) => inputs[i], place: (i) => i - starts[inputs[i]] }
  },
}

/** Where each input begins, and at the end the length of the whole. */
function beginnings(shapes: readonly Shape[]): Float64Array {
  const starts = new Float64Array(shapes.length + 1)
  for (let k = 0; k < shapes.length; k++) starts[k + 1] = starts[k] + sizeOf(shapes[k])
  return starts
}

/** Vectors and numbers one after the other. */
export function concat(...parts: readonly (number | PlainVector)[]): Float64Array
export function concat(...parts: readonly (Scalar | Vector)[]): Vector
export function concat(...parts: readonly (Scalar | Vector)[]): unknown {
  const values = parts.map((part, k) => {
    const value = asValue('concat', `part ${k + 1}`, part)
    if (shapeOf(value).length < 2) return value
    const got = shapeText(shapeOf(value))
    throw mismatch('concat', `part ${k + 1}`, 'parts are vectors or numbers', got, 'reshape(A, length)', k)
  })
  return apply(concatPrimitive, values, undefined)
}

/** The vector of some numbers: what an array literal is for traced ones. */
export function stack(entries: readonly number[]): Float64Array
export function stack(entries: readonly Scalar[]): Vector
export function stack(entries: readonly Scalar[]): unknown {
  const values = Array.from(entries, (entry, k) => asRank('stack', `entry ${k + 1}`, entry, 'scalar'))
  return apply(concatPrimitive, values, undefined)
}
