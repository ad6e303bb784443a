/**
 * Law 6: an interpolant keeps what the catalogue promises of it (INP-13). Any length, no oracle. The parts are in
 * `properties/interpolation/`; what has to do with integrals and orders is the law `calculus`.
 */
import { closure, continuity } from '../interpolation/continuity.ts'
import { locality } from '../interpolation/locality.ts'
import { monotonicity } from '../interpolation/monotonicity.ts'
import { periods } from '../interpolation/periods.ts'
import { reproduction } from '../interpolation/reproduction.ts'
import { tails } from '../interpolation/tails.ts'
import { throughData } from '../interpolation/through-data.ts'
import { isInterpolant, propertyOf } from '../interpolation/trial.ts'
import type { Law } from '../law.ts'

const parts = [throughData, reproduction, continuity, closure, locality, monotonicity, tails, periods]

export const interpolation: Law = {
  id: 'interpolation',
  title: 'interpolants keep their promises',
  statement:
    'As far as it is promised, an interpolant passes through its data, reproduces polynomials, is smooth at its knots, depends on near knots alone and is monotone where the data are; outside the knots it is constant, straight, periodic, mirrored or continued, as extrapolation says.',
  clauses: ['INP-13', 'INP-3', 'INP-4', 'INP-5', 'INP-12', 'NUM-7'],
  variants: [],
  maps: () => ['primal'],
  requirements: ({ name }) => [{ operator: name, maps: ['primal'], options: { order: [0] } }],
  applies: isInterpolant,
  property: (subject) => propertyOf(parts, subject),
  effort: 2,
}
