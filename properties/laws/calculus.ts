/**
 * Law 6, for derivatives and integrals: an interpolant, its orders and its integral are derivatives of one another
 * (INP-13). Any length, no oracle. The parts are in `properties/interpolation/`.
 */
import { additivity } from '../interpolation/additivity.ts'
import { continuity } from '../interpolation/continuity.ts'
import { integralDifferences, orderDifferences } from '../interpolation/differences.ts'
import { boundDerivatives, orderDerivatives } from '../interpolation/query-derivatives.ts'
import { propertyOf } from '../interpolation/trial.ts'
import type { Law } from '../law.ts'

const ofPrimal = [orderDifferences, integralDifferences, additivity, { ...continuity, applies: additivity.applies }]
const ofPullback = [orderDerivatives, boundDerivatives]

export const calculus: Law = {
  id: 'calculus',
  title: 'orders and integrals are derivatives of one another',
  statement:
    'Order r + 1 is the derivative of order r, and the interpolant that of its integral, by differences of the primal and by the pullback alike; integrals add up, change their sign with their direction and have no jumps.',
  clauses: ['INP-13', 'INP-2', 'NUM-7'],
  variants: ['primal', 'pullback'],
  maps: (variant) => [variant!],
  requirements({ name, integralOf }, variant) {
    const isPullback = variant === 'pullback'
    if (integralOf === undefined) {
      const options = { order: [0, 1] }
      return [{ operator: name, maps: ['primal'], options, ...(isPullback ? { differentiable: ['queries'] } : {}) }]
    }
    const interpolant = { operator: integralOf, maps: ['primal'], options: { order: [0] } } as const
    return isPullback ? [interpolant, { operator: name, maps: [], differentiable: ['from', 'to'] }] : [interpolant]
  },
  applies: (entry) => entry.promises !== undefined,
  property: (subject, variant) => propertyOf(variant === 'pullback' ? ofPullback : ofPrimal, subject),
  effort: 1,
}
