import { describe, expect, it } from 'vitest'
import { add, element, multiply, slice, square, stack, sum, tridiagonalSolve } from '../math/index.ts'
import {
  CotangentError,
  cache,
  compiled,
  constant,
  derivative,
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
  prepareGradient,
  prepareHessian,
  prepareSparseJacobian,
  pullback,
  pullbackInto,
  pushforward,
  pushforwardInto,
  reverse,
  type Scalar,
  secondOrder,
  sparseJacobian,
  type Vector,
  valueAndGradient,
  valueAndGradientInto,
  valueAndPullback,
  valueAndPullbackInto,
} from './index.ts'
import { problemOf } from './problem.ts'

const f = (a: Vector, b: Vector, c: Scalar, d: Vector): Scalar => sum(multiply(multiply(a, b), multiply(c, d)))
const args = [
  Float64Array.of(1, 2),
  constant(Float64Array.of(3, 4)),
  constant(2),
  constant(Float64Array.of(1, 5)),
] as const
const expected = Float64Array.of(6, 40)

describe('the direct form of a prepared gradient', () => {
  const prepared = prepareGradient(f, compiled(), ...args)
  const out = new Float64Array(2)

  it('is taken where every argument is as prepared', () => {
    expect(gradientInto(out, f, prepared, ...args)).toEqual(expected)
    expect(valueAndGradientInto(out, f, prepared, ...args)).toBe(86)
  })

  it.each([
    ['the first', [[1, 2], args[1], args[2], args[3]]],
    ['the second', [args[0], constant([3, 4]), args[2], args[3]]],
    ['the fourth', [args[0], args[1], args[2], constant([1, 5])]],
  ])('is left where %s is a plain array, with the same result', (_which, given) => {
    out.fill(Number.NaN)
    expect(gradientInto(out as never, f as never, prepared, ...(given as []))).toEqual(expected)
    expect(valueAndGradientInto(out as never, f as never, prepared, ...(given as []))).toBe(86)
  })

  it.each([
    ['the second is too long', [args[0], constant(new Float64Array(3)), args[2], args[3]]],
    ['the third is a vector', [args[0], args[1], constant(Float64Array.of(2)), args[3]]],
    ['the fourth is missing', [args[0], args[1], args[2]]],
    ['the fourth is active', [args[0], args[1], args[2], Float64Array.of(1, 5)]],
  ])('is not taken where %s', (_which, given) => {
    expect(() => gradientInto(out as never, f as never, prepared, ...(given as []))).toThrow(
      expect.objectContaining({ code: 'PREPARATION_MISMATCH' }),
    )
  })

  it('is not taken for too little room', () => {
    expect(() => gradientInto(new Float64Array(1), f, prepared, ...args)).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'out' }),
    )
  })

  it('does not exist beside constants that are no numbers, nor for several results', () => {
    const g = (x: Vector, how: string): Scalar => (how === 'squares' ? sum(square(x)) : sum(x))
    const once = prepareGradient(g, compiled(), [1, 2], constant('squares'))
    expect(gradientInto(out, g, once, Float64Array.of(1, 2), constant('squares'))).toEqual(Float64Array.of(2, 4))
    const both = (x: Scalar, y: Scalar): Scalar => multiply(x, y)
    const rooms: [Float64Array, Float64Array] = [new Float64Array(1), new Float64Array(1)]
    const several = prepareGradient(both, compiled(), 2, 3)
    expect(gradientInto(rooms, both, several, 4, 5)).toEqual([Float64Array.of(5), Float64Array.of(4)])
    expect(valueAndGradientInto(rooms, both, several, 4, 5)).toBe(20)
  })
})

describe('memory', () => {
  it('of an argument is not written to where the room does not fit', () => {
    const g = (x: Vector, y: Vector): Scalar => sum(multiply(square(x), y))
    const [x, y] = [Float64Array.of(1, 2), Float64Array.of(3, 4)]
    const prepared = prepareGradient(g, compiled(), x, y)
    expect(() => gradientInto(new Float64Array(2) as never, g, prepared, x, y)).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH' }),
    )
    expect([...x, ...y]).toEqual([1, 2, 3, 4])
  })

  it('of a matrix has to have all its entries', () => {
    const g = (A: Matrix): Scalar => sum(square(A))
    const whole = { rows: 2, columns: 2, data: new Float64Array(4) }
    const prepared = prepareGradient(g, compiled(), whole)
    const short = { rows: 2, columns: 2, data: new Float64Array(3) }
    expect(() => gradientInto(new Float64Array(4), g, prepared, short)).toThrow(CotangentError)
  })

  it('of results is their own', () => {
    const [a, b] = gradient((x, y) => sum(add(x, y)), reverse(), [1, 2], [3, 4])
    expect(a.buffer).not.toBe(b.buffer)
    const x = Float64Array.of(1, 2)
    const seed = Float64Array.of(5, 6)
    const identity = (one: Vector): Vector => one
    for (const backend of [reverse(), forward(), compiled()]) {
      const [value, cotangent] = valueAndPullback(identity, backend, x, seed)
      expect([cotangent, value]).toEqual([seed, x])
      expect(new Set([cotangent.buffer, value.buffer, x.buffer, seed.buffer]).size).toBe(4)
      expect(pushforward(identity, backend, x, seed).buffer).not.toBe(seed.buffer)
      const inPlace = valueAndPullbackInto(new Float64Array(2), identity, backend, x, seed)
      expect(inPlace).toEqual(x)
      expect(inPlace.buffer).not.toBe(x.buffer)
    }
    const matrix = { rows: 1, columns: 2, data: Float64Array.of(1, 2) }
    expect(pullback((A: Matrix) => A, reverse(), matrix, matrix).data.buffer).not.toBe(matrix.data.buffer)
  })

  it('of a result in place is plain: a traced seed is refused', () => {
    const inner = (t: Scalar): Scalar => {
      hvpInto(new Float64Array(1), (x: Vector) => sum(square(x)), compiled(), [1], stack([t]) as never)
      return t
    }
    expect(() => derivative(inner, forward(), 1)).toThrow(expect.objectContaining({ code: 'TRACED_VALUE' }))
  })

  it.each([[[1, 2]], [2], [undefined]])('of a cache is an array of doubles, not %j', (buffer) => {
    expect(() => cache(buffer as never)).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
  })
})

describe('room for results', () => {
  it('of a Hessian in several arguments is one matrix', () => {
    const room = { rows: 3, columns: 3, data: new Float64Array(9) }
    const g = (x: Vector, y: Scalar): Scalar => multiply(sum(square(x)), y)
    expect(hessianInto(room, g, reverse(), [1, 2], 3).data).toEqual(Float64Array.of(6, 0, 2, 0, 6, 4, 2, 4, 0))
  })

  const cubes = (x: Vector): Scalar => sum(multiply(square(x), x))
  it('of a Hessian is a Float64Array or a matrix', () => {
    const flat = new Float64Array(4)
    const prepared = prepareHessian(cubes, compiled(), Float64Array.of(1, 2))
    expect(hessianInto(flat as never, cubes, prepared, Float64Array.of(1, 2))).toEqual(Float64Array.of(6, 0, 0, 12))
    expect(hessianInto(flat as never, cubes, reverse(), [1, 2])).toEqual(Float64Array.of(6, 0, 0, 12))
  })

  it('is filled by every operator of a compiled preparation', () => {
    const out = new Float64Array(2)
    expect(pushforwardInto(out, (x: Vector) => square(x), compiled(), [1, 2], [1, 1])).toEqual(Float64Array.of(2, 4))
    expect(pullbackInto(out, (x: Vector) => square(x), compiled(), [1, 2], [1, 1])).toEqual(Float64Array.of(2, 4))
  })

  it.each([
    ['none for several', () => gradientInto(1 as never, (x: Scalar, y: Scalar) => add(x, y), reverse(), 1, 2)],
    [
      'one for two',
      () => gradientInto([new Float64Array(1)] as never, (x: Scalar, y: Scalar) => add(x, y), reverse(), 1, 2),
    ],
    ['no array', () => jacobianInto(undefined as never, (x: Vector) => x, forward(), [1])],
    ['a list of tangents that is none', () => pushforward((x, y) => add(x, y), forward(), 1, 2 as never, 3)],
    ['tangents of another rank', () => hvp(cubes, reverse(), [1, 2], 1 as never)],
  ])('%s: LENGTH_MISMATCH', (_what, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'LENGTH_MISMATCH' }))
  })
})

describe('compiled inside another differentiation', () => {
  it('runs the rules that it would have compiled', () => {
    const inner = (x: Vector): Scalar => {
      const g = gradient((y: Vector) => sum(multiply(square(y), y)), compiled(), x)
      return sum(multiply(g, [1, 10]))
    }
    expect(gradient(inner, reverse(), [1, 2])).toEqual(Float64Array.of(6, 120))
    expect(hessian((x) => sum(square(x)), compiled(), [1, 2]).data).toEqual(Float64Array.of(2, 0, 0, 2))
    expect(derivative((t) => gradientOfScaled(t), forward(), 2)).toBe(12)
  })

  /** Σ of the gradient of t Σ x³ at (1, 1), by a compiled backend that captures a traced t. */
  const gradientOfScaled = (t: Scalar): Scalar => {
    const g = gradient((x: Vector) => multiply(t, sum(multiply(square(x), x))), compiled(), [1, 1])
    return multiply(2, sum(g))
  }

  it('places what is put back among zeros', () => {
    const parts = (x: Vector): Scalar => multiply(element(x, 1), sum(square(slice(x, 0, 2))))
    expect(gradient(parts, compiled(), [1, 2, 3])).toEqual(gradient(parts, reverse(), [1, 2, 3]))
    const long = (x: Vector): Scalar => sum(multiply(square(slice(x, 0, 20)), slice(x, 5, 25)))
    const x = Float64Array.from({ length: 30 }, (_, i) => i - 10)
    expect(gradient(long, compiled(), x)).toEqual(gradient(long, reverse(), x))
  })
})

describe('what a compiled preparation hands on to the rules that it would have compiled', () => {
  const h = (x: Scalar, y: Scalar): Scalar => multiply(square(x), y)

  it('is a call for several results in one array', () => {
    const prepared = prepareGradient(h, compiled(), 2, 3)
    const out = new Float64Array(2)
    const refused = expect.objectContaining({ code: 'LENGTH_MISMATCH' })
    expect(() => gradientInto(out as never, h, prepared, 2, 3)).toThrow(refused)
    expect(() => valueAndGradientInto(out as never, h, prepared, 2, 3)).toThrow(refused)
    expect(() => pullbackInto(new Float64Array(1), (x: Vector) => x, compiled(), [1], [1, 2])).toThrow(refused)
    expect(() => gradientInto([0, 0] as never, (x: Vector) => sum(x), reverse(), [1, 2])).toThrow(refused)
  })

  it('is an argument that is followed further out', () => {
    const total = (t: Scalar): Scalar => {
      const [value, g] = valueAndGradient((x: Vector) => sum(square(x)), compiled(), stack([t, 1]))
      const J = jacobian((x: Vector) => square(x), compiled(), stack([t, 1]))
      return add(add(value, sum(g)), sum(J))
    }
    expect(derivative(total, forward(), 3)).toBe(6 + 2 + 2)
    expect(derivative(total, reverse(), 3)).toBe(6 + 2 + 2)
  })

  it('is nothing where a zero is negative', () => {
    const f0 = (x: Vector): Vector => add(add(-0, x), multiply(x, -0))
    expect(valueAndPullback(f0, compiled(), [1, -2], [1, 1])).toEqual(valueAndPullback(f0, reverse(), [1, -2], [1, 1]))
  })
})

describe('second derivatives of a solve', () => {
  const energy = (b: Vector, d: Vector): Scalar => {
    const x = tridiagonalSolve([1], d, [1], b)
    return sum(multiply(square(x), x))
  }

  it('agree between all nestings', () => {
    const [first, ...others] = [
      reverse(),
      secondOrder(reverse(), reverse()),
      secondOrder(reverse(), forward()),
      secondOrder(forward(), forward()),
      compiled(),
    ].map((backend) => hessian(energy, backend, [1, 2], [3, 4]).data)
    for (const other of others) {
      other.forEach((entry, i) => {
        // Each entry is a sum of a few dozen terms of order 1.
        expect(Math.abs(entry - first[i])).toBeLessThan(64 * 2 ** -53)
      })
    }
    expect(hessian((b: Vector) => energy(b, [3, 4]), secondOrder(reverse(), reverse()), [1, 2]).rows).toBe(2)
    expect(hessian((b: Vector) => energy(b, [3, 4]), secondOrder(forward(), forward()), [1, 2]).rows).toBe(2)
  })
})

describe('a preparation names what it was given instead', () => {
  const g = (x: Vector): Scalar => sum(x)
  it.each([[1], [(x: Vector): Scalar => sum(x)]])('%s', (other) => {
    const mismatch = expect.objectContaining({ code: 'PREPARATION_MISMATCH' })
    expect(() => gradient(other as never, prepareGradient(g, reverse(), [1]), [1])).toThrow(mismatch)
    expect(() => sparseJacobian(other as never, prepareSparseJacobian(square as never, forward(), [1]), [1])).toThrow(
      mismatch,
    )
  })

  it('and a backend the cotangent that does not fit', () => {
    const { pull } = reverse().pullback!(problemOf('pullback', g, [[1, 2]])).run([Float64Array.of(1, 2)])
    expect(() => pull(Float64Array.of(1))).toThrow(expect.objectContaining({ code: 'PREPARATION_MISMATCH' }))
  })
})

it('a traced value says what it is in errors, and has no property of a plain one', () => {
  derivative(
    (x) => {
      expect(() => sum([x] as never)).toThrow('a traced value (a number)')
      expect((x as never as { rows: unknown }).rows).toBeUndefined()
      expect((x as never as { other: unknown }).other).toBeUndefined()
      return x
    },
    forward(),
    1,
  )
})
