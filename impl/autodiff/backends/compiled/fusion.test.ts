import { describe, expect, it } from 'vitest'
import {
  add,
  cumsum,
  divide,
  dot,
  exp,
  logLogistic,
  matrixVector,
  multiply,
  slice,
  square,
  subtract,
  sum,
  where,
} from '../../../math/index.ts'
import { constant } from '../../arguments.ts'
import { type DenseMatrix, prepareGradient, preparePushforward, type Scalar, type Vector } from '../../index.ts'
import { compiled, source } from './index.ts'

const loopsIn = (code: string): number => code.split('for (').length - 1
const arraysIn = (code: string): number => new Set(code.match(/\bb\d+\b/g)).size
const x = Float64Array.from({ length: 50 }, (_, i) => i / 7 - 3)

describe('a compiled gradient', () => {
  it('is one loop without arrays for a chain and a sum', () => {
    const f = (x: Vector): Scalar => sum(exp(multiply(square(x), -0.5)))
    const code = source(prepareGradient(f, compiled(), x))
    expect([loopsIn(code), arraysIn(code)]).toEqual([1, 0])
  })

  it('is one loop over the rows for a likelihood with a matrix', () => {
    const X: DenseMatrix = { rows: 50, columns: 3, data: Float64Array.from({ length: 150 }, (_, i) => Math.sin(i)) }
    const f = (beta: Vector, z: Vector): Scalar => sum(logLogistic(multiply(z, matrixVector(X, beta))))
    const code = source(prepareGradient(f, compiled(), [1, 2, 3], constant(x)))
    expect([loopsIn(code), arraysIn(code)]).toEqual([1, 0])
  })

  it('is straight lines where there are few entries', () => {
    const f = (x: Vector): Scalar => sum(square(x))
    const code = source(prepareGradient(f, compiled(), [1, 2, 3, 4, 5]))
    expect([loopsIn(code), arraysIn(code)]).toEqual([0, 0])
  })

  it('reads shifted entries in the loop', () => {
    const f = (x: Vector): Scalar => sum(square(subtract(slice(x, 1), slice(x, 0, 49))))
    const code = source(prepareGradient(f, compiled(), x))
    expect([loopsIn(code), arraysIn(code)]).toEqual([2, 2])
  })

  it('waits for a sum that it needs, and keeps one array', () => {
    const f = (x: Vector): Scalar => {
      const e = exp(x)
      return dot(divide(e, sum(e)), x)
    }
    const code = source(prepareGradient(f, compiled(), x))
    expect(loopsIn(code)).toBe(3)
    expect(arraysIn(code)).toBeLessThanOrEqual(2)
  })

  it('computes no value, and nothing for arguments that are not active', () => {
    const f = (a: Vector, b: Vector): Scalar => sum(multiply(a, exp(b)))
    const code = source(prepareGradient(f, compiled(), constant(x), x))
    expect(code.match(/Math\.exp/g)).toHaveLength(1)
    const linear = source(prepareGradient(f, compiled(), x, constant(x)))
    expect(linear).not.toContain('x0[i]')
    const unused = source(prepareGradient((a: Vector, _b: Vector): Scalar => sum(a), compiled(), x, constant(x)))
    expect(unused).not.toMatch(/x[01]\[/)
  })

  it('computes what is common once', () => {
    const f = (x: Vector): Scalar => add(sum(exp(x)), dot(exp(x), exp(x)))
    expect(source(prepareGradient(f, compiled(), x)).match(/Math\.exp/g)).toHaveLength(1)
  })

  it('computes a number once for all entries that are written out', () => {
    const f = (x: Vector, c: Scalar): Vector => multiply(exp(c), x)
    const code = source(preparePushforward(f, compiled(), [1, 2, 3], [1, 1, 1], constant(2)))
    expect(code.match(/Math\.exp/g)).toHaveLength(1)
  })

  it('computes the branch that is taken', () => {
    const f = (x: Vector, c: Vector): Scalar => sum(where(c, exp(x), square(x)))
    const code = source(prepareGradient(f, compiled(), x, constant(x)))
    expect(code).toMatch(/=== 0 \? 0 : .*Math\.exp/)
  })

  it('calls what it does not know as it is', () => {
    const code = source(prepareGradient((x: Vector): Scalar => dot(cumsum(x), x), compiled(), x))
    expect(code.match(/\.run\(/g)).toHaveLength(2)
  })

  it('shows programs alone', () => {
    expect(() => source({ executor: { run: () => ({ value: 0, results: [] }) } })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
  })
})
