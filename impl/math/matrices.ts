/**
 * Products of dense matrices and vectors. All are linear in each argument, and their adjoints are products again:
 *
 *   y = A x      Ā = ȳ xᵀ,   x̄ = Aᵀ ȳ
 *   C = A B      Ā = C̄ Bᵀ,   B̄ = Aᵀ C̄
 *   M = a bᵀ     ā = M̄ b,    b̄ = M̄ᵀ a
 */
import { asRank, mismatch } from './checks.ts'
import { add } from './elementwise.ts'
import { apply } from './interpreter.ts'
import { linearMap } from './linear-map.ts'
import type { Primitive } from './primitive.ts'
import type { Shape } from './shape.ts'
import { shapeText, sizeOf } from './shape.ts'
import {
  type DenseMatrix,
  type Matrix,
  type Plain,
  type PlainVector,
  shapeOf,
  type Value,
  type Vector,
} from './value.ts'

interface BilinearForm {
  readonly shape: (a: Shape, b: Shape) => Shape
  readonly evaluate: (a: Plain, b: Plain) => Plain
  /** ā for ȳ and b, b̄ for ȳ and a. */
  readonly adjoints: readonly [(cotangent: Value, b: Value) => Value, (cotangent: Value, a: Value) => Value]
  /** Which products of an entry of a and one of b each entry is the sum of. */
  readonly terms: (a: Shape, b: Shape, term: (output: number, a: number, b: number) => void) => void
}

/** ẏ = f(ȧ, b) + f(a, ḃ). */
function bilinear(name: string, { shape, evaluate, adjoints, terms }: BilinearForm): Primitive {
  const primitive: Primitive = {
    name,
    shape: ([a, b]) => shape(a, b),
    evaluate: ([a, b]) => evaluate(a, b),
    terms([a, b], _params, term) {
      const size = sizeOf(a)
      terms(a, b, (output, left, right) => term(output, left, size + right))
    },
    linearize: ([a, b]) => ({
      pushforward([ofA, ofB]) {
        const left = ofA && product(primitive, ofA, b)
        const right = ofB && product(primitive, a, ofB)
        return left !== undefined && right !== undefined ? apply(add, [left, right], undefined) : (left ?? right)
      },
      pullback: (cotangent, [ofA, ofB]) => [
        ofA ? adjoints[0](cotangent, b) : undefined,
        ofB ? adjoints[1](cotangent, a) : undefined,
      ],
    }),
  }
  return primitive
}

const product = (primitive: Primitive, a: Value, b: Value): Value => apply(primitive, [a, b], undefined)

export const matrixVectorPrimitive: Primitive = bilinear('matrixVector', {
  shape: ([rows]) => [rows],
  evaluate(a, x) {
    const { rows, columns, data } = a as DenseMatrix
    const entries = x as Float64Array
    const out = new Float64Array(rows)
    for (let i = 0; i < rows; i++) {
      let total = 0
      for (let j = 0; j < columns; j++) total += data[i * columns + j] * entries[j]
      out[i] = total
    }
    return out
  },
  terms([rows, columns], _b, term) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) term(i, i * columns + j, j)
  },
  adjoints: [
    (cotangent, x) => product(outerPrimitive, cotangent, x),
    (cotangent, a) => product(matrixTransposeVectorPrimitive, a, cotangent),
  ],
})

export const matrixTransposeVectorPrimitive: Primitive = bilinear('matrixTransposeVector', {
  shape: ([, columns]) => [columns],
  evaluate(a, y) {
    const { rows, columns, data } = a as DenseMatrix
    const entries = y as Float64Array
    const out = new Float64Array(columns)
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] += data[i * columns + j] * entries[i]
    return out
  },
  terms([rows, columns], _b, term) {
    for (let j = 0; j < columns; j++) for (let i = 0; i < rows; i++) term(j, i * columns + j, i)
  },
  adjoints: [
    (cotangent, y) => product(outerPrimitive, y, cotangent),
    (cotangent, a) => product(matrixVectorPrimitive, a, cotangent),
  ],
})

export const outerPrimitive: Primitive = bilinear('outer', {
  shape: ([rows], [columns]) => [rows, columns],
  evaluate(a, b) {
    const [left, right] = [a as Float64Array, b as Float64Array]
    const [rows, columns] = [left.length, right.length]
    const data = new Float64Array(rows * columns)
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = left[i] * right[j]
    return { rows, columns, data }
  },
  terms([rows], [columns], term) {
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) term(i * columns + j, i, j)
  },
  adjoints: [
    (cotangent, b) => product(matrixVectorPrimitive, cotangent, b),
    (cotangent, a) => product(matrixTransposeVectorPrimitive, cotangent, a),
  ],
})

const matrixMultiplyPrimitive: Primitive = bilinear('matrixMultiply', {
  shape: ([rows], [, columns]) => [rows, columns],
  evaluate(a, b) {
    const [left, right] = [a as DenseMatrix, b as DenseMatrix]
    const [rows, inner, columns] = [left.rows, left.columns, right.columns]
    const data = new Float64Array(rows * columns)
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) {
        const factor = left.data[i * inner + k]
        for (let j = 0; j < columns; j++) data[i * columns + j] += factor * right.data[k * columns + j]
      }
    }
    return { rows, columns, data }
  },
  terms([rows, inner], [, columns], term) {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        for (let k = 0; k < inner; k++) term(i * columns + j, i * inner + k, k * columns + j)
      }
    }
  },
  adjoints: [
    (cotangent, b) => product(matrixMultiplyPrimitive, cotangent, transposed(b)),
    (cotangent, a) => product(matrixMultiplyPrimitive, transposed(a), cotangent),
  ],
})

const transposePrimitive: Primitive = linearMap('matrixTranspose', {
  shape: ([rows, columns]) => [columns, rows],
  evaluate(a) {
    const { rows, columns, data } = a as DenseMatrix
    const out = new Float64Array(data.length)
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = data[i * columns + j]
    return { rows: columns, columns: rows, data: out }
  },
  transpose: (cotangent) => transposed(cotangent),
  place: (i, [rows, columns]) => (i % rows) * columns + Math.floor(i / rows),
})

const transposed = (a: Value): Value => apply(transposePrimitive, [a], undefined)

/** Demands `length` entries, rows or columns of b, as many as a has of what it multiplies with. */
function checkFit(name: string, argument: string, length: number, due: number, a: Value, b: Value): void {
  if (length === due) return
  throw mismatch(
    name,
    argument,
    'the sizes fit for a product',
    `${shapeText(shapeOf(a))} and ${shapeText(shapeOf(b))}`,
    `${due} there, not ${length}`,
  )
}

/** A x. */
export function matrixVector(A: DenseMatrix, x: PlainVector): Float64Array
export function matrixVector(A: Matrix, x: Vector): Vector
export function matrixVector(A: Matrix, x: Vector): unknown {
  const [a, b] = [asRank('matrixVector', 'A', A, 'matrix'), asRank('matrixVector', 'x', x, 'vector')]
  checkFit('matrixVector', 'x', shapeOf(b)[0], shapeOf(a)[1], a, b)
  return product(matrixVectorPrimitive, a, b)
}

/** Aᵀ y. */
export function matrixTransposeVector(A: DenseMatrix, y: PlainVector): Float64Array
export function matrixTransposeVector(A: Matrix, y: Vector): Vector
export function matrixTransposeVector(A: Matrix, y: Vector): unknown {
  const [a, b] = [asRank('matrixTransposeVector', 'A', A, 'matrix'), asRank('matrixTransposeVector', 'y', y, 'vector')]
  checkFit('matrixTransposeVector', 'y', shapeOf(b)[0], shapeOf(a)[0], a, b)
  return product(matrixTransposeVectorPrimitive, a, b)
}

/** A B. */
export function matrixMultiply(A: DenseMatrix, B: DenseMatrix): DenseMatrix
export function matrixMultiply(A: Matrix, B: Matrix): Matrix
export function matrixMultiply(A: Matrix, B: Matrix): unknown {
  const [a, b] = [asRank('matrixMultiply', 'A', A, 'matrix'), asRank('matrixMultiply', 'B', B, 'matrix')]
  checkFit('matrixMultiply', 'B', shapeOf(b)[0], shapeOf(a)[1], a, b)
  return product(matrixMultiplyPrimitive, a, b)
}

/** Aᵀ. */
export function matrixTranspose(A: DenseMatrix): DenseMatrix
export function matrixTranspose(A: Matrix): Matrix
export function matrixTranspose(A: Matrix): unknown {
  return transposed(asRank('matrixTranspose', 'A', A, 'matrix'))
}

/** a bᵀ, the matrix of all products aᵢ bⱼ. */
export function outer(a: PlainVector, b: PlainVector): DenseMatrix
export function outer(a: Vector, b: Vector): Matrix
export function outer(a: Vector, b: Vector): unknown {
  return product(outerPrimitive, asRank('outer', 'a', a, 'vector'), asRank('outer', 'b', b, 'vector'))
}
