/**
 * The port over a table of operators in this process: the built-in ones, the reference's, a broken one
 * in a test. Arrays are handed on and back uncopied, so that a law can see whether an operator writes to
 * its input or keeps its output (OPR-4). An operator that never returns cannot be stopped from here.
 */
import { entryOf } from '../spec/catalogue.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName, Operator, Operators } from '../spec/operator.ts'
import { type Call, type Description, type Port, PortFault, protocolVersion } from '../spec/port.ts'
import { supportOf } from './description.ts'
import { type Complaint, cotangentsOf, outputOf } from './shape.ts'

/** `description` replaces what would be derived from the table: a name, or less support than the table has. */
export function inProcessPort(operators: Operators, description: Partial<Description> = {}): Port {
  const described: Description = {
    protocol: protocolVersion,
    name: 'in-process',
    version: 'unversioned',
    language: 'JavaScript',
    operators: supportOf(operators),
    ...description,
  }
  const complaint =
    (map: MapName, call: Call): Complaint =>
    (message) =>
      new PortFault('wrong-shape', `${map} of ${call.operator}: ${message}`)
  return {
    async describe() {
      return described
    },
    async primal(call) {
      const output = apply(operators, 'primal', call, (operator) => operator.primal(call.arguments, call.options))
      return outputOf('output', output, call, complaint('primal', call))
    },
    async pushforward(call) {
      const tangent = apply(operators, 'pushforward', call, (operator) =>
        operator.pushforward(call.arguments, call.tangents, call.options),
      )
      return outputOf('tangent', tangent, call, complaint('pushforward', call))
    },
    async pullback(call) {
      const cotangents = apply(operators, 'pullback', call, (operator) =>
        operator.pullback(call.arguments, call.cotangent, call.options),
      )
      return cotangentsOf(cotangents, call, described.operators[call.operator], complaint('pullback', call))
    },
    async close() {},
  }
}

function apply<T>(operators: Operators, map: MapName, call: Call, evaluate: (operator: Operator) => T): T {
  const name = call.operator
  const operator = operators[name]
  if (operator === undefined || entryOf(name) === undefined) {
    throw new CotangentError('UNKNOWN_OPERATOR', {
      operator: map,
      constraint: 'there is no such operator',
      got: `'${name}'`,
      expected: `one of ${Object.keys(supportOf(operators)).join(', ')}`,
    })
  }
  try {
    return evaluate(operator)
  } catch (error) {
    if (error instanceof CotangentError) throw error
    const stack = error instanceof Error ? String(error.stack) : ''
    throw new PortFault('crash', `${map} of ${name} threw ${String(error)}`, stack)
  }
}
