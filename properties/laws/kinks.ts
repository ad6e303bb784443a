/**
 * Law 10: where the operator has a kink, value and derivative are the documented one-sided ones (OPR-5):
 * not those of the other side, not an average. Held to the exact reference with every query at a knot, and with
 * data in which what a rule compares is often equal: level, equal and opposite chords.
 */
import type { Entry, Kink } from '../../spec/entry.ts'
import type { Law } from '../law.ts'
import { exactProperty } from './exact.ts'

const hasKinks = ({ kinks }: Entry, at: Kink['at']): boolean => kinks.some((kink) => kink.at === at)

const atKnots = { places: 'knots' } as const
const atTies = { places: 'any', data: 'ties' } as const

export const kinks: Law = {
  id: 'kinks',
  title: 'at a kink the documented side is meant',
  statement:
    'With every query at a knot, and with data that tie what a rule compares, each map gives the value or derivative of the side that the catalogue names.',
  clauses: ['OPR-5', 'INP-11'],
  variants: ['primal', 'pushforward', 'pullback'],
  maps: (variant) => [variant!],
  applies: (entry, variant) => entry.kinks.length > 0 && entry.clauses[variant!] !== undefined,
  property: (subject, variant) =>
    exactProperty(subject, variant!, ...(hasKinks(subject.entry, 'ties') ? [atKnots, atTies] : [atKnots])),
  effort: 1,
}
