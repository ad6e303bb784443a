/** Few queries among many knots: the pieces that they meet are made alone, and are the same. */
import { expect, test } from 'vitest'
import { entryOf } from '../../spec/catalogue.ts'
import { resolveOptions } from '../../spec/contract.ts'
import { entryFor, lengthOf } from '../../spec/entry.ts'
import { operators } from '../operators.ts'
import { type KindName, kinds } from './kinds.ts'

const n = 300
const knots = Float64Array.from({ length: n }, (_, i) => i + Math.sin(i) / 3)
const everywhere = Float64Array.from({ length: 2 * n }, (_, j) => -8.3 + (j * (n + 16)) / (2 * n))
const names = (Object.keys(kinds) as KindName[]).filter((name) => entryOf(name)!.longest === undefined)

test.each(names)('%s', (name) => {
  const options = { extrapolation: 'extension' }
  const { arguments: all } = entryFor(entryOf(name)!, resolveOptions(entryOf(name)!, options))
  const data = Object.fromEntries(
    all
      .filter(({ role }) => role === 'real')
      .map((argument, k) => [
        argument.name,
        Float64Array.from({ length: lengthOf(argument.length, n, 0) }, (_, i) => Math.cos(i * 1.3 + k)),
      ]),
  )
  const valuesAt = (queries: Float64Array, unit: number): Float64Array =>
    operators[name].primal(
      { knots: knots.map((t) => t * unit), ...data, queries: queries.map((q) => q * unit) },
      options,
    )
  // Far out, knots are taken in a unit of their own.
  for (const unit of [1, 2 ** 100]) {
    const expected = valuesAt(everywhere, unit)
    for (let j = 0; j < everywhere.length; j += 7) {
      const few = everywhere.subarray(j, j + 7)
      expect(valuesAt(few, unit)).toEqual(expected.subarray(j, j + 7))
    }
  }
})
