/**
 * The arguments of a differentiated function: what is given plainly is active, that is, differentiated in;
 * `constant(c)` and `cache(buffer)` are not, and cost nothing.
 */
import { CotangentError } from '../../spec/errors.ts'
import { isSameShape, type Shape, shapeText } from '../math/shape.ts'
import {
  type AnyValue,
  asValue,
  type DenseMatrix,
  entriesOf,
  isTraced,
  type Matrix,
  ofShape,
  type PlainVector,
  type Scalar,
  shapeOf,
  type Traced,
  type Value,
  type Vector,
} from '../math/value.ts'

/** An argument that is held fixed: numbers, which may differ from call to call, or anything else, which may not. */
export class Constant<T = unknown> {
  readonly content: T
  constructor(content: T) {
    this.content = content
  }
}

/** `c` as an argument that is not differentiated in. */
export const constant = <const T>(content: T): Constant<T> => new Constant(content)

/** Scratch room that is handed to the function: it may store a value of the buffer's shape and read it back. */
export class Cache<T extends Float64Array | DenseMatrix = Float64Array | DenseMatrix> {
  readonly buffer: T
  constructor(buffer: T) {
    this.buffer = buffer
  }
}

/** `buffer` as room for intermediate results of its shape, perhaps overwritten; not differentiated in. */
export function cache<T extends Float64Array | DenseMatrix>(buffer: T): Cache<T> {
  const entries = buffer instanceof Float64Array ? buffer : (buffer as DenseMatrix | undefined)?.data
  if (entries instanceof Float64Array || isTraced(buffer)) return new Cache(buffer)
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: 'cache',
    constraint: 'a cache is an array of doubles or a matrix of them',
    got: Array.isArray(buffer) ? 'a plain array' : typeof buffer,
    expected: 'a Float64Array, or { rows, columns, data } with one',
    argument: 'buffer',
  })
}

/** What the function gets for a cache. `value` is what was stored last, traced or plain; a store keeps the shape. */
export class Cached<V extends AnyValue = AnyValue> {
  private stored: Value
  private readonly buffer: Exclude<Value, number>

  /** A traced buffer stands for any: what is stored stays in the trace then. */
  constructor(buffer: Exclude<Value, number>) {
    this.buffer = buffer
    // What is read must not change under a reader when the buffer is written to: values are never written to.
    this.stored = isTraced(buffer) ? buffer : ofShape(shapeOf(buffer), entriesOf(buffer).slice())
  }

  get value(): V {
    return this.stored as V
  }

  set value(given: V) {
    const value = asValue('cache', 'value', given)
    if (!isSameShape(shapeOf(value), shapeOf(this.buffer))) {
      throw new CotangentError('LENGTH_MISMATCH', {
        operator: 'cache',
        constraint: 'a stored value has the shape of the buffer',
        got: shapeText(shapeOf(value)),
        expected: shapeText(shapeOf(this.buffer)),
        argument: 'value',
      })
    }
    this.stored = value
    if (!isTraced(value) && !isTraced(this.buffer)) entriesOf(this.buffer).set(entriesOf(value))
  }
}

/** Anything that stands after the backend in a call of an operator. */
export type Argument = number | PlainVector | DenseMatrix | Traced | Constant | Cache

/** What the function sees of a value. */
export type Seen<A> = A extends number | Traced<'scalar'>
  ? Scalar
  : A extends Traced<'matrix'> | DenseMatrix
    ? Matrix
    : A extends PlainVector | Traced<'vector'>
      ? Vector
      : A

/** What the function sees of an argument. */
export type Handed<A> =
  A extends Constant<infer C>
    ? Seen<C>
    : A extends Cache<infer B>
      ? Cached<B extends DenseMatrix ? Matrix : Vector>
      : Seen<A>

export type HandedAll<A extends readonly Argument[]> = { [I in keyof A]: Handed<A[I]> }

/** What a derivative of the same shape as `A` is: plain for plain arguments. */
export type Like<A> = A extends number
  ? number
  : A extends Traced<'scalar'>
    ? Scalar
    : A extends DenseMatrix
      ? DenseMatrix
      : A extends Traced<'matrix'>
        ? Matrix
        : A extends Traced<'vector'>
          ? Vector
          : Float64Array

/** The active ones of `A`. */
export type ActiveOf<A extends readonly unknown[]> = A extends readonly [infer First, ...infer Rest]
  ? First extends Constant | Cache
    ? ActiveOf<Rest>
    : [First, ...ActiveOf<Rest>]
  : []

/** `R` of the only active argument, or a tuple with one for each of several. */
export type ForEach<A extends readonly unknown[], R extends readonly unknown[]> =
  ActiveOf<A> extends readonly [unknown] ? R[0] : R

/** `active`: differentiated in; `constant`: numbers held fixed; `static`: anything else held fixed; `cache`: room. */
export type ArgumentKind = 'active' | 'constant' | 'static' | 'cache'

export function kindOf(argument: unknown): ArgumentKind {
  if (argument instanceof Cache) return 'cache'
  if (!(argument instanceof Constant)) return 'active'
  return isNumeric(argument.content) ? 'constant' : 'static'
}

function isNumeric(content: unknown): boolean {
  if (typeof content === 'number' || content instanceof Float64Array || isTraced(content)) return true
  if (Array.isArray(content)) return content.every((entry) => typeof entry === 'number')
  return typeof content === 'object' && (content as DenseMatrix | null)?.data instanceof Float64Array
}

/** The value inside an argument: a value for what is numeric, the thing itself for what is static, the buffer of a cache. */
export function contentOf(operator: string, argument: unknown, index: number): unknown {
  if (argument instanceof Cache) return argument.buffer
  const content = argument instanceof Constant ? argument.content : argument
  if (argument instanceof Constant && !isNumeric(content)) return content
  return asValue(operator, `argument ${index + 1}`, content)
}

/** The shape of an argument's content; of what is static none. */
export function shapeOfContent(kind: ArgumentKind, content: unknown): Shape | undefined {
  return kind === 'static' ? undefined : shapeOf(content as Value)
}
