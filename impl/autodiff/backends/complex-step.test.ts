import { describe, expect, test } from 'vitest'
import { CotangentError } from '../../../spec/errors.ts'
import { elementwise } from '../../math/elementwise.ts'
import * as math from '../../math/index.ts'
import { apply } from '../../math/interpreter.ts'
import type { Scalar, Vector } from '../../math/value.ts'
import {
  derivative,
  gradient,
  hessian,
  hvp,
  jacobian,
  pushforward,
  secondDerivative,
  valueAndGradient,
} from '../index.ts'
import { complexStep } from './complex-step.ts'
import { imaginaryParts } from './complex-step-kernels.ts'
import { forward } from './forward.ts'
import { reverse } from './reverse.ts'

/** Those that the rules of `cotangent/math` use and no user calls. */
const internal = ['scale', 'quotient', 'sech', 'powerTimesLog']
type Binary = (a: Scalar, b: Scalar, c: Scalar) => Scalar
const functions = math as unknown as Record<string, Binary>

const code = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return 'no error'
}

describe('complexStep', () => {
  const names = [...imaginaryParts.keys()].filter((name) => !internal.includes(name))
  test.each(names)('has the right formula for %s', (name) => {
    const f = (t: Scalar): Scalar => functions[name](t, math.subtract(1.5, t), math.square(t))
    for (const x of [0.3, -0.7, 2.5, 40, -40, 0]) {
      const expected = derivative(f, forward(), x)
      const actual = derivative(f, complexStep(), x)
      // The same real number by two formulas of at most eight roundings each, a sum of a term for each argument.
      const g = (a: Scalar, b: Scalar, c: Scalar): Scalar => functions[name](a, b, c)
      const [a, b, c] = gradient(g, forward(), x, 1.5 - x, x ** 2)
      const size = Math.abs(a) + Math.abs(b) + Math.abs(2 * x * c)
      if (Number.isFinite(expected)) expect(Math.abs(actual - expected)).toBeLessThanOrEqual(2 ** -49 * size)
      else expect(actual).toBe(expected)
    }
  })

  test('gives the value to the bit and leaves the inputs alone', () => {
    const x = Float64Array.of(0.1, -2, 3)
    const f = (v: Vector): Scalar => math.sum(math.multiply(math.exp(v), math.sin(v)))
    const [value, nabla] = valueAndGradient(f, complexStep(), x)
    expect(value).toBe(f(x))
    expect(x).toEqual(Float64Array.of(0.1, -2, 3))
    x.forEach((t, i) => {
      const exact = Math.exp(t) * (Math.sin(t) + Math.cos(t))
      expect(Math.abs(nabla[i] - exact)).toBeLessThanOrEqual(2 ** -50 * Math.abs(exact))
    })
  })

  test('has no step that anything could be too small or too large for', () => {
    for (const x of [1e-300, 1e-100, 1, 1e100])
      expect(derivative((t: Scalar) => math.log(t), complexStep(), x)).toBe(1 / x)
    expect(derivative((t: Scalar) => math.square(t), complexStep(), 1e-200)).toBe(2e-200)
    const huge = 2 ** 1000
    expect(pushforward((t: Scalar) => math.square(t), complexStep(), 1, huge)).toBe(2 * huge)
    expect(pushforward((t: Scalar) => math.square(t), complexStep(), 1, 1 / huge)).toBe(2 / huge)
    // A zero stays a zero: the step does not turn a branch.
    const f = (t: Scalar): Scalar => math.where(math.greaterEqual(math.square(t), 0), math.multiply(3, t), t)
    expect(derivative(f, complexStep(), 0)).toBe(3)
    expect(derivative((t: Scalar) => math.sqrt(t), complexStep(), 0)).toBe(Infinity)
  })

  test('differentiates operators by their pushforwards, and what moves entries about', () => {
    const f = (d: Vector): Vector => math.tridiagonalSolve([1, 1], d, [2, 2], math.cumsum(d)) as Vector
    const d = [4, 5, 6]
    const expected = jacobian(f, forward(), d).data
    jacobian(f, complexStep(), d).data.forEach((entry, i) => {
      expect(Math.abs(entry - expected[i])).toBeLessThanOrEqual(2 ** -50)
    })
    const g = (v: Vector): Scalar => math.norm(math.concat(math.slice(v, 1), math.stack([math.element(v, 0)])))
    expect(gradient(g, complexStep(), [3, 4])).toEqual(Float64Array.of(0.6, 0.8))
    expect(gradient(() => 1, complexStep(), [3, 4])).toEqual(Float64Array.of(0, 0))
  })

  test('nests in itself and in others', () => {
    const f = (v: Vector): Scalar => math.multiply(math.sum(math.exp(v)), math.sum(math.square(v)))
    const x = [0.5, -1]
    const expected = hessian(f, forward(), x).data
    hessian(f, complexStep(), x).data.forEach((entry, i) => {
      expect(Math.abs(entry - expected[i])).toBeLessThanOrEqual(2 ** -49 * Math.abs(expected[i]))
    })
    const product = hvp(f, complexStep(), x, [2 ** 1000, 0])
    expect(product[0] / 2 ** 1000).toBeCloseTo(expected[0], 13)
    expect(secondDerivative((t: Scalar) => math.sin(t), complexStep(), 1)).toBeCloseTo(-Math.sin(1), 15)
    // Perturbations are not confused: d/dx (x d/dy (x + y)) = 1.
    const one = (outer: ReturnType<typeof complexStep>, inner: ReturnType<typeof complexStep>) =>
      derivative(
        (t: Scalar) => math.multiply(t, derivative((s: Scalar) => math.add(t, s), inner, 1) as Scalar),
        outer,
        2,
      )
    for (const backend of [complexStep(), forward(), reverse()]) {
      expect(one(backend, complexStep())).toBe(1)
      expect(one(complexStep(), backend)).toBe(1)
    }
  })

  test('refuses an elementwise function that it has no formula for', () => {
    const unknown = elementwise('unheard-of', { kernel: (x) => x, code: (x) => x, partials: [() => 1] })
    const f = (t: Scalar): Scalar => apply(unknown, [t], undefined) as Scalar
    expect(code(() => derivative(f, complexStep(), 1))).toBe('UNSUPPORTED')
    expect(() => derivative(f, complexStep(), 1)).toThrow(/unheard-of/)
  })
})
