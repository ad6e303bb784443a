/**
 * Comparisons, entry by entry: 1 where they hold, 0 where not. Their derivative is zero everywhere, so an eager
 * backend computes them outside of what it follows, and `isTrue` can branch on them.
 */
import { CotangentError } from '../../spec/errors.ts'
import { elementwise } from './elementwise.ts'
import { type BinaryFunction, binary } from './functions.ts'
import { shapeText } from './shape.ts'
import { asValue, isTraced, type Scalar, shapeOf } from './value.ts'

const zero = (): number => 0

function comparison(name: string, operator: string, holds: (a: number, b: number) => boolean): BinaryFunction {
  return binary(
    elementwise(name, {
      kernel: (a, b) => (holds(a, b) ? 1 : 0),
      code: (a, b) => `(${a} ${operator} ${b} ? 1 : 0)`,
      partials: [zero, zero],
      isConstant: true,
    }),
  )
}

/** 1 where a > b, else 0. */
export const greater: BinaryFunction = comparison('greater', '>', (a, b) => a > b)

/** 1 where a ≥ b, else 0. */
export const greaterEqual: BinaryFunction = comparison('greaterEqual', '>=', (a, b) => a >= b)

/** 1 where a < b, else 0. */
export const less: BinaryFunction = comparison('less', '<', (a, b) => a < b)

/** 1 where a ≤ b, else 0. */
export const lessEqual: BinaryFunction = comparison('lessEqual', '<=', (a, b) => a <= b)

/** 1 where a = b, else 0. */
export const equal: BinaryFunction = comparison('equal', '===', (a, b) => a === b)

/**
 * The truth of a comparison of numbers, to branch on. A backend that records the function for other inputs has no
 * truth to give and throws TRACED_VALUE: there, and for arrays, `where` chooses.
 */
export function isTrue(condition: Scalar): boolean {
  const value = asValue('isTrue', 'condition', condition)
  if (shapeOf(value).length > 0) {
    throw new CotangentError('LENGTH_MISMATCH', {
      operator: 'isTrue',
      constraint: 'a branch is taken on one condition',
      got: shapeText(shapeOf(value)),
      expected: 'a number; where(condition, a, b) chooses entry by entry',
      argument: 'condition',
    })
  }
  if (isTraced(value)) {
    throw new CotangentError('TRACED_VALUE', {
      operator: 'isTrue',
      constraint: 'a branch needs a condition whose truth is known',
      got: `a value that ${value.interpreter.name} follows`,
      expected: 'a comparison, greater(x, 0) for instance, in a backend that runs the function; where(…) in any other',
      argument: 'condition',
    })
  }
  return Boolean(value)
}
