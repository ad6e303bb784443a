/**
 * `cotangent/autodiff`: the differentiation interface of `impl/autodiff`, and `verifyOperator`, which belongs to
 * `properties` and needs fast-check once it is called. `impl` itself imports neither.
 */
import type { RuleSet, VerifyOptions, VerifyReport } from '../properties/verify-operator.ts'
import { withPeer } from './lazily.ts'

export * from '../impl/autodiff/index.ts'
export type { OperatorError, RuleSet, VerifyOptions, VerifyReport } from '../properties/verify-operator.ts'

/**
 * Holds an operator of `defineOperator` to the laws: it writes to none of its inputs, its maps are linear, agree with
 * difference quotients and are each other's adjoints. Resolves to a report; rejects with an `OperatorError` that shows
 * the smallest input found that breaks a law, and how to run it again. Needs fast-check.
 *
 *   await verifyOperator(operator, { example: [[1, 2, 3], 2], domain: (x, s) => s > 0 })
 */
export async function verifyOperator(
  operator: RuleSet | { readonly definition: RuleSet },
  options: VerifyOptions,
): Promise<VerifyReport> {
  const properties = await withPeer('verifyOperator', 'fast-check', () => import('../properties/verify-operator.ts'))
  return properties.verifyOperator(operator, options)
}
