import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { point, program, runProgram, runProgramToNumber } from '../../../test/random-programs.ts'
import {
  abs,
  add,
  concat,
  cumsum,
  divide,
  dot,
  element,
  exp,
  gather,
  greater,
  isTrue,
  log,
  matrixMultiply,
  matrixTransposeVector,
  matrixVector,
  max,
  mean,
  multiply,
  outer,
  reshape,
  scatterAdd,
  slice,
  square,
  stopGradient,
  subtract,
  sum,
  tridiagonal,
  tridiagonalMultiply,
  tridiagonalSolve,
  where,
} from '../../math/index.ts'
import type { DenseMatrix, Matrix, Scalar, Vector } from '../../math/value.ts'
import { cache, constant, forward, gradient, hessian, jacobian, reverse, secondOrder } from '../index.ts'
import { hessianPattern, jacobianPattern, type SparsityPattern } from './index.ts'

/** A row of the picture for each row of the matrix: `x` where the pattern has an entry. */
function picture({ rows, columns, columnPointers, rowIndices }: SparsityPattern): string[] {
  const marks = Array.from({ length: rows }, () => Array<string>(columns).fill('.'))
  for (let j = 0; j < columns; j++) {
    for (let p = columnPointers[j]; p < columnPointers[j + 1]; p++) marks[rowIndices[p]][j] = 'x'
  }
  return marks.map((row) => row.join(''))
}

/** How many nonzero entries of a dense matrix a pattern misses. */
function missed(pattern: SparsityPattern, { rows, columns, data }: DenseMatrix): number {
  const marks = picture(pattern)
  let count = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) if (data[i * columns + j] !== 0 && marks[i][j] === '.') count++
  }
  return count
}

const ones = (n: number): Float64Array => new Float64Array(n).fill(1)
const diagonal = ['x...', '.x..', '..x.', '...x']
const full = ['xxxx', 'xxxx', 'xxxx', 'xxxx']
const none = ['....', '....', '....', '....']

/** The rate of the Brusselator on a ring: u and v one after the other. */
function brusselator(state: Vector): Vector {
  const n = state.length / 2
  const [u, v] = [slice(state, 0, n), slice(state, n)]
  const around = (x: Vector, by: number): Vector =>
    gather(
      x,
      Array.from({ length: n }, (_, i) => (i + by + n) % n),
    )
  const diffusion = (x: Vector): Vector => add(subtract(around(x, -1), multiply(2, x)), around(x, 1))
  const reaction = multiply(square(u), v)
  return concat(
    add(add(1, subtract(reaction, multiply(4, u))), diffusion(u)),
    add(subtract(multiply(3, u), reaction), diffusion(v)),
  )
}

describe('the pattern of a Jacobian', () => {
  it('never misses an entry', () => {
    fc.assert(
      fc.property(program, point, (steps, x) => {
        const f = (y: Vector): Vector => runProgram(steps, y)
        return missed(jacobianPattern(f, x), jacobian(f, forward(), x)) === 0
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[string, (x: Vector) => Vector, string[]]>([
    ['what works entry by entry', (x) => divide(exp(x), add(1, square(x))), diagonal],
    ['nothing', () => ones(4), none],
    ['a comparison, and what is held fixed', (x) => add(greater(x, 0), stopGradient(x)), none],
    ['a choice', (x) => where(greater(sum(x), 0), x, square(x)), diagonal],
    [
      'second differences',
      (x) => subtract(slice(concat(x, 0), 1), concat(0, slice(x, 0, 3))),
      ['.x..', 'x.x.', '.x.x', '..x.'],
    ],
    ['an average', (x) => subtract(x, mean(x)), full],
    ['one entry everywhere', (x) => multiply(x, element(x, 1)), ['xx..', '.x..', '.xx.', '.x.x']],
    ['running sums', (x) => cumsum(x), ['x...', 'xx..', 'xxx.', 'xxxx']],
    ['entries by their numbers', (x) => gather(x, [3, 0, 0, 2]), ['...x', 'x...', 'x...', '..x.']],
    ['entries to their numbers', (x) => scatterAdd(x, [3, 0, 0, 2], 4), ['.xx.', '....', '...x', 'x...']],
    ['a number', (x) => concat(sum(slice(x, 0, 2)), element(x, 3)), ['xx..', '...x']],
  ])('is that of %s', (_, f, due) => {
    expect(picture(jacobianPattern(f, ones(4)))).toEqual(due)
  })

  it('is that of the Brusselator', () => {
    expect(picture(jacobianPattern(brusselator, ones(10)))).toEqual([
      'xx..xx....',
      'xxx...x...',
      '.xxx...x..',
      '..xxx...x.',
      'x..xx....x',
      'x....xx..x',
      '.x...xxx..',
      '..x...xxx.',
      '...x...xxx',
      '....xx..xx',
    ])
  })

  it('counts the nonzeros of a matrix that is known', () => {
    const A = { rows: 2, columns: 3, data: Float64Array.of(1, 0, 2, 0, 3, 0) }
    expect(picture(jacobianPattern((x: Vector) => matrixVector(A, x), ones(3)))).toEqual(['x.x', '.x.'])
    expect(picture(jacobianPattern((x: Vector) => matrixTransposeVector(A, x), ones(2)))).toEqual(['x.', '.x', 'x.'])
    expect(picture(jacobianPattern((x: Vector, M: Matrix) => matrixVector(M, x), ones(3), constant(A)))).toEqual([
      'x.x',
      '.x.',
    ])
    const ofMatrix = (M: Matrix): Vector => reshape(matrixMultiply(A, M), 4)
    expect(picture(jacobianPattern(ofMatrix, { rows: 3, columns: 2, data: ones(6) }))).toEqual([
      'x...x.',
      '.x...x',
      '..x...',
      '...x..',
    ])
    const ofOuter = (x: Vector): Vector => reshape(outer(x, [1, 0]), 4)
    expect(picture(jacobianPattern(ofOuter, ones(2)))).toEqual(['x.', '..', '.x', '..'])
  })

  it('is a band where a tridiagonal matrix multiplies, and full where one is divided by', () => {
    const [off, on] = [ones(3), ones(4)]
    const band = ['xx..', 'xxx.', '.xxx', '..xx']
    expect(picture(jacobianPattern((x: Vector) => tridiagonalMultiply(off, on, off, x), ones(4)))).toEqual(band)
    const some = (x: Vector): Vector => tridiagonalMultiply([0, 1, 0], on, [1, 0, 1], x)
    expect(picture(jacobianPattern(some, ones(4)))).toEqual(['xx..', '.x..', '.xxx', '...x'])
    const ofDl = (dl: Vector): Vector => tridiagonalMultiply(dl, on, off, on)
    expect(picture(jacobianPattern(ofDl, off))).toEqual(['...', 'x..', '.x.', '..x'])
    const ofDu = (du: Vector): Vector => reshape(tridiagonal([1], [1, 1], du), 4)
    expect(picture(jacobianPattern(ofDu, [1]))).toEqual(['.', 'x', '.', '.'])
    expect(picture(jacobianPattern((x: Vector) => tridiagonalSolve(off, [3, 3, 3, 3], off, x), ones(4)))).toEqual(full)
  })

  it('goes through a gradient, a cache, and arguments that are no vectors', () => {
    const nabla = (x: Vector): Vector => gradient((y: Vector) => sum(multiply(square(y), 3)), reverse(), x)
    expect(picture(jacobianPattern(nabla, ones(4)))).toEqual(diagonal)
    const stored = (x: Vector, room: { value: Vector }): Vector => {
      room.value = square(x)
      return slice(room.value, 1)
    }
    expect(picture(jacobianPattern(stored, ones(3), cache(ones(3))))).toEqual(['.x.', '..x'])
    expect(picture(jacobianPattern((t: Scalar) => multiply(t, [1, 2]), 1))).toEqual(['x', 'x'])
  })

  it('refuses a branch on what it follows, and several active arguments', () => {
    const branch = (x: Vector): Scalar => (isTrue(greater(element(x, 0), 0)) ? sum(x) : 0)
    expect(() => jacobianPattern(branch, ones(2))).toThrow(expect.objectContaining({ code: 'TRACED_VALUE' }))
    expect(() => jacobianPattern((x: Vector, y: Vector) => add(x, y), ones(2), ones(2))).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
  })
})

describe('the pattern of a Hessian', () => {
  it('never misses an entry, and is symmetric', () => {
    fc.assert(
      fc.property(program, point, (steps, x) => {
        const f = (y: Vector): Scalar => runProgramToNumber(steps, y)
        const pattern = hessianPattern(f, x)
        const marks = picture(pattern)
        expect(marks).toEqual(marks.map((_, i) => marks.map((row) => row[i]).join('')))
        return missed(pattern, hessian(f, secondOrder(forward(), reverse()), x)) === 0
      }),
      { numRuns: 1000 },
    )
  })

  it.each<[string, (x: Vector) => Scalar, string[]]>([
    ['an affine function', (x) => add(dot(x, [1, 2, 3, 4]), 1), none],
    ['squares', (x) => sum(square(x)), diagonal],
    ['products of neighbours', (x) => dot(slice(x, 0, 3), slice(x, 1)), ['.x..', 'x.x.', '.x.x', '..x.']],
    ['a quotient', (x) => divide(element(x, 0), element(x, 2)), ['..x.', '....', 'x.x.', '....']],
    ['a quotient of a constant', (x) => divide(1, element(x, 2)), ['....', '....', '..x.', '....']],
    ['a quotient by a constant', (x) => divide(element(x, 2), 3), none],
    ['what bends nowhere', (x) => add(sum(abs(x)), sum(max(x, 0))), none],
    ['a choice', (x) => sum(where(greater(x, sum(x)), square(x), x)), diagonal],
    ['a function of a sum', (x) => log(sum(slice(x, 1))), ['....', '.xxx', '.xxx', '.xxx']],
    ['a sum times an entry', (x) => multiply(element(x, 0), sum(x)), ['xxxx', 'x...', 'x...', 'x...']],
    ['x times what is held fixed', (x) => dot(x, stopGradient(x)), none],
    ['a product with itself', (x) => multiply(element(x, 1), element(x, 1)), ['....', '.x..', '....', '....']],
    ['running sums', (x) => element(cumsum(x), 3), none],
    ['the square of a pair', (x) => square(subtract(element(x, 0), element(x, 3))), ['x..x', '....', '....', 'x..x']],
  ])('is that of %s', (_, f, due) => {
    expect(picture(hessianPattern(f, ones(4)))).toEqual(due)
  })

  it('is that of products of matrices and vectors', () => {
    const quadratic = (A: DenseMatrix) => (x: Vector) => dot(x, matrixVector(A, x))
    const A = { rows: 3, columns: 3, data: Float64Array.of(1, 0, 2, 0, 0, 0, 0, 0, 3) }
    expect(picture(hessianPattern(quadratic(A), ones(3)))).toEqual(['x.x', '...', 'x.x'])
    const banded = (x: Vector): Scalar => dot(x, tridiagonalMultiply(ones(3), ones(4), ones(3), x))
    expect(picture(hessianPattern(banded, ones(4)))).toEqual(['xx..', 'xxx.', '.xxx', '..xx'])
    const ofMatrix = (d: Vector): Scalar => sum(square(tridiagonalSolve(ones(1), d, ones(1), ones(2))))
    expect(picture(hessianPattern(ofMatrix, [3, 3]))).toEqual(['xx', 'xx'])
    const bilinear = (M: Matrix): Scalar => sum(matrixVector(M, matrixVector(M, [1, 0])))
    // M₀₀² + M₀₁ M₁₀ + M₁₀ M₀₀ + M₁₁ M₁₀
    expect(picture(hessianPattern(bilinear, { rows: 2, columns: 2, data: ones(4) }))).toEqual([
      'x.x.',
      '..x.',
      'xx.x',
      '..x.',
    ])
  })

  it('misses an entry where one is taken out, and the check sees it', () => {
    const f = (x: Vector): Scalar => dot(slice(x, 0, 3), slice(x, 1))
    const whole = hessianPattern(f, ones(4))
    const dense = hessian(f, secondOrder(forward(), reverse()), ones(4))
    expect(missed(whole, dense)).toBe(0)
    whole.rowIndices.forEach((_, p) => {
      const columnPointers = whole.columnPointers.map((pointer) => (pointer > p ? pointer - 1 : pointer))
      const rowIndices = whole.rowIndices.filter((_row, q) => q !== p)
      expect(missed({ ...whole, columnPointers, rowIndices }, dense)).toBe(1)
    })
  })
})
