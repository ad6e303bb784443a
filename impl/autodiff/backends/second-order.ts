/** One backend inside another for second derivatives: the outer differentiates what the inner gives as gradient. */
import { CotangentError } from '../../../spec/errors.ts'
import type { Backend } from '../backend.ts'

/** `outer` over `inner` for second derivatives, `inner` for first ones. `forward` over `reverse` is the usual choice. */
export function secondOrder(outer: Backend, inner: Backend): Backend {
  for (const [argument, given] of Object.entries({ outer, inner })) {
    if (typeof given === 'object' && typeof given?.name === 'string') continue
    throw new CotangentError('INVALID_OPTION', {
      operator: 'secondOrder',
      constraint: `${argument} is a backend`,
      got: typeof given === 'function' ? 'a function: was it not called?' : String(given),
      expected: 'secondOrder(forward(), reverse()), for instance',
      argument,
    })
  }
  return {
    name: `secondOrder(${outer.name}, ${inner.name})`,
    ...(inner.pushforward !== undefined && { pushforward: inner.pushforward }),
    ...(inner.pullback !== undefined && { pullback: inner.pullback }),
    prepare: (operator, problem) => (isSecond(operator) ? undefined : inner.prepare?.(operator, problem)),
    second: { outer, inner },
  }
}

const isSecond = (operator: string): boolean => ['secondDerivative', 'hvp', 'hessian'].includes(operator)
