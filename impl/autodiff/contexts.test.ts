import { describe, expect, it } from 'vitest'
import { add, dot, matrixVector, multiply, square, sum } from '../math/index.ts'
import {
  type Backend,
  cache,
  compiled,
  constant,
  forward,
  gradient,
  gradientInto,
  hessian,
  jacobian,
  prepareGradient,
  prepareJacobian,
  reverse,
  type Scalar,
  secondOrder,
  type Vector,
  valueAndGradientInto,
} from './index.ts'

const f = (x: Vector, c: Vector): Scalar => sum(multiply(square(x), c))

describe.each([forward(), reverse(), secondOrder(forward(), reverse())] as Backend[])(
  'contexts with $name',
  (backend) => {
    it('leave constants alone, wherever they stand', () => {
      expect(gradient(f, backend, [1, 2], constant([3, 4]))).toEqual(Float64Array.of(6, 16))
      expect(gradient(f, backend, constant([1, 2]), [3, 4])).toEqual(Float64Array.of(1, 4))
      expect(gradient((k, x) => multiply(k, square(x)), backend, constant(2), 3)).toBe(12)
      expect(hessian(f, backend, [1, 2], constant([3, 4])).data).toEqual(Float64Array.of(6, 0, 0, 8))
    })

    it('hand on constants that are no numbers', () => {
      const named = (x: Scalar, how: { readonly power: 'one' | 'two' }): Scalar => (how.power === 'two' ? square(x) : x)
      expect(gradient(named, backend, 3, constant({ power: 'two' }))).toBe(6)
    })

    it('give room that can be stored to and read back, traced or not', () => {
      const buffer = new Float64Array(2)
      const g = (x: Vector, room: { value: Vector }): Scalar => {
        room.value = square(x)
        return sum(multiply(room.value, x))
      }
      expect(gradient(g, backend, [1, 2], cache(buffer))).toEqual(Float64Array.of(3, 12))
      expect(() =>
        gradient(
          (x, room) => {
            room.value = [1, 2, 3]
            return sum(x)
          },
          backend,
          [1, 2],
          cache(buffer),
        ),
      ).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
    })

    it('may store again without changing what was read before', () => {
      const twice = (x: Vector, room: { value: Vector }): Scalar => {
        room.value = [2, 2]
        const y = multiply(x, room.value)
        room.value = [0, 0]
        return sum(y)
      }
      expect(gradient(twice, backend, [1, 2], cache(new Float64Array(2)))).toEqual(Float64Array.of(2, 2))
      const first = (x: Vector, room: { value: Vector }): Scalar => {
        const before = room.value
        room.value = [0, 0]
        return dot(before, x)
      }
      expect(gradient(first, backend, [1, 2], cache(Float64Array.of(3, 4)))).toEqual(Float64Array.of(3, 4))
    })

    it('take plain stores into the buffer', () => {
      const buffer = new Float64Array(2)
      gradient(
        (x, room) => {
          room.value = [5, 6]
          return dot(room.value, x)
        },
        backend,
        [1, 2],
        cache(buffer),
      )
      expect([...buffer]).toEqual([5, 6])
    })
  },
)

describe('a preparation', () => {
  const prepared = prepareGradient(f, reverse(), [0, 0], constant([0, 0]))

  it('is good for other values, of constants too', () => {
    expect(gradient(f, prepared, [1, 2], constant([3, 4]))).toEqual(Float64Array.of(6, 16))
    expect(gradientInto(new Float64Array(2), f, prepared, [1, 1], constant([1, 1]))).toEqual(Float64Array.of(2, 2))
  })

  const mismatch = expect.objectContaining({ code: 'PREPARATION_MISMATCH' })
  it.each([
    [
      'another function',
      () => gradient((x: Vector, c: Vector) => add(sum(x), sum(c)), prepared, [1, 2], constant([1, 2])),
    ],
    ['another operator', () => jacobian(f, prepared as never, [1, 2], constant([1, 2]))],
    ['another shape', () => gradient(f, prepared, [1, 2, 3], constant([1, 2]))],
    ['another shape of a constant', () => gradient(f, prepared, [1, 2], constant([1, 2, 3]))],
    ['another rank', () => gradient(f as never, prepared, 1, constant([1, 2]))],
    ['an active argument for a constant', () => gradient(f, prepared, [1, 2], [1, 2])],
    ['a constant for an active argument', () => gradient(f, prepared, constant([1, 2]), constant([1, 2]))],
    ['a cache for a constant', () => gradient(f as never, prepared, [1, 2], cache(new Float64Array(2)))],
    ['an argument too many', () => gradient(f as never, prepared, [1, 2], constant([1, 2]), 3)],
    ['an argument too few', () => gradient(f as never, prepared, [1, 2])],
  ])('is refused for %s', (_what, call) => {
    expect(call).toThrow(mismatch)
  })

  it('is refused for another constant that is no number', () => {
    const g = (x: Vector, how: string): Scalar => (how === 'sum' ? sum(x) : dot(x, x))
    const once = prepareGradient(g, reverse(), [1], constant('sum'))
    expect(gradient(g, once, [2], constant('sum'))).toEqual(Float64Array.of(1))
    expect(() => gradient(g as never, once, [2], constant('dot'))).toThrow(mismatch)
  })

  it('of a Jacobian is reusable as well', () => {
    const A = { rows: 1, columns: 2, data: Float64Array.of(1, 2) }
    const g = (x: Vector): Vector => matrixVector(A, x)
    const once = prepareJacobian(g, forward(), [0, 0])
    expect(jacobian(g, once, [5, 6]).data).toEqual(Float64Array.of(1, 2))
  })
})

it('more arguments than the direct form takes are taken all the same', () => {
  const f5 = (a: Vector, b: Vector, c: Vector, d: Vector, e: Vector): Scalar =>
    sum(multiply(multiply(multiply(a, b), multiply(c, d)), e))
  const rest = [[2], [3], [4], [5]].map((entry) => constant(entry))
  const [b, c, d, e] = rest
  const prepared = prepareGradient(f5, compiled(), [1], b, c, d, e)
  const out = new Float64Array(1)
  expect(gradientInto(out, f5, prepared, [1], b, c, d, e)).toEqual(Float64Array.of(120))
  expect(valueAndGradientInto(out, f5, prepared, Float64Array.of(2), b, c, d, e)).toBe(240)
})

it.each([1, 2, 3, 4])('the direct form takes %i arguments', (count) => {
  const product = (...all: Vector[]): Scalar => sum(all.reduce((total, one) => multiply(total, one)))
  const args = [Float64Array.of(2), ...[3, 5, 7].map((entry) => constant(Float64Array.of(entry)))].slice(0, count)
  const prepared = prepareGradient(product as never, compiled(), ...(args as []))
  const out = new Float64Array(1)
  const expected = [1, 3, 15, 105][count - 1]
  expect(gradientInto(out as never, product as never, prepared, ...(args as []))).toEqual(Float64Array.of(expected))
  expect(valueAndGradientInto(out as never, product as never, prepared, ...(args as []))).toBe(2 * expected)
})
