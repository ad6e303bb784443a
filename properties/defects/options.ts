/** Options that do not exist, values that an option does not take, and options that do not go together. */
import type { Entry, OptionSpec } from '../../spec/entry.ts'
import type { Options, OptionValue } from '../../spec/operator.ts'
import type { Subject } from '../law.ts'
import { type Defect, defaultsOf, withOptions } from './defect.ts'

const refused = (name: string, option: string, value: OptionValue): Defect => ({
  name,
  plant: ({ entry }, _, input) => ({
    operator: entry.name,
    input: withOptions(input, { [option]: value }),
    code: 'INVALID_OPTION',
    argument: option,
  }),
})

/** Values that are nearly taken: numbers just outside and between, one bad side, sides where there are none. */
function valuesRefused({ values, range, sided, default: standard }: OptionSpec): readonly OptionValue[] {
  const wrong = 'no-such-value'
  const sides = sided
    ? [
        { left: String(standard), right: wrong },
        { left: wrong, right: String(standard) },
      ]
    : [{ left: standard, right: standard } as OptionValue]
  return [wrong, ...sides, ...numbersRefused(values, range)]
}

function numbersRefused(values: OptionSpec['values'], range: OptionSpec['range']): readonly number[] {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === 0) return []
  const { NaN: none, POSITIVE_INFINITY: infinity } = Number
  if (range === undefined) {
    const low = Math.min(...numbers)
    return [low - 1, low + 0.5, Math.max(...numbers) + 1, none]
  }
  return range.integer ? [range.minimum - 1, range.minimum + 0.5, none] : [range.minimum - 1, infinity, none]
}

const shown = (value: OptionValue): string => (typeof value === 'object' ? JSON.stringify(value) : `${value}`)

/** No argument is named: none of these options is at fault alone. */
const conflicting = (options: Options): Defect => ({
  name: `options that do not go together: ${Object.entries(options)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ')}`,
  plant({ entry }, _, input) {
    const chosen = withOptions(input, options)
    if (entry.conflict!({ ...defaultsOf(entry), ...chosen.options }) === undefined) return undefined
    return { operator: entry.name, input: chosen, code: 'INVALID_OPTION' }
  },
})

/** Every two sides of an option, and every two values of two options, that do not go together. */
function conflicts(entry: Entry): readonly Options[] {
  const { conflict } = entry
  if (conflict === undefined) return []
  const specs = Object.entries(entry.options)
  const pairs = specs.flatMap(([name, { values, sided }], i): Options[] => [
    ...(sided
      ? values.flatMap((left) => values.map((right) => ({ [name]: { left: String(left), right: String(right) } })))
      : []),
    ...specs
      .slice(i + 1)
      .flatMap(([other, spec]) =>
        values.flatMap((one) => spec.values.map((another) => ({ [name]: one, [other]: another }))),
      ),
  ])
  return pairs.filter((pair) => conflict({ ...defaultsOf(entry), ...pair }) !== undefined)
}

export function optionDefects({ entry }: Subject): readonly Defect[] {
  return [
    refused('an option that does not exist', 'flavour', 'vanilla'),
    ...Object.entries(entry.options).flatMap(([option, spec]) =>
      valuesRefused(spec).map((value) => refused(`${option} ${shown(value)}, which is not taken`, option, value)),
    ),
    ...conflicts(entry).map(conflicting),
  ]
}
