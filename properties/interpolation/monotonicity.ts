/** INP-13: where it is promised, monotone data give a monotone curve, level where they are level. */
import * as fc from 'fast-check'
import { changed, compare, drawn, isInside, measured, type Part, promisesOf } from './trial.ts'

const clause = 'INP-13'

export const monotonicity: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawn(subject), fc.constantFrom(1, -1)).map(([input, direction]) => async (subject) => {
      if (!promisesOf(subject, input).monotone) return
      const { knots, values, queries } = input.arguments
      let height = 0
      const rising = values.map((step) => (height += direction * Math.abs(step)))
      const inside = queries.filter((q) => isInside(knots, q))
      const most = Math.max(0, subject.maxLength - knots.length)
      const sorted = [...knots, ...inside.slice(0, most)].toSorted((a, b) => a - b)
      const asked = changed(input, { values: rising, queries: sorted }, { order: 0 })
      const { y, tolerance } = await measured(subject, asked, clause)
      for (let index = 1; index < sorted.length; index++) {
        const rise = direction * (y[index] - y[index - 1])
        compare({
          clause,
          input: asked,
          where: `the rise up to query ${index}, of ${direction === 1 ? 'rising' : 'falling'} data`,
          index,
          expected: Math.abs(rise),
          got: rise,
          tolerance: 2 * (tolerance[index] + tolerance[index - 1]),
        })
      }
    }),
}
