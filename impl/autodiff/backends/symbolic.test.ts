import * as mathjs from 'mathjs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { CotangentError } from '../../../spec/errors.ts'
import * as math from '../../math/index.ts'
import type { Scalar, Vector } from '../../math/value.ts'
import {
  cache,
  constant,
  derivative,
  gradient,
  hessian,
  hvp,
  jacobian,
  prepareDerivative,
  prepareSecondDerivative,
  secondDerivative,
} from '../index.ts'
import { forward } from './forward.ts'
import { reverse } from './reverse.ts'
import { symbolic, symbolicDerivative } from './symbolic.ts'
import { expressions } from './symbolic-text.ts'

const functions = math as unknown as Record<string, (a: Scalar, b: Scalar) => Scalar>

const code = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof CotangentError) return error.code
    throw error
  }
  return 'no error'
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.resetModules()
})

describe('symbolic', () => {
  test.each([...expressions.keys()])('differentiates %s as forward() does, or says that it cannot', (name) => {
    const c = 0.8765432109876543
    const f = (t: Scalar): Scalar => functions[name](math.multiply(c, t), math.subtract(1.5, t))
    const first = prepareDerivative(f, symbolic(), 0)
    const second = prepareSecondDerivative(f, symbolic(), 0)
    let usable = 0
    for (const x of [0.3, 0.7, -0.7, 2.5, -300, 0]) {
      const [a, b] = gradient((p: Scalar, q: Scalar) => functions[name](p, q), forward(), c * x, 1.5 - x) as number[]
      // Some ten operations on a sum of a term for each argument; terms of order 1 in the second derivative.
      const answers: [() => Scalar, Scalar, number][] = [
        [() => derivative(f, first, x), derivative(f, forward(), x), Math.abs(a) + Math.abs(b)],
        [() => secondDerivative(f, second, x), secondDerivative(f, forward(), x), 1],
      ]
      for (const [answer, expected, size] of answers) {
        const refusal = code(answer)
        if (refusal !== 'no error') {
          expect(refusal).toBe('NOT_FINITE')
          continue
        }
        usable++
        const error = Math.abs((answer() as number) - (expected as number))
        expect(error, `at ${x}`).toBeLessThanOrEqual(2 ** -48 * (size + Math.abs(expected as number)))
      }
    }
    expect(usable).toBeGreaterThanOrEqual(2)
  })

  test('shows the derivative as an expression', () => {
    expect(symbolicDerivative((x) => math.square(x))).toBe('2 * x')
    expect(symbolicDerivative((x) => math.sin(x))).toBe('cos(x)')
    expect(symbolicDerivative((x) => math.pow(x, 3), { mathjs })).toBe('3 * x ^ 2')
    expect(symbolicDerivative(() => 5)).toBe('0')
    // mathjs would simplify this to 0.
    expect(symbolicDerivative((x) => math.multiply(1e-20, x))).toMatch(/1e-20/)
    expect(code(() => symbolicDerivative((x) => math.stack([x]) as never))).toBe('LENGTH_MISMATCH')
  })

  test('holds numbers exactly', () => {
    for (const c of [0.1, 1 / 3, -1e-7, 1e300, 2 ** -1074, Math.PI, 123456789.12345679, -0]) {
      expect(derivative((x: Scalar) => math.multiply(c, x), symbolic(), 2)).toBe(c === 0 ? 0 : c)
    }
  })

  test('serves several arguments, vectors, constants and second derivatives', () => {
    const f = (x: Scalar, y: Scalar): Scalar => math.multiply(math.square(x), math.exp(y))
    expect(derivative(f, symbolic(), 3, 0)).toEqual([6, 9])
    expect(gradient(f, symbolic(), 3, 0)).toEqual([6, 9])
    expect(hessian(f, symbolic(), 3, 0).data).toEqual(Float64Array.of(2, 6, 6, 9))
    expect(hvp(f, symbolic(), 3, [1, 2], 0)).toEqual([14, 24])
    expect(secondDerivative((x: Scalar) => math.pow(x, 3), symbolic(), 2)).toBe(12)
    const A = { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) }
    const g = (x: Vector): Vector => math.matrixVector(A, math.square(x))
    expect(jacobian(g, symbolic(), [1, 2, 3]).data).toEqual(Float64Array.of(2, 8, 18, 8, 20, 36))
    const h = (c: Vector, x: Vector): Scalar => math.dot(math.slice(math.concat(c, x), 1, 3), [2, 3])
    expect(gradient(h, symbolic(), constant([7, 8]), [1, 5])).toEqual(Float64Array.of(3, 0))
    expect(gradient((x: Vector) => math.sum(math.broadcast(math.sum(x), 4)), symbolic(), [1, 2])).toEqual(
      Float64Array.of(4, 4),
    )
  })

  test('is traced once, for other numbers and other constants too', () => {
    let calls = 0
    const f = (x: Scalar, c: Scalar): Scalar => {
      calls++
      return math.multiply(c, math.square(x))
    }
    const prepared = prepareDerivative(f, symbolic(), 1, constant(1))
    expect(derivative(f, prepared, 3, constant(5))).toBe(30)
    expect(derivative(f, prepared, 4, constant(7))).toBe(56)
    // The trace, and the value of each.
    expect(calls).toBe(3)
    const buffer = new Float64Array(1)
    const withCache = (x: Vector, room: { value: Vector }): Scalar => {
      room.value = math.square(x)
      return math.sum(room.value)
    }
    expect(gradient(withCache as never, symbolic(), [3], cache(buffer))).toEqual(Float64Array.of(6))
  })

  test('refuses what has no expression, and never answers with what is no number', () => {
    const unary = (f: (x: Scalar) => Scalar, x: number) => code(() => derivative(f, symbolic(), x))
    expect(unary((x) => math.max(x, 0), 1)).toBe('UNSUPPORTED')
    expect(unary((x) => math.where(math.greater(x, 0), x, 0), 1)).toBe('UNSUPPORTED')
    expect(unary((x) => math.stopGradient(x), 1)).toBe('UNSUPPORTED')
    expect(code(() => gradient((x: Vector) => math.norm(x), symbolic(), [3, 4]))).toBe('UNSUPPORTED')
    expect(unary((x) => math.abs(x), 0)).toBe('NOT_FINITE')
    expect(unary((x) => math.cbrt(x), -8)).toBe('NOT_FINITE')
    expect(unary((x) => math.multiply(x, Infinity), 1)).toBe('NOT_FINITE')
    expect(unary((x) => derivative((y: Scalar) => math.multiply(x, y), symbolic(), x) as Scalar, 1)).toBe('UNSUPPORTED')
    const nested = (x: Scalar): Scalar => derivative((y: Scalar) => math.multiply(x, y), symbolic(), 1) as Scalar
    expect(code(() => derivative(nested, reverse(), 2))).toBe('UNSUPPORTED')
    const ofSeed = (v: Scalar): Scalar => hvp((y: Scalar) => math.exp(y), symbolic(), 1, v) as Scalar
    expect(code(() => derivative(ofSeed, reverse(), 2))).toBe('UNSUPPORTED')
    expect(code(() => symbolic({ parser: mathjs } as never))).toBe('INVALID_OPTION')
  })

  test('names what is missing where mathjs is', async () => {
    vi.resetModules()
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue({
      createRequire: () => () => {
        throw new Error('Cannot find module')
      },
    } as never)
    const fresh = await import('./mathjs.ts')
    expect(() => fresh.installedMathJs()).toThrow(/npm install mathjs/)
  })
})
