/** How often operators ran: what shows that nothing is computed that nobody asked for. */
import { CotangentError } from '../../spec/errors.ts'
import { type Calls, startCounting } from '../math/tally.ts'

export type { Calls } from '../math/tally.ts'

/**
 * Runs `body` and counts, by name, the maps of the catalogue's operators and of those of `defineOperator`: primals,
 * pushforwards (one for each tangent), pullbacks, and of which arguments the cotangents were computed.
 */
export function countCalls<T>(body: () => T): { readonly result: T; readonly calls: Readonly<Record<string, Calls>> } {
  const counting = startCounting()
  let calls: Readonly<Record<string, Calls>> = {}
  let result: T
  try {
    result = body()
  } finally {
    calls = counting.stop()
  }
  if (typeof (result as PromiseLike<unknown> | null | undefined)?.then === 'function') {
    throw new CotangentError('UNSUPPORTED', {
      operator: 'countCalls',
      constraint: 'what is counted happens before body returns',
      got: 'a promise, of which the rest would not be counted',
      expected: 'a function that is not async',
      argument: 'body',
    })
  }
  return { result, calls }
}
