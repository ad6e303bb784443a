/** The natural cubic spline that weighs closeness to the data against bending: clauses SMO-*. */
import type { Entry } from '../entry.ts'
import { interpolant, knots, values } from './interpolant.ts'

export const smoothingSpline: readonly Entry[] = interpolant({
  name: 'smoothing-spline',
  summary: 'the function f that makes Σ (u[i] − f(t[i]))² + λ ∫ f″² smallest',
  clauses: { primal: 'SMO-1', pushforward: 'SMO-2', pullback: 'SMO-3' },
  data: [knots, values],
  minimum: 2,
  options: {
    lambda: {
      values: [1, 0, 0.25, 16],
      range: { minimum: 0, maximum: Number.MAX_VALUE, integer: false },
      default: 1,
      sided: false,
      unit: 3,
      about: 'the weight λ of bending, in cubes of the unit of the knots; 0 interpolates',
    },
  },
  linear: ['values'],
  promises: ({ lambda }) => ({ passesThrough: lambda === 0, reproduces: 1, smoothness: 2, monotone: false }),
  // With twice the digits the condition of M does not enter (SMO-1).
  limits: { primal: 64, pushforward: 64, pullback: 64 },
  example: { knots: [0, 1, 3, 4], values: [1, 2, 0, 4] },
})
