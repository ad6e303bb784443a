/**
 * The quadratic spline as an object: built once from knots and values, then evaluated at numbers or
 * arrays and asked for its pullback, into the caller's buffers without allocation if wanted (QSP-14, QSP-16).
 */
import { entryOf } from '../../../spec/catalogue.ts'
import { checkCall, resolveOptions, sidesOf } from '../../../spec/contract.ts'
import { CotangentError } from '../../../spec/errors.ts'
import type { Options } from '../../../spec/operator.ts'
import { composeInto, type PieceCotangents, zeroCotangents } from './compose.ts'
import { buildSpline, splinePullback } from './quadratic-spline.ts'

const entry = entryOf('quadratic-spline')!

/** What lies outside the knots: an error, or the end piece extended; for both sides or for each. */
export type Extrapolation = 'none' | 'extension'

export interface QuadraticSplineOptions {
  /** What fixes the free condition; default `zero-slope`. */
  readonly start?: 'zero-slope'
  /** Default `none`. */
  readonly extrapolation?: Extrapolation | { readonly left: Extrapolation; readonly right: Extrapolation }
}

/** Cotangents of knots and values (n each) and of the queries (m). */
export interface SplineCotangents extends Record<string, Float64Array> {
  knots: Float64Array
  values: Float64Array
  queries: Float64Array
}

export interface Interpolant {
  /** The value at a number, or at every entry of an array, in `out` if given. Throws NOT_FINITE, OUT_OF_RANGE. */
  evaluate(query: number): number
  evaluate(queries: ArrayLike<number>, out?: Float64Array): Float64Array
  /** The cotangents of all three arguments for the cotangent ȳ of the values at `queries`, in `into` if given. */
  pullback(queries: ArrayLike<number>, cotangent: ArrayLike<number>, into?: SplineCotangents): SplineCotangents
}

/**
 * The C¹ quadratic spline through (knots[i], values[i]) whose first slope is zero. n ≥ 2.
 * Throws TOO_FEW_KNOTS, LENGTH_MISMATCH, NOT_FINITE, NOT_INCREASING, INVALID_OPTION.
 * Later changes of the arrays do not reach the spline.
 */
export function quadraticSpline(
  knots: ArrayLike<number>,
  values: ArrayLike<number>,
  options: QuadraticSplineOptions = {},
): Interpolant {
  checkCall(entry, 'primal', { knots, values, queries: [] }, options as Options)
  const spline = buildSpline(new Float64Array(knots), new Float64Array(values))
  const n = knots.length
  const { left, right } = sidesOf(resolveOptions(entry, options as Options).extrapolation)
  const low = left === 'none' ? spline.t[0] : Number.NEGATIVE_INFINITY
  const high = right === 'none' ? spline.t[n - 1] : Number.POSITIVE_INFINITY
  let room: PieceCotangents | undefined // for the first pullback and those after it
  const one = new Float64Array(1)

  const checkQueries = (queries: ArrayLike<number>): void => {
    for (let j = 0; j < queries.length; j++) {
      // NaN and what is no number fail here; the full check then says what is wrong.
      if (!(Number.isFinite(queries[j]) && queries[j] >= low && queries[j] <= high)) {
        checkCall(entry, 'primal', { knots: spline.t, values: spline.u, queries }, options as Options)
      }
    }
  }
  function evaluate(query: number): number
  function evaluate(queries: ArrayLike<number>, out?: Float64Array): Float64Array
  function evaluate(queries: number | ArrayLike<number>, out?: Float64Array): number | Float64Array {
    if (typeof queries === 'number') {
      one[0] = queries
      checkQueries(one)
      composeInto(one, spline, one, 'nearer')
      checkFinite('the value', one, false)
      return one[0]
    }
    checkQueries(queries)
    const y = out ?? new Float64Array(queries.length)
    checkLength('out', y, queries.length)
    composeInto(y, spline, queries, 'nearer')
    checkFinite('the value', y, false)
    return y
  }
  return {
    evaluate,
    pullback(queries, cotangent, into) {
      const m = queries.length
      const cotangents = into ?? {
        knots: new Float64Array(n),
        values: new Float64Array(n),
        queries: new Float64Array(m),
      }
      checkQueries(queries)
      checkLength('cotangent', cotangent, m)
      checkFinite('cotangent', cotangent, true)
      checkLength('knots', cotangents.knots, n)
      checkLength('values', cotangents.values, n)
      checkLength('queries', cotangents.queries, m)
      room ??= zeroCotangents(n)
      splinePullback(spline, queries, cotangent, room, cotangents.queries)
      cotangents.knots.set(room.t)
      cotangents.values.set(room.u)
      checkFinite('the cotangent of knots', cotangents.knots, false)
      checkFinite('the cotangent of values', cotangents.values, false)
      checkFinite('the cotangent of queries', cotangents.queries, false)
      return cotangents
    },
  }
}

function checkLength(name: string, array: ArrayLike<number>, length: number): void {
  if (array.length === length) return
  throw new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must have ${length} entries`,
    got: `${array.length}`,
    expected: `${length}`,
    argument: name,
  })
}

/** For the cotangent that is given, and for results, which overflow can spoil: then no argument is named (ERR-5). */
function checkFinite(name: string, array: ArrayLike<number>, isArgument: boolean): void {
  for (let index = 0; index < array.length; index++) {
    if (Number.isFinite(array[index])) continue
    throw new CotangentError('NOT_FINITE', {
      operator: entry.name,
      constraint: `${name} must be finite and within the range of doubles`,
      got: `${array[index]} at index ${index}`,
      expected: 'a finite number',
      ...(isArgument ? { argument: name } : {}),
      index,
    })
  }
}
