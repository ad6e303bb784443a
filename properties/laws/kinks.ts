/**
 * Law 10: where the operator has a kink, value and derivative are the documented one-sided ones (OPR-5):
 * not those of the other side, not an average. Held to the exact reference with every query at a knot.
 */
import type { Law } from '../law.ts'
import { exactProperty } from './exact.ts'

export const kinks: Law = {
  id: 'kinks',
  title: 'at a kink the documented side is meant',
  statement: 'With every query at a knot, each map gives the value or derivative of the side that the catalogue names.',
  clauses: ['OPR-5'],
  variants: ['primal', 'pushforward', 'pullback'],
  maps: (variant) => [variant!],
  applies: (entry, variant) => entry.kinks.length > 0 && entry.clauses[variant!] !== undefined,
  property: (subject, variant) => exactProperty(subject, variant!, 'knots'),
  effort: 1,
}
