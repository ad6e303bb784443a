import type { Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { Dual } from './dual.ts'
import { fractionOf } from './exact.ts'
import { solve } from './linear.ts'
import {
  add,
  bigNumber,
  constant,
  divide,
  equal,
  fraction,
  lup,
  lusolve,
  multiply,
  negate,
  smaller,
  subtract,
  transpose,
} from './math.ts'
import type { Scalar } from './scalar.ts'

const q = (numerator: number, denominator = 1) => fraction(BigInt(numerator), BigInt(denominator))

/** Everything that is rational in x and y, so that each operation is met with each kind of operand. */
const f = <T extends Scalar>(x: T, y: T): T =>
  divide(subtract(multiply(3, multiply(x, y)), negate(add(x, 2))), subtract(multiply(y, y), x))

describe('derivatives in several directions at once', () => {
  // f = (3 x y + x + 2) / (y² − x) at x = 2, y = 3: f = 22/7, ∂f/∂x = (3y + 1 + f)/(y² − x), ∂f/∂y = (3x − 2y f)/(y² − x)
  test('over fractions they are exact', () => {
    const { re, du } = f(new Dual(q(2), [q(1), q(0)]), new Dual(q(3), [q(0), q(1)]))
    expect([re, ...du].map(String)).toEqual([q(22, 7), q(92, 49), q(-90, 49)].map(String))
  })

  test('over doubles and over decimal floats they are close', () => {
    const { re, du } = f(new Dual(2, [1, 0]), new Dual(3, [0, 1]))
    expect(re).toBeCloseTo(22 / 7, 14)
    expect(du[0]).toBeCloseTo(92 / 49, 14)
    expect(du[1]).toBeCloseTo(-90 / 49, 14)
    const big = (x: number) => bigNumber(x)
    const decimal = f(new Dual(big(2), [big(1), big(0)]), new Dual(big(3), [big(0), big(1)]))
    expect(Math.abs(Number(subtract(multiply(49, decimal.du[0]), big(92))))).toBeLessThan(1e-60)
    expect(Math.abs(Number(add(multiply(49, decimal.du[1]), 90)))).toBeLessThan(1e-60)
  })

  test('over duals they are second derivatives', () => {
    const variable = (x: number): Dual<Dual<Fraction>> => new Dual(new Dual(q(x), [q(1)]), [new Dual(q(1), [q(0)])])
    const x = variable(2)
    // (1/x³)″ = 12/x⁵
    const { re, du } = divide(constant(1, x), multiply(x, multiply(x, x)))
    expect([re.re, re.du[0], du[0].re, du[0].du[0]].map(String)).toEqual(
      [q(1, 8), q(-3, 16), q(-3, 16), q(12, 32)].map(String),
    )
  })

  test('a perturbation inside another one stays apart from it: d/dx (x · d/dy (x + y)) = 1', () => {
    const x = new Dual(1, [1])
    const inner = add(new Dual(x, [constant(0, x)]), new Dual(x, [constant(1, x)])).du[0]
    expect(multiply(x, inner).du).toEqual([1])
  })

  test('constants meet duals on either side', () => {
    const x = new Dual<Scalar>(q(4), [q(1)])
    const two = q(2)
    const parts = (dual: Scalar) => (dual instanceof Dual ? [dual.re, ...dual.du].map(String) : [])
    for (const [got, re, du] of [
      [add<Scalar>(x, two), q(6), q(1)],
      [add<Scalar>(two, x), q(6), q(1)],
      [subtract<Scalar>(x, two), q(2), q(1)],
      [subtract<Scalar>(two, x), q(-2), q(-1)],
      [multiply<Scalar>(x, two), q(8), q(2)],
      [multiply<Scalar>(2, x), q(8), q(2)],
      [divide<Scalar>(x, two), q(2), q(1, 2)],
      [divide<Scalar>(two, x), q(1, 2), q(-1, 8)],
    ] as const)
      expect(parts(got)).toEqual([String(re), String(du)])
  })

  test('order is that of the real parts, equality that of all parts', () => {
    const x = new Dual<Scalar>(1, [5])
    const y = new Dual<Scalar>(1, [0])
    expect([smaller<Scalar>(x, 2), smaller<Scalar>(0, x), smaller<Scalar>(x, y)]).toEqual([true, true, false])
    expect([equal<Scalar>(x, x), equal<Scalar>(x, y), equal<Scalar>(x, 1), equal<Scalar>(y, 1)]).toEqual([
      true,
      false,
      false,
      true,
    ])
    const one: Scalar = 1
    expect([equal<Scalar>(one, x), equal<Scalar>(one, y), equal<Scalar>(one, constant(2, y))]).toEqual([
      false,
      true,
      false,
    ])
  })

  test('duals of different directions are refused', () => {
    expect(() => add(new Dual(1, [1]), new Dual(1, [1, 0]))).toThrow(/1 and 2 directions/)
  })
})

describe('inside the matrix functions', () => {
  test('a tangent of zero is not dropped: the solution of x = 0 + 1ε', () => {
    const one = new Dual(q(1), [q(0)])
    const [x] = solve('test', [[one]], [new Dual(q(0), [q(1)])])
    expect(String(x.du[0])).toBe('1')
  })

  test('the derivative of a solve is −A⁻¹ Ȧ x, where elimination swaps rows', () => {
    const entry = (re: number, du: number) => new Dual(q(re), [q(du)])
    // A = [[0, 2], [−4, 1]] + ε [[1, 0], [0, 0]], b = [2, 5]: x = [−1, 1], ẋ = A⁻¹ [1, 0] = [1/8, 1/2]
    const A = [
      [entry(0, 1), entry(2, 0)],
      [entry(-4, 0), entry(1, 0)],
    ]
    const x = lusolve(lup(A), [entry(2, 0), entry(5, 0)])
    expect(x.map(({ re }) => String(re))).toEqual(['-1', '1'])
    expect(x.map(({ du }) => String(du[0]))).toEqual(['0.125', '0.5'])
    expect(transpose(A)[0][1]).toBe(A[1][0])
  })

  test('comparisons are exact: no tolerance swallows a small number', () => {
    expect(lusolve(lup([[1]]), [1e-320])).toEqual([1e-320])
    expect(smaller(1, 1 + 2 ** -52)).toBe(true)
    expect(smaller(fractionOf(1), fractionOf(1 + 2 ** -52))).toBe(true)
    expect(equal(Number.MIN_VALUE, 0)).toBe(false)
  })

  test.each([
    ['the right-hand side not in the range', [1, 1]],
    ['the right-hand side in the range', [1, 2]],
  ])('a singular matrix is refused, %s', (_, b) => {
    const A = [
      [1, 3],
      [2, 6],
    ]
    const singular = expect.objectContaining({ code: 'SINGULAR' })
    const lifted = (x: number) => new Dual(new Dual(fractionOf(x), [q(1)]), [new Dual(q(1), [q(0)])])
    const attempt = (run: () => unknown) => {
      try {
        return run()
      } catch (error) {
        return error
      }
    }
    expect(attempt(() => solve('test', A, b))).toEqual(singular)
    expect(
      attempt(() =>
        solve(
          'test',
          A.map((row) => row.map(fractionOf)),
          b.map(fractionOf),
        ),
      ),
    ).toEqual(singular)
    expect(
      attempt(() =>
        solve(
          'test',
          A.map((row) => row.map(lifted)),
          b.map(lifted),
        ),
      ),
    ).toEqual(singular)
  })
})
