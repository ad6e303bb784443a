/** One backend inside another for second derivatives: the outer differentiates what the inner gives as gradient. */
import type { Backend } from '../backend.ts'

/** `outer` over `inner` for second derivatives, `inner` for first ones. `forward` over `reverse` is the usual choice. */
export function secondOrder(outer: Backend, inner: Backend): Backend {
  return {
    name: `secondOrder(${outer.name}, ${inner.name})`,
    ...(inner.pushforward !== undefined && { pushforward: inner.pushforward }),
    ...(inner.pullback !== undefined && { pullback: inner.pullback }),
    prepare: (operator, problem) => (isSecond(operator) ? undefined : inner.prepare?.(operator, problem)),
    second: { outer, inner },
  }
}

const isSecond = (operator: string): boolean => ['secondDerivative', 'hvp', 'hessian'].includes(operator)
