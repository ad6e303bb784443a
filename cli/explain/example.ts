/** The worked example of an operator: the case of its catalogue entry, computed by the built-in operators. */
import { operators } from '../../impl/index.ts'
import { differentiableArguments, type Entry } from '../../spec/entry.ts'
import type { Arrays, MapName, Operators } from '../../spec/operator.ts'
import { flow, formatArray } from '../report/text.ts'

/** For the names of the catalogue. */
const byName: Operators = operators

export function workedExample(entry: Entry, maps: readonly MapName[]): readonly string[] {
  const { arguments: given, options } = entry.example
  const chosen = Object.entries(options).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return [
    `  Example: ${entry.name}`,
    ...flow([...shown(given), ...chosen], '    '),
    ...maps.flatMap((map) => mapLines(entry, map)),
  ]
}

function mapLines(entry: Entry, map: MapName): readonly string[] {
  const { name } = entry
  const { arguments: given, options, cotangent } = entry.example
  const operator = byName[name]
  switch (map) {
    case 'primal':
      return answer('primal', [], { output: operator.primal(given, options) })
    case 'pushforward': {
      // The example has no tangents: one argument moves, every entry of it at unit speed.
      const argument = differentiableArguments(entry)[0]
      const tangents = { [argument]: given[argument].map(() => 1) }
      const tangent = operator.pushforward(given, tangents, options)
      return answer('pushforward', [`tangent of ${argument} ${formatArray(tangents[argument])}`], { tangent })
    }
    case 'pullback':
      return answer('pullback', [`cotangent ${formatArray(cotangent)}`], operator.pullback(given, cotangent, options))
  }
}

function answer(map: MapName, extra: readonly string[], result: Arrays): readonly string[] {
  return [`    ${map}${extra.length === 0 ? '' : `, ${extra.join(', ')}`}`, ...arrow(flow(shown(result), '      '))]
}

const arrow = (lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => (i === 0 ? line.replace(/^ {6}/, '    → ') : line))

/** To six digits: an example is for orientation. */
const shown = (arrays: Arrays): readonly string[] =>
  Object.entries(arrays).map(([name, values]) => `${name} ${formatArray(Array.from(values, sixDigits))}`)

const sixDigits = (x: number): number => Number(x.toPrecision(6))
