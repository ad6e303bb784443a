import { describe, expect, test } from 'vitest'
import { CotangentError } from '../../../spec/errors.ts'
import { add, exp, multiply, sin, square, stack, sum } from '../../math/index.ts'
import type { Scalar, Vector } from '../../math/value.ts'
import { derivative, gradient, hessian, hvp, jacobian, pushforward, secondDerivative } from '../index.ts'
import { type FiniteDifferencesOptions, finiteDifferences } from './finite-differences.ts'
import { forward } from './forward.ts'
import { reverse } from './reverse.ts'
import { derivativeWithError, gradientWithError } from './with-error.ts'

const code = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return 'no error'
}

/** Between −1 and 1, without any rule in x. */
function noise(x: number): number {
  const bits = new DataView(new ArrayBuffer(8))
  bits.setFloat64(0, x)
  let hash = Math.imul(bits.getInt32(0) ^ Math.imul(bits.getInt32(4), 0x9e3779b1), 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) / 2 ** 31
}

interface Case {
  readonly name: string
  readonly f: (x: number) => number
  readonly slope: (x: number) => number
  readonly at: readonly number[]
}

const steepness = 1e4
const cases: readonly Case[] = [
  { name: 'sin', f: Math.sin, slope: Math.cos, at: [0, 1, Math.PI / 2, 1e-10, 1e6, -3e8] },
  { name: 'cos', f: Math.cos, slope: (x) => -Math.sin(x), at: [0, 1e-10, 1e6] },
  { name: 'exp', f: Math.exp, slope: Math.exp, at: [0, 1, -50, 700, -700] },
  { name: 'log', f: Math.log, slope: (x) => 1 / x, at: [1e-300, 1e-10, 0.3, 1, 1e10, 1e200] },
  { name: '1/x', f: (x) => 1 / x, slope: (x) => -1 / x / x, at: [1e-100, 1e-10, 1, -3, 1e10] },
  { name: 'sqrt', f: Math.sqrt, slope: (x) => 0.5 / Math.sqrt(x), at: [1e-10, 2, 1e10] },
  { name: 'x³', f: (x) => x ** 3, slope: (x) => 3 * x ** 2, at: [0, 1, 1e-5, 1e5] },
  { name: 'x²⁰', f: (x) => x ** 20, slope: (x) => 20 * x ** 19, at: [1e-3, 1, 1e3] },
  { name: 'a line', f: (x) => 3 * x + 1, slope: () => 3, at: [0, 1, 1e10, 1e-10] },
  { name: 'a constant', f: () => 5, slope: () => 0, at: [0, 1e10] },
  {
    name: 'steep',
    f: (x) => Math.tanh(steepness * (x - 0.5)),
    slope: (x) => steepness / Math.cosh(steepness * (x - 0.5)) ** 2,
    at: [0.5, 0.50001, 0.5003, 0.51],
  },
  {
    name: 'of a period that steps may be multiples of',
    f: (x) => Math.sin(2 * Math.PI * x),
    slope: (x) => 2 * Math.PI * Math.cos(2 * Math.PI * x),
    at: [0.1, 1000.125, 100000.125],
  },
  { name: 'noisy', f: (x) => Math.sin(x) + 1e-8 * noise(x), slope: Math.cos, at: [1e-3, 0.3, 2, 100] },
  { name: 'very noisy', f: (x) => Math.exp(x) + 1e-4 * noise(x), slope: Math.exp, at: [0.3, 1, 2] },
  { name: 'in single precision', f: (x) => Math.fround(Math.sin(x)), slope: Math.cos, at: [0.3, 1, 100] },
  { name: 'far above zero', f: (x) => 1e6 + Math.sin(x), slope: Math.cos, at: [0.3, 2] },
]

const variants: readonly FiniteDifferencesOptions[] = [
  {},
  { adapt: 2 },
  { adapt: 4, points: 6 },
  { points: 2 },
  { points: 3 },
  { points: 4, side: 'backward' },
  { points: 9 },
  { points: 16 },
  { side: 'forward' },
  { richardson: true },
  { points: 3, richardson: true, side: 'forward' },
]

const withError = (f: (x: number) => number, options: FiniteDifferencesOptions, x: number) =>
  derivativeWithError((t: Scalar) => f(t as number), finiteDifferences(options), x) as {
    value: number
    error: number
  }

describe('finiteDifferences', () => {
  test.each(variants)('is within its own estimate, %o', (options) => {
    for (const { name, f, slope, at } of cases) {
      for (const x of at) {
        const { value, error } = withError(f, options, x)
        expect(error, `${name} at ${x}`).toBeLessThan(Infinity)
        expect(Math.abs(value - slope(x)), `${name} at ${x}`).toBeLessThanOrEqual(error)
      }
    }
  })

  test('has an estimate that is worth something', () => {
    // The balance for sin at 1: ν R / h + B T h⁴ with ν = 2⁻⁵² or so is about ε^⅘ = 3e-13 at its least; a bound of it
    // is a few times larger for each of ν, B and the rounding of the step to a power of two.
    const least = (2 ** -52) ** (4 / 5)
    expect(withError(Math.sin, {}, 1).error).toBeLessThan(2 ** 8 * least)
    expect(withError(Math.exp, { points: 9 }, 1).error).toBeLessThan(2 ** 10 * (2 ** -52) ** (8 / 9))
    // With noise of 1e-8 the best that can be had is about (1e-8)^⅘.
    const noisy = withError((x) => Math.sin(x) + 1e-8 * noise(x), {}, 0.3)
    expect(noisy.error).toBeLessThan(2 ** 8 * 1e-8 ** (4 / 5))
    expect(noisy.error).toBeGreaterThan(1e-8)
  })

  test('sees single precision, whose rounding may vanish from all differences by chance', () => {
    for (const [f, slope] of [
      [Math.sin, Math.cos],
      [Math.exp, Math.exp],
    ]) {
      for (let k = -100; k <= 100; k++) {
        const x = k / 37
        const rounded = (t: Scalar): Scalar => Math.fround(f(t as number))
        for (const points of [3, 5, 7]) {
          const { value, error } = derivativeWithError(rounded, finiteDifferences({ points }), x)
          expect(Math.abs((value as number) - slope(x))).toBeLessThanOrEqual(error as number)
          expect(error).toBeLessThan(0.01)
        }
      }
    }
    expect(derivativeWithError(() => 3, finiteDifferences(), 1)).toEqual({ value: 0, error: expect.closeTo(0, 10) })
  })

  test('says where nothing can be said', () => {
    expect(withError(Math.abs, {}, 0).error).toBe(Infinity)
    expect(withError((x) => noise(x), {}, 1).error).toBe(Infinity)
    expect(withError(Math.abs, { richardson: true }, 0).error).toBe(Infinity)
  })

  test('gives higher derivatives, within their estimates', () => {
    const derivatives = [Math.sin, Math.cos, (x: number) => -Math.sin(x), (x: number) => -Math.cos(x), Math.sin]
    for (const [options, q] of [
      [{ order: 2 }, 2],
      [{ order: 3, points: 7 }, 3],
      [{ order: 4, points: 8 }, 4],
      [{ order: 4, points: 9, richardson: true }, 4],
      [{ order: 2, side: 'forward' }, 2],
    ] as const) {
      for (const x of [0.3, 1, 100]) {
        const { value, error } = withError(Math.sin, options, x)
        expect(Math.abs(value - derivatives[q](x))).toBeLessThanOrEqual(error)
        expect(error).toBeLessThan(1e-2)
      }
    }
  })

  test('without adaption, calls the function as often as the stencil says, and is right for what it assumes', () => {
    let calls = 0
    const counted = (x: number): number => {
      calls++
      return Math.exp(x)
    }
    const { value, error } = withError(counted, { adapt: 0 }, 1)
    expect(calls).toBe(5)
    expect(Math.abs(value - Math.E)).toBeLessThanOrEqual(error)
  })

  test('stays on one side at the end of a domain', () => {
    const f = (x: number): number => x ** 1.5
    const domain = (x: number): number => (x < 1 ? Number.NaN : f(x))
    expect(code(() => withError(domain, {}, 1))).toBe('NOT_FINITE')
    const { value, error } = withError(domain, { side: 'forward' }, 1)
    expect(Math.abs(value - 1.5)).toBeLessThanOrEqual(error)
    expect(code(() => withError(domain, { side: 'backward' }, 1))).toBe('NOT_FINITE')
    expect(code(() => withError(domain, { adapt: 0 }, 1))).toBe('NOT_FINITE')
    expect(code(() => withError(domain, {}, 0.5))).toBe('NOT_FINITE')
    // Close to the end there is room for a stencil that is small enough.
    const inside = withError(domain, {}, 1 + 1e-6)
    expect(Math.abs(inside.value - 1.5 * Math.sqrt(1 + 1e-6))).toBeLessThanOrEqual(inside.error)
  })

  test('estimates every entry of a gradient and of a vector by itself', () => {
    const f = (x: Vector): Scalar => sum(multiply(exp(x), square(x)))
    const x = Float64Array.of(-30, 1e-4, 5)
    const { value, error } = gradientWithError(f, finiteDifferences(), x)
    const exact = gradient(f, forward(), x)
    exact.forEach((entry, i) => {
      expect(Math.abs((value as Float64Array)[i] - entry)).toBeLessThanOrEqual((error as Float64Array)[i])
    })
    const curve = (t: Scalar): Vector => stack([multiply(1e-9, sin(t)), multiply(1e9, exp(t))])
    const along = derivativeWithError(curve, finiteDifferences(), 1)
    const slopes = [1e-9 * Math.cos(1), 1e9 * Math.E]
    slopes.forEach((entry, i) => {
      expect(Math.abs((along.value as Float64Array)[i] - entry)).toBeLessThanOrEqual((along.error as Float64Array)[i])
      expect((along.error as Float64Array)[i]).toBeLessThan(1e-8 * entry)
    })
    expect(x).toEqual(Float64Array.of(-30, 1e-4, 5))
  })

  test('serves the operators', () => {
    const backend = finiteDifferences()
    const f = (x: Vector): Scalar => sum(multiply(exp(x), square(x)))
    const x = Float64Array.of(0.5, 1, -1)
    // Estimates are below 1e-9 of the function's size here, for second derivatives below 1e-6.
    const near = (actual: ArrayLike<number>, expected: ArrayLike<number>, within: number) => {
      for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThanOrEqual(within)
      expect(actual.length).toBe(expected.length)
    }
    near(gradient(f, backend, x), gradient(f, reverse(), x), 1e-9)
    const g = (v: Vector) => multiply(v, sum(exp(v)))
    near(jacobian(g, backend, x).data, jacobian(g, forward(), x).data, 1e-9)
    near(pushforward(g, backend, x, [1, 0, 2]), pushforward(g, forward(), x, [1, 0, 2]), 1e-9)
    const coupled = (v: Vector) => multiply(sum(exp(v)), sum(square(v)))
    near(hessian(coupled, backend, x).data, hessian(coupled, forward(), x).data, 1e-6)
    near(hvp(coupled, backend, x, [1, -1, 2]), hvp(coupled, forward(), x, [1, -1, 2]), 1e-6)
    for (const points of [2, 5]) {
      const second = secondDerivative((t: Scalar) => sin(t), finiteDifferences({ points }), 1)
      expect(Math.abs(second + Math.sin(1))).toBeLessThan(1e-6)
    }
    const [ofA, ofB] = derivative((a: Scalar, b: Scalar) => add(square(a), multiply(3, b)), backend, 2, 5)
    near([ofA, ofB], [4, 3], 1e-9)
  })

  test('refuses what it cannot do', () => {
    for (const options of [
      { points: 1 },
      { points: 17 },
      { points: 2.5 },
      { order: 0 },
      { points: 3, order: 3 },
      { adapt: -1 },
      { richardson: 1 },
      { side: 'left' },
      { step: 1 },
    ]) {
      expect(code(() => finiteDifferences(options as never))).toBe('INVALID_OPTION')
    }
    const f = (x: Scalar): Scalar => square(x)
    expect(code(() => derivative(f, finiteDifferences({ order: 2 }), 1))).toBe('UNSUPPORTED')
    expect(code(() => derivative((x: Scalar) => derivative(f, finiteDifferences(), x), reverse(), 1))).toBe(
      'UNSUPPORTED',
    )
    expect(code(() => derivative((x: Scalar) => derivative(() => x, finiteDifferences(), 1), reverse(), 1))).toBe(
      'UNSUPPORTED',
    )
    expect(code(() => derivativeWithError((x: Vector) => sum(x), finiteDifferences(), [1, 2]))).toBe('LENGTH_MISMATCH')
    expect(code(() => gradientWithError((x: Vector) => x, finiteDifferences(), [1, 2]))).toBe('LENGTH_MISMATCH')
  })
})
