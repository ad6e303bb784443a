/** Tridiagonal and cyclic tridiagonal systems: clauses TRI-* (`chapters/tridiagonal.md`) and CYC-* (`chapters/cyclic.md`). */
import type { Argument, Entry } from '../entry.ts'

const vector = (name: string, about: string): Argument => ({
  name,
  length: 'n',
  role: 'real',
  differentiable: true,
  about,
})

const diagonals: readonly Argument[] = [
  { name: 'dl', length: 'n-1', role: 'subdiagonal', differentiable: true, about: 'subdiagonal, dl[i] = A[i+1, i]' },
  { name: 'd', length: 'n', role: 'diagonal', differentiable: true, about: 'diagonal, d[i] = A[i, i]' },
  { name: 'du', length: 'n-1', role: 'superdiagonal', differentiable: true, about: 'superdiagonal, du[i] = A[i, i+1]' },
]

const cyclicDiagonals: readonly Argument[] = [
  {
    name: 'dl',
    length: 'n',
    role: 'subdiagonal',
    differentiable: true,
    about: 'dl[i] = A[i, i−1]; dl[0] is the top-right corner',
  },
  { name: 'd', length: 'n', role: 'diagonal', differentiable: true, about: 'd[i] = A[i, i]' },
  {
    name: 'du',
    length: 'n',
    role: 'superdiagonal',
    differentiable: true,
    about: 'du[i] = A[i, i+1]; du[n−1] is the bottom-left corner',
  },
]

/** n independent of any other size; no options; smooth wherever it is defined. */
const plain = { output: 'n', minimum: 1, options: {}, kinks: [] } as const

export const tridiagonal: readonly Entry[] = [
  {
    ...plain,
    name: 'tridiagonal',
    summary: 'the dense matrix of three diagonals, row-major',
    clauses: { primal: 'TRI-1', pushforward: 'TRI-2', pullback: 'TRI-3' },
    arguments: diagonals,
    output: 'n*n',
    linear: [['dl', 'd', 'du']],
    limits: { primal: 0, pushforward: 0, pullback: 0 },
    example: {
      arguments: { dl: [3], d: [1, 4], du: [2] },
      options: {},
      cotangent: [1, 2, 3, 4],
    },
  },
  {
    ...plain,
    name: 'tridiagonal-multiply',
    summary: 'y = A x with A tridiagonal',
    clauses: { primal: 'TRI-4', pushforward: 'TRI-5', pullback: 'TRI-6' },
    arguments: [...diagonals, vector('x', 'the vector that A multiplies')],
    linear: [['dl', 'd', 'du'], ['x']],
    limits: { primal: 4, pushforward: 8, pullback: 4 },
    example: {
      arguments: { dl: [3], d: [1, 4], du: [2], x: [1, 2] },
      options: {},
      cotangent: [1, 2],
    },
  },
  {
    ...plain,
    name: 'tridiagonal-solve',
    summary: 'the solution x of A x = b with A tridiagonal',
    clauses: { primal: 'TRI-7', pushforward: 'TRI-8', pullback: 'TRI-9' },
    arguments: [...diagonals, vector('b', 'the right-hand side')],
    system: 'tridiagonal',
    linear: [['b']],
    limits: { primal: 32, pushforward: 32, pullback: 32 },
    example: {
      arguments: { dl: [1], d: [4, 2], du: [4], b: [12, 5] },
      options: {},
      cotangent: [1, 0],
    },
  },
  {
    ...plain,
    name: 'cyclic-tridiagonal-solve',
    summary: 'the solution x of A x = b with A tridiagonal and two corners',
    clauses: { primal: 'CYC-2', pushforward: 'CYC-3', pullback: 'CYC-4' },
    arguments: [...cyclicDiagonals, vector('b', 'the right-hand side')],
    system: 'cyclic',
    linear: [['b']],
    limits: { primal: 32, pushforward: 32, pullback: 32 },
    example: {
      arguments: { dl: [1, 1, 2], d: [4, 5, 4], du: [2, 1, 1], b: [1, 2, 3] },
      options: {},
      cotangent: [1, 0, 0],
    },
  },
]
