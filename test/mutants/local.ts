/** Bugs planted in the local interpolants and the polynomial through all data (LOC-1 to LOC-12). */
import { sidesOf } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import { type Mutant, wrongIn } from './mutant.ts'

const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

/** Whether q lies outside on a side where the value at the end knot is repeated. */
function isHeld(knots: Float64Array, q: number, { extrapolation = 'none' }: Options): boolean {
  const { left, right } = sidesOf(extrapolation)
  return (q < knots[0] && left === 'constant') || (q > knots[knots.length - 1] && right === 'constant')
}

export const localMutants: readonly Mutant[] = [
  {
    id: 'linear-values-gradient-outside',
    origin: 'DataInterpolations.jl: wrong gradient of the values outside the range',
    operators: ['linear-interpolation'],
    wrong: 'Where the value at the end is repeated, a query outside adds nothing to the cotangent of that value.',
    plant: wrongIn('linear-interpolation', {
      pullback({ args, cotangent, options, built }) {
        const rest = cotangent.map((bar, j) => (isHeld(args.knots, args.queries[j], options) ? 0 : bar))
        return { values: Float64Array.from(built['linear-interpolation'].pullback(args, rest, options).values) }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'constant-other-side-in-a-batch',
    origin: 'DataInterpolations.jl #475',
    operators: ['constant-interpolation'],
    wrong: 'Of several queries, one at a knot takes the value of the knot before.',
    plant: wrongIn('constant-interpolation', {
      primal({ args: { knots, values, queries }, right, options: { order = 0 } }) {
        if (order !== 0 || queries.length < 2) return right
        return right.map((y, j) => {
          const k = knots.indexOf(queries[j])
          return k > 0 ? values[k - 1] : y
        })
      },
    }),
    caughtBy: ['exact/primal', 'kinks/primal'],
  },
  {
    id: 'constant-integral-ignores-knots',
    origin: 'planted',
    operators: ['constant-interpolation-integral'],
    wrong: 'The jumps of the function are taken for fixed under the integral: the cotangent of the knots is zero.',
    plant: wrongIn('constant-interpolation-integral', {
      pullback: ({ args }) => ({ knots: args.knots.map(() => 0) }),
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'parabola-neighbour-ignored',
    origin: 'planted',
    operators: ['quadratic-interpolation'],
    wrong: 'The neighbour is the next knot whatever the mode says, in the value alone.',
    plant: wrongIn('quadratic-interpolation', {
      primal: ({ args, options, built }) =>
        Float64Array.from(built['quadratic-interpolation'].primal(args, { ...options, mode: 'forward' })),
    }),
    caughtBy: ['exact/primal'],
    rows: 4,
  },
  {
    id: 'lagrange-knots-silently-zero',
    origin: 'DataInterpolations.jl: knots answered with no tangent',
    operators: ['lagrange-interpolation'],
    wrong: 'The cotangent of the knots is zero.',
    plant: wrongIn('lagrange-interpolation', { pullback: ({ args }) => ({ knots: args.knots.map(() => 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'is zero where it should not be',
  },
]
