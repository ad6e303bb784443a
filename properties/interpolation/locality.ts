/**
 * INP-13: what lies further from a piece than `reach` knots has no part in it, bit for bit. All that a knot far
 * away carries is changed, by a little or by a lot.
 */
import * as fc from 'fast-check'
import { answerOrSkip } from '../ask.ts'
import { pieceOf } from '../pieces.ts'
import { changed, compare, drawnLong, isInside, type Part, promisesOf } from './trial.ts'

const clause = 'INP-13'

const change = fc.constantFrom(
  (x: number) => x + 1,
  (x: number) => (Math.abs(x) + 1) * 2 ** 40,
)

export const locality: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawnLong(subject), fc.nat({ max: 63 }), change).map(([input, pick, by]) => async (subject) => {
      const { reach } = promisesOf(subject, input)
      const { knots, queries } = input.arguments
      if (reach === undefined) return
      const far = pick % knots.length
      const isBeyond = (q: number): boolean => {
        const piece = pieceOf(knots, q)
        return far < piece + 1 - reach || far > piece + reach
      }
      const unmoved = queries.filter((q) => isInside(knots, q) && isBeyond(q))
      if (unmoved.length === 0) return
      const perKnot = subject.entry.arguments.filter(
        ({ derivative, length }) => derivative !== undefined && length === 'n',
      )
      const elsewhere = perKnot.map(({ name }) => [name, input.arguments[name].map((x, i) => (i === far ? by(x) : x))])
      const before = changed(input, { queries: unmoved })
      const after = changed(before, Object.fromEntries(elsewhere))
      const expected = await answerOrSkip(subject, 'primal', before, clause)
      const got = await answerOrSkip(subject, 'primal', after, clause)
      unmoved.forEach((_, index) => {
        compare({
          clause,
          input: after,
          where: `query ${index} after a change at knot ${far}, out of its reach`,
          index,
          expected: expected.output[index],
          got: got.output[index],
          tolerance: 0,
        })
      })
    }),
}
