import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { point, program, runProgramToNumber } from '../../../test/random-programs.ts'
import { add, concat, dot, element, multiply, slice, square, subtract, sum } from '../../math/index.ts'
import type { DenseMatrix, Scalar, Vector } from '../../math/value.ts'
import { compiled } from '../backends/compiled/index.ts'
import { finiteDiff } from '../backends/finite-diff.ts'
import { type Backend, constant, forward, hessian, reverse, secondOrder } from '../index.ts'
import {
  hessianPattern,
  prepareSparseHessian,
  prepareSparseJacobian,
  sparseHessian,
  sparseHessianInto,
  valueAndSparseHessian,
  valueAndSparseHessianInto,
} from './index.ts'

const overReverse = (outer: Backend): Backend => secondOrder(outer, reverse())

/** Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)². */
function rosenbrock(x: Vector): Scalar {
  const [a, b] = [slice(x, 0, x.length - 1), slice(x, 1)]
  return sum(add(multiply(100, square(subtract(b, square(a)))), square(subtract(1, a))))
}

/** x₀ Σ xᵢ²: everything interacts with x₀ and with itself. */
const arrowhead = (x: Vector): Scalar => multiply(element(x, 0), sum(square(x)))

/** Half the energy of a chain of springs. */
function chain(x: Vector): Scalar {
  const padded = concat(0, x, 0)
  const stretch = subtract(slice(padded, 1), slice(padded, 0, padded.length - 1))
  return dot(stretch, stretch)
}

const grid = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => 1 + (i % 7) / 4)

/** Equal but for roundings, of which products in another order may have a few. */
const isClose = (a: DenseMatrix, b: DenseMatrix): boolean => {
  const largest = b.data.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
  return a.rows === b.rows && a.data.every((entry, k) => Math.abs(entry - b.data[k]) <= 2 ** -40 * largest)
}

/** `forward` over `reverse`, and how many products with the Hessian were taken. */
function counted(): { backend: Backend; products: () => number } {
  let products = 0
  const { pushforward } = forward()
  const outer: Backend = {
    name: 'counted',
    pushforward(problem) {
      const { chunk, run } = pushforward!(problem)
      return {
        chunk,
        run(inputs, seeds) {
          products += seeds.length
          return run(inputs, seeds)
        },
      }
    },
  }
  return { backend: overReverse(outer), products: () => products }
}

describe('a sparse Hessian', () => {
  it.each([
    ['forward over reverse', overReverse(forward())],
    ['reverse over reverse', reverse()],
    ['forward over forward', forward({ chunk: 3 })],
    ['reverse over forward', secondOrder(reverse(), forward())],
  ])('is the dense one, by %s', (_, backend) => {
    fc.assert(
      fc.property(program, point, (steps, x) => {
        const f = (y: Vector): Scalar => runProgramToNumber(steps, y)
        return isClose(sparseHessian(f, backend, x).toDense(), hessian(f, overReverse(forward()), x))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['Rosenbrock', rosenbrock, 3],
    ['an arrowhead', arrowhead, 2],
    ['a chain', chain, 3],
  ] as const)('costs as many products as colours: %s', (_, f, colours) => {
    for (const n of [10, 1000, 100_000]) {
      const { backend, products } = counted()
      const prepared = prepareSparseHessian(f, backend, grid(n))
      expect(prepared.colours).toBe(colours)
      const matrix = sparseHessian(f, prepared, grid(n))
      expect(products()).toBe(colours)
      expect(matrix.rowIndices.length).toBe(3 * n - 2)
      if (n < 100) expect(isClose(matrix.toDense(), hessian(f, overReverse(forward()), grid(n)))).toBe(true)
    }
  })

  it('comes with the value, and into a matrix of its pattern', () => {
    const x = Float64Array.of(1, 2, 3)
    const backend = overReverse(forward())
    const prepared = prepareSparseHessian(rosenbrock, backend, x)
    const expected = sparseHessian(rosenbrock, backend, x)
    const [value, matrix] = valueAndSparseHessian(rosenbrock, prepared, x)
    expect(value).toBe(rosenbrock(x))
    expect(matrix).toEqual(expected)
    const out = prepared.matrix()
    expect(sparseHessianInto(out, rosenbrock, prepared, x)).toBe(out)
    expect(out).toEqual(expected)
    out.values.fill(Number.NaN)
    expect(valueAndSparseHessianInto(out, rosenbrock, prepared, x)).toBe(value)
    expect(out).toEqual(expected)
  })

  // Second differences with a step of ε^¼ are right to some √ε of the value, which is less than 16 here.
  it.each([
    ['products of its own', finiteDiff(), 16 * 2 ** -22],
    ['a program made once', compiled(), 2 ** -40],
  ])('comes from a backend with %s', (_, backend, tolerance) => {
    const prepared = prepareSparseHessian(chain, backend, grid(8))
    expect(prepared.colours).toBe(3)
    const { data } = sparseHessian(chain, prepared, grid(8)).toDense()
    const dense = hessian(chain, overReverse(forward()), grid(8))
    data.forEach((entry, k) => {
      expect(Math.abs(entry - dense.data[k])).toBeLessThan(tolerance)
    })
  })

  it('has no entries where f is affine', () => {
    const f = (x: Vector, c: Vector): Scalar => add(dot(x, c), 1)
    const [value, H] = valueAndSparseHessian(f, reverse(), [1, 2], constant([3, 4]))
    expect([value, H.rows, H.columns, H.values.length]).toEqual([12, 2, 2, 0])
  })

  it('refuses what it was not prepared for, and a function that gives no number', () => {
    const x = grid(4)
    const prepared = prepareSparseHessian(rosenbrock, reverse(), x)
    const mismatch = expect.objectContaining({ code: 'PREPARATION_MISMATCH' })
    expect(() => sparseHessian(chain, prepared, x)).toThrow(mismatch)
    expect(() => sparseHessian(rosenbrock, prepared, grid(5))).toThrow(mismatch)
    const jacobian = prepareSparseJacobian(rosenbrock, reverse(), x)
    expect(() => sparseHessian(rosenbrock, jacobian as never, x)).toThrow(mismatch)
    const fit = expect.objectContaining({ code: 'LENGTH_MISMATCH' })
    expect(() => sparseHessian(square as never, reverse(), x)).toThrow(fit)
    expect(() => hessianPattern(square as never, x)).toThrow(fit)
    expect(() => sparseHessian(rosenbrock, { name: 'none' }, x)).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED' }),
    )
  })
})
