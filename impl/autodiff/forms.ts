/**
 * The forms that every operator has: its results, with the value, into the caller's buffers, and both. What differs
 * between operators is in `derived/`; what users see and its types in the files named after the operators.
 */
import { CotangentError } from '../../spec/errors.ts'
import { isSameShape, type Shape, shapeText, sizeOf } from '../math/shape.ts'
import {
  asValue,
  type DenseMatrix,
  entriesOf,
  isTraced,
  ofShape,
  type Plain,
  shapeOf,
  type Value,
} from '../math/value.ts'
import { Constant } from './arguments.ts'
import type { Executor, OperatorName } from './backend.ts'
import { type By, Preparation, preparationOf } from './preparation.ts'
import type { AnyFunction, Layout, Problem } from './problem.ts'

/** Room for a result: the entries of a vector, of a matrix, or one of a number. */
export type Out = Float64Array | DenseMatrix

/** What an operator was called with. */
export interface Call<Name extends OperatorName> {
  readonly operator: Name
  readonly f: AnyFunction
  readonly by: By<Name>
  readonly args: readonly unknown[]
  /** The tangents or the cotangent, as they were given; of several active arguments a list of tangents. */
  readonly seed?: unknown
}

/** The result of an operator: for a single active argument itself, for several a list. */
export function result<Name extends OperatorName>(call: Call<Name>): unknown {
  const { preparation, inputs, seeds } = ready(call)
  const { executor, problem } = preparation
  return shown(
    problem,
    ownMemory(executor.results?.(inputs, seeds) ?? executor.run(inputs, seeds).results, inputs, seeds),
  )
}

export function valueAndResult<Name extends OperatorName>(call: Call<Name>): [unknown, unknown] {
  const { preparation, inputs, seeds } = ready(call)
  const { value, results } = preparation.executor.run(inputs, seeds)
  const [ownValue, ...own] = ownMemory([value, ...results], inputs, seeds)
  return [ownValue, shown(preparation.problem, own)]
}

/** The results into `out`: room, or a list of rooms where there are several results. */
export function resultInto<Name extends OperatorName>(out: unknown, call: Call<Name>): void {
  const { preparation, inputs, seeds } = ready(call)
  const { executor } = preparation
  if (executor.into !== undefined && out instanceof Float64Array && !inputs.some(isTraced) && !seeds.some(isTraced)) {
    const [shape, ...others] = resultShapes(preparation)
    if (shape !== undefined && others.length === 0) {
      requireRoom(call.operator, out, shape)
      executor.into(out, inputs, seeds)
      return
    }
  }
  write(call.operator, out, executor.results?.(inputs, seeds) ?? executor.run(inputs, seeds).results)
}

/** The same; gives the value. */
export function valueAndResultInto<Name extends OperatorName>(out: unknown, call: Call<Name>): Value {
  const { preparation, inputs, seeds } = ready(call)
  const { value, results } = preparation.executor.run(inputs, seeds)
  write(call.operator, out, results)
  return ownMemory([value], inputs, seeds)[0]
}

/** The layout, checked, and what is inside. */
function ready<Name extends OperatorName>(call: Call<Name>) {
  const preparation = preparationOf(call.operator, call.f, call.by, call.args)
  const { problem } = preparation
  return { preparation, inputs: problem.inputs(call.args), seeds: seedsOf(problem, call) }
}

function seedsOf(problem: Problem, { operator, seed }: Call<OperatorName>): Value[] {
  if (operator === 'pullback') return [asValue(operator, 'cotangent', seed)]
  if (operator !== 'pushforward' && operator !== 'hvp') return []
  const { shapes } = problem
  const given = shapes.length === 1 ? [seed] : seed
  if (!Array.isArray(given) || given.length !== shapes.length) {
    throw new CotangentError('LENGTH_MISMATCH', {
      operator,
      constraint: 'there is a tangent for each active argument',
      got: Array.isArray(given) ? String(given.length) : 'no list of tangents',
      expected: `a list of ${shapes.length}`,
      argument: 'tangent',
    })
  }
  return given.map((one, j) => {
    const tangent = asValue(operator, 'tangent', one)
    if (isSameShape(shapeOf(tangent), shapes[j])) return tangent
    throw new CotangentError('LENGTH_MISMATCH', {
      operator,
      constraint: 'a tangent has the shape of its argument',
      got: shapeText(shapeOf(tangent)),
      expected: shapeText(shapes[j]),
      argument: 'tangent',
    })
  })
}

/**
 * The values, each in memory of its own: rules hand on what they were given where nothing is to be computed, so that
 * a result may be a view of an argument, or two results the same array. A caller may write to what he gets.
 */
function ownMemory(values: readonly Value[], inputs: readonly Value[], seeds: readonly Value[]): Value[] {
  const taken = new Set<ArrayBufferLike>()
  for (const given of [inputs, seeds]) for (const one of given) if (isArray(one)) taken.add(entriesOf(one).buffer)
  return values.map((value) => {
    if (!isArray(value)) return value
    const entries = entriesOf(value)
    const own = taken.has(entries.buffer) ? entries.slice() : entries
    taken.add(own.buffer)
    return own === entries ? value : ofShape(shapeOf(value), own)
  })
}

/** Whether there is memory to share: a static argument may be anything. */
const isArray = (value: Value): value is Exclude<Plain, number> =>
  value instanceof Float64Array ||
  (typeof value === 'object' && !isTraced(value) && value?.data instanceof Float64Array)

const shown = (problem: Problem, results: readonly Value[]): unknown =>
  problem.active.length === 1 || results.length === 1 ? results[0] : results

/** The shapes of the results where they are known before the function has run: those of the arguments. */
const resultShapes = ({ operator, problem }: Preparation): readonly Shape[] =>
  operator === 'gradient' || operator === 'hvp' || operator === 'pullback' ? problem.shapes : []

function write(operator: string, out: unknown, results: readonly Value[]): void {
  const rooms = (results.length === 1 ? [out] : out) as readonly Out[]
  if (!Array.isArray(rooms) || rooms.length !== results.length) {
    throw new CotangentError('LENGTH_MISMATCH', {
      operator,
      constraint: 'there is room for each active argument',
      got: 'no list of arrays',
      expected: `a list of ${results.length}`,
      argument: 'out',
    })
  }
  results.forEach((one, j) => {
    if (isTraced(one)) {
      throw new CotangentError('TRACED_VALUE', {
        operator,
        constraint: 'what is written into an array is plain',
        got: 'a traced value, of a differentiation further out',
        expected: 'the form that gives its result back',
        argument: 'out',
      })
    }
    requireRoom(operator, rooms[j], shapeOf(one))
    entriesOf(rooms[j]).set(entriesOf(one as Plain))
  })
}

function requireRoom(operator: string, room: unknown, shape: Shape): void {
  const entries = room instanceof Float64Array ? room : (room as DenseMatrix | undefined)?.data
  if (entries instanceof Float64Array && entries.length === sizeOf(shape)) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator,
    constraint: 'out has an entry for each of the result',
    got: entries instanceof Float64Array ? String(entries.length) : Array.isArray(room) ? 'a list' : typeof room,
    expected: `a Float64Array with ${sizeOf(shape)} entries, or a matrix of as many`,
    argument: 'out',
  })
}

/**
 * The direct form of a preparation for this call, if it has one and the arguments are all as prepared; of `count`
 * arguments, at most four. They come one by one: a list of them would have to be made on every call.
 */
export function directForm<Form extends 'direct' | 'directWithValue'>(
  form: Form,
  operator: OperatorName,
  out: unknown,
  f: AnyFunction,
  by: unknown,
  count: number,
  a0: unknown,
  a1: unknown,
  a2: unknown,
  a3: unknown,
): Executor[Form] {
  if (!(by instanceof Preparation) || !(out instanceof Float64Array) || by.operator !== operator) return undefined
  const { problem, executor } = by
  const { layout } = problem
  if (problem.f !== f || count !== layout.length || count > 4 || out.length !== problem.size) return undefined
  if (!fits(a0, layout[0])) return undefined
  if (count > 1 && !fits(a1, layout[1])) return undefined
  if (count > 2 && !fits(a2, layout[2])) return undefined
  if (count > 3 && !fits(a3, layout[3])) return undefined
  return executor[form]
}

/** What is inside an argument that fits. */
export const inside = (argument: unknown): Value =>
  (argument instanceof Constant ? argument.content : argument) as Value

/** Whether an argument is of a prepared kind and shape and needs no conversion. */
function fits(argument: unknown, { kind, shape }: Layout): boolean {
  if (shape === undefined) return false
  if (kind === 'active') return isOfShape(argument, shape)
  return kind === 'constant' && argument instanceof Constant && isOfShape(argument.content, shape)
}

function isOfShape(content: unknown, shape: Shape): boolean {
  if (shape.length === 0) return typeof content === 'number'
  if (shape.length === 1) return content instanceof Float64Array && content.length === shape[0]
  const matrix = content as DenseMatrix
  if (!(matrix?.data instanceof Float64Array) || matrix.data.length !== shape[0] * shape[1]) return false
  return matrix.rows === shape[0] && matrix.columns === shape[1]
}
