import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { point, program, runProgram } from '../../../test/random-programs.ts'
import { add, concat, matrixVector, multiply, slice, square, stack, subtract, sum } from '../../math/index.ts'
import type { DenseMatrix, Matrix, Scalar, Vector } from '../../math/value.ts'
import { type Backend, constant, forward, gradient, jacobian, reverse } from '../index.ts'
import { problemOf } from '../problem.ts'
import { columnColouring } from './colouring.ts'
import { jacobianCompression } from './compression.ts'
import {
  jacobianPattern,
  prepareSparseHessian,
  prepareSparseJacobian,
  SparseMatrix,
  type SparsityPattern,
  sparseJacobian,
  sparseJacobianInto,
  valueAndSparseJacobian,
  valueAndSparseJacobianInto,
} from './index.ts'
import { fromPushforwards } from './recovery.ts'

/** x″ on a grid, with x² as reaction: tridiagonal. */
function residuals(x: Vector): Vector {
  const n = x.length
  const padded = concat(0, x, 0)
  return add(subtract(add(slice(padded, 0, n), slice(padded, 2, n + 2)), multiply(2, x)), square(x))
}

const grid = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => 2 + (i % 7) / 4)

/** The backend, and how many directions went through it. */
function counted(inner: Backend): { backend: Backend; pushforwards: () => number; pullbacks: () => number } {
  let pushforwards = 0
  let pullbacks = 0
  const { pushforward, pullback } = inner
  return {
    pushforwards: () => pushforwards,
    pullbacks: () => pullbacks,
    backend: {
      name: inner.name,
      ...(pushforward && {
        pushforward(problem) {
          const { chunk, run } = pushforward(problem)
          return {
            chunk,
            run(inputs, seeds) {
              pushforwards += seeds.length
              return run(inputs, seeds)
            },
          }
        },
      }),
      ...(pullback && {
        pullback(problem) {
          const { run } = pullback(problem)
          return {
            run(inputs) {
              const { value, pull } = run(inputs)
              return {
                value,
                pull(cotangent) {
                  pullbacks++
                  return pull(cotangent)
                },
              }
            },
          }
        },
      }),
    },
  }
}

const isSame = (a: DenseMatrix, b: DenseMatrix): boolean =>
  a.rows === b.rows && a.columns === b.columns && a.data.every((entry, k) => entry === b.data[k])

describe('a sparse Jacobian', () => {
  it.each([
    ['pushforwards', forward()],
    ['one pushforward at a time', forward({ chunk: 1 })],
    ['pullbacks', reverse()],
    ['whichever are fewer', { ...forward(), ...reverse() }],
  ])('is the dense one, by %s', (_, backend) => {
    fc.assert(
      fc.property(program, point, (steps, x) => {
        const f = (y: Vector): Vector => runProgram(steps, y)
        const dense = jacobian(f, backend.pushforward ? forward() : reverse(), x)
        const sparse = sparseJacobian(f, backend, x).toDense()
        // Columns and rows round differently; each way by itself is the same arithmetic.
        if (backend.pushforward && backend.pullback) {
          const largest = dense.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
          return sparse.data.every((entry, k) => Math.abs(entry - dense.data[k]) <= 2 ** -40 * largest)
        }
        return isSame(sparse, dense)
      }),
      { numRuns: 400 },
    )
  })

  it('is wrong, and seen to be, with a pattern that misses an entry', () => {
    const x = grid(9)
    const whole = jacobianPattern(residuals, x)
    const dense = jacobian(residuals, forward(), x)
    for (let missing = 0; missing < whole.rowIndices.length; missing++) {
      expect(isSame(evaluated(without(whole, missing), x).toDense(), dense)).toBe(false)
    }
    expect(isSame(evaluated(whole, x).toDense(), dense)).toBe(true)
  })

  it.each([3, 4, 10, 1000, 100_000])('costs exactly 3 pushforwards if it is tridiagonal, n = %i', (n) => {
    const { backend, pushforwards } = counted(forward())
    const x = grid(n)
    const prepared = prepareSparseJacobian(residuals, backend, x)
    expect(prepared.colours).toBe(3)
    expect(pushforwards()).toBe(0)
    const matrix = sparseJacobian(residuals, prepared, x)
    expect(pushforwards()).toBe(3)
    const due = new SparseMatrix(tridiagonalPattern(n))
    for (let j = 0, p = 0; j < n; j++) {
      for (; p < due.columnPointers[j + 1]; p++) due.values[p] = due.rowIndices[p] === j ? 2 * x[j] - 2 : 1
    }
    // Entry by entry: a comparison of the test runner takes seconds at this length.
    for (const part of ['columnPointers', 'rowIndices', 'values'] as const) {
      expect(matrix[part].length).toBe(due[part].length)
      expect(matrix[part].every((entry, k) => entry === due[part][k])).toBe(true)
    }
  })

  it('costs 3 pullbacks of a backend that has no pushforward', () => {
    const { backend, pullbacks } = counted(reverse())
    sparseJacobian(residuals, backend, grid(50))
    expect(pullbacks()).toBe(3)
  })

  it('goes by rows where they need fewer colours than columns', () => {
    // One row is full: every column needs a colour of its own, and two colours do for the rows.
    const f = (x: Vector): Vector => concat(sum(x), square(x))
    const both = counted({ ...forward(), ...reverse() })
    const prepared = prepareSparseJacobian(f, both.backend, grid(40))
    expect([prepared.side, prepared.colours]).toEqual(['rows', 2])
    expect(isSame(sparseJacobian(f, prepared, grid(40)).toDense(), jacobian(f, reverse(), grid(40)))).toBe(true)
    expect([both.pushforwards(), both.pullbacks()]).toEqual([0, 2])
    expect(prepareSparseJacobian(f, forward(), grid(40)).colours).toBe(40)
  })

  it('goes by columns where rows need more, and where it is a draw', () => {
    const both = { ...forward(), ...reverse() }
    const spread = (x: Vector): Vector => multiply(slice(x, 0, 1).length === 1 ? sum(slice(x, 0, 1)) : 0, x)
    const prepared = prepareSparseJacobian(spread, both, grid(40))
    expect([prepared.side, prepared.colours]).toEqual(['columns', 2])
    expect(prepareSparseJacobian(residuals, both, grid(40)).side).toBe('columns')
  })

  it('is of a number and of a matrix, too', () => {
    expect(sparseJacobian((t: Scalar) => stack([square(t), 1, t]), forward(), 3).toDense()).toEqual({
      rows: 3,
      columns: 1,
      data: Float64Array.of(6, 0, 1),
    })
    const A = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }
    const J = sparseJacobian((M: Matrix) => matrixVector(M, [1, 2]), reverse(), A)
    expect(J.toDense()).toEqual({ rows: 2, columns: 4, data: Float64Array.of(1, 2, 0, 0, 0, 0, 1, 2) })
  })

  it('is without entries where nothing depends on the argument', () => {
    for (const backend of [forward(), reverse()]) {
      const [value, J] = valueAndSparseJacobian((_x: Vector) => [1, 2], backend, [3, 4, 5])
      expect(value).toEqual(Float64Array.of(1, 2))
      expect([J.rows, J.columns, J.values.length]).toEqual([2, 3, 0])
    }
    const [value, J] = valueAndSparseJacobian((x: Vector) => x, forward(), [])
    expect([value, J.rows, J.columns]).toEqual([new Float64Array(0), 0, 0])
  })

  it('comes with the value, and into a matrix of its pattern', () => {
    const x = Float64Array.of(1, 2, 3)
    const prepared = prepareSparseJacobian(residuals, forward(), x)
    const expected = sparseJacobian(residuals, forward(), x)
    const [value, matrix] = valueAndSparseJacobian(residuals, prepared, x)
    expect(value).toEqual(residuals(x))
    expect(matrix).toEqual(expected)
    const out = prepared.matrix()
    expect(sparseJacobianInto(out, residuals, prepared, x)).toBe(out)
    expect(out).toEqual(expected)
    out.values.fill(Number.NaN)
    expect(valueAndSparseJacobianInto(out, residuals, prepared, x)).toEqual(value)
    expect(out).toEqual(expected)
    expect(x).toEqual(Float64Array.of(1, 2, 3))
  })

  it('is prepared for any constants, whatever zeros they have', () => {
    const f = (x: Vector, A: Matrix): Vector => matrixVector(A, x)
    const diagonal = { rows: 2, columns: 2, data: Float64Array.of(1, 0, 0, 1) }
    const full = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }
    const prepared = prepareSparseJacobian(f, forward(), [1, 1], constant(diagonal))
    expect(sparseJacobian(f, prepared, [1, 1], constant(full)).toDense()).toEqual(full)
    // Without a preparation the constants are those of the call.
    expect(sparseJacobian(f, forward(), [1, 1], constant(diagonal)).values.length).toBe(2)
  })
})

describe('a preparation of a sparse Jacobian', () => {
  const x = grid(5)
  const prepared = prepareSparseJacobian(residuals, forward(), x)
  const other = (y: Vector): Vector => residuals(y)

  it.each([
    ['another function', () => sparseJacobian(other, prepared, x)],
    ['another length', () => sparseJacobian(residuals, prepared, grid(6))],
    ['another kind of argument', () => sparseJacobian(residuals, prepared, constant(x) as never)],
    ['more arguments', () => sparseJacobian(residuals as never, prepared, x, constant(1))],
    ['another operator', () => sparseJacobian(residuals, prepareSparseHessian(sum as never, reverse(), x) as never, x)],
  ])('refuses %s', (_, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'PREPARATION_MISMATCH' }))
  })

  it('refuses a function that gives another length', () => {
    let length = 5
    const f = (y: Vector): Vector => slice(y, 0, length)
    const own = prepareSparseJacobian(f, forward(), x)
    const rows = prepareSparseJacobian(f, reverse(), x)
    length = 4
    for (const by of [own, rows]) {
      expect(() => sparseJacobian(f, by, x)).toThrow(expect.objectContaining({ code: 'PREPARATION_MISMATCH' }))
    }
  })

  it('refuses room with another pattern', () => {
    const diagonal = sparseJacobian((y: Vector) => square(y), forward(), x)
    for (const out of [diagonal, sparseJacobian(residuals, forward(), grid(4)), {} as SparseMatrix]) {
      expect(() => sparseJacobianInto(out, residuals, prepared, x)).toThrow(
        expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'out' }),
      )
    }
  })

  it('takes one active argument, plain, and a backend that has a map', () => {
    const two = (a: Vector, b: Vector): Vector => add(a, b)
    expect(() => sparseJacobian(two, forward(), x, x)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
    expect(() => sparseJacobian(residuals, { name: 'none' }, x)).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
    const inside = (y: Vector): Scalar => sum(sparseJacobian(residuals, forward(), y as Float64Array).values)
    expect(() => gradient(inside, reverse(), x)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
  })
})

function tridiagonalPattern(n: number): SparsityPattern {
  const columns = Array.from({ length: n }, (_, j) => [j - 1, j, j + 1].filter((i) => i >= 0 && i < n))
  const columnPointers = new Int32Array(n + 1)
  columns.forEach((rows, j) => {
    columnPointers[j + 1] = columnPointers[j] + rows.length
  })
  return { rows: n, columns: n, columnPointers, rowIndices: Int32Array.from(columns.flat()) }
}

/** The pattern without its entry number `missing`. */
function without(pattern: SparsityPattern, missing: number): SparsityPattern {
  return {
    ...pattern,
    columnPointers: pattern.columnPointers.map((pointer) => (pointer > missing ? pointer - 1 : pointer)),
    rowIndices: pattern.rowIndices.filter((_, p) => p !== missing),
  }
}

/** The Jacobian of the residuals as it comes out with this pattern. */
function evaluated(pattern: SparsityPattern, x: Float64Array): SparseMatrix {
  const problem = problemOf('sparseJacobian', residuals, [x])
  const compression = jacobianCompression(pattern, ['columns'])
  expect(compression.colours).toBe(columnColouring(pattern).colours)
  const matrix = new SparseMatrix(pattern)
  fromPushforwards(problem, forward().pushforward!(problem), compression, x.length)(matrix.values, [x])
  return matrix
}
