/** An operator as `cotangent explain` prints it: its catalogue entry, and its example with all three maps. */
import type { Entry } from '../../spec/entry.ts'
import { mapNames } from '../../spec/operator.ts'
import { ends, wrap } from '../report/text.ts'
import { workedExample } from './example.ts'

export function explainOperator(entry: Entry): readonly string[] {
  return [
    ends(entry.name, 'an operator'),
    '',
    ...wrap(entry.summary, '  '),
    '',
    '  Arguments',
    ...argumentLines(entry),
    `    → output of length ${entry.output}; n is at least ${entry.minimum}`,
    '',
    ...optionLines(entry),
    '  Maps',
    ...mapNames.flatMap((map) => {
      const clause = entry.clauses[map]
      return clause === undefined ? [] : [`    ${map.padEnd(13)}${clause.padEnd(8)}${limitOf(entry.limits[map])}`]
    }),
    ...linearLines(entry),
    ...entry.kinks.flatMap(({ argument, at, side }) =>
      wrap(`One-sided at ${argument} = ${at}: the derivative from the ${side}`, '  '),
    ),
    '',
    ...workedExample(
      entry,
      mapNames.filter((map) => entry.clauses[map] !== undefined),
    ),
  ]
}

function argumentLines(entry: Entry): readonly string[] {
  const widest = Math.max(...entry.arguments.map(({ name }) => name.length))
  return entry.arguments.flatMap(({ name, length, about, differentiable }) => {
    const head = `    ${name.padEnd(widest)}  ${length.padEnd(4)} `
    const lines = wrap(differentiable ? about : `${about} (not differentiable)`, ' '.repeat(head.length))
    return lines.map((line, i) => (i === 0 ? head + line.trimStart() : line))
  })
}

function optionLines(entry: Entry): readonly string[] {
  const options = Object.entries(entry.options)
  if (options.length === 0) return []
  const lines = options.flatMap(([name, { values, default: standard, sided, about }]) => [
    ...wrap(
      `${name}: ${values.join(', ')}${sided ? ', or { left, right } of these' : ''} (default ${standard})`,
      '    ',
    ),
    ...wrap(about, '      '),
  ])
  return ['  Options', ...lines, '']
}

const limitOf = (limit: number): string => (limit === 0 ? 'exact' : `K at most ${limit}`)

function linearLines({ linear }: Entry): readonly string[] {
  if (linear.length === 0) return []
  const groups = linear.map((group) => group.join(', ')).join('; and in ')
  return ['', ...wrap(`Linear in ${groups}, the others held fixed`, '  ')]
}
