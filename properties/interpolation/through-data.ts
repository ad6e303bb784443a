/** INP-13: an interpolant that promises so passes through its data, at the end knots too. */
import { changed, compare, drawnLong, measured, type Part, promisesOf } from './trial.ts'

const clause = 'INP-13'

export const throughData: Part = {
  applies: () => true,
  trials: (subject) =>
    drawnLong(subject).map((input) => async (subject) => {
      if (!promisesOf(subject, input).passesThrough) return
      const { knots, values } = input.arguments
      const {
        input: asked,
        y,
        tolerance,
      } = await measured(subject, changed(input, { queries: knots }, { order: 0 }), clause)
      values.forEach((expected, index) => {
        compare({
          clause,
          input: asked,
          where: `the value at knot ${index}`,
          index,
          expected,
          got: y[index],
          tolerance: tolerance[index],
        })
      })
    }),
}
