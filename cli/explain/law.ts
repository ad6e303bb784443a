/** A law as `cotangent explain` prints it: what it says, of what, and the clauses that it holds a port to. */
import type { Law } from '../../properties/law.ts'
import { catalogue } from '../../spec/catalogue.ts'
import type { Clause } from '../../spec/chapters.ts'
import { ends, flow, wrap } from '../report/text.ts'
import { clauseLines } from './clause.ts'

export function explainLaw(law: Law, clauses: readonly Clause[]): readonly string[] {
  const variants = law.variants.length === 0 ? [undefined] : law.variants
  const operators = catalogue.filter((entry) => variants.some((variant) => law.applies(entry, variant)))
  const maps = new Set(variants.flatMap((variant) => law.maps(variant)))
  return [
    ends(`${law.id} · ${law.title}`, 'a law'),
    '',
    ...wrap(law.statement, '  '),
    '',
    '  Clauses',
    ...clauseLines(law.clauses, clauses),
    '',
    `  Asks a port for its ${[...maps].join(', ')}${law.variants.length === 0 ? ', in one check' : ', a check each'}.`,
    `  Draws ${law.effort === 1 ? 'as many cases as --runs says' : `${law.effort} × as many cases as --runs says`}.`,
    '',
    '  Holds for',
    ...flow(
      operators.map(({ name }) => name),
      '    ',
    ),
    '',
    `  Alone:  npx cotangent verify --laws ${law.id}`,
  ]
}
