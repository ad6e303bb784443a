import { describe, expect, expectTypeOf, it } from 'vitest'
import { add, dot, exp, matrixVector, multiply, sin, square, sum } from '../math/index.ts'
import {
  type Backend,
  compiled,
  type DenseMatrix,
  derivative,
  derivativeInto,
  forward,
  gradient,
  gradientInto,
  hessian,
  hessianInto,
  hvp,
  hvpInto,
  jacobian,
  jacobianInto,
  type Matrix,
  pullback,
  pullbackInto,
  pushforward,
  pushforwardInto,
  reverse,
  type Scalar,
  secondDerivative,
  secondDerivativeInto,
  secondOrder,
  type Vector,
  valueAndDerivative,
  valueAndDerivativeInto,
  valueAndGradient,
  valueAndGradientInto,
  valueAndHessian,
  valueAndHvp,
  valueAndJacobian,
  valueAndPullback,
  valueAndPushforward,
  valueAndSecondDerivative,
} from './index.ts'

const cubes = (x: Vector): Scalar => sum(multiply(square(x), x))
const squares = (x: Vector): Vector => square(x)
const matrix = (rows: number, columns: number, ...data: number[]): DenseMatrix => ({
  rows,
  columns,
  data: Float64Array.from(data),
})

/** A backend with one of the two maps alone, so that everything else has to derive from it. */
const only = (map: 'pushforward' | 'pullback', whole: Backend): Backend => ({
  name: `only ${map}`,
  [map]: whole[map]?.bind(whole),
})

const backends: readonly Backend[] = [
  forward(),
  forward({ chunk: 1 }),
  forward({ chunk: 3 }),
  reverse(),
  secondOrder(reverse(), reverse()),
  secondOrder(reverse(), forward()),
  secondOrder(forward(), forward()),
  only('pushforward', forward()),
  only('pullback', reverse()),
]

describe.each(backends)('$name', (backend) => {
  it('differentiates in a number', () => {
    expect(derivative((x) => exp(multiply(2, x)), backend, 0)).toBe(2)
    expect(derivative((x) => multiply(x, [1, 2]), backend, 5)).toEqual(Float64Array.of(1, 2))
    expect(derivative((x, y) => multiply(x, y), backend, 2, 3)).toEqual([3, 2])
    expect(valueAndDerivative((x) => square(x), backend, 3)).toEqual([9, 6])
    expect(secondDerivative((x) => exp(multiply(2, x)), backend, 0)).toBe(4)
    expect(valueAndSecondDerivative((x) => multiply(square(x), [1, 3]), backend, 2)).toEqual([
      Float64Array.of(4, 12),
      Float64Array.of(2, 6),
    ])
  })

  it('takes gradients in numbers, vectors, matrices and several arguments', () => {
    expect(gradient((x) => sum(square(x)), backend, [1, 2, 3, 4, 5])).toEqual(Float64Array.of(2, 4, 6, 8, 10))
    expect(gradient((x) => square(x), backend, 3)).toBe(6)
    expect(gradient((A) => sum(matrixVector(A, [1, 2])), backend, matrix(2, 2, 1, 2, 3, 4))).toEqual(
      matrix(2, 2, 1, 2, 1, 2),
    )
    expect(gradient((x, y) => multiply(sum(x), y), backend, [1, 2], 3)).toEqual([Float64Array.of(3, 3), 3])
    expect(valueAndGradient(cubes, backend, [1, 2])).toEqual([9, Float64Array.of(3, 12)])
  })

  it('builds Jacobians', () => {
    expect(jacobian(squares, backend, [1, 2])).toEqual(matrix(2, 2, 2, 0, 0, 4))
    expect(jacobian((x) => sum(x), backend, [1, 2, 3])).toEqual(matrix(1, 3, 1, 1, 1))
    expect(jacobian((x, y) => multiply(x, y), backend, [1, 2], 3)).toEqual([
      matrix(2, 2, 3, 0, 0, 3),
      matrix(2, 1, 1, 2),
    ])
    expect(valueAndJacobian(squares, backend, [3])).toEqual([Float64Array.of(9), matrix(1, 1, 6)])
  })

  it('pushes tangents forward and pulls cotangents back', () => {
    expect(pushforward(squares, backend, [1, 2, 3], [1, 0, 2])).toEqual(Float64Array.of(2, 0, 12))
    expect(pushforward((x, y) => multiply(x, y), backend, [1, 2], [[1, 1], 2], 3)).toEqual(Float64Array.of(5, 7))
    expect(valueAndPushforward(squares, backend, [1, 2], [1, 1])).toEqual([
      Float64Array.of(1, 4),
      Float64Array.of(2, 4),
    ])
    expect(pullback(squares, backend, [1, 2, 3], [1, 0, 2])).toEqual(Float64Array.of(2, 0, 12))
    expect(pullback((x, y) => multiply(x, y), backend, [1, 2], [1, 10], 3)).toEqual([Float64Array.of(3, 30), 21])
    expect(valueAndPullback((x) => sum(x), backend, [1, 2], 3)).toEqual([3, Float64Array.of(3, 3)])
  })

  it('takes second derivatives', () => {
    expect(hvp(cubes, backend, [1, 2, 3], [1, 0, 2])).toEqual(Float64Array.of(6, 0, 36))
    expect(valueAndHvp(cubes, backend, [1, 2], [1, 1])).toEqual([9, Float64Array.of(6, 12)])
    expect(hvp((x, y) => multiply(sum(square(x)), y), backend, [1, 2], [[1, 0], 1], 3)).toEqual([
      Float64Array.of(8, 4),
      2,
    ])
    expect(hessian((x) => multiply(sum(x), dot(x, [1, 2])), backend, [1, 1])).toEqual(matrix(2, 2, 2, 3, 3, 4))
    expect(hessian((x, y) => multiply(sum(square(x)), y), backend, [1, 2], 3)).toEqual(
      matrix(3, 3, 6, 0, 2, 0, 6, 4, 2, 4, 0),
    )
    expect(valueAndHessian((x) => square(x), backend, 3)).toEqual([9, matrix(1, 1, 2)])
  })

  it('writes into the caller’s room', () => {
    const out = new Float64Array(2)
    expect(gradientInto(out, cubes, backend, [1, 2])).toBe(out)
    expect([...out]).toEqual([3, 12])
    expect([...(pushforwardInto(out, squares, backend, [1, 2], [1, 1]) as Float64Array)]).toEqual([2, 4])
    expect([...pullbackInto(out, squares, backend, [1, 2], [1, 1])]).toEqual([2, 4])
    expect([...hvpInto(out, cubes, backend, [1, 2], [1, 1])]).toEqual([6, 12])
    expect([...derivativeInto(out, (x) => multiply(x, [1, 2]), backend, 1)]).toEqual([1, 2])
    expect(valueAndGradientInto(out, cubes, backend, [1, 2])).toBe(9)
    const one = new Float64Array(1)
    expect(valueAndDerivativeInto(one, (x) => sin(x), backend, 0)).toBe(0)
    expect([...one]).toEqual([1])
    expect([...secondDerivativeInto(one, (x) => square(x), backend, 0)]).toEqual([2])
    const square2 = matrix(2, 2, 0, 0, 0, 0)
    expect(jacobianInto(square2, squares, backend, [1, 2])).toEqual(matrix(2, 2, 2, 0, 0, 4))
    expect(hessianInto(square2, cubes, backend, [1, 2])).toEqual(matrix(2, 2, 6, 0, 0, 12))
    const both: [Float64Array, Float64Array] = [out, one]
    gradientInto(both, (x, y) => multiply(sum(x), y), backend, [1, 2], 3)
    expect(both).toEqual([Float64Array.of(3, 3), Float64Array.of(3)])
  })

  it('gives zeros in what a function does not depend on', () => {
    expect(gradient(() => 1, backend, [1, 2])).toEqual(Float64Array.of(0, 0))
    expect(gradient((_x, y) => square(y), backend, [1, 2], 3)).toEqual([Float64Array.of(0, 0), 6])
    expect(derivative(() => 1, backend, 3)).toBe(0)
    expect(hessian((x) => sum(x), backend, [1, 2])).toEqual(matrix(2, 2, 0, 0, 0, 0))
  })

  it('does not confuse perturbations', () => {
    // d/dx [x · d/dy (x + y)] = 1, which one dual part for both would make 2.
    const inner = (x: Scalar): Scalar => derivative((y) => add(x, y), backend, 1)
    expect(derivative((x) => multiply(x, inner(x)), backend, 1)).toBe(1)
    // ∂/∂x ∂/∂y x y² at (3, 5), and three levels deep: d³/dx³ x⁴ = 24 x.
    expect(derivative((x) => derivative((y) => multiply(x, square(y)), backend, 5), backend, 3)).toBe(10)
    const third = derivative(
      (x) => derivative((y) => derivative((z) => square(square(z)), backend, y), backend, x),
      backend,
      2,
    )
    expect(third).toBe(48)
  })
})

describe('shapes that do not fit are refused', () => {
  it.each([
    ['a gradient of a vector', () => gradient(squares as unknown as () => Scalar, reverse(), [1, 2])],
    ['a derivative in a vector', () => derivative((x) => sum(x), forward(), [1, 2])],
    ['a tangent that is too long', () => pushforward(squares, forward(), [1, 2], [1])],
    ['a missing tangent', () => pushforward((x, y) => multiply(x, y), forward(), [1, 2], [[1, 1]] as never, 3)],
    ['a cotangent of another shape', () => pullback(squares, reverse(), [1, 2], [1, 2, 3])],
    ['too little room', () => gradientInto(new Float64Array(1), cubes, reverse(), [1, 2])],
    ['a second derivative in two numbers', () => secondDerivative((x, y) => multiply(x, y), forward(), 1, 2)],
    ['no active argument', () => gradient(() => 1, reverse())],
    ['an argument that is no value', () => gradient(cubes as never, reverse(), 'x' as never)],
    ['a function that gives nothing', () => gradient((() => undefined) as never, reverse(), 1)],
  ])('%s', (_what, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
  })

  it.each([
    ['no backend', () => gradient(cubes, undefined as never, [1])],
    ['no function', () => gradient(1 as never, reverse(), [1])],
    ['a backend that was not called', () => gradient(cubes, reverse as never, [1])],
    ['an empty chunk', () => forward({ chunk: 0 })],
    ['one backend of two', () => secondOrder(reverse(), undefined as never)],
    ['a backend that was not called', () => secondOrder(reverse as never, reverse())],
    ['an option that is misspelt', () => forward({ chunks: 3 } as never)],
  ])('%s', (_what, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
  })

  it('a backend without maps', () => {
    expect(() => gradient(cubes, { name: 'none' }, [1])).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }))
  })

  it('a traced value as a plain one, or kept', () => {
    const refused = expect.objectContaining({ code: 'TRACED_VALUE' })
    expect(() => derivative((x) => (x as number) * 2, forward(), 1)).toThrow(refused)
    expect(() => gradient((x) => Math.max(...(x as number[])), reverse(), [1])).toThrow(refused)
    const entries = (x: Vector): Scalar => {
      let total = 0
      for (let i = 0; i < x.length; i++) total += (x as number[])[i] ** 2
      return total
    }
    expect(() => gradient(entries, reverse(), [1, 2])).toThrow(refused)
    expect(() => gradient((x) => (x as number[]).reduce((a, b) => a + b), forward(), [1, 2])).toThrow(refused)
    expect(() => gradient((A) => sum((A as DenseMatrix).data), reverse(), matrix(1, 1, 1))).toThrow(refused)
    let kept: Scalar = 0
    derivative(
      (x) => {
        kept = x
        return x
      },
      forward(),
      1,
    )
    expect(() => exp(kept)).toThrow(refused)
    // Given back by another function it would be a constant, with a derivative of zero.
    expect(() => derivative(() => kept, reverse(), 1)).toThrow(refused)
    expect(() => gradient(() => kept, compiled(), [1, 2])).toThrow(refused)
    expect(() =>
      derivative((x) => gradientInto(new Float64Array(1), (y) => multiply(x, y), reverse(), 1) && x, forward(), 1),
    ).toThrow(refused)
  })
})

describe('types', () => {
  it('infer without annotations', () => {
    const f = gradient((x) => sum(square(x)), reverse(), [1, 2])
    expectTypeOf(f).toEqualTypeOf<Float64Array>()
    expectTypeOf(derivative((x) => exp(x), forward(), 1)).toEqualTypeOf<number>()
    expectTypeOf(derivative((x) => multiply(x, [1]), forward(), 1)).toEqualTypeOf<Float64Array>()
    expectTypeOf(gradient((x, y) => multiply(sum(x), y), reverse(), [1, 2], 3)).toEqualTypeOf<[Float64Array, number]>()
    expectTypeOf(jacobian(squares, reverse(), [1])).toEqualTypeOf<DenseMatrix>()
    expectTypeOf(hvp(cubes, reverse(), [1], [1])).toEqualTypeOf<Float64Array>()
    expectTypeOf(valueAndGradient(cubes, reverse(), [1])).toEqualTypeOf<[number, Float64Array]>()
    gradient(
      (A) => {
        expectTypeOf(A).toEqualTypeOf<Matrix>()
        return sum(A)
      },
      reverse(),
      matrix(1, 1, 1),
    )
  })
})
