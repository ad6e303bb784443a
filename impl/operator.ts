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

/** Which arguments' cotangents are asked for; an operator may give more where they cost nothing. */
export type Wanted = (argument: string) => boolean

/** The three maps at one point, which share what they have in common: a factorization, a fit. */
export interface Maps {
  primal(): Float64Array
  pushforward(tangents: Doubles): Float64Array
  pullback(cotangent: Float64Array, wanted: Wanted): Record<string, Float64Array>
}

/** Kernels of an operator whose maps share work. */
export interface SharedKernels {
  /** Every differentiable argument has a tangent in a pushforward. */
  at(args: Doubles, options: Options): Maps
}

/** An operator that can be asked for its maps at one point. */
export interface SharingOperator extends Operator {
  /** Checks the arguments once; a tangent that is missing is zero. */
  at(args: Arrays, options?: Options): Maps
}

const everything: Wanted = () => true

export function operator(name: string, kernels: Kernels | SharedKernels): SharingOperator {
  const entry = entryOf(name)!
  const mapsAt = 'at' in kernels ? kernels.at : (args: Doubles, options: Options) => separate(kernels, args, options)
  return {
    primal(args, options) {
      const checked = checkCall(entry, 'primal', args, options)
      return finite(entry, 'the output', mapsAt(doublesOf(args), checked.options).primal())
    },
    pushforward(args, tangents = {}, options) {
      const checked = checkCall(entry, 'pushforward', args, options, { tangents })
      const given = doublesOf(args)
      const filled = tangentsOf(checked.entry, given, tangents)
      return finite(entry, 'the tangent', mapsAt(given, checked.options).pushforward(filled))
    },
    pullback(args, cotangent, options) {
      const checked = checkCall(entry, 'pullback', args, options, { cotangent })
      const maps = mapsAt(doublesOf(args), checked.options)
      return finiteCotangents(entry, maps.pullback(doubleOf(cotangent), everything))
    },
    at(args, options) {
      const checked = checkCall(entry, 'primal', args, options)
      const given = doublesOf(args)
      const maps = mapsAt(given, checked.options)
      return {
        primal: () => finite(entry, 'the output', maps.primal()),
        pushforward: (tangents) =>
          finite(entry, 'the tangent', maps.pushforward(tangentsOf(checked.entry, given, tangents))),
        pullback: (cotangent, wanted) => finiteCotangents(entry, maps.pullback(cotangent, wanted)),
      }
    },
  }
}

/** The maps of an operator that has nothing to share between them. */
function separate(kernels: Kernels, args: Doubles, options: Options): Maps {
  return {
    primal: () => kernels.primal(args, options),
    pushforward: (tangents) => kernels.pushforward!(args, tangents, options),
    pullback: (cotangent) => kernels.pullback!(args, cotangent, options),
  }
}

function finiteCotangents(entry: Entry, cotangents: Record<string, Float64Array>): Record<string, Float64Array> {
  for (const [argument, values] of Object.entries(cotangents)) finite(entry, `the cotangent of ${argument}`, values)
  return cotangents
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
