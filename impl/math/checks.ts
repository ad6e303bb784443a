/** What the functions that move entries about demand of ranks, sizes and indices: LENGTH_MISMATCH otherwise. */
import { CotangentError } from '../../spec/errors.ts'
import { type Shape, shapeText } from './shape.ts'
import { asValue, isTraced, type Rank, shapeOf, type Value } from './value.ts'

const ranks: readonly Rank[] = ['scalar', 'vector', 'matrix']
const rankText: Readonly<Record<Rank, string>> = { scalar: 'a number', vector: 'a vector', matrix: 'a matrix' }

/** `given` as a value of this rank. */
export function asRank(name: string, argument: string, given: unknown, rank: Rank): Value {
  const value = asValue(name, argument, given)
  if (ranks[shapeOf(value).length] === rank) return value
  throw mismatch(name, argument, `${argument} is ${rankText[rank]}`, shapeText(shapeOf(value)), rankText[rank])
}

/** Demands an integer from `least` to `most`. */
export function checkInteger(
  name: string,
  argument: string,
  given: unknown,
  least: number,
  most: number,
  index?: number,
): void {
  if (isTraced(given)) {
    throw new CotangentError('TRACED_VALUE', {
      operator: name,
      constraint: `${argument} is the same whatever is differentiated`,
      got: `a value that ${given.interpreter.name} follows`,
      expected: 'a plain integer',
      argument,
      ...(index !== undefined && { index }),
    })
  }
  if (Number.isInteger(given) && (given as number) >= least && (given as number) <= most) return
  const constraint = index === undefined ? `${argument} is an integer in range` : `${argument} holds integers in range`
  throw mismatch(name, argument, constraint, String(given), rangeText(least, most), index)
}

function rangeText(least: number, most: number): string {
  if (most < least) return 'an integer, but there is none to choose'
  return most === Number.MAX_SAFE_INTEGER ? `an integer from ${least}` : `an integer from ${least} to ${most}`
}

export function mismatch(
  operator: string,
  argument: string,
  constraint: string,
  got: string,
  expected: string,
  index?: number,
): CotangentError {
  return new CotangentError('LENGTH_MISMATCH', {
    operator,
    constraint,
    got,
    expected,
    argument,
    ...(index !== undefined && { index }),
  })
}

/** `given`, a length or [rows, columns], as a shape. */
export function asShape(name: string, given: number | readonly [number, number]): Shape {
  const shape = typeof given === 'number' ? [given] : given
  if (!Array.isArray(shape) || shape.length !== (typeof given === 'number' ? 1 : 2)) {
    throw mismatch(name, 'shape', 'shape is a length or [rows, columns]', String(given), 'one number or two')
  }
  for (const length of shape) checkInteger(name, 'shape', length, 0, Number.MAX_SAFE_INTEGER)
  return shape
}
