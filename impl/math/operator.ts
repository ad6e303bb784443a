/**
 * `defineOperator`: a function with derivative rules of its own, as an operator that every backend knows how to
 * differentiate (OPR-1 to OPR-3). `verifyOperator` holds the rules to the laws.
 */
import { CotangentError } from '../../spec/errors.ts'
import { apply } from './interpreter.ts'
import { operatorFamily } from './operator-primitive.ts'
import type { Parts, PointMaps, Rules } from './rules.ts'
import { isSameShape, type Shape, shapeText, sizeOf } from './shape.ts'
import {
  asValue,
  type DenseMatrix,
  type Matrix,
  ofShape,
  type Plain,
  type PlainVector,
  type Scalar,
  shapeOf,
  type Value,
  type Vector,
} from './value.ts'

/** What operators take and give. */
export type OperatorValue = number | PlainVector | DenseMatrix

/** `A` as it may be given plainly; as it may be given at all; as a rule sees it. */
export type PlainFor<A> = A extends number ? number : A extends DenseMatrix ? DenseMatrix : PlainVector
export type AnyFor<A> = A extends number ? Scalar : A extends DenseMatrix ? Matrix : Vector
export type SeenFor<A, Traceable extends boolean> = Traceable extends true
  ? AnyFor<A>
  : A extends number
    ? number
    : A extends DenseMatrix
      ? DenseMatrix
      : Float64Array

/** What a rule may return for a value like `A`. */
export type ReturnedFor<A, Traceable extends boolean> = Traceable extends true ? AnyFor<A> : PlainFor<A>

type PlainForAll<A extends readonly unknown[]> = { [I in keyof A]: PlainFor<A[I]> }
type AnyForAll<A extends readonly unknown[]> = { [I in keyof A]: AnyFor<A[I]> }
type SeenForAll<A extends readonly unknown[], T extends boolean> = { [I in keyof A]: SeenFor<A[I], T> }
type TangentsFor<A extends readonly unknown[], T extends boolean> = { [I in keyof A]: SeenFor<A[I], T> | undefined }
type CotangentsFor<A extends readonly unknown[], T extends boolean> = {
  readonly [I in keyof A]?: ReturnedFor<A[I], T> | undefined
}

export interface OperatorDefinition<
  A extends readonly unknown[] = readonly OperatorValue[],
  Y = OperatorValue,
  Traceable extends boolean = boolean,
> {
  /** For errors and counts. */
  readonly name: string
  /** y = f(x). Writes to nothing that it is given; nor may the rules. */
  readonly primal: (...args: A) => Y
  /** Whether the rules are written in the functions of `cotangent/math`, so that they can be differentiated themselves. */
  readonly traceable?: Traceable
  /** ẏ = J ẋ. A tangent that is undefined is zero. */
  readonly pushforward?: (
    args: SeenForAll<A, Traceable>,
    tangents: TangentsFor<A, Traceable>,
    y: SeenFor<Y, Traceable>,
  ) => ReturnedFor<Y, Traceable>
  /** x̄ = Jᵀ ȳ, one for each argument; those that are not wanted may be left out or undefined. */
  readonly pullback?: (
    args: SeenForAll<A, Traceable>,
    cotangent: SeenFor<Y, Traceable>,
    y: SeenFor<Y, Traceable>,
    wanted: readonly boolean[],
  ) => CotangentsFor<A, Traceable>
  /** Arguments whose derivative is zero by declaration, a count for instance: places from 0, or names of `arguments`. */
  readonly nonDifferentiable?: readonly (number | string)[]
  /** What the arguments are called in errors. */
  readonly arguments?: readonly string[]
  /**
   * The shape of y from those of the arguments ([] a number, [n] a vector, [rows, columns] a matrix), for backends that
   * trace. Left out, it is found by running primal once on made-up positive numbers.
   */
  readonly shape?: (...shapes: readonly Shape[]) => Shape
}

/** The operator as a function: plain in gives plain out. */
export interface DefinedOperator<A extends readonly unknown[], Y, Traceable extends boolean = boolean> {
  (...args: PlainForAll<A>): SeenFor<Y, false>
  (...args: AnyForAll<A>): AnyFor<Y>
  readonly definition: OperatorDefinition<A, Y, Traceable>
}

/** One use of an operator. */
interface Use {
  /** The shape of y that a tracing backend was told. */
  shape?: Shape
}

// biome-ignore lint/suspicious/noExplicitAny: the parameters of any primal, as TypeScript infers them
export function defineOperator<A extends readonly any[], Y extends OperatorValue, Traceable extends boolean = false>(
  given: OperatorDefinition<A, Y, Traceable>,
): DefinedOperator<A, Y, Traceable> {
  const definition = given as object as Untyped
  checkDefinition(definition)
  const { primal } = operatorFamily(rulesOf(definition))
  const { name } = definition
  const face = (...args: readonly unknown[]): unknown => {
    if (args.length < definition.primal.length) {
      throw mismatch(name, 'every argument is given', `${args.length} arguments`, `${definition.primal.length}`)
    }
    const inputs = args.map((given, k) => asValue(name, argumentName(definition, k), given))
    return apply(primal, inputs, {})
  }
  return Object.assign(face, { definition: given }) as DefinedOperator<A, Y, Traceable>
}

/** A definition as it is at run time. */
interface Untyped extends Pick<OperatorDefinition, 'name' | 'nonDifferentiable' | 'arguments' | 'shape' | 'traceable'> {
  readonly primal: (...args: readonly unknown[]) => unknown
  readonly pushforward?: (args: readonly unknown[], tangents: readonly unknown[], y: unknown) => unknown
  readonly pullback?: (args: readonly unknown[], cotangent: unknown, y: unknown, wanted: readonly boolean[]) => unknown
}

function rulesOf(definition: Untyped): Rules<Use> {
  const { name, traceable = false } = definition
  const argument = (k: number): string => argumentName(definition, k)
  const constants = new Set((definition.nonDifferentiable ?? []).map((one) => placeOf(definition, one)))
  const maps = (x: readonly Value[], y: () => Value) => ({
    pushforward(tangents: Parts<Value>): Value {
      const { pushforward } = definition
      if (pushforward === undefined)
        throw missing(name, 'pushforward', argument(tangents.findIndex((t) => t !== undefined)))
      return fitting(name, 'pushforward', 'a tangent', pushforward(x, tangents, y()), shapeOf(y()))
    },
    pullback(cotangent: Value, wanted: readonly boolean[]): Parts<Value> {
      const { pullback } = definition
      if (pullback === undefined) throw missing(name, 'pullback', argument(wanted.indexOf(true)))
      const cotangents = pullback(x, cotangent, y(), wanted)
      if (!Array.isArray(cotangents) || cotangents.length > x.length) {
        const got = Array.isArray(cotangents) ? `${cotangents.length} cotangents` : String(cotangents)
        throw mismatch(name, 'pullback returns an array with a cotangent for each argument', got, `at most ${x.length}`)
      }
      return x.map((one, k) => {
        if (!wanted[k]) return undefined
        if (cotangents[k] === undefined) throw leftOut(name, argument(k), k)
        return fitting(name, 'pullback', `the cotangent of ${argument(k)}`, cotangents[k], shapeOf(one))
      })
    },
  })
  return {
    name,
    argument,
    isConstantIn: (k) => constants.has(k),
    usesOutput: true,
    shape(shapes, use) {
      use.shape = definition.shape?.(...shapes) ?? shapeOf(probed(definition, shapes))
      return use.shape
    },
    at(x, use, known) {
      let output = known
      const y = (): Plain => {
        output ??= outputOf(definition, x, use)
        return output
      }
      return { output: y, ...maps(x, y) } as PointMaps
    },
    ...(traceable && { traced: (x: readonly Value[], output: Value) => maps(x, () => output) }),
  }
}

function outputOf({ name, primal }: Untyped, x: readonly Plain[], { shape }: Use): Plain {
  const y = asValue(name, 'the result of primal', primal(...x)) as Plain
  if (shape === undefined || isSameShape(shapeOf(y), shape)) return y
  throw mismatch(
    name,
    'primal returns the shape that was traced',
    shapeText(shapeOf(y)),
    `${shapeText(shape)} (see shape)`,
  )
}

/** y of positive numbers that increase: all that counts is its shape. */
function probed({ name, primal }: Untyped, shapes: readonly Shape[]): Value {
  const inputs = shapes.map((shape) =>
    ofShape(
      shape,
      Float64Array.from({ length: sizeOf(shape) }, (_, i) => 1 + i / 4),
    ),
  )
  try {
    return asValue(name, 'the result of primal', primal(...inputs))
  } catch (error) {
    throw new CotangentError('UNSUPPORTED', {
      operator: name,
      constraint: 'a backend that traces has to know the shape of the result beforehand',
      got: `no member shape, and primal does not take made-up numbers: ${error instanceof Error ? error.message : error}`,
      expected: 'shape: (…shapes) => the shape of the result',
    })
  }
}

/** What a rule returned, as a value of the shape that it must have. */
function fitting(name: string, rule: string, what: string, given: unknown, shape: Shape): Value {
  const value = asValue(`${name}, ${rule}`, what, given)
  if (isSameShape(shapeOf(value), shape)) return value
  throw mismatch(name, `${rule} returns ${what} of the right shape`, shapeText(shapeOf(value)), shapeText(shape))
}

function checkDefinition(definition: Untyped): void {
  const { name, primal, pushforward, pullback } = definition ?? {}
  const bad = (argument: string, got: unknown, expected: string): CotangentError =>
    new CotangentError('INVALID_OPTION', {
      operator: 'defineOperator',
      constraint: 'an operator has a name, a primal and its rules as functions',
      got: `${argument}: ${String(got)}`,
      expected,
      argument,
    })
  if (typeof name !== 'string' || name === '') throw bad('name', name, 'a name')
  if (typeof primal !== 'function') throw bad('primal', primal, 'primal(…args) => y')
  for (const [rule, given] of Object.entries({ pushforward, pullback })) {
    if (given !== undefined && typeof given !== 'function') throw bad(rule, given, 'a function, or nothing')
  }
  for (const one of definition.nonDifferentiable ?? []) {
    const place = placeOf(definition, one)
    if (!Number.isInteger(place) || place < 0)
      throw bad('nonDifferentiable', one, 'places from 0, or names of `arguments`')
  }
}

const placeOf = (definition: Untyped, one: number | string): number =>
  typeof one === 'number' ? one : (definition.arguments ?? []).indexOf(one)

const argumentName = (definition: Untyped, k: number): string => definition.arguments?.[k] ?? `argument ${k + 1}`

function missing(operator: string, rule: string, argument: string): CotangentError {
  return new CotangentError('NOT_DIFFERENTIABLE', {
    operator,
    constraint: `it was defined without a ${rule}`,
    got: `a derivative in ${argument} that needs one`,
    expected: `a rule ${rule}(…), or a backend that uses the other one`,
    argument,
  })
}

function leftOut(operator: string, argument: string, place: number): CotangentError {
  return new CotangentError('NOT_DIFFERENTIABLE', {
    operator,
    constraint: 'its pullback gives no cotangent for an argument that is wanted',
    got: `undefined for ${argument}`,
    expected: `a cotangent, or nonDifferentiable: [${place}] where it is zero by definition`,
    argument,
  })
}

function mismatch(operator: string, constraint: string, got: string, expected: string): CotangentError {
  return new CotangentError('LENGTH_MISMATCH', { operator, constraint, got, expected })
}
