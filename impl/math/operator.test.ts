/** Operators with rules of their own, by every way of differentiating; and what is refused where a rule is missing or wrong. */
import { describe, expect, expectTypeOf, it } from 'vitest'
import { compiled } from '../autodiff/backends/compiled/index.ts'
import { countCalls } from '../autodiff/count.ts'
import {
  constant,
  derivative,
  forward,
  gradient,
  gradientInto,
  hessian,
  jacobian,
  prepareGradient,
  pullback,
  pushforward,
  reverse,
  secondOrder,
} from '../autodiff/index.ts'
import { add, defineOperator, dot, exp, multiply, square, sum } from './index.ts'
import type { DenseMatrix, Matrix, Scalar, Vector } from './value.ts'

/** y = k x s, k a count. */
const scaled = defineOperator({
  name: 'scaled',
  primal: (x: Float64Array, s: number, k: number) => x.map((v) => k * v * s),
  pushforward: ([x, s, k], [xDot, sDot]) => x.map((v, i) => k * ((xDot?.[i] ?? 0) * s + v * (sDot ?? 0))),
  pullback: ([x, s, k], bar, _y, [wantsX]) => [
    wantsX ? bar.map((b) => k * b * s) : undefined,
    x.reduce((total, v, i) => total + k * v * bar[i], 0),
  ],
  nonDifferentiable: ['count'],
  arguments: ['x', 'scale', 'count'],
})

const cube = defineOperator({
  name: 'cube',
  traceable: true,
  primal: (x: Float64Array) => x.map((v) => v ** 3),
  pushforward: ([x], [xDot]) => multiply(multiply(3, square(x)), xDot!),
  pullback: ([x], bar) => [multiply(multiply(3, square(x)), bar)],
})

/** y = A x. */
const product = defineOperator({
  name: 'product',
  primal: ({ rows, columns, data }: DenseMatrix, x: Float64Array) =>
    Float64Array.from({ length: rows }, (_, i) => x.reduce((total, v, j) => total + data[i * columns + j] * v, 0)),
  pullback: ([{ rows, columns, data }, x], bar) => [
    { rows, columns, data: data.map((_, k) => bar[Math.floor(k / columns)] * x[k % columns]) },
    x.map((_, j) => bar.reduce((total, b, i) => total + data[i * columns + j] * b, 0)),
  ],
  shape: ([rows]) => [rows],
})

const code = (run: () => unknown): readonly unknown[] => {
  try {
    return ['no error', run()]
  } catch (error) {
    const { code, argument } = error as { code?: string; argument?: string }
    return [code, argument, (error as Error).message]
  }
}

describe('an operator', () => {
  it('is a function whose types follow from its primal', () => {
    expect(scaled([1, 2], 3, 2)).toEqual(Float64Array.of(6, 12))
    expectTypeOf(scaled([1, 2], 3, 2)).toEqualTypeOf<Float64Array>()
    expectTypeOf((x: Vector, s: Scalar) => scaled(x, s, 2)).returns.toEqualTypeOf<Vector>()
    expectTypeOf((A: Matrix, x: Vector) => product(A, x)).returns.toEqualTypeOf<Vector>()
  })

  it.each([
    ['forward', forward()],
    ['reverse', reverse()],
    ['compiled', compiled()],
  ])('is differentiated by %s', (_, backend) => {
    const loss = (x: Vector, s: Scalar) => sum(square(scaled(x, s, 2)))
    const [x, s] = gradient(loss, backend, [1, 2], 3)
    expect([x, s]).toEqual([Float64Array.of(72, 144), 120])
    expect(derivative((t: Scalar) => sum(scaled([1, 2], t, 2)), backend, 3)).toBe(6)
    expect(jacobian((x: Vector) => cube(x), backend, [1, 2]).data).toEqual(Float64Array.of(3, 0, 0, 12))
  })

  it('has matrices, by reverse and compiled', () => {
    const A = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }
    for (const backend of [reverse(), compiled()]) {
      const [ofA, ofX] = pullback((B: Matrix, x: Vector) => product(B, x), backend, A, [1, -1], [5, 6])
      expect(ofA.data).toEqual(Float64Array.of(5, 6, -5, -6))
      expect(ofX).toEqual(Float64Array.of(-2, -2))
    }
  })

  it('has matrices in the rules of its derivatives, linear as they are', () => {
    const A = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }
    // Linear in the cotangent: Σ (ȳ xᵀ) + Σ Aᵀ ȳ, whose gradient in ȳ is x₁ + x₂ and the sums of the rows.
    const pulled = (bar: Vector) => {
      const [ofA, ofX] = pullback((B: Matrix, x: Vector) => product(B, x), reverse(), A, bar, [1, -3])
      return add(sum(ofA as Matrix), sum(ofX as Vector))
    }
    expect(code(() => gradient(pulled, reverse(), [5, 6])).slice(0, 2)).toEqual(['NOT_DIFFERENTIABLE', 'argument 1'])
    expect(pushforward(pulled, forward(), [5, 6], [1, 10])).toBe(-22 + 3 + 70)
  })

  it('is computed once, and only the cotangents that somebody asked for', () => {
    const loss = (x: Vector, s: Scalar) => sum(square(scaled(x, s, 2)))
    const one = { primal: 1, pushforward: 0, pullback: 1 }
    const callsOf = (run: () => unknown): unknown => countCalls(run).calls.scaled
    expect(callsOf(() => gradient(loss, reverse(), [1, 2], 3))).toEqual({ ...one, cotangents: { x: 1, scale: 1 } })
    expect(callsOf(() => gradient(loss, reverse(), [1, 2], constant(3)))).toEqual({ ...one, cotangents: { x: 1 } })
    expect(callsOf(() => gradient(loss, reverse(), constant([1, 2]), 3))).toEqual({ ...one, cotangents: { scale: 1 } })
    const prepared = prepareGradient(loss, compiled(), [1, 2], constant(3))
    expect(callsOf(() => gradientInto(new Float64Array(2), loss, prepared, [1, 2], constant(3)))).toEqual({
      ...one,
      cotangents: { x: 1 },
    })
    expect(callsOf(() => pushforward(loss, forward(), [1, 2], [[1, 0], 1], 3))).toEqual({
      primal: 1,
      pushforward: 1,
      pullback: 0,
      cotangents: {},
    })
  })

  it('is not differentiated in what is declared constant', () => {
    const loss = (k: Scalar) => sum(scaled([1, 2], 3, k))
    for (const backend of [forward(), reverse(), compiled()]) {
      expect(derivative(loss, backend, 2)).toBe(0)
      expect(gradient(loss, backend, 2)).toBe(0)
    }
    const { calls } = countCalls(() => gradient(loss, reverse(), 2))
    expect(calls.scaled).toEqual({ primal: 1, pushforward: 0, pullback: 0, cotangents: {} })
  })
})

describe('second derivatives', () => {
  const loss = (x: Vector) => dot(cube(x), x)
  const expected = Float64Array.of(12, 0, 0, 48)

  it.each([
    ['forward over reverse', secondOrder(forward(), reverse())],
    ['reverse over reverse', secondOrder(reverse(), reverse())],
    ['reverse over forward', secondOrder(reverse(), forward())],
    ['compiled', compiled()],
  ])('go through rules that can be traced, by %s', (_, backend) => {
    expect(hessian(loss, backend, [1, 2]).data).toEqual(expected)
  })

  it('need none where the rules are used linearly', () => {
    // The second derivative in y is exp, and the operator is linear in what depends on y.
    const outer = (y: Scalar) =>
      gradient((x: Vector) => dot(multiply(exp(y), scaled(x, 3, 2)), [1, 1]), reverse(), [1, 2])
    expect(pushforward(outer, forward(), 0, 1)).toEqual(Float64Array.of(6, 6))
    expect(derivative((y: Scalar) => sum(outer(y) as Vector), reverse(), 0)).toBe(12)
    const along = (y: Scalar) => pushforward((x: Vector) => scaled(x, 3, 2), forward(), [1, 2], multiply(y, [1, 1]))
    expect(derivative((y: Scalar) => sum(along(y) as Vector), reverse(), 5)).toBe(12)
    expect(derivative((y: Scalar) => sum(along(y) as Vector), forward(), 5)).toBe(12)
  })

  it.each([
    ['forward over reverse', secondOrder(forward(), reverse())],
    ['reverse over reverse', secondOrder(reverse(), reverse())],
    ['reverse over forward', secondOrder(reverse(), forward())],
    ['forward over forward', secondOrder(forward(), forward())],
  ])('are refused for numeric rules, by %s, with a way out', (_, backend) => {
    const [name, argument, message] = code(() => hessian((x: Vector) => sum(square(scaled(x, 3, 2))), backend, [1, 2]))
    expect([name, argument]).toEqual(['NOT_DIFFERENTIABLE', 'x'])
    expect(message).toMatch(/scaled: .*secondOrder\(finiteDiff\(\), reverse\(\)\).*traceable: true/)
  })
})

describe('what is missing or wrong is an error, never zero', () => {
  const primal = (x: Float64Array, s: number): Float64Array => x.map((v) => v * s)
  const loss = (operator: (x: Vector, s: Scalar) => Vector) => (x: Vector, s: Scalar) => sum(operator(x, s))

  it('a map that is missing', () => {
    const forwards = defineOperator({
      name: 'forwards',
      primal,
      pushforward: ([x, s], [xDot]) => (xDot ?? x).map((v) => v * s),
    })
    const backwards = defineOperator({
      name: 'backwards',
      primal,
      pullback: ([, s], bar) => [bar.map((b) => b * s), 1],
    })
    expect(code(() => gradient(loss(forwards), reverse(), [1, 2], constant(3)))).toEqual([
      'NOT_DIFFERENTIABLE',
      'argument 1',
      expect.stringContaining('forwards: it was defined without a pullback'),
    ])
    expect(code(() => gradient(loss(backwards), forward(), constant([1, 2]), 3))).toEqual([
      'NOT_DIFFERENTIABLE',
      'argument 2',
      expect.stringContaining('backwards: it was defined without a pushforward'),
    ])
  })

  it('a cotangent that is left out, unless nobody wants it', () => {
    const partial = defineOperator({ name: 'partial', primal, pullback: ([, s], bar) => [bar.map((b) => b * s)] })
    expect(gradient(loss(partial), reverse(), [1, 2], constant(3))).toEqual(Float64Array.of(3, 3))
    expect(code(() => gradient(loss(partial), reverse(), [1, 2], 3))).toEqual([
      'NOT_DIFFERENTIABLE',
      'argument 2',
      expect.stringContaining('partial'),
    ])
  })

  it.each([
    [
      'a tangent of another shape',
      { pushforward: () => Float64Array.of(1) },
      /pushforward returns a tangent of the right shape; got a vector of 1, expected a vector of 2/,
    ],
    [
      'a cotangent of another shape',
      { pullback: () => [Float64Array.of(1), 1] as const },
      /pullback returns the cotangent of argument 1 of the right shape/,
    ],
    [
      'a number for the cotangents',
      { pullback: () => 3 as never },
      /pullback returns an array with a cotangent for each argument; got 3/,
    ],
    [
      'a cotangent too many',
      { pullback: () => [Float64Array.of(1, 1), 1, 1] as never },
      /got 3 cotangents, expected at most 2/,
    ],
    [
      'a tangent that is no value',
      { pushforward: () => 'x' as never },
      /pushforward: a tangent is a number, a vector or a matrix/,
    ],
  ])('%s', (_, rules, message) => {
    const operator = defineOperator({ name: 'wrong', primal, ...rules })
    const backend = 'pullback' in rules ? reverse() : forward()
    const [name, , text] = code(() => gradient(loss(operator), backend, [1, 2], 3))
    expect(name).toBe('LENGTH_MISMATCH')
    expect(text).toMatch(message)
  })

  it('arguments that are missing or none', () => {
    const given = scaled as (...args: readonly unknown[]) => unknown
    expect(code(() => given([1, 2]))).toEqual([
      'LENGTH_MISMATCH',
      undefined,
      expect.stringContaining('every argument is given'),
    ])
    expect(code(() => given('x', 1, 1)).slice(0, 2)).toEqual(['LENGTH_MISMATCH', 'x'])
  })

  it.each([
    ['no name', { name: '', primal }, 'name'],
    ['no primal', { name: 'x', primal: 3 as never }, 'primal'],
    ['a rule that is no function', { name: 'x', primal, pullback: {} as never }, 'pullback'],
    ['nothing', undefined, 'name'],
    ['an argument that there is not', { name: 'x', primal, nonDifferentiable: ['count'] }, 'nonDifferentiable'],
  ])('a definition with %s', (_, definition, argument) => {
    expect(code(() => defineOperator(definition as never)).slice(0, 2)).toEqual(['INVALID_OPTION', argument])
  })
})

describe('the shape of the result', () => {
  const first = (x: Float64Array): Float64Array => {
    if (x[0] > 5) throw new RangeError('too large')
    return x.slice(0, x[0])
  }

  it('is found with made-up numbers, and checked when it is run', () => {
    const operator = defineOperator({
      name: 'first',
      primal: first,
      pullback: ([x], bar) => [x.map((_, i) => bar[i] ?? 0)],
    })
    const squared = (x: Vector) => sum(square(operator(x)))
    const traced = prepareGradient(squared, compiled(), [1, 7, 8])
    expect(gradient(squared, traced, [1, 7, 8])).toEqual(Float64Array.of(2, 0, 0))
    expect(code(() => gradient(squared, traced, [2, 7, 8]))).toEqual([
      'LENGTH_MISMATCH',
      undefined,
      expect.stringContaining('primal returns the shape that was traced; got a vector of 2, expected a vector of 1'),
    ])
  })

  it('is asked for where they do not do', () => {
    const operator = defineOperator({ name: 'picky', primal: (x: Float64Array) => first(x.map((v) => v + 9)) })
    expect(code(() => prepareGradient((x: Vector) => sum(operator(x)), compiled(), [1]))).toEqual([
      'UNSUPPORTED',
      undefined,
      expect.stringContaining('shape: (…shapes) =>'),
    ])
  })
})

describe('countCalls', () => {
  it('refuses what goes on after it has returned', () => {
    expect(() => countCalls(async () => 1)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
  })

  it('counts inside of counting in both, and stops where the body throws', () => {
    const { calls, result } = countCalls(() => {
      cube([1])
      expect(() =>
        countCalls(() => {
          cube([2])
          throw new Error('no')
        }),
      ).toThrow('no')
      return countCalls(() => cube([3])).calls.cube.primal
    })
    expect(result).toBe(1)
    expect(calls.cube.primal).toBe(3)
  })
})
