/**
 * One map of an operator at one input, in any number system: the checks of the contract (ERR-2), the input
 * lifted from doubles, the reference operator, the results by name. What the name of a result is does not
 * depend on the operator: `output`, `tangent`, or for a pullback the argument's own name.
 */
import { checkCall } from '../spec/contract.ts'
import { differentiableArguments, type Entry } from '../spec/entry.ts'
import type { Arrays, MapName, Options } from '../spec/operator.ts'
import type { ReferenceOperator } from './operator.ts'
import type { Scalar, Vectors } from './scalar.ts'

/** What a map is called with; a map ignores what it does not take. A missing tangent is zero (OPR-8). */
export interface Input {
  readonly arguments: Arrays
  readonly options?: Options
  readonly tangents?: Arrays
  readonly cotangent?: ArrayLike<number>
}

/** An input that fulfils the contract, with full options, lifted to a number system. */
export interface Lifted<T> {
  readonly arguments: Vectors<T>
  readonly options: Options
  readonly tangents: Vectors<T>
  readonly cotangent: readonly T[]
}

export type Results<T> = Readonly<Record<string, readonly T[]>>

/** Where a number of an input stands. */
export interface Where {
  readonly of: 'arguments' | 'tangents' | 'cotangent'
  readonly name: string
  readonly index: number
}

/**
 * Checks the call and takes every number that the map reads through `number`, in a fixed order;
 * `isVariable` tells whether the result is differentiable in it: in x, and in ẋ or ȳ where the map has one.
 */
export function lift<T extends Scalar>(
  map: MapName,
  whole: Entry,
  input: Input,
  number: (value: number, isVariable: boolean, where: Where) => T,
): Lifted<T> {
  const { tangents = {}, cotangent = [] } = input
  const { entry, options } = checkCall(whole, map, input.arguments, input.options, { tangents, cotangent })
  const variables = differentiableArguments(entry)
  const liftArray = (of: Where['of'], name: string, array: ArrayLike<number>, isVariable: boolean): T[] =>
    Array.from(array, (value, index) => number(value, isVariable, { of, name, index }))
  const liftTangent = (name: string): T[] =>
    liftArray('tangents', name, tangents[name] ?? Array.from(input.arguments[name], () => 0), true)
  return {
    arguments: Object.fromEntries(
      entry.arguments.map(({ name, differentiable }) => [
        name,
        liftArray('arguments', name, input.arguments[name], differentiable),
      ]),
    ),
    options,
    tangents: map === 'pushforward' ? Object.fromEntries(variables.map((name) => [name, liftTangent(name)])) : {},
    cotangent: map === 'pullback' ? liftArray('cotangent', 'cotangent', cotangent, true) : [],
  }
}

/** The map's results. A map that the operator does not have is none that `lift` let through. */
export function apply<T extends Scalar>(map: MapName, operator: ReferenceOperator, input: Lifted<T>): Results<T> {
  switch (map) {
    case 'primal':
      return { output: operator.primal(input.arguments, input.options) }
    case 'pushforward':
      return { tangent: operator.pushforward!(input.arguments, input.tangents, input.options) }
    case 'pullback':
      return operator.pullback!(input.arguments, input.cotangent, input.options)
  }
}

export function mapResults<T, R>(results: Results<T>, number: (value: T) => R): Record<string, R[]> {
  return Object.fromEntries(Object.entries(results).map(([name, values]) => [name, values.map(number)]))
}
