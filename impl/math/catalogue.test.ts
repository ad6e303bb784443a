/** Every operator of the catalogue as a function: by forward and reverse as `operators` has its maps, and no more than that. */
import { describe, expect, it } from 'vitest'
import { catalogue, entryOf } from '../../spec/catalogue.ts'
import { resolveOptions } from '../../spec/contract.ts'
import { type Entry, entryFor } from '../../spec/entry.ts'
import type { Options } from '../../spec/operator.ts'
import { compiled } from '../autodiff/backends/compiled/index.ts'
import { countCalls } from '../autodiff/count.ts'
import * as autodiff from '../autodiff/index.ts'
import {
  type Backend,
  constant,
  forward,
  gradient,
  gradientInto,
  prepareGradient,
  pushforward,
  reverse,
} from '../autodiff/index.ts'
import type { InterpolantOptions } from '../interpolation/face-options.ts'
import { type OperatorName, operators } from '../operators.ts'
import * as math from './index.ts'
import { entriesOf, type Value, type Vector } from './value.ts'

type Face = (...args: readonly unknown[]) => Value

const camelCase = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const faceOf = (name: string): Face => Reflect.get(math, camelCase(name))
/** An operator of the interface without the types of its arguments, which are known at run time alone. */
const untyped = (name: 'gradient' | 'pushforward' | 'pullback'): ((...given: readonly unknown[]) => unknown) =>
  Reflect.get(autodiff as object, name)

/** The function of all arguments of `entry` alike, conditional ones too. */
function ofAll(entry: Entry, options: Options): Face {
  const face = faceOf(entry.name)
  return (...args) => {
    const ends = entry.arguments.flatMap(({ name, when }, k) => (when === undefined ? [] : [[name, args[k]]]))
    const positional = args.filter((_, k) => entry.arguments[k].when === undefined)
    return face(
      ...positional,
      ...(Object.keys(entry.options).length > 0 ? [{ ...options, ...Object.fromEntries(ends) }] : []),
    )
  }
}

interface Situation {
  readonly entry: Entry
  readonly options: Options
  readonly args: readonly Float64Array[]
}

/** The worked example of an entry under options; queries that lie outside too where that is allowed. */
function situation(name: string, options: Options): Situation {
  const whole = entryOf(name)!
  const full = resolveOptions(whole, options)
  const entry = entryFor(whole, full)
  const example: Readonly<Record<string, readonly number[]>> = {
    endSlopes: [0.5, -1],
    endCurvatures: [2, -0.25],
    ...whole.example.arguments,
    ...(options.extrapolation === undefined
      ? {}
      : whole.integralOf === undefined
        ? { queries: [-1.25, 0.5, 9.75] }
        : { from: [0.5, -1.5], to: [8.25, 2] }),
  }
  return { entry, options: full, args: entry.arguments.map((one) => Float64Array.from(example[one.name])) }
}

const variants: readonly Options[] = [
  { order: 1 },
  { order: 2 },
  { extrapolation: 'reflective' },
  { extrapolation: { left: 'linear', right: 'periodic' }, order: 1 },
  { extrapolation: 'extension' },
  { boundary: { left: 'clamped', right: 'second-derivatives' } },
  { boundary: 'periodic' },
  { side: 'nearest' },
  { degree: 2 },
]

const situations = catalogue
  .filter(({ clauses }) => clauses.pullback !== undefined)
  .flatMap(({ name, options: taken }) =>
    [{}, ...variants.filter((options) => Object.keys(options).every((option) => option in taken))].map(
      (options): [string, string, Situation] => [name, JSON.stringify(options), situation(name, options)],
    ),
  )

/** Numbers of some size and both signs, the same every time. */
const numbers = (length: number, seed: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => ((i * 7 + seed * 13) % 11) / 4 - 1.25)

const namedBy = (entry: Entry, arrays: readonly Float64Array[]): Record<string, Float64Array> =>
  Object.fromEntries(entry.arguments.map(({ name }, k) => [name, arrays[k]]))

/** One active argument has its seed and result bare. */
const bare = <T>(list: readonly T[]): T | readonly T[] => (list.length === 1 ? list[0] : list)
const listed = (result: unknown, count: number): readonly Value[] =>
  (count === 1 ? [result] : result) as readonly Value[]

it('are all there, by their names in camelCase', () => {
  expect(catalogue.filter(({ name }) => typeof faceOf(name) !== 'function')).toEqual([])
})

describe.each(situations)('%s %s', (name, _, { entry, options, args }) => {
  const operator = operators[name as OperatorName]
  const f = ofAll(entry, options)
  const arrays = namedBy(entry, args)
  const tangents = args.map(({ length }, k) => numbers(length, k))
  const output = operator.primal(arrays, options)
  const cotangent = numbers(output.length, 3)
  const shaped = (entries: Float64Array): unknown =>
    entry.output === 'n*n' ? { rows: args[1].length, columns: args[1].length, data: entries } : entries

  it('has the value of the operator', () => {
    expect(entriesOf(f(...args) as Float64Array)).toEqual(output)
  })

  it('is pushed forward as the operator is, by forward and compiled', () => {
    const expected = operator.pushforward(arrays, namedBy(entry, tangents), options)
    const got = untyped('pushforward')(f, forward(), ...pushed(args, tangents)) as Float64Array
    expect(entriesOf(got)).toEqual(expected)
    close(entriesOf(untyped('pushforward')(f, compiled(), ...pushed(args, tangents)) as Float64Array), expected)
  })

  it('is pulled back as the operator is, by reverse and compiled', () => {
    const expected = operator.pullback(arrays, cotangent, options)
    for (const backend of [reverse(), compiled()]) {
      const got = listed(untyped('pullback')(f, backend, ...pulled(args, shaped(cotangent))), args.length)
      entry.arguments.forEach((argument, k) => {
        close(entriesOf(got[k] as Float64Array), expected[argument.name])
      })
    }
  })

  it('computes the cotangents of one argument alone where one is asked for', () => {
    entry.arguments.forEach((argument, k) => {
      const loss = (...all: readonly unknown[]): Value =>
        math.sum(math.multiply(f(...all) as Vector, shaped(cotangent) as Float64Array)) as Value
      const given = args.map((array, j) => (j === k ? array : constant(array)))
      const { result, calls } = countCalls(() => untyped('gradient')(loss, reverse(), ...given))
      close(result as Float64Array, operator.pullback(arrays, cotangent, options)[argument.name])
      expect(calls).toEqual({ [name]: { primal: 1, pushforward: 0, pullback: 1, cotangents: { [argument.name]: 1 } } })
    })
  })
})

/** Arguments and seeds in the order of `pushforward` and `pullback`: x, its seeds, the rest. */
function pushed(args: readonly Float64Array[], tangents: readonly Float64Array[]): unknown[] {
  return [args[0], bare(tangents), ...args.slice(1)]
}
function pulled(args: readonly Float64Array[], cotangent: unknown): unknown[] {
  return [args[0], cotangent, ...args.slice(1)]
}

/** Within a few roundings of the largest entry: sums may be taken in another order. */
function close(got: Float64Array, expected: Float64Array): void {
  const size = expected.reduce((largest, entry) => Math.max(largest, Math.abs(entry)), 2 ** -20)
  expect(got.length).toBe(expected.length)
  for (let i = 0; i < got.length; i++) expect(Math.abs(got[i] - expected[i])).toBeLessThanOrEqual(2 ** -44 * size)
}

describe('repeated calls', () => {
  const knots = Float64Array.of(0, 1, 2.5, 3, 5)
  const queries = Float64Array.of(0.25, 4, 1.75, 2.75)
  const options = { extrapolation: 'extension' } as const
  const drawn = (seed: number): Float64Array => numbers(5, seed)

  it.each<[string, math.InterpolantFunction<InterpolantOptions>]>([
    ['cubic-spline', math.cubicSpline],
    ['akima', math.akima],
    ['lagrange-interpolation', math.lagrangeInterpolation],
    ['constant-interpolation', math.constantInterpolation],
  ])('of %s by compiled see what changes, values, knots or queries', (_, kind) => {
    const loss = (t: Vector, u: Vector, q: Vector) => math.sum(math.square(kind(t, u, q, options)))
    const prepared = prepareGradient(loss, compiled(), constant(knots), knots, constant(queries))
    const bar = new Float64Array(5)
    const moved = knots.map((t) => t * 1.5)
    for (const [t, u, q] of [
      [knots, drawn(1), queries],
      [knots, drawn(2), queries],
      [knots, drawn(3), queries],
      [moved, drawn(3), queries],
      [moved, drawn(3), knots.subarray(0, 4)],
      [moved, drawn(4), knots.subarray(0, 4)],
      [knots, drawn(1), queries],
    ]) {
      gradientInto(bar, loss, prepared, constant(t), u, constant(q))
      close(bar, gradient(loss, reverse(), constant(t), u, constant(q)))
    }
  })

  it('of akima, whose values nobody asks for, are pulled back at those of the call', () => {
    const loss = (u: Vector) => math.dot([1, -2, 3, 0.5], math.akima(knots, u, queries))
    const prepared = prepareGradient(loss, compiled(), knots)
    const bar = new Float64Array(5)
    for (const seed of [1, 2, 3, 4]) {
      gradientInto(bar, loss, prepared, drawn(seed))
      close(bar, gradient(loss, reverse(), drawn(seed)))
    }
  })

  it('of a solve factorize a matrix that stays the same once, and see one that changes', () => {
    const loss = (d: Vector, b: Vector) => math.sum(math.square(math.tridiagonalSolve([1, 2], d, [1, -1], b)))
    const prepared = prepareGradient(loss, compiled(), constant([4, 5, 6]), [1, 2, 3])
    const bar = new Float64Array(3)
    for (const [d, b] of [
      [
        [4, 5, 6],
        [1, 2, 3],
      ],
      [
        [4, 5, 6],
        [1, 0, 3],
      ],
      [
        [4, 7, 6],
        [1, 0, 3],
      ],
    ]) {
      gradientInto(bar, loss, prepared, constant(d), b)
      close(bar, gradient(loss, reverse(), constant(d), b))
    }
  })
})

describe('what does not fit is refused', () => {
  const t = [0, 1, 3]
  const u = [1, 2, 0]
  const codeOf = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return [(error as { code?: string }).code, (error as { argument?: string }).argument]
    }
  }

  it.each([
    [
      'an option that there is not',
      () => faceOf('akima')(t, u, [1], { boundary: 'natural' }),
      ['INVALID_OPTION', 'boundary'],
    ],
    ['null for options', () => faceOf('akima')(t, u, [1], null), ['INVALID_OPTION', undefined]],
    ['text for options', () => faceOf('cubic-spline')(t, u, [1], 'natural'), ['INVALID_OPTION', undefined]],
    ['an argument too many', () => faceOf('akima')(t, u, [1], {}, {}), ['LENGTH_MISMATCH', undefined]],
    ['one too few', () => faceOf('akima')(t, u), ['LENGTH_MISMATCH', 'queries']],
    ['another length', () => faceOf('akima')(t, [1], [1]), ['LENGTH_MISMATCH', 'values']],
    [
      'end data that are not called for',
      () => math.cubicSpline(t, u, [1], { endSlopes: [0, 0] }),
      ['LENGTH_MISMATCH', 'endSlopes'],
    ],
    [
      'end data that are missing',
      () => math.cubicSpline(t, u, [1], { boundary: 'clamped' }),
      ['LENGTH_MISMATCH', 'endSlopes'],
    ],
    ['a query outside', () => math.pchip(t, u, [4]), ['OUT_OF_RANGE', 'queries']],
    ['a singular matrix', () => math.tridiagonalSolve([1], [1, 1], [1], [1, 2]), ['SINGULAR', undefined]],
    [
      'a derivative of locate',
      () => gradient((q) => math.sum(math.locate(t, q)), reverse(), [1]),
      ['NOT_DIFFERENTIABLE', 'queries'],
    ],
    [
      'a tangent of locate',
      () => pushforward((q: Vector) => math.locate(t, q), forward(), [1], [1]),
      ['NOT_DIFFERENTIABLE', 'queries'],
    ],
  ])('%s', (_, run, expected) => {
    expect(codeOf(run)).toEqual(expected)
  })

  it('and is told which options there are, those of the ends among them', () => {
    expect(() => faceOf('cubic-spline')(t, u, [1], { endSlope: [0, 0] })).toThrow(
      /one of .*, endSlopes, endCurvatures$/,
    )
    expect(() => math.cubicSpline(t, u, [1], { endSlopes: [0, 0] })).toThrow(/goes with boundary: 'clamped' alone/)
  })

  it('a length that does not fit while tracing', () => {
    const loss = (q: Vector) => math.sum(math.akima(t, [1, 2], q))
    expect(codeOf(() => prepareGradient(loss, compiled() as Backend, [1]))).toEqual(['LENGTH_MISMATCH', 'values'])
  })
})
