/** Many queries are what each is alone: a run ends where its half of a piece ends, in either direction and outside. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cubicTails, cubicValues } from './cubic-values.ts'
import { locatorOf, middleOf } from './locate.ts'
import { emptyPieces } from './pieces.ts'

const uneven = Float64Array.of(0, 1, 1.25, 4, 6, 6.5)
const even = Float64Array.of(0, 1, 2, 3, 4, 5)

test.each([
  ['uneven', uneven],
  ['even', even],
])('%s knots', (_name, knots) => {
  const pieces = emptyPieces(3, knots)
  // Nothing is continuous: the wrong half of a piece shows.
  for (let k = 0; k < pieces.left.length; k++) {
    pieces.left[k] = Math.sin(k + 1)
    pieces.right[k] = Math.cos(k + 1)
  }
  const tails = new Float64Array(8)
  cubicTails(pieces, 3, 1, tails)
  const locator = locatorOf(knots)
  const valuesAt = (x: readonly number[]): number[] => {
    const y = new Float64Array(x.length)
    cubicValues(locator, pieces, tails, x, y)
    return [...y]
  }
  const middles = Array.from({ length: 5 }, (_, i) => middleOf(knots, i))
  const query = fc.oneof(fc.constantFrom(...knots, ...middles), fc.double({ min: -1, max: 7.5, noNaN: true }))
  fc.assert(
    fc.property(fc.array(query, { maxLength: 40 }), fc.boolean(), (queries, isSorted) => {
      const x = isSorted ? queries.toSorted((a, b) => a - b) : queries
      expect(valuesAt(x)).toEqual(x.flatMap((q) => valuesAt([q])))
    }),
  )
})
