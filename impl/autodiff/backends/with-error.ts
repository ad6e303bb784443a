/**
 * Derivatives by `finiteDifferences` together with the estimate of their error, which the operators have no place for.
 */

import type { AnyValue, DenseMatrix } from '../../math/value.ts'
import { entriesOf, ofShape } from '../../math/value.ts'
import type { Argument, HandedAll } from '../arguments.ts'
import { requireNumbers } from '../derived/derivative.ts'
import { requireNumber } from '../derived/gradient.ts'
import { type Problem, problemOf } from '../problem.ts'
import { requirePlain, unitDirection } from './direction.ts'
import type { Estimate, FiniteDifferences } from './finite-differences.ts'

/** A derivative and a bound of its error, of the same shape; for several active arguments there is one for each. */
export interface WithError<T> {
  readonly value: T
  readonly error: T
}

/**
 * The derivative of a function of one number, of the order that the backend has, and its error: both of the shape of
 * the value. Throws NOT_FINITE at the end of a domain, UNSUPPORTED for what another backend follows.
 */
export function derivativeWithError<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: FiniteDifferences,
  ...args: A
): WithError<number | Float64Array | DenseMatrix> {
  const problem = problemOf('derivativeWithError', f, args)
  requireNumbers(problem)
  return estimates(problem, backend, args)[0][0]
}

/** The gradient in the first active argument, and the error of each of its entries. */
export function gradientWithError<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => AnyValue,
  backend: FiniteDifferences,
  ...args: A
): WithError<number | Float64Array | DenseMatrix> {
  const problem = problemOf('gradientWithError', f, args)
  const scalar = problem.composed((inputs) => requireNumber(problem, problem.call(inputs)))
  const [entries] = estimates(scalar, backend, args)
  const [shape] = problem.shapes
  const put = (which: keyof Estimate) =>
    ofShape(
      shape,
      Float64Array.from(entries, (entry) => entry[which] as number),
    )
  return { value: put('value'), error: put('error') }
}

/** One for each entry of each active argument. */
function estimates(problem: Problem, backend: FiniteDifferences, args: readonly unknown[]): Estimate[][] {
  const inputs = problem.inputs(args)
  requirePlain('finiteDifferences', problem, inputs)
  return problem.active.map((position) =>
    Array.from(entriesOf(inputs[position] as never), (_, place) =>
      backend.estimate(problem, unitDirection(inputs, position, place)),
    ),
  )
}
