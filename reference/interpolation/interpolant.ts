/**
 * A kind of interpolant and its integral as operators (INP-5 to INP-10): the rule makes the pieces, what is
 * common to all kinds does the rest, and the derivative maps are the chain of the two.
 */
import type { DifferentiableOperator } from '../operator.ts'
import { evaluate, evaluatePullback, evaluatePushforward } from './evaluate.ts'
import { integrate, integratePullback, integratePushforward } from './integrate.ts'
import type { PieceRule } from './pieces.ts'

export interface Interpolant {
  readonly value: DifferentiableOperator
  readonly integral: DifferentiableOperator
}

export function interpolant(rule: PieceRule): Interpolant {
  return {
    value: {
      primal: (args, options) => evaluate(rule.primal(args, options), args.queries, options),
      pushforward: (args, tangents, options) =>
        evaluatePushforward(
          rule.primal(args, options),
          rule.pushforward(args, tangents, options),
          args.queries,
          tangents.queries,
          options,
        ),
      pullback(args, cotangent, options) {
        const { pieces, queries } = evaluatePullback(rule.primal(args, options), args.queries, cotangent, options)
        return { ...rule.pullback(args, pieces, options), queries }
      },
    },
    integral: {
      primal: (args, options) => integrate(rule.primal(args, options), args.from, args.to, options),
      pushforward: (args, tangents, options) =>
        integratePushforward(
          rule.primal(args, options),
          rule.pushforward(args, tangents, options),
          args.from,
          tangents.from,
          args.to,
          tangents.to,
          options,
        ),
      pullback(args, cotangent, options) {
        const { pieces, from, to } = integratePullback(
          rule.primal(args, options),
          args.from,
          args.to,
          cotangent,
          options,
        )
        return { ...rule.pullback(args, pieces, options), from, to }
      },
    },
  }
}
