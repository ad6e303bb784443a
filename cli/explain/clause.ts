/** A clause as `cotangent explain` prints it: statement, equation, derivation, the laws behind it, an example. */
import type { Law } from '../../properties/law.ts'
import { catalogue } from '../../spec/catalogue.ts'
import type { Clause } from '../../spec/chapters.ts'
import type { Entry } from '../../spec/entry.ts'
import { type MapName, mapNames } from '../../spec/operator.ts'
import { ends, flow, wrap } from '../report/text.ts'
import { workedExample } from './example.ts'
import { prose, unmarked } from './markdown.ts'

export function explainClause(clause: Clause, laws: readonly Law[]): readonly string[] {
  const { id, title, chapter, text, equations, derivation, source } = clause
  const defined = definedBy(id)
  return [
    ends(`${id} · ${title}`, `spec/chapters/${chapter}.md`),
    '',
    ...prose(text),
    ...equations.flatMap((equation) => ['', ...indented(equation, '    ')]),
    ...(derivation === undefined ? [] : ['', '  Derivation', ...indented(derivation, '    ')]),
    ...(source === undefined ? [] : ['', '  Source', ...wrap(unmarked(source), '    ')]),
    ...(laws.length === 0 ? [] : ['', '  Held to it by', ...lawLines(id, defined, laws)]),
    ...(defined === undefined ? examplesOf(clause) : ['', ...workedExample(defined.entry, [defined.map])]),
  ]
}

/** The operator and map that the catalogue says this clause defines. */
function definedBy(id: string): { readonly entry: Entry; readonly map: MapName } | undefined {
  for (const entry of catalogue) {
    const map = mapNames.find((one) => entry.clauses[one] === id)
    if (map !== undefined) return { entry, map }
  }
  return undefined
}

/** Laws that cite the clause, and laws that ask for the map that it defines. */
function lawLines(id: string, defined: ReturnType<typeof definedBy>, laws: readonly Law[]): readonly string[] {
  const asks = (law: Law): boolean =>
    defined !== undefined &&
    (law.variants.length === 0 ? [undefined] : law.variants).some(
      (variant) => law.applies(defined.entry, variant) && law.maps(variant).includes(defined.map),
    )
  const citing = laws.filter((law) => law.clauses.includes(id) || asks(law))
  if (citing.length === 0) return ['    no law; its citations are in the tests']
  const widest = Math.max(...citing.map((law) => law.id.length))
  return citing.map((law) => `    ${law.id.padEnd(widest)}  ${law.title}`)
}

/** The code of the chapter, where no operator of the catalogue can give numbers. */
function examplesOf({ examples }: Clause): readonly string[] {
  return examples.flatMap(({ code }) => ['', '  Example', ...indented(code, '    ')])
}

const indented = (text: string, indent: string): readonly string[] =>
  text.split('\n').map((line) => (line === '' ? '' : indent + line))

/** The clauses with their titles, for a law or an operator. */
export function clauseLines(ids: readonly string[], clauses: readonly Clause[]): readonly string[] {
  return ids.flatMap((id) => flow([id.padEnd(7), clauses.find((clause) => clause.id === id)?.title ?? ''], '    ', ''))
}
