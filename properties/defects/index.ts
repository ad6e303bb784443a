/**
 * The ways to spoil a valid case of an operator, all of them, each with the declared error that is due (ERR-2 to
 * ERR-6): what the law `bad-input` plants. A defect is alone in its case, but for more of the same after it, so
 * that of the order of checks (ERR-3) it matters only that the first offending entry is the one that is named
 * (ERR-4). Singular matrices are in `singular.ts`.
 *
 * What a port cannot be expected to make of a call that no caller of its own would send (arguments missing, or of
 * names that the operator never has) and results that overflow are left to the tests of the implementation.
 */
import type { MapName } from '../../spec/operator.ts'
import type { Subject } from '../law.ts'
import { singularMatrices } from '../singular.ts'
import { arrayDefects } from './arrays.ts'
import type { Defect } from './defect.ts'
import { knotDefects } from './knots.ts'
import { optionDefects } from './options.ts'
import { queryDefects } from './queries.ts'

const unknownOperator: Defect = {
  name: 'an operator that is not in the catalogue',
  plant: ({ entry }, _, input) => ({ operator: `${entry.name}-of-nowhere`, input, code: 'UNKNOWN_OPERATOR' }),
}

/** By the entry alone, not by a case, so that a number always stands for the same one. */
export function defectsOf(subject: Subject, map: MapName): readonly Defect[] {
  return [
    ...arrayDefects(subject, map),
    ...knotDefects(subject),
    ...(subject.entry.system === undefined ? [] : singularMatrices),
    ...queryDefects(subject),
    ...optionDefects(subject),
    unknownOperator,
  ]
}
