/** The C² cubic spline with each of its end conditions: clauses CSP-*. */
import { sidesOf } from '../contract.ts'
import type { Argument, Entry } from '../entry.ts'
import type { Options, OptionValue } from '../operator.ts'
import { interpolant, knots, values } from './interpolant.ts'

const endSlopes: Argument = {
  name: 'endSlopes',
  length: '2',
  role: 'real',
  differentiable: true,
  derivative: 1,
  about: 'slopes at the first and at the last knot; the one whose end is not clamped counts for nothing',
  when: { option: 'boundary', value: 'clamped' },
}
const endCurvatures: Argument = {
  name: 'endCurvatures',
  length: '2',
  role: 'real',
  differentiable: true,
  derivative: 2,
  about: 'second derivatives at the first and at the last knot',
  when: { option: 'boundary', value: 'second-derivatives' },
}

/** A period has no ends that could differ. */
function conflict({ boundary }: Options): string | undefined {
  const { left, right } = sidesOf(boundary)
  return (left === 'periodic') === (right === 'periodic') ? undefined : 'boundary is periodic at both ends or at none'
}

/** A cubic is found from four conditions; a natural end bends no parabola, a period holds no line. */
function reproduces(boundary: OptionValue, n: number): number {
  const { left, right } = sidesOf(boundary)
  if (left === 'periodic') return 0
  if (left === 'natural' || right === 'natural') return 1
  const free = [left, right].filter((condition) => condition === 'not-a-knot').length
  return free === 0 ? 3 : Math.min(3, n === 2 ? 1 : n + 1 - free)
}

export const cubicSpline: readonly Entry[] = interpolant({
  name: 'cubic-spline',
  summary: 'the C² piecewise cubic through the data',
  clauses: { primal: 'CSP-1', pushforward: 'CSP-2', pullback: 'CSP-3' },
  data: [knots, values, endSlopes, endCurvatures],
  minimum: 2,
  options: {
    boundary: {
      values: ['natural', 'clamped', 'second-derivatives', 'not-a-knot', 'periodic'],
      default: 'natural',
      sided: true,
      about:
        'the condition at each end: second derivative 0, slope given, second derivative given, third derivative continuous at the next knot, or all alike at both ends',
    },
  },
  conflict,
  linear: ['values', 'endSlopes', 'endCurvatures'],
  promises: ({ boundary }, n) => ({
    passesThrough: true,
    reproduces: reproduces(boundary, n),
    smoothness: 2,
    isPeriodic: sidesOf(boundary).left === 'periodic',
    monotone: false,
  }),
  limits: { primal: 64, pushforward: 64, pullback: 64 },
  example: { knots: [0, 1, 3, 4], values: [1, 2, 0, 4] },
})
