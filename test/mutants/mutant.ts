/**
 * The form of a planted bug, and the two ways to plant one: in the arithmetic of a map, or in what becomes
 * of an error. A mutant is the built-in implementation with one thing wrong at the place where it bit
 * someone; the laws are held to catching it (`properties/laws.test.ts`).
 *
 * The right answer is computed first, so that a mutant still checks its input unless that is what is wrong
 * with it.
 */
import { entryOf } from '../../spec/catalogue.ts'
import { CotangentError } from '../../spec/errors.ts'
import type { Arrays, Operator, Operators, Options } from '../../spec/operator.ts'

export interface Mutant {
  /** A permanent slug. */
  readonly id: string
  /** The report that it comes from, as `project #number`, or `planted`. */
  readonly origin: string
  /** The operators that it is wrong in. */
  readonly operators: readonly string[]
  /** What is wrong, in one sentence. */
  readonly wrong: string
  /** Has its own state, if it has any: plant anew for every check. */
  plant(built: Operators): Operators
  /** The checks of each of the operators that must catch it, without the operator: `exact/pullback`, `pure/primal`. */
  readonly caughtBy: readonly string[]
  /** Whether the laws that are not named there let it pass, all of them. */
  readonly byNoOther?: true
  /** A part of the hint that the law `exact` is due to give. */
  readonly hint?: string
  /** The fewest rows that show it, where more than three are needed. */
  readonly rows?: number
  /** Whether what it answers depends on earlier calls, so that a lone replay need not show it. */
  readonly remembers?: true
}

export type Doubles = Readonly<Record<string, Float64Array>>

interface Given<Right> {
  /** What the built-in implementation answers. */
  readonly right: Right
  readonly args: Doubles
  readonly options: Options
  readonly built: Operators
}

/** The maps that are wrong; a pullback gives those cotangents alone that differ. */
export interface Wrong {
  primal?(given: Given<Float64Array>): Float64Array
  pushforward?(given: Given<Float64Array> & { readonly tangents: Doubles }): Float64Array
  pullback?(given: Given<Doubles> & { readonly cotangent: Float64Array }): Doubles
}

/** Plants wrong arithmetic. */
export function wrongIn(name: string, wrong: Wrong): (built: Operators) => Operators {
  return (built) => {
    const operator = built[name]
    const planted: Operator = {
      primal(args, options = {}) {
        const right = operator.primal(args, options)
        return wrong.primal === undefined ? right : wrong.primal({ right, args: doubles(args), options, built })
      },
      pushforward(args, tangents, options = {}) {
        const right = operator.pushforward(args, tangents, options)
        if (wrong.pushforward === undefined) return right
        return wrong.pushforward({ right, args: doubles(args), tangents: filled(name, args, tangents), options, built })
      },
      pullback(args, cotangent, options = {}) {
        const right = operator.pullback(args, cotangent, options)
        if (wrong.pullback === undefined) return right
        const given = { right, args: doubles(args), cotangent: Float64Array.from(cotangent), options, built }
        return { ...right, ...wrong.pullback(given) }
      },
    }
    return { ...built, [name]: planted }
  }
}

const doubles = (arrays: Arrays): Doubles =>
  Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, Float64Array.from(array)]))

/** A tangent for every differentiable argument, the missing ones zero. */
const filled = (operator: string, args: Arrays, tangents: Arrays): Doubles =>
  Object.fromEntries(
    entryOf(operator)!
      .arguments.filter(({ differentiable }) => differentiable)
      .map(({ name }) => [name, Float64Array.from(tangents[name] ?? new Float64Array(args[name].length))]),
  )

/** What any map was called with. */
export interface Call {
  readonly args: Arrays
  readonly options: Options
  readonly tangents: Arrays
  readonly cotangent: ArrayLike<number>
}

/** Plants another way with errors: `handle` throws one, or calls the operator again with something changed. */
export function onError(
  name: string,
  handle: <T>(error: CotangentError, call: Call, again: (changed: Partial<Call>) => T) => T,
): (built: Operators) => Operators {
  return (built) => {
    const attempt = <T>(call: Call, apply: (call: Call) => T): T => {
      try {
        return apply(call)
      } catch (error) {
        if (!(error instanceof CotangentError)) throw error
        return handle(error, call, (changed) => apply({ ...call, ...changed }))
      }
    }
    const operator = built[name]
    const none = { tangents: {}, cotangent: [] }
    const planted: Operator = {
      primal: (args, options = {}) =>
        attempt({ ...none, args, options }, (call) => operator.primal(call.args, call.options)),
      pushforward: (args, tangents, options = {}) =>
        attempt({ ...none, args, tangents, options }, (call) =>
          operator.pushforward(call.args, call.tangents, call.options),
        ),
      pullback: (args, cotangent, options = {}) =>
        attempt({ ...none, args, cotangent, options }, (call) =>
          operator.pullback(call.args, call.cotangent, call.options),
        ),
    }
    return { ...built, [name]: planted }
  }
}

/** Plants another primal for singular matrices; the error stays where that has no finite answer either. */
export function whereSingular(name: string, solve: (args: Doubles) => Float64Array): Mutant['plant'] {
  return (built) => ({
    ...built,
    [name]: {
      ...built[name],
      primal(args, options) {
        try {
          return built[name].primal(args, options)
        } catch (error) {
          if (!(error instanceof CotangentError) || error.code !== 'SINGULAR') throw error
          const x = solve(doubles(args))
          if (!x.every(Number.isFinite)) throw error
          return x
        }
      },
    },
  })
}

/** The array with the entry at `index` replaced. */
export const withEntry = (array: Float64Array, index: number, entry: number): Float64Array =>
  array.map((x, i) => (i === index ? entry : x))

export const negated = (array: Float64Array): Float64Array => array.map((x) => -x)
