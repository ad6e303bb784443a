/**
 * Turns kernels on checked Float64Arrays into an operator of the contract: checks the call (ERR-2),
 * copies plain arrays, and makes an overflow an error instead of a silent NaN or infinity (ERR-5).
 */

import { entryOf } from '../spec/catalogue.ts'
import { checkCall } from '../spec/contract.ts'
import { differentiableArguments, type Entry } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { Arrays, Operator, Options } from '../spec/operator.ts'

/** Arguments, tangents or cotangents as the kernels take them. */
export type Doubles = Readonly<Record<string, Float64Array>>

export interface Kernels {
  primal(args: Doubles, options: Options): Float64Array
  /** Every differentiable argument has a tangent here; the missing ones are zero. */
  pushforward?(args: Doubles, tangents: Doubles, options: Options): Float64Array
  pullback?(args: Doubles, cotangent: Float64Array, options: Options): Record<string, Float64Array>
}

export function operator(name: string, kernels: Kernels): Operator {
  const entry = entryOf(name)!
  return {
    primal(args, options) {
      const checked = checkCall(entry, 'primal', args, options)
      return finite(entry, 'the output', kernels.primal(doublesOf(args), checked.options))
    },
    pushforward(args, tangents, options) {
      const checked = checkCall(entry, 'pushforward', args, options, { tangents })
      const given = doublesOf(args)
      const filled = tangentsOf(checked.entry, given, tangents)
      return finite(entry, 'the tangent', kernels.pushforward!(given, filled, checked.options))
    },
    pullback(args, cotangent, options) {
      const checked = checkCall(entry, 'pullback', args, options, { cotangent })
      const cotangents = kernels.pullback!(doublesOf(args), doubleOf(cotangent), checked.options)
      for (const [argument, values] of Object.entries(cotangents)) finite(entry, `the cotangent of ${argument}`, values)
      return cotangents
    },
  }
}

export const doubleOf = (array: ArrayLike<number>): Float64Array =>
  array instanceof Float64Array ? array : new Float64Array(array)

function doublesOf(arrays: Arrays): Doubles {
  const doubles: Record<string, Float64Array> = {}
  for (const [name, array] of Object.entries(arrays)) doubles[name] = doubleOf(array)
  return doubles
}

function tangentsOf(entry: Entry, args: Doubles, tangents: Arrays): Doubles {
  const filled: Record<string, Float64Array> = {}
  for (const name of differentiableArguments(entry)) {
    filled[name] = tangents[name] === undefined ? new Float64Array(args[name].length) : doubleOf(tangents[name])
  }
  return filled
}

/** `array`, or NOT_FINITE: it is a result, so no argument is named (ERR-5). */
export function finite(entry: Entry, what: string, array: Float64Array): Float64Array {
  for (let index = 0; index < array.length; index++) {
    if (Number.isFinite(array[index])) continue
    throw new CotangentError('NOT_FINITE', {
      operator: entry.name,
      constraint: `${what} overflows`,
      got: `${array[index]} at index ${index}`,
      expected: 'a result within the range of doubles',
      index,
    })
  }
  return array
}
