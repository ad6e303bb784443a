/**
 * What the functions of `cotangent/math` take and give: numbers, vectors and small dense matrices, plain or followed
 * by an interpreter (`Traced`). A traced value is opaque on purpose: it has a shape and no entries, so that it cannot
 * be used as a plain number by mistake and lose its derivative; what tries to gets an error.
 */
import { CotangentError } from '../../spec/errors.ts'
import type { Interpreter } from './interpreter.ts'
import { type Shape, shapeText } from './shape.ts'

/** A dense matrix, row-major: entry (i, j) is `data[i * columns + j]`. */
export interface DenseMatrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

export type Rank = 'scalar' | 'vector' | 'matrix'

/** A value in the hands of an interpreter; `R` is for the type checker alone. */
export abstract class Traced<R extends Rank = Rank> {
  declare protected readonly rank: R
  readonly interpreter: Interpreter
  readonly shape: Shape

  constructor(interpreter: Interpreter, shape: Shape) {
    this.interpreter = interpreter
    this.shape = shape
  }

  /** Of a vector its number of entries, of a matrix its number of rows. */
  get length(): number {
    return this.shape[0]
  }

  /** Of a matrix, as a plain one has them. */
  get rows(): R extends 'matrix' ? number : undefined {
    return this.sizeAlong(0) as never
  }

  get columns(): R extends 'matrix' ? number : undefined {
    return this.sizeAlong(1) as never
  }

  private sizeAlong(axis: 0 | 1): number | undefined {
    return this.shape.length === 2 ? this.shape[axis] : undefined
  }

  [Symbol.toPrimitive](): never {
    throw tracedValue(this)
  }

  [Symbol.iterator](): never {
    throw tracedValue(this)
  }
}

/**
 * What an array has and a traced value has not: entries and methods. They are asked for only by mistake, and would be
 * `undefined` without a word, so that a sum over entries became a constant with a gradient of zeros.
 */
const ofArrays: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Array.prototype).filter((name) => !(name in Object.prototype)),
  ...['buffer', 'byteLength', 'set', 'subarray', 'data'],
])
Object.setPrototypeOf(
  Traced.prototype,
  // Only names that neither a traced value nor its classes have come here.
  new Proxy(Object.create(null), {
    get(target, name, value) {
      if (typeof name === 'string' && value instanceof Traced && (ofArrays.has(name) || /^\d+$/.test(name))) {
        throw tracedValue(value)
      }
      return Reflect.get(target, name, value)
    },
  }),
)

/** What interpreters work on. Vectors are Float64Arrays here. No value is ever written to once it is made. */
export type Plain = number | Float64Array | DenseMatrix
export type Value = Plain | Traced

/** What the functions take, and what they give when anything in it may be traced. */
export type PlainVector = Float64Array | readonly number[]
export type Scalar = number | Traced<'scalar'>
export type Vector = PlainVector | Traced<'vector'>
export type Matrix = DenseMatrix | Traced<'matrix'>
export type AnyValue = Scalar | Vector | Matrix

export const isTraced = (value: unknown): value is Traced => value instanceof Traced

export function shapeOf(value: Value): Shape {
  if (typeof value === 'number') return []
  if (value instanceof Float64Array) return [value.length]
  return value instanceof Traced ? value.shape : [value.rows, value.columns]
}

/** The numbers of a plain value, in order: a view, of a number a new array. */
export function entriesOf(value: Plain): Float64Array {
  if (typeof value === 'number') return Float64Array.of(value)
  return value instanceof Float64Array ? value : value.data
}

/** The plain value of this shape that holds `entries`. */
export function ofShape(shape: Shape, entries: Float64Array): Plain {
  if (shape.length === 0) return entries[0]
  return shape.length === 1 ? entries : { rows: shape[0], columns: shape[1], data: entries }
}

/** What a caller of `name` gave as `argument`, as a value: plain arrays become Float64Arrays. */
export function asValue(name: string, argument: string, given: unknown): Value {
  if (typeof given === 'number' || given instanceof Float64Array || given instanceof Traced) return given
  if (Array.isArray(given)) {
    const index = given.findIndex((entry) => typeof entry !== 'number')
    if (index === -1) return Float64Array.from(given as number[])
    throw new CotangentError('LENGTH_MISMATCH', {
      operator: name,
      constraint: `${argument} holds numbers`,
      got: `${kindText(given[index])} at index ${index}`,
      expected: 'a number there; stack(…) makes a vector of traced numbers',
      argument,
      index,
    })
  }
  if (isMatrix(given)) return given
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: name,
    constraint: `${argument} is a number, a vector or a matrix`,
    got: kindText(given),
    expected: 'a number, a Float64Array or array of numbers, { rows, columns, data }, or a traced value',
    argument,
  })
}

function isMatrix(given: unknown): given is DenseMatrix {
  const matrix = given as DenseMatrix | null
  return (
    typeof given === 'object' &&
    matrix?.data instanceof Float64Array &&
    isCount(matrix.rows) &&
    isCount(matrix.columns) &&
    matrix.data.length === matrix.rows * matrix.columns
  )
}

const isCount = (given: unknown): boolean => Number.isInteger(given) && (given as number) >= 0

function kindText(given: unknown): string {
  if (given instanceof Traced) return `a traced value (${shapeText(given.shape)})`
  return given === null || typeof given !== 'object' ? String(given) : Object.prototype.toString.call(given)
}

/** The error of a traced value that is used as a plain one. */
function tracedValue(value: Traced): CotangentError {
  return new CotangentError('TRACED_VALUE', {
    operator: value.interpreter.name,
    constraint: 'a traced value has a shape and no numbers of its own',
    got: `${shapeText(value.shape)} used as a plain number or array: in plain arithmetic, a branch, an index or a loop`,
    expected:
      'functions of cotangent/math: element(x, i) for an entry, where(…) for a choice, isTrue(…) for a branch where the backend allows one',
  })
}
