/** The quadratic spline that starts with slope zero, and the steps that it is made of: clauses QSP-* (`chapters/quadratic-spline.md`). */
import type { Entry, OptionSpec } from '../entry.ts'
import { interpolant, knots, perKnot, queries, values } from './interpolant.ts'

const slopes = perKnot('slopes', 'slopes z at the knots')

const start: OptionSpec = {
  values: ['zero-slope', 'collocation'],
  default: 'zero-slope',
  sided: false,
  about:
    'what fixes the free condition: slope zero at the first knot; or one break less, so that the last three knots share a parabola',
}

export const quadraticSpline: readonly Entry[] = [
  {
    name: 'quadratic-spline-rhs',
    summary: 'twice the divided differences, after a leading zero',
    clauses: { primal: 'QSP-1', pushforward: 'QSP-2', pullback: 'QSP-3' },
    arguments: [knots, values],
    output: 'n',
    minimum: 2,
    options: {},
    linear: [['values']],
    kinks: [],
    limits: { primal: 4, pushforward: 8, pullback: 8 },
    example: { arguments: { knots: [0, 1, 3], values: [1, 2, 0] }, options: {}, cotangent: [1, 2, 3] },
  },
  {
    name: 'quadratic-spline-slopes',
    summary: 'the slopes z of z[0] = rhs[0], z[i] + z[i−1] = rhs[i]',
    clauses: { primal: 'QSP-4', pushforward: 'QSP-5', pullback: 'QSP-6' },
    arguments: [perKnot('rhs', 'the right-hand side, twice the slope of each chord')],
    output: 'n',
    minimum: 1,
    options: {},
    linear: [['rhs']],
    kinks: [],
    limits: { primal: 8, pushforward: 8, pullback: 8 },
    example: { arguments: { rhs: [0, 2, -2] }, options: {}, cotangent: [1, 2, 3] },
  },
  {
    name: 'quadratic-spline-curvatures',
    summary: 'the quadratic coefficient σ of each piece from the slopes at its ends',
    clauses: { primal: 'QSP-7', pushforward: 'QSP-8', pullback: 'QSP-9' },
    arguments: [knots, slopes],
    output: 'n-1',
    minimum: 2,
    options: {},
    linear: [['slopes']],
    kinks: [],
    limits: { primal: 4, pushforward: 8, pullback: 8 },
    example: { arguments: { knots: [0, 1, 3], slopes: [0, 2, -4] }, options: {}, cotangent: [1, 2] },
  },
  {
    name: 'locate',
    summary: 'the index of the piece that each query lies in',
    clauses: { primal: 'QSP-10' },
    arguments: [
      { ...knots, differentiable: false },
      { ...queries, differentiable: false },
    ],
    output: 'm',
    minimum: 2,
    options: {},
    linear: [],
    kinks: [{ argument: 'queries', at: 'knots', side: 'left' }],
    limits: { primal: 0, pushforward: 0, pullback: 0 },
    example: { arguments: { knots: [0, 1, 3], queries: [-1, 0, 1, 2, 3, 4] }, options: {}, cotangent: [] },
  },
  {
    name: 'quadratic-spline-compose',
    summary: 'piecewise evaluation u[i] + z[i] s + σ[i] s² with s = q − t[i]',
    clauses: { primal: 'QSP-11', pushforward: 'QSP-12', pullback: 'QSP-13' },
    arguments: [
      knots,
      values,
      slopes,
      { ...perKnot('curvatures', 'the quadratic coefficient σ of each piece'), length: 'n-1' },
      queries,
    ],
    output: 'm',
    minimum: 2,
    options: {},
    linear: [['values', 'slopes', 'curvatures']],
    kinks: [{ argument: 'queries', at: 'knots', side: 'left' }],
    limits: { primal: 8, pushforward: 16, pullback: 16 },
    example: {
      arguments: { knots: [0, 1, 3], values: [1, 2, 0], slopes: [0, 2, -4], curvatures: [1, -1.5], queries: [0.5, 2] },
      options: {},
      cotangent: [1, 2],
    },
  },
  ...interpolant({
    name: 'quadratic-spline',
    summary: 'the C¹ quadratic interpolant',
    clauses: { primal: 'QSP-14', pushforward: 'QSP-15', pullback: 'QSP-16' },
    data: [knots, values],
    minimum: 2,
    minimumFor: (options) => (options.start === 'collocation' ? 3 : 2),
    options: { start },
    linear: ['values'],
    promises: (options) => ({
      passesThrough: true,
      reproduces: options.start === 'collocation' ? 2 : 0,
      smoothness: 1,
      monotone: false,
    }),
    mirrored: () => undefined,
    limits: { primal: 32, pushforward: 64, pullback: 64 },
    example: { knots: [0, 1, 3], values: [1, 2, 0] },
  }),
]
