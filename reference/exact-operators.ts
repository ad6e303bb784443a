/**
 * The reference as operators on doubles, with the checks and errors of the contract, in two number systems:
 * exactly over the rationals with one rounding at the end, and in doubles throughout.
 */
import { catalogue } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName, Operator, Operators } from '../spec/operator.ts'
import { Dual } from './dual.ts'
import { apply, type Input, lift, mapResults, type Results } from './evaluate.ts'
import { doubleOf } from './exact.ts'
import { referenceOperators } from './operators.ts'
import { exact } from './oracle.ts'

type Compute = (map: MapName, entry: Entry, input: Input) => Results<number>

/** Every result is the double nearest to the true one. */
export const exactOperators: Operators = operatorsOf((map, entry, input) =>
  mapResults(exact(map, entry, input), doubleOf),
)

/**
 * The dense formulas in doubles. The doubles travel as dual numbers without directions, because mathjs's
 * substitution takes a plain NaN for a zero, and an overflow would go unseen.
 */
export const numberOperators: Operators = operatorsOf((map, entry, input) => {
  const lifted = lift(map, entry, input, (value) => new Dual(value, []))
  return mapResults(apply<Dual<number>>(map, referenceOperators[entry.name], lifted), ({ re }) => re)
})

function operatorsOf(compute: Compute): Operators {
  return Object.fromEntries(catalogue.map((entry) => [entry.name, operatorOf(entry, compute)]))
}

function operatorOf(entry: Entry, compute: Compute): Operator {
  const results = (map: MapName, input: Input): Record<string, Float64Array> =>
    Object.fromEntries(
      Object.entries(compute(map, entry, input)).map(([name, values]) => [name, finite(entry, name, values)]),
    )
  return {
    primal: (args, options = {}) => results('primal', { arguments: args, options }).output,
    pushforward: (args, tangents, options = {}) =>
      results('pushforward', { arguments: args, tangents, options }).tangent,
    pullback: (args, cotangent, options = {}) => results('pullback', { arguments: args, cotangent, options }),
  }
}

/** ERR-5: an overflow is an error, not an infinity. */
function finite(entry: Entry, name: string, values: readonly number[]): Float64Array {
  const index = values.findIndex((value) => !Number.isFinite(value))
  if (index === -1) return Float64Array.from(values)
  throw new CotangentError('NOT_FINITE', {
    operator: entry.name,
    constraint: `${name} overflows`,
    got: `${values[index]} at index ${index}`,
    expected: 'a result within the range of doubles',
    index,
  })
}
