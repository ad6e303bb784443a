import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allocationOf } from '../../../../bench/allocation.ts'
import * as math from '../../../math/index.ts'
import { cache, constant } from '../../arguments.ts'
import { countCalls } from '../../count.ts'
import * as autodiff from '../../index.ts'
import {
  type Backend,
  type DenseMatrix,
  forward,
  gradient,
  type Matrix,
  reverse,
  type Scalar,
  type Vector,
} from '../../index.ts'
import { compiled } from './index.ts'

const { add, concat, dot, element, exp, gather, matrixVector, multiply, reshape, sin, slice, square, stack, sum } = math

/** Numbers of either sign, none of them simple. */
const numbers = (length: number, seed = 1): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.sin(1 + seed + 2.7 * i) * 1.5)
const matrix = (rows: number, columns: number, seed = 1): DenseMatrix => ({
  rows,
  columns,
  data: numbers(rows * columns, seed),
})
const energy = (x: Vector | Matrix): Scalar => sum(multiply(sin(x as Vector), x as Vector))

/** Functions of a vector of n entries, each of which reaches another way of becoming code. */
const functions: Readonly<Record<string, (x: Vector, n: number) => Scalar>> = {
  'elementwise chains': (x) => sum(multiply(exp(math.negate(square(x))), math.atan(x))),
  'two sums in turn': (x) => sum(math.divide(exp(x), math.add(1, sum(square(x))))),
  'numbers among arrays': (x) => add(multiply(element(x, 0), sum(exp(x))), square(element(x, 0))),
  choices: (x) => sum(math.where(math.greater(x, 0), square(x), math.max(multiply(3, x), -1))),
  slices: (x, n) => sum(multiply(exp(slice(x, 1)), slice(x, 0, n - 1))),
  'a gather with repetitions': (x, n) => energy(gather(x, [n - 1, 0, 0, n >> 1, 0, 1, n - 1, 1, 1, 0, 0])),
  'a scatter': (x, n) =>
    energy(
      math.scatterAdd(
        x,
        Array.from(numbers(n), (_, i) => (i * i) % n),
        n + 3,
      ),
    ),
  'concatenations of few and many parts': (x) => energy(concat(exp(x), 2, x, element(x, 1), slice(x, 1), 3, x)),
  stacks: (x, n) => energy(stack(Array.from({ length: n }, (_, i) => sin(element(x, n - 1 - i))))),
  'a flat row': (x, n) => dot(matrixVector(reshape(x, [1, n]), exp(x)), [2]),
  'A x with few columns': (x, n) => energy(matrixVector(reshape(concat(x, x), [n, 2]), slice(x, 0, 2))),
  'A x with few rows': (x, n) => energy(matrixVector(reshape(concat(x, x), [2, n]), exp(x))),
  'A x with many of both': (x, n) =>
    energy(matrixVector(math.outer(x, exp(x)), x)) && energy(matrixVector(matrix(n, n), x)),
  'Aᵀ x with few columns': (x, n) => energy(math.matrixTransposeVector(matrix(n, 3), exp(x))),
  'Aᵀ x with few rows': (x, n) => energy(math.matrixTransposeVector(matrix(2, n), slice(exp(x), 0, 2))),
  'Aᵀ x with many of both': (x, n) => energy(math.matrixTransposeVector(matrix(n, n), square(x))),
  'products of matrices': (x, n) => energy(math.matrixMultiply(math.matrixTranspose(matrix(n, 2)), reshape(x, [n, 1]))),
  transposes: (x, n) => energy(math.matrixTranspose(reshape(concat(x, exp(x), x), [3, n]))),
  'running sums': (x) => energy(math.cumsum(sin(math.cumsum(x)))),
  'nothing at all': () => 3,
  'a constant array': (x, n) => dot(x, numbers(n, 5)),
}

describe.each([3, 8, 9, 40])('compiled equals reverse to the bit, for %i entries:', (n) => {
  it.each(Object.keys(functions))('%s', (name) => {
    const f = (x: Vector): Scalar => functions[name](x, n)
    const x = numbers(n)
    expect(autodiff.valueAndGradient(f, compiled(), x)).toEqual(autodiff.valueAndGradient(f, reverse(), x))
    const into = new Float64Array(n)
    const prepared = autodiff.prepareGradient(f, compiled(), x)
    for (const point of [numbers(n, 2), numbers(n, 3)]) {
      expect(autodiff.gradientInto(into, f, prepared, point)).toEqual(gradient(f, reverse(), point))
    }
  })
})

it.each([3, 8, 40])('compiled splines, planned, are those of reverse, for %i entries', (n) => {
  const f = (x: Vector): Scalar => {
    const knots = Float64Array.from({ length: n }, (_, i) => i)
    return energy(math.cubicSpline(knots, exp(x), [0.5, 1.2, 0.1], { boundary: 'natural' }))
  }
  const into = new Float64Array(n)
  const prepared = autodiff.prepareGradient(f, compiled(), numbers(n))
  for (const point of [numbers(n), numbers(n, 2), numbers(n, 3)]) {
    const expected = gradient(f, reverse(), point)
    const largest = expected.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0)
    autodiff.gradientInto(into, f, prepared, point).forEach((entry, i) => {
      // A plan and a fit round differently, each with K of at most 64 (NUM-4).
      expect(Math.abs(entry - expected[i])).toBeLessThanOrEqual(2 * 64 * 2 ** -53 * largest)
    })
  }
})

describe('a branch on a traced comparison is refused by compiled', () => {
  const { greater, less, where, min, abs } = math
  it.each([
    ['?:', (x: Scalar): Scalar => (greater(x, 0) ? multiply(2, x) : 0)],
    ['!', (x: Scalar): Scalar => (!greater(x, 0) ? multiply(2, x) : x)],
    ['&&', (x: Scalar): Scalar => where((greater(x, 0) && less(x, 1)) as Scalar, x, 0)],
    ['if (x > 0)', (x: Scalar): Scalar => ((x as number) > 0 ? x : 0)],
    ['isTrue', (x: Scalar): Scalar => (math.isTrue(greater(x, 0)) ? x : 0)],
  ])('%s', (_how, f) => {
    const refused = expect.objectContaining({ code: 'TRACED_VALUE' })
    expect(() => autodiff.derivative(f, compiled(), -1)).toThrow(refused)
    expect(() => gradient(f, compiled(), -1)).toThrow(refused)
    expect(() => autodiff.secondDerivative(f, compiled(), -1)).toThrow(refused)
    expect(() => autodiff.jacobian(f, compiled(), -1)).toThrow(refused)
  })

  it.each([
    ['where', (x: Scalar): Scalar => where(multiply(greater(x, 0), less(x, 1)), x, 0)],
    ['min and abs', (x: Scalar): Scalar => min(abs(x), square(x))],
    ['a comparison as the value', (x: Scalar): Scalar => greater(x, 0)],
  ])('but not %s', (_how, f) => {
    for (const x of [-5, -0.5, 0.25, 3]) {
      expect(autodiff.derivative(f, compiled(), x)).toBe(autodiff.derivative(f, reverse(), x))
    }
  })
})

describe('compiled', () => {
  const residual = (x: Vector, c: Scalar): Vector => multiply(sin(x), add(c, sum(exp(x))))
  const f = (x: Vector, c: Scalar): Scalar => sum(square(residual(x, c)))
  const g = (x: Scalar): Scalar => math.divide(sin(x), add(1, exp(x)))
  const x = numbers(12)
  const v = numbers(12, 4)

  it('has every operator', () => {
    const by = { forward: forward(), second: autodiff.secondOrder(forward(), reverse()) }
    expect(autodiff.valueAndDerivative(g, compiled(), 2)).toEqual(autodiff.valueAndDerivative(g, by.forward, 2))
    expect(autodiff.valueAndSecondDerivative(g, compiled(), 2)).toEqual(
      autodiff.valueAndSecondDerivative(g, by.forward, 2),
    )
    expect(autodiff.valueAndPushforward(residual, compiled(), x, [v, 2], 3)).toEqual(
      autodiff.valueAndPushforward(residual, by.forward, x, [v, 2], 3),
    )
    expect(autodiff.valueAndPullback(residual, compiled(), x, v, 3)).toEqual(
      autodiff.valueAndPullback(residual, reverse(), x, v, 3),
    )
    expect(autodiff.valueAndHvp(f, compiled(), x, v, constant(3))).toEqual(
      autodiff.valueAndHvp(f, by.second, x, v, constant(3)),
    )
    expect(autodiff.valueAndHessian(f, compiled(), x, 3)).toEqual(autodiff.valueAndHessian(f, by.second, x, 3))
  })

  it('takes the shorter way to a Jacobian', () => {
    const wide = (x: Vector): Vector => slice(residual(x, 1), 0, 2)
    expect(autodiff.jacobian(wide, compiled(), x)).toEqual(autodiff.jacobian(wide, reverse(), x))
    const tall = (c: Scalar): Vector => residual(x, c)
    expect(autodiff.jacobian(tall, compiled(), 2)).toEqual(autodiff.jacobian(tall, forward(), 2))
    expect(autodiff.jacobian(residual, compiled(), x, 2)).toEqual(autodiff.jacobian(residual, forward(), x, 2))
    const [value] = autodiff.valueAndJacobian(tall, compiled(), 2)
    expect(value).toEqual(tall(2))
  })

  it('differentiates in matrices, and in several arguments', () => {
    const quadratic = (A: Matrix, b: Vector): Scalar => dot(matrixVector(A, b), b)
    const args = [matrix(11, 11), numbers(11)] as const
    expect(gradient(quadratic, compiled(), ...args)).toEqual(gradient(quadratic, reverse(), ...args))
    const outs = [new Float64Array(121), new Float64Array(11)] as const
    autodiff.gradientInto([...outs], quadratic, autodiff.prepareGradient(quadratic, compiled(), ...args), ...args)
    expect(outs[1]).toEqual(gradient(quadratic, reverse(), ...args)[1])
  })

  it('takes other numbers for constants, and what was captured as it was', () => {
    const captured = Float64Array.of(1, 2, 3)
    const h = (x: Vector, c: Vector): Scalar => add(dot(x, c), dot(x, captured))
    const prepared = autodiff.prepareGradient(h, compiled(), [1, 1, 1], constant([1, 1, 1]))
    captured.fill(0)
    expect(gradient(h, prepared, [1, 1, 1], constant([10, 20, 30]))).toEqual(Float64Array.of(11, 22, 33))
  })

  it('hands a cache on as it is filled in each call', () => {
    const h = (x: Vector, room: { value: Vector }): Scalar => {
      const before = room.value
      room.value = exp(x)
      const between = dot(room.value, before)
      room.value = [1, 1]
      return add(between, dot(room.value, x))
    }
    const room = Float64Array.of(2, 3)
    const prepared = autodiff.prepareGradient(h, compiled(), [0, 0], cache(room))
    expect(gradient(h, prepared, [0, 0], cache(room))).toEqual(Float64Array.of(3, 4))
    room[0] = 5
    expect(gradient(h, prepared, [0, 0], cache(room))).toEqual(Float64Array.of(6, 4))
  })

  it('may write over its own input', () => {
    const turned = Array.from(x, (_, i) => x.length - 1 - i)
    const h = (x: Vector): Scalar => dot(x, multiply(v, gather(x, turned)))
    const over = x.slice()
    expect(autodiff.gradientInto(over, h, autodiff.prepareGradient(h, compiled(), x), over)).toEqual(
      gradient(h, reverse(), x),
    )
    const A = matrix(3, 3)
    const ofMatrix = (A: Matrix): Scalar => sum(multiply(A, math.matrixTranspose(A)))
    const due = gradient(ofMatrix, reverse(), A)
    autodiff.gradientInto(A.data, ofMatrix, autodiff.prepareGradient(ofMatrix, compiled(), A), A)
    expect(A.data).toEqual(due.data)
  })

  it('nests: inside of another differentiation the other backend runs', () => {
    const inner = (x: Vector): Scalar => sum(multiply(gradient(energy, compiled(), x), x))
    const due = (x: Vector): Scalar => sum(multiply(gradient(energy, reverse(), x), x))
    expect(gradient(inner, reverse(), x)).toEqual(gradient(due, reverse(), x))
    expect(gradient(inner, compiled(), x)).toEqual(gradient(due, reverse(), x))
    const captures = (c: Scalar): Scalar => sum(gradient((y: Vector) => multiply(c, energy(y)), compiled(), x))
    expect(gradient(captures, reverse(), 2)).toBe(sum(gradient(energy, reverse(), x)))
    const corner = (c: Scalar, by: Backend): Scalar =>
      element(
        autodiff.hessian((y: Vector) => multiply(c, energy(y)), by, [1, 2]),
        1,
        1,
      )
    expect(gradient((c: Scalar) => corner(c, compiled()), reverse(), 2)).toBe(
      gradient((c: Scalar) => corner(c, autodiff.secondOrder(forward(), reverse())), reverse(), 2),
    )
    const slopes = (c: Scalar): Scalar =>
      element(
        autodiff.jacobian((y: Vector) => multiply(c, y), compiled(), [1, 2]),
        0,
        0,
      )
    expect(gradient(slopes, reverse(), 2)).toBe(1)
  })

  it('does not compute what nobody asked for', () => {
    const at = (values: Vector): Scalar => sum(math.cubicSpline([0, 1, 2, 3], values, [0.5, 1.5]))
    const prepared = autodiff.prepareGradient(at, compiled(), [1, 2, 4, 3])
    const { calls } = countCalls(() => gradient(at, prepared, [1, 2, 4, 3]))
    expect(calls['cubic-spline']).toEqual({ primal: 0, pushforward: 0, pullback: 1, cotangents: { values: 1 } })
  })

  it('solves systems with rules that can be traced, close to the numeric ones', () => {
    const solve = (x: Vector): Scalar => energy(math.tridiagonalSolve(numbers(11), add(5, square(x)), v.slice(1), x))
    const due = gradient(solve, reverse(), x)
    gradient(solve, compiled(), x).forEach((entry, i) => {
      expect(Math.abs(entry - due[i])).toBeLessThan(2 ** -44)
    })
  })

  it('takes operators of the user', () => {
    const cube = math.defineOperator({
      name: 'cube',
      primal: (x: Float64Array): Float64Array => x.map((entry) => entry ** 3),
      pullback: ([x], bar) => [(x as Float64Array).map((entry, i) => 3 * entry ** 2 * (bar as Float64Array)[i])],
    })
    const h = (x: Vector): Scalar => dot(cube(sin(x)), x)
    expect(gradient(h, compiled(), x)).toEqual(gradient(h, reverse(), x))
  })
})

describe('compiled refuses', () => {
  const refused = (code: string) => expect.objectContaining({ code })

  it('a branch on a value, when it is prepared', () => {
    const branches = (x: Scalar): Scalar => (math.isTrue(math.greater(x, 0)) ? x : math.negate(x))
    expect(() => autodiff.prepareGradient(branches, compiled(), 1)).toThrow(refused('TRACED_VALUE'))
    const indexed = (x: Vector): Scalar => element(x, element(x, 0) as number)
    expect(() => autodiff.prepareGradient(indexed, compiled(), [1, 2])).toThrow(refused('TRACED_VALUE'))
    const plain = (x: Scalar): Scalar => Math.sin(x as number)
    expect(() => gradient(plain, compiled(), 1)).toThrow(refused('TRACED_VALUE'))
  })

  it('another shape than it was prepared for', () => {
    const prepared = autodiff.prepareGradient(energy, compiled(), [1, 2])
    expect(() => gradient(energy, prepared, [1, 2, 3])).toThrow(refused('PREPARATION_MISMATCH'))
    expect(() => autodiff.gradientInto(new Float64Array(3), energy, prepared, Float64Array.of(1, 2, 3))).toThrow(
      refused('PREPARATION_MISMATCH'),
    )
  })

  it('a cotangent that does not fit the value', () => {
    const prepared = autodiff.preparePullback((x: Vector): Vector => exp(x), compiled(), [1, 2], [1, 1])
    expect(() => autodiff.pullback(prepared.problem.f as never, prepared, [1, 2], [1, 1, 1])).toThrow(
      refused('LENGTH_MISMATCH'),
    )
  })
})

describe('a prepared gradient in place', () => {
  const given = globalThis.gc
  beforeAll(() => {
    setFlagsFromString('--expose-gc')
    globalThis.gc = runInNewContext('gc')
  })
  afterAll(() => {
    globalThis.gc = given
  })

  it.each(['elementwise chains', 'two sums in turn', 'slices', 'Aᵀ x with few columns'])(
    'allocates nothing: %s',
    (name) => {
      const f = (x: Vector): Scalar => functions[name](x, 40)
      const x = numbers(40)
      // The path to it, gradientInto, depends on what V8 has seen before: `bench/allocation.test.ts` has it in a
      // process of its own.
      const { direct } = autodiff.prepareGradient(f, compiled(), x).executor
      const out = new Float64Array(40)
      expect(allocationOf(name, () => direct!(out, x))?.allocates).toBe(false)
    },
  )
})
