/**
 * The interpreter that finds patterns: a value is followed as a shape and, for each entry, the inputs that it depends
 * on. No number is computed, so what is found holds at every point; where it cannot be told what an operator reads, it
 * reads everything. For Hessians the pairs of inputs that meet in a nonlinear operator are written down besides.
 *
 * A function that branches on its argument has no pattern of its own; `isTrue` throws TRACED_VALUE here.
 */
import { CotangentError } from '../../../spec/errors.ts'
import { broadcast, sum } from '../../math/elementwise.ts'
import { Interpreter } from '../../math/interpreter.ts'
import type { Primitive } from '../../math/primitive.ts'
import { cumsumPrimitive } from '../../math/reductions.ts'
import { type Shape, sizeOf } from '../../math/shape.ts'
import { shapeOf, Traced, type Value } from '../../math/value.ts'
import {
  altogether,
  cumulated,
  type Dependence,
  entrywise,
  gathered,
  independent,
  itself,
  jacobianPatternOf,
  joined,
  onAll,
  onOnly,
  picked,
} from './dependence.ts'
import type { Interactions } from './interactions.ts'
import { recordTerms, termsOf } from './terms.ts'

export class Followed extends Traced {
  readonly dependence: Dependence

  constructor(follower: Follower, shape: Shape, dependence: Dependence) {
    super(follower, shape)
    this.dependence = dependence
  }
}

export class Follower extends Interpreter {
  readonly name: string
  private readonly interactions: Interactions | undefined
  /** Whether a linear map may be known by its transpose: not while one is looked at for that. */
  private readonly readsTransposes: boolean

  constructor(name: string, interactions?: Interactions, readsTransposes = true) {
    super()
    this.name = name
    this.interactions = interactions
    this.readsTransposes = readsTransposes
  }

  value(shape: Shape, dependence: Dependence): Followed {
    return new Followed(this, shape, dependence)
  }

  /** What a value depends on: a plain one on nothing. */
  dependenceOf(value: Value): Dependence {
    return this.owns(value) ? (value as Followed).dependence : independent(sizeOf(shapeOf(value)))
  }

  protected interpret<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P): Value {
    const shape = primitive.shape(inputs.map(shapeOf), params)
    if (primitive.isConstant) return this.value(shape, independent(sizeOf(shape)))
    return this.value(shape, this.followed(primitive, inputs, params, shape))
  }

  private followed<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P, shape: Shape): Dependence {
    const size = sizeOf(shape)
    const own = inputs.filter((input) => this.owns(input)).map((input) => this.dependenceOf(input))
    if (primitive.elementwise !== undefined) {
      if (this.interactions !== undefined && !primitive.elementwise.isLinear) {
        this.recordEntrywise(this.interactions, interacting(primitive, inputs, params), inputs, size)
      }
      return entrywise(own, size)
    }
    const [which, how]: readonly unknown[] = [primitive, params]
    if (which === broadcast) return entrywise(own, size)
    if (which === sum) return onAll(own, 1)
    if (which === cumsumPrimitive) return cumulated(own[0], how === 'backward')
    if (primitive.source !== undefined) return this.moved(primitive, inputs, params, size)
    const terms = termsOf(primitive, inputs, params, size)
    if (terms !== undefined) {
      const whole = joined(inputs.map((input) => this.dependenceOf(input)))
      if (this.interactions !== undefined) recordTerms(this.interactions, terms, whole)
      return gathered(whole, terms.pointers, terms.factors)
    }
    if (primitive.isLinear && inputs.length === 1) {
      return this.readsTransposes ? throughTranspose(primitive, inputs[0], own[0], params, shape) : onAll(own, size)
    }
    if (this.interactions !== undefined && !primitive.isLinear) {
      this.recordOpaque(this.interactions, interacting(primitive, inputs, params), inputs)
    }
    return onAll(own, size)
  }

  /** Of what only moves entries about. */
  private moved<P>(primitive: Primitive<P>, inputs: readonly Value[], params: P, size: number): Dependence {
    const { input, place } = primitive.source!(inputs.map(shapeOf), params)
    const offsets: number[] = []
    let end = 0
    for (const value of inputs) {
      offsets.push(this.owns(value) ? end : -1)
      if (this.owns(value)) end += sizeOf(value.shape)
    }
    const source = new Int32Array(size)
    for (let i = 0; i < size; i++) {
      const from = input(i)
      source[i] = from < 0 || offsets[from] < 0 ? -1 : offsets[from] + place(i)
    }
    const own = inputs.filter((value) => this.owns(value)).map((value) => this.dependenceOf(value))
    return picked(joined(own), source)
  }

  private recordEntrywise(
    interactions: Interactions,
    pairs: readonly (readonly [number, number])[],
    inputs: readonly Value[],
    size: number,
  ): void {
    for (const [k, l] of pairs) {
      const a = this.dependenceOf(inputs[k])
      const b = this.dependenceOf(inputs[l])
      const stepA = a.of.length === size ? 1 : 0
      const stepB = b.of.length === size ? 1 : 0
      for (let i = 0; i < size; i++) interactions.add(a.sets, a.of[i * stepA], b.sets, b.of[i * stepB])
    }
  }

  /** All of one input with all of another, and so where it is one input twice. */
  private recordOpaque(
    interactions: Interactions,
    pairs: readonly (readonly [number, number])[],
    inputs: readonly Value[],
  ): void {
    for (const [k, l] of pairs) {
      const a = altogether([this.dependenceOf(inputs[k])])
      interactions.add(a, 0, k === l ? a : altogether([this.dependenceOf(inputs[l])]), 0)
    }
  }
}

/** Pairs by primitive, of those that work entry by entry: they are the same for every call. */
const known = new WeakMap<object, readonly (readonly [number, number])[]>()

/**
 * The pairs k ≤ l of inputs with ∂²f/∂xₖ∂xₗ ≠ 0: those where J t, for a tangent t of input k, depends on input l. Its
 * pushforward is written in primitives itself, and so it can be followed, each input as one unknown.
 */
function interacting<P>(
  primitive: Primitive<P>,
  inputs: readonly Value[],
  params: P,
): readonly (readonly [number, number])[] {
  const before = primitive.elementwise && known.get(primitive)
  if (before !== undefined) return before
  const follower = new Follower(primitive.name)
  const blocks = inputs.map((input, k) => {
    const shape: Shape = primitive.elementwise ? [] : shapeOf(input)
    return follower.value(shape, onOnly(k, sizeOf(shape)))
  })
  const output = primitive.shape(blocks.map(shapeOf), params)
  const pairs: (readonly [number, number])[] = []
  try {
    const { pushforward } = primitive.linearize(
      blocks,
      follower.value(
        output,
        onAll(
          blocks.map((block) => block.dependence),
          sizeOf(output),
        ),
      ),
      params,
    )
    blocks.forEach((block, k) => {
      const tangent = pushforward(
        blocks.map((_, l) => (l === k ? follower.value(block.shape, independent(sizeOf(block.shape))) : undefined)),
      )
      if (tangent === undefined) return
      for (const l of altogether([follower.dependenceOf(tangent)]).indices) {
        const pair = k < l ? ([k, l] as const) : ([l, k] as const)
        if (!pairs.some(([a, b]) => a === pair[0] && b === pair[1])) pairs.push(pair)
      }
    })
  } catch (error) {
    // A rule that needs the numbers cannot be followed: then every input may meet every other.
    if (!(error instanceof CotangentError)) throw error
    return inputs.flatMap((_, k) => inputs.slice(k).map((_, l) => [k, k + l] as const))
  }
  if (primitive.elementwise) known.set(primitive, pairs)
  return pairs
}

/** A linear map y = L x that says nothing of its entries: the pattern of Lᵀ, followed, and transposed. */
function throughTranspose<P>(
  primitive: Primitive<P>,
  input: Value,
  own: Dependence,
  params: P,
  shape: Shape,
): Dependence {
  const follower = new Follower(primitive.name, undefined, false)
  const size = sizeOf(shape)
  const x = follower.value(shapeOf(input), independent(own.of.length))
  const y = follower.value(shape, independent(size))
  const [cotangent] = primitive.linearize([x], y, params).pullback(follower.value(shape, itself(size)), [true])
  if (cotangent === undefined) return independent(size)
  const { columnPointers, rowIndices } = jacobianPatternOf(follower.dependenceOf(cotangent), size)
  return gathered(own, columnPointers, rowIndices)
}
