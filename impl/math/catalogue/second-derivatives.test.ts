/**
 * Second derivatives through the operators of the catalogue: forward over reverse and reverse over reverse against
 * difference quotients of the gradient, for every pair of arguments in which there are some; an error for the rest.
 */
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../spec/catalogue.ts'
import { constant, forward, gradient, pushforward, reverse } from '../../autodiff/index.ts'
import * as math from '../index.ts'
import { sizeOf } from '../shape.ts'
import { type Scalar, shapeOf, type Value, type Vector } from '../value.ts'

type Face = (...args: readonly unknown[]) => Value

interface Subject {
  readonly face: Face
  readonly args: Readonly<Record<string, readonly number[]>>
}

const points = { knots: [0, 1, 2.5, 3, 5, 6], values: [1, 2, 0, 4, 1, 3] }
const slopes = [1, 0, -1, 2, 0.5, -0.25]
const queries = [0.25, 1.75, 4, 5.5, 2.75]
const bounds = { from: [0.25, 4, 0.5], to: [2.75, 1.5, 5.5] }
const diagonals = { dl: [1, -2], d: [4, 5, 3], du: [0.5, 1] }
const ring = { dl: [1, -2, 0.5], d: [4, 5, 3], du: [0.5, 1, 1] }

const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const faceOf = (name: string): Face => Reflect.get(math, camelCase(name))

/** Data and options; the options stand last. */
const subject = (name: string, args: Subject['args'], options?: object): Subject => ({
  face: (...given) => faceOf(name)(...given, ...(options === undefined ? [] : [options])),
  args,
})

/** The loss Σ w cos(y), as a function of two arguments of a subject; the others are held fixed. */
function lossOf({ face, args }: Subject, first: string, second: string) {
  return (a: Vector, b: Vector) => {
    const given = Object.entries(args).map(([name, array]) => (name === first ? a : name === second ? b : array))
    const y = face(...given)
    const flat = math.reshape(y as Vector, sizeOf(shapeOf(y))) as Vector
    const weights = Float64Array.from({ length: flat.length }, (_, i) => 1 + ((i * 5) % 7) / 4)
    return math.dot(weights, math.cos(flat))
  }
}

const direction = (length: number): Float64Array => Float64Array.from({ length }, (_, i) => 0.5 - ((i * 3) % 5) / 4)

/** ∂/∂b of the gradient in a, along v: (f(−2h) − 8 f(−h) + 8 f(h) − f(2h)) / 12h. */
function quotient(
  loss: ReturnType<typeof lossOf>,
  a: readonly number[],
  b: readonly number[],
  v: Float64Array,
  isSame: boolean,
): Float64Array {
  const at = (h: number): Float64Array => {
    const moved = b.map((x, i) => x + h * v[i])
    return gradient((x: Vector, y: Vector) => loss(x, y), reverse(), isSame ? moved : a, constant(moved))
  }
  const h = 2 ** -11
  const [far, near, nearBack, farBack] = [at(2 * h), at(h), at(-h), at(-2 * h)]
  return near.map((x, i) => (8 * (x - nearBack[i]) - (far[i] - farBack[i])) / (12 * h))
}

/** The gradient in the first argument as a function of the second, with what its derivative should be. */
function gradientOf(of: Subject, first: string, second: string) {
  const [a, b] = [of.args[first], of.args[second]]
  const isSame = first === second
  const loss = lossOf(of, first, second)
  const v = direction(b.length)
  const w = direction(a.length)
  const inner = (y: Vector): Vector =>
    isSame
      ? (gradient((x: Vector) => loss(x, x), reverse(), y) as Vector)
      : (gradient((x: Vector, z: Vector) => loss(x, z), reverse(), a, constant(y)) as Vector)
  const along = (y: Vector): Scalar =>
    isSame
      ? (pushforward((x: Vector) => loss(x, x), forward(), y, w) as Scalar)
      : (pushforward((x: Vector, z: Vector) => loss(x, z), forward(), a, w, constant(y)) as Scalar)
  return {
    expected: (): Float64Array => quotient(loss, a, b, v, isSame),
    forward: (): Float64Array => pushforward(inner, forward(), b, v) as Float64Array,
    /** The derivative along w, along v. */
    forwardTwice: (): number => pushforward(along, forward(), b, v),
    reverseOverForward: (): number => math.dot(gradient(along, reverse(), b), v),
    /** ⟨w, ∂²⟩ as a gradient in b; its product with v is ⟨w, ∂² v⟩. */
    reverse: (): number =>
      math.dot(
        gradient((y: Vector) => math.dot(w, inner(y)), reverse(), b),
        v,
      ),
  }
}

function close(got: Float64Array, expected: Float64Array): void {
  const size = expected.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 1)
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i] - expected[i])).toBeLessThan(2 ** -22 * size)
}

/** Every pair of these arguments, in either order. */
const pairs = (names: readonly string[]): [string, string][] =>
  names.flatMap((a) => names.map((b): [string, string] => [a, b]))

const holdsForward = (of: Subject, first: string, second: string): void => {
  const ways = gradientOf(of, first, second)
  const expected = ways.expected()
  close(ways.forward(), expected)
  close(Float64Array.of(ways.forwardTwice()), Float64Array.of(math.dot(direction(expected.length), expected)))
}

const holdsReverse = (of: Subject, first: string, second: string): void => {
  const ways = gradientOf(of, first, second)
  const expected = ways.expected()
  close(Float64Array.of(ways.reverse()), Float64Array.of(math.dot(direction(expected.length), expected)))
}

const holdsReverseOverForward = (of: Subject, first: string, second: string): void => {
  const ways = gradientOf(of, first, second)
  const expected = ways.expected()
  close(Float64Array.of(ways.reverseOverForward()), Float64Array.of(math.dot(direction(expected.length), expected)))
}

const holds = (of: Subject, first: string, second: string): void => {
  holdsForward(of, first, second)
  holdsReverse(of, first, second)
  holdsReverseOverForward(of, first, second)
}

const isRefused = (way: () => unknown, argument: string): void => {
  expect(way).toThrow(new RegExp(`second derivative in ${argument}.*secondOrder\\(finiteDiff\\(\\), reverse\\(\\)\\)`))
}

describe.each([
  ['tridiagonal', subject('tridiagonal', diagonals)],
  ['tridiagonal-multiply', subject('tridiagonal-multiply', { ...diagonals, x: [1, -2, 0.5] })],
  ['tridiagonal-solve', subject('tridiagonal-solve', { ...diagonals, b: [1, -2, 0.5] })],
  ['tridiagonal-solve of one equation', subject('tridiagonal-solve', { dl: [], d: [2], du: [], b: [3] })],
  ['cyclic-tridiagonal-solve', subject('cyclic-tridiagonal-solve', { ...ring, b: [1, -2, 0.5] })],
  [
    'cyclic-tridiagonal-solve of two',
    subject('cyclic-tridiagonal-solve', { dl: [1, -2], d: [4, 5], du: [0.5, 1], b: [1, 2] }),
  ],
])('%s', (_, of) => {
  it.each(pairs(Object.keys(of.args)))('in %s and %s', (first, second) => {
    holds(of, first, second)
  })
})

const linearKinds = catalogue.filter(
  ({ linear, promises, integralOf }) => linear.length > 0 && promises !== undefined && integralOf === undefined,
)

/** What the kind is made of, beside the knots. */
const dataOf = (name: string): Readonly<Record<string, readonly number[]>> => {
  if (name === 'cubic-hermite') return { ...points, slopes }
  return name === 'quintic-hermite' ? { ...points, slopes, curvatures: [2, -1, 0, 0.5, 1, -2] } : points
}

describe.each(linearKinds.map(({ name }) => name))('%s', (name) => {
  const linear = Object.keys(dataOf(name)).slice(1)

  it.each([0, 1])('of order %i, in what it is linear in and the queries', (order) => {
    for (const [first, second] of pairs([...linear, 'queries'])) {
      holds(subject(name, { ...dataOf(name), queries }, { order }), first, second)
    }
  })

  it('folded, in values and queries', () => {
    const outside = [-1.25, 7.5, 3.25]
    for (const [first, second] of pairs(['values', 'queries'])) {
      holds(subject(name, { ...dataOf(name), queries: outside }, { extrapolation: 'reflective' }), first, second)
    }
  })

  it('its integral, in what it is linear in and the bounds', () => {
    for (const [first, second] of pairs([...linear, 'from', 'to'])) {
      holds(subject(`${name}-integral`, { ...dataOf(name), ...bounds }), first, second)
    }
  })

  it('in the queries and the knots, the gradient in the queries first', () => {
    holds(subject(name, { ...dataOf(name), queries }), 'queries', 'knots')
    if (name !== 'constant-interpolation')
      holds(subject(`${name}-integral`, { ...dataOf(name), ...bounds }), 'to', 'knots')
  })

  it('in knots and values, one way round by forward, the other by reverse', () => {
    const of = subject(name, { ...dataOf(name), queries })
    holdsForward(of, 'knots', 'values')
    holdsReverse(of, 'values', 'knots')
    isRefused(gradientOf(of, 'values', 'knots').forward, 'knots')
    isRefused(gradientOf(of, 'knots', 'values').reverse, 'values')
    holdsReverseOverForward(of, 'values', 'knots')
    isRefused(gradientOf(of, 'knots', 'values').reverseOverForward, 'values')
  })

  it('not in the knots twice, nor in the queries beyond the second derivative', () => {
    const twice = gradientOf(subject(name, { ...dataOf(name), queries }), 'knots', 'knots')
    isRefused(twice.forward, 'knots')
    isRefused(twice.reverse, 'knots')
    isRefused(twice.forwardTwice, 'knots')
    isRefused(twice.reverseOverForward, 'knots')
    const third = gradientOf(subject(name, { ...dataOf(name), queries }, { order: 2 }), 'queries', 'queries')
    isRefused(third.forward, 'queries')
    isRefused(third.reverse, 'queries')
    isRefused(third.forwardTwice, 'queries')
    isRefused(third.reverseOverForward, 'queries')
  })
})

describe.each(['akima', 'makima', 'pchip', 'steffen'])('%s', (name) => {
  const of = subject(name, { ...points, queries })

  it.each([
    ['queries', 'queries'],
    ['queries', 'values'],
    ['values', 'queries'],
    ['queries', 'knots'],
    ['knots', 'queries'],
  ])('in %s and %s', (first, second) => {
    holds(of, first, second)
  })

  it('not in its data twice', () => {
    const twice = gradientOf(of, 'values', 'values')
    isRefused(twice.forward, 'values')
    isRefused(twice.reverse, 'values')
    isRefused(twice.forwardTwice, 'values')
    isRefused(twice.reverseOverForward, 'values')
  })
})

describe('the steps of the quadratic spline', () => {
  it.each([
    ['quadratic-spline-slopes', { rhs: [0, 2, -2] }, 'rhs'],
    ['quadratic-spline-rhs', points, 'values'],
    ['quadratic-spline-curvatures', { knots: points.knots, slopes }, 'slopes'],
    ['quadratic-spline-compose', { ...points, slopes, curvatures: [1, -1.5, 2, 0, 1], queries }, 'curvatures'],
  ])('%s, in what it is linear in', (name, args, argument) => {
    holds(subject(name, args as Subject['args']), argument, argument)
  })

  it('not in the places of compose, which has no operator for its slope', () => {
    const of = subject('quadratic-spline-compose', { ...points, slopes, curvatures: [1, -1.5, 2, 0, 1], queries })
    const twice = gradientOf(of, 'queries', 'queries')
    isRefused(twice.forward, 'queries')
    isRefused(twice.reverse, 'queries')
    isRefused(twice.forwardTwice, 'queries')
    isRefused(twice.reverseOverForward, 'queries')
  })
})
