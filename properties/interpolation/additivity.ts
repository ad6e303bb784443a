/**
 * INP-13: integrals of neighbouring ranges add up, and an integral the other way round has the other sign.
 *
 *   ∫ₐᵇ + ∫ᵇᶜ = ∫ₐᶜ        ∫ₐᵇ = −∫ᵇₐ        ∫ₐᵃ = 0
 */
import { changed, compare, drawn, measured, type Part } from './trial.ts'

const clause = 'INP-13'

/** Integrals that are asked for each pair of bounds. */
const each = 5

export const additivity: Part = {
  applies: ({ entry }) => entry.integralOf !== undefined,
  trials: (subject) =>
    drawn(subject, { places: 'any' }).map((input) => async (subject) => {
      const most = Math.floor(subject.maxLength / each)
      const a = input.arguments.from.slice(0, most)
      const b = input.arguments.to.slice(0, most)
      const c = a.map((_, k) => a[(k + 1) % a.length])
      const asked = changed(input, { from: [...a, ...b, ...a, ...b, ...a], to: [...b, ...c, ...c, ...a, ...a] })
      const { y, tolerance } = await measured(subject, asked, clause)
      const m = a.length
      for (let k = 0; k < m; k++) {
        const [ab, bc, ac, ba, aa] = Array.from({ length: each }, (_, part) => part * m + k)
        const hold = (index: number, expected: number, bound: number, where: string): void =>
          compare({ clause, input: asked, where, index, expected, got: y[index], tolerance: bound })
        hold(ba, -y[ab], tolerance[ab] + tolerance[ba], `integral ${k} the other way round`)
        hold(ac, y[ab] + y[bc], 2 * (tolerance[ab] + tolerance[bc]) + tolerance[ac], `integral ${k} as a sum of two`)
        hold(aa, 0, tolerance[aa], `integral ${k} of no length`)
      }
    }),
}
