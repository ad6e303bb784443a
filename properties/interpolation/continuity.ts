/**
 * INP-13: the derivatives up to the promised smoothness have the same limit from both sides of every inner knot,
 * the one at the knot itself being from the left; of an integral, the value. Where the ends are those of a period,
 * the derivatives agree there.
 */
import * as fc from 'fast-check'
import type { Case, Subject } from '../law.ts'
import { gapsOf } from './gaps.ts'
import { beside, besideCount, limitBeside } from './limits.ts'
import { changed, compare, drawn, measured, orders, type Part, promisesOf } from './trial.ts'

const clause = 'INP-13'

/** Cases at one of the orders that the port takes. */
const atOrder = (subject: Subject): fc.Arbitrary<readonly [Case, number]> =>
  fc.tuple(drawn(subject), fc.constantFrom(...orders(subject)))

export const continuity: Part = {
  applies: () => true,
  trials: (subject) =>
    atOrder(subject).map(([input, order]) => async (subject) => {
      const isIntegral = subject.entry.integralOf !== undefined
      if (!isIntegral && order > promisesOf(subject, input).smoothness) return
      const { knots } = input.arguments
      const gaps = gapsOf(subject, input)
      const most = Math.floor(subject.maxLength / besideCount)
      const places = knots.slice(1, Math.min(knots.length - 1, 1 + most))
      const queries = places.flatMap((t, i) => beside(t, gaps[i + 1]))
      const asked = isIntegral
        ? changed(input, { from: queries.map(() => knots[0]), to: queries })
        : changed(input, { queries }, { order })
      const at = await measured(subject, asked, clause)
      places.forEach((_, i) => {
        const { value, tolerance } = limitBeside(at, i * besideCount)
        compare({
          clause,
          input: asked,
          where: `${isIntegral ? 'the integral' : `order ${order}`} just right of knot ${i + 1}`,
          index: i * besideCount,
          expected: at.y[i * besideCount],
          got: value,
          tolerance,
        })
      })
    }),
}

export const closure: Part = {
  applies: ({ entry }) => entry.options.boundary?.values.includes('periodic') ?? false,
  trials: (subject) =>
    atOrder(subject).map(([input, order]) => async (subject) => {
      const { isPeriodic = false, smoothness } = promisesOf(subject, input)
      if (!isPeriodic || order === 0 || order > smoothness) return
      const { knots } = input.arguments
      const asked = changed(input, { queries: [knots[0], knots[knots.length - 1]] }, { order })
      const { y, tolerance } = await measured(subject, asked, clause)
      compare({
        clause,
        input: asked,
        where: `order ${order} at the last knot, a period after the first`,
        index: 1,
        expected: y[0],
        got: y[1],
        tolerance: tolerance[0] + tolerance[1],
      })
    }),
}
