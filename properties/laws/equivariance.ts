/**
 * Law 7: an interpolant does not depend on where its axes begin, in which unit they are measured, which way they
 * point, or what else is asked (INP-14). Any length, no oracle. The parts are in `properties/interpolation/`.
 */
import { batch } from '../interpolation/batch.ts'
import { reflection } from '../interpolation/reflection.ts'
import { scaledAbscissae, scaledValues } from '../interpolation/scaling.ts'
import { translation } from '../interpolation/translation.ts'
import { propertyOf } from '../interpolation/trial.ts'
import type { Law } from '../law.ts'

const parts = [translation, scaledValues, scaledAbscissae, reflection, batch]

export const equivariance: Law = {
  id: 'equivariance',
  title: 'interpolants do not depend on origin, unit and order',
  statement:
    'Moved along the abscissae, an interpolant is the same; in other units, powers of two, it is the same bit for bit; its mirror image is the interpolant of the mirrored data; and each query has its own answer, whatever else is asked and in which order, bit for bit.',
  clauses: ['INP-14', 'NUM-7'],
  variants: [],
  maps: () => ['primal'],
  applies: (entry) => entry.promises !== undefined,
  property: (subject) => propertyOf(parts, subject),
  effort: 2,
}
