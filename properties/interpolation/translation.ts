/**
 * INP-14: knots and queries moved together, f(q + c; t + c) = f(q; t). Drawn so that every sum is exact; what is
 * computed further out has fewer digits, which is what the tolerances are for.
 */
import * as fc from 'fast-check'
import { withAbscissae } from './axes.ts'
import { changed, compare, drawnLong, measured, type Part } from './trial.ts'

const clause = 'INP-14'

const shift = fc.oneof(fc.integer({ min: -16, max: 16 }), fc.integer({ min: -(2 ** 16), max: 2 ** 16 }))

export const translation: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawnLong(subject), shift).map(([input, c]) => async (subject) => {
      const isExact = (x: number): boolean => x + c - c === x
      const abscissae = withAbscissae(subject.entry, input, (x) => x)
      if (!Object.values(abscissae).every((array) => array.every(isExact))) return
      const here = await measured(subject, changed(input, {}), clause)
      const moved = changed(
        input,
        withAbscissae(subject.entry, input, (x) => x + c),
      )
      const there = await measured(subject, moved, clause)
      for (let index = 0; index < here.y.length; index++) {
        compare({
          clause,
          input: moved,
          where: `entry ${index}, everything moved by ${c}`,
          index,
          expected: here.y[index],
          got: there.y[index],
          tolerance: here.tolerance[index] + there.tolerance[index],
        })
      }
    }),
}
