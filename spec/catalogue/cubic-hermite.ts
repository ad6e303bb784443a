/** Piecewise cubics and quintics from slopes at the knots, and the local rules that choose the slopes: clauses HER-*. */
import type { Entry } from '../entry.ts'
import { interpolant, knots, perKnot, values } from './interpolant.ts'
import { akimaSwitches, makimaSwitches, pchipSwitches, steffenSwitches } from './switches.ts'

const data = [knots, values]
const limits = { primal: 32, pushforward: 64, pullback: 64 }
const example = { knots: [0, 1, 3, 4], values: [1, 2, 0, 4] }
const slopes = perKnot('slopes', 'slopes z at the knots', 1)
const curvatures = perKnot('curvatures', 'second derivatives σ at the knots', 2)

export const cubicHermite: readonly Entry[] = [
  ...interpolant({
    name: 'cubic-hermite',
    summary: 'the C¹ piecewise cubic with given values and slopes at the knots',
    clauses: { primal: 'HER-1', pushforward: 'HER-2', pullback: 'HER-3' },
    data: [...data, slopes],
    minimum: 2,
    linear: ['values', 'slopes'],
    promises: () => ({ passesThrough: true, reproduces: 3, smoothness: 1, reach: 1, monotone: false }),
    limits,
    example: { ...example, slopes: [1, 0, -1, 2] },
  }),
  ...interpolant({
    name: 'quintic-hermite',
    summary: 'the C² piecewise quintic with given values, slopes and second derivatives at the knots',
    clauses: { primal: 'HER-4', pushforward: 'HER-5', pullback: 'HER-6' },
    data: [...data, slopes, curvatures],
    minimum: 2,
    linear: ['values', 'slopes', 'curvatures'],
    promises: () => ({ passesThrough: true, reproduces: 5, smoothness: 2, reach: 1, monotone: false }),
    limits,
    example: { ...example, slopes: [1, 0, -1, 2], curvatures: [0, 2, -2, 1] },
  }),
  ...interpolant({
    name: 'catmull-rom',
    summary: 'slopes of the parabola through each knot and its neighbours',
    clauses: { primal: 'HER-7', pushforward: 'HER-8', pullback: 'HER-9' },
    data,
    minimum: 2,
    linear: ['values'],
    promises: (_, n) => ({
      passesThrough: true,
      reproduces: Math.min(n - 1, 2),
      smoothness: 1,
      reach: 2,
      monotone: false,
    }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'akima',
    summary: 'slopes weighted by how much the chords change on the other side',
    clauses: { primal: 'HER-10', pushforward: 'HER-11', pullback: 'HER-12' },
    data,
    minimum: 2,
    switches: akimaSwitches,
    promises: () => ({ passesThrough: true, reproduces: 1, smoothness: 1, reach: 3, monotone: false }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'makima',
    summary: 'Akima’s rule with weights that also count the size of the chords’ slopes',
    clauses: { primal: 'HER-13', pushforward: 'HER-14', pullback: 'HER-15' },
    data,
    minimum: 2,
    switches: makimaSwitches,
    promises: () => ({ passesThrough: true, reproduces: 1, smoothness: 1, reach: 3, monotone: false }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'pchip',
    summary: 'monotone cubic with the weighted harmonic mean of neighbouring chords',
    clauses: { primal: 'HER-16', pushforward: 'HER-17', pullback: 'HER-18' },
    data,
    minimum: 2,
    switches: pchipSwitches,
    promises: () => ({ passesThrough: true, reproduces: 1, smoothness: 1, reach: 2, monotone: true }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'steffen',
    summary: 'monotone cubic with the parabola’s slope, limited by the chords',
    clauses: { primal: 'HER-19', pushforward: 'HER-20', pullback: 'HER-21' },
    data,
    minimum: 2,
    options: {
      ends: {
        values: ['parabola', 'chord'],
        default: 'parabola',
        sided: false,
        about: 'the slope at an end: of the parabola through three knots, limited; or of the chord, as in GSL',
      },
    },
    switches: steffenSwitches,
    promises: () => ({ passesThrough: true, reproduces: 1, smoothness: 1, reach: 2, monotone: true }),
    limits,
    example,
  }),
]
