/**
 * INP-4, by INP-13: periodic extrapolation repeats the knots' range, f(q + kP) = f(q) with P = t[n−1] − t[0];
 * reflective extrapolation repeats it to and fro, f(2 t[0] − q) = f(q), with the period 2P. A mirrored slope
 * changes its sign.
 */
import * as fc from 'fast-check'
import type { Subject } from '../law.ts'
import { changed, compare, drawn, isInside, measured, orders, type Part, takes } from './trial.ts'

const clause = 'INP-13'

const foldsOf = (subject: Subject): string[] =>
  ['periodic', 'reflective'].filter((fold) => takes(subject, 'extrapolation', fold))

export const periods: Part = {
  applies: (subject) => foldsOf(subject).length > 0,
  trials: (subject) =>
    fc
      .tuple(
        drawn(subject),
        fc.constantFrom(...foldsOf(subject)),
        fc.constantFrom(...orders(subject)),
        fc.constantFrom(1, -1, 2, -2, 3),
      )
      .map(([input, fold, order, cell]) => async (subject) => {
        const { knots, queries } = input.arguments
        const [first, last] = [knots[0], knots[knots.length - 1]]
        const inside = queries.filter((q) => isInside(knots, q))
        const isMirrored = fold === 'reflective' && cell % 2 !== 0
        const moved = inside.map((q) => (isMirrored ? first + last - q : q) + cell * (last - first))
        const options = { order, extrapolation: fold }
        const here = await measured(subject, changed(input, { queries: inside }, options), clause)
        const there = await measured(subject, changed(input, { queries: moved }, options), clause)
        const sign = isMirrored && order === 1 ? -1 : 1
        moved.forEach((_, index) => {
          compare({
            clause,
            input: there.input,
            where: `order ${order} ${cell} periods away, ${fold}`,
            index,
            expected: sign * here.y[index],
            got: there.y[index],
            tolerance: here.tolerance[index] + there.tolerance[index],
          })
        })
      }),
}
