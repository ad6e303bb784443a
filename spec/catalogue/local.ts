/** Interpolants whose pieces come straight from neighbouring values, and the one polynomial through all: clauses LOC-*. */
import type { Entry } from '../entry.ts'
import { interpolant, knots, values } from './interpolant.ts'

const data = [knots, values]
const limits = { primal: 32, pushforward: 64, pullback: 64 }
const example = { knots: [0, 1, 3], values: [1, 2, 0] }

export const local: readonly Entry[] = [
  ...interpolant({
    name: 'constant-interpolation',
    summary: 'the value at the previous, next or nearest knot',
    clauses: { primal: 'LOC-1', pushforward: 'LOC-2', pullback: 'LOC-3' },
    data,
    minimum: 2,
    options: {
      side: {
        values: ['previous', 'next', 'nearest'],
        default: 'previous',
        sided: false,
        about: 'whose value a query takes; half-way between two knots the left one is the nearest',
      },
    },
    linear: ['values'],
    mirrored: ({ side }) => ({ side: side === 'previous' ? 'next' : side === 'next' ? 'previous' : side }),
    promises: () => ({ passesThrough: true, reproduces: 0, smoothness: -1, reach: 1, monotone: true }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'linear-interpolation',
    summary: 'the polygon through the data',
    clauses: { primal: 'LOC-4', pushforward: 'LOC-5', pullback: 'LOC-6' },
    data,
    minimum: 2,
    linear: ['values'],
    promises: () => ({ passesThrough: true, reproduces: 1, smoothness: 0, reach: 1, monotone: true }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'quadratic-interpolation',
    summary: 'in each piece the parabola through its ends and one neighbour',
    clauses: { primal: 'LOC-7', pushforward: 'LOC-8', pullback: 'LOC-9' },
    data,
    minimum: 3,
    options: {
      mode: {
        values: ['forward', 'backward'],
        default: 'forward',
        sided: false,
        about: 'whether the neighbour is the next knot or the one before; at the end it is the only one there is',
      },
    },
    linear: ['values'],
    mirrored: ({ mode }) => ({ mode: mode === 'forward' ? 'backward' : 'forward' }),
    promises: () => ({ passesThrough: true, reproduces: 2, smoothness: 0, reach: 2, monotone: false }),
    limits,
    example,
  }),
  ...interpolant({
    name: 'lagrange-interpolation',
    summary: 'the one polynomial of degree n − 1 through all data',
    clauses: { primal: 'LOC-10', pushforward: 'LOC-11', pullback: 'LOC-12' },
    data,
    minimum: 2,
    longest: 32,
    oracleSize: 6,
    linear: ['values'],
    promises: (_, n) => ({ passesThrough: true, reproduces: n - 1, smoothness: 2, monotone: false }),
    // LOC-10: some 5n roundings in p, twice as many where p′ at a knot is multiplied with another ℓ.
    limits: { primal: 64, pushforward: 128, pullback: 128 },
    example,
  }),
]
