/**
 * Small programs between all shapes, polynomials at short numbers: every result is exact, so a backend that computes
 * without truncation has to give it to the bit.
 */
import {
  dot,
  element,
  matrixMultiply,
  matrixVector,
  multiply,
  outer,
  reshape,
  square,
  stack,
  sum,
} from '../../math/index.ts'
import type { DenseMatrix, Matrix, Scalar, Vector } from '../../math/value.ts'
import { type Cached, cache, constant } from '../arguments.ts'
import type { Program } from './program.ts'

const matrix = (rows: number, columns: number, ...data: number[]): DenseMatrix => ({
  rows,
  columns,
  data: Float64Array.from(data),
})
const vector = (...entries: number[]): Float64Array => Float64Array.from(entries)

const exact = { roundings: 0, roughness: 256 } as const

const cube = (x: Scalar): Scalar => multiply(square(x), x)

export const shapePrograms: readonly Program[] = [
  {
    ...exact,
    name: 'number to number',
    origin: 'x³',
    f: cube,
    points: [
      { args: [2], value: 8, jacobians: [matrix(1, 1, 12)], hessian: matrix(1, 1, 12) },
      { args: [-0.5], value: -0.125, jacobians: [matrix(1, 1, 0.75)], hessian: matrix(1, 1, -3) },
    ],
  },
  {
    ...exact,
    name: 'number to vector',
    origin: '(x², 3 x)',
    f: (x: Scalar): Vector => stack([square(x), multiply(3, x)]),
    points: [
      { args: [2], value: vector(4, 6), jacobians: [matrix(2, 1, 4, 3)] },
      { args: [-1], value: vector(1, -3), jacobians: [matrix(2, 1, -2, 3)] },
    ],
  },
  {
    ...exact,
    name: 'number to matrix',
    origin: 'x² (1, 2; 3, 4)',
    f: (x: Scalar): Matrix => multiply(square(x), matrix(2, 2, 1, 2, 3, 4)),
    points: [
      { args: [2], value: matrix(2, 2, 4, 8, 12, 16), jacobians: [matrix(4, 1, 4, 8, 12, 16)] },
      { args: [-1], value: matrix(2, 2, 1, 2, 3, 4), jacobians: [matrix(4, 1, -2, -4, -6, -8)] },
    ],
  },
  {
    ...exact,
    name: 'vector to number',
    origin: 'x₀² x₁',
    f: (x: Vector): Scalar => multiply(square(element(x, 0)), element(x, 1)),
    points: [
      { args: [vector(1, 2)], value: 2, jacobians: [matrix(1, 2, 4, 1)], hessian: matrix(2, 2, 4, 2, 2, 0) },
      { args: [vector(-3, 0.5)], value: 4.5, jacobians: [matrix(1, 2, -3, 9)], hessian: matrix(2, 2, 1, -6, -6, 0) },
    ],
  },
  {
    ...exact,
    name: 'vector to vector',
    origin: 'x²',
    f: (x: Vector): Vector => square(x),
    points: [
      { args: [vector(1, 2)], value: vector(1, 4), jacobians: [matrix(2, 2, 2, 0, 0, 4)] },
      { args: [vector(-3, 0.5)], value: vector(9, 0.25), jacobians: [matrix(2, 2, -6, 0, 0, 1)] },
    ],
  },
  {
    ...exact,
    name: 'vector to matrix',
    origin: 'x xᵀ',
    f: (x: Vector): Matrix => outer(x, x),
    points: [
      { args: [vector(1, 2)], value: matrix(2, 2, 1, 2, 2, 4), jacobians: [matrix(4, 2, 2, 0, 2, 1, 2, 1, 0, 4)] },
      {
        args: [vector(-3, 0)],
        value: matrix(2, 2, 9, -0, -0, 0),
        jacobians: [matrix(4, 2, -6, 0, 0, -3, 0, -3, 0, 0)],
      },
    ],
  },
  {
    ...exact,
    name: 'matrix to number',
    origin: 'Σ A²',
    f: (A: Matrix): Scalar => sum(square(A)),
    points: [
      {
        args: [matrix(1, 2, 1, 2)],
        value: 5,
        jacobians: [matrix(1, 2, 2, 4)],
        hessian: matrix(2, 2, 2, 0, 0, 2),
      },
      { args: [matrix(1, 2, -3, 4)], value: 25, jacobians: [matrix(1, 2, -6, 8)], hessian: matrix(2, 2, 2, 0, 0, 2) },
    ],
  },
  {
    ...exact,
    name: 'matrix to vector',
    origin: 'A (1, 2)',
    f: (A: Matrix): Vector => matrixVector(A, [1, 2]),
    points: [
      { args: [matrix(2, 2, 1, 2, 3, 4)], value: vector(5, 11), jacobians: [matrix(2, 4, 1, 2, 0, 0, 0, 0, 1, 2)] },
      { args: [matrix(2, 2, 0, 1, 0, -1)], value: vector(2, -2), jacobians: [matrix(2, 4, 1, 2, 0, 0, 0, 0, 1, 2)] },
    ],
  },
  {
    ...exact,
    name: 'matrix to matrix',
    origin: 'A A of 1×1, in a vector and back',
    f: (A: Matrix): Matrix => reshape(reshape(matrixMultiply(A, A), 1), [1, 1]),
    points: [
      { args: [matrix(1, 1, 3)], value: matrix(1, 1, 9), jacobians: [matrix(1, 1, 6)] },
      { args: [matrix(1, 1, -2)], value: matrix(1, 1, 4), jacobians: [matrix(1, 1, -4)] },
    ],
  },
  {
    ...exact,
    name: 'several arguments',
    origin: 's ⟨x, x⟩',
    f: (x: Vector, s: Scalar): Scalar => multiply(s, dot(x, x)),
    points: [
      {
        args: [vector(1, 2), 3],
        value: 15,
        jacobians: [matrix(1, 2, 6, 12), matrix(1, 1, 5)],
        hessian: matrix(3, 3, 6, 0, 2, 0, 6, 4, 2, 4, 0),
      },
      {
        args: [vector(-1, 0), 2],
        value: 2,
        jacobians: [matrix(1, 2, -4, 0), matrix(1, 1, 1)],
        hessian: matrix(3, 3, 4, 0, -2, 0, 4, 0, -2, 0, 0),
      },
    ],
  },
  {
    ...exact,
    name: 'a constant before, and another after',
    origin: 'k ⟨x, c⟩², contexts at any position',
    f: (k: Scalar, x: Vector, c: Vector): Scalar => multiply(k, square(dot(x, c))),
    points: [
      {
        args: [constant(2), vector(1, 2), constant(vector(3, 1))],
        value: 50,
        jacobians: [matrix(1, 2, 60, 20)],
        hessian: matrix(2, 2, 36, 12, 12, 4),
      },
      {
        args: [constant(-1), vector(1, 0), constant(vector(1, 4))],
        value: -1,
        jacobians: [matrix(1, 2, -2, -8)],
        hessian: matrix(2, 2, -2, -8, -8, -32),
      },
    ],
  },
  {
    ...exact,
    name: 'a cache between',
    origin: 'x² stored in room of the caller’s, then Σ of its product with x',
    f: (x: Vector, room: Cached<Vector>): Scalar => {
      room.value = square(x)
      return dot(room.value, x)
    },
    points: [
      {
        args: [vector(1, 2), cache(new Float64Array(2))],
        value: 9,
        jacobians: [matrix(1, 2, 3, 12)],
        hessian: matrix(2, 2, 6, 0, 0, 12),
      },
      {
        args: [vector(-1, 0.5), cache(new Float64Array(2))],
        value: -0.875,
        jacobians: [matrix(1, 2, 3, 0.75)],
        hessian: matrix(2, 2, -6, 0, 0, 3),
      },
    ],
  },
]
