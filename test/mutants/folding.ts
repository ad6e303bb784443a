/**
 * Bugs planted where queries are folded or lie half-way (INP-4, LOC-1): right in the first cell, next to it wrong; and at
 * places that a random query does not hit.
 */
import { sidesOf } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import { type Mutant, wrongIn } from './mutant.ts'

const linear = 'linear-interpolation'
const steps = 'constant-interpolation'

const leftOf = (options: Options): string | number => sidesOf(options.extrapolation ?? 'none').left
const rightOf = (options: Options): string | number => sidesOf(options.extrapolation ?? 'none').right

const lengthOf = (knots: Float64Array): number => knots[knots.length - 1] - knots[0]

export const foldingMutants: readonly Mutant[] = [
  {
    id: 'linear-mirrored-like-the-first-cell',
    origin: 'planted',
    operators: [linear],
    wrong: 'In every mirrored cell on the left α is 2 and β is 0, as in the first.',
    plant: wrongIn(linear, {
      pullback({ args: { knots, queries }, options, right }) {
        if (leftOf(options) !== 'reflective') return {}
        const bar = Float64Array.from(right.knots)
        queries.forEach((q, j) => {
          const cell = q < knots[0] ? -Math.floor((knots[0] - q) / lengthOf(knots)) - 1 : 0
          if (cell % 2 === 0) return
          // q̄ = −x̄: what there is of α − 2 = −1 − k and of β = 1 + k.
          bar[0] += (-1 - cell) * right.queries[j]
          bar[bar.length - 1] += (1 + cell) * right.queries[j]
        })
        return { knots: bar }
      },
    }),
    caughtBy: ['exact/pullback'],
  },
  {
    id: 'linear-period-begins-with-its-last-knot',
    origin: 'scipy #26164: periodic of degree 0 and 1 not periodic',
    operators: [linear],
    wrong: 'A query that is the last knot some periods on has the value of the first.',
    plant: wrongIn(linear, {
      primal({ args: { knots, values, queries }, options, right }) {
        if (rightOf(options) !== 'periodic' || Number(options.order ?? 0) > 0) return right
        const last = knots[knots.length - 1]
        return right.map((y, j) => (queries[j] > last && (queries[j] - last) % lengthOf(knots) === 0 ? values[0] : y))
      },
    }),
    caughtBy: ['exact/primal', 'kinks/primal'],
  },
  {
    id: 'constant-nearest-half-way-up',
    origin: 'planted',
    operators: [steps],
    wrong: 'Half-way between two knots the nearest is the right one.',
    plant: wrongIn(steps, {
      primal({ args: { knots, values, queries }, options, right }) {
        if (options.side !== 'nearest' || Number(options.order ?? 0) > 0) return right
        return right.map((y, j) => {
          const i = knots.findIndex((t) => t > queries[j])
          return i > 0 && knots[i] - queries[j] === queries[j] - knots[i - 1] ? values[i] : y
        })
      },
    }),
    caughtBy: ['kinks/primal'],
  },
]
