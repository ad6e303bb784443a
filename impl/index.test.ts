import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleCase } from '../properties/draw/cases.ts'
import { exact, exactOperators, scale, stabilityFactor } from '../reference/index.ts'
import { catalogue } from '../spec/catalogue.ts'
import type { Entry } from '../spec/entry.ts'
import type { Arrays, MapName, Operators } from '../spec/operator.ts'
import { scaleOf, transpose, tridiagonalRows } from '../test/exact-error.ts'
import { systems } from '../test/systems.ts'
import {
  CotangentError,
  cyclicTridiagonalSolve,
  errorCodes,
  factorize,
  factorizeCyclic,
  operators,
  quadraticSpline,
  tridiagonalMultiply,
  tridiagonalSolve,
} from './index.ts'

/** For the names of the catalogue. */
const byName: Operators = operators
const differentiable = catalogue.filter(({ clauses }) => clauses.pullback !== undefined)

/** Every map of an operator at its example, as arrays by name. */
function resultsOf(entry: Entry, from: Operators, typed: (array: readonly number[]) => ArrayLike<number>) {
  const { arguments: args, tangents, cotangent, options } = exampleCase(entry)
  const arrays = (named: Readonly<Record<string, readonly number[]>>): Arrays =>
    Object.fromEntries(Object.entries(named).map(([name, array]) => [name, typed(array)]))
  const operator = from[entry.name]
  const primal = { output: operator.primal(arrays(args), options) }
  if (entry.clauses.pullback === undefined) return { primal }
  return {
    primal,
    pushforward: { tangent: operator.pushforward(arrays(args), arrays(tangents), options) },
    pullback: operator.pullback(arrays(args), typed(cotangent), options),
  }
}

describe('every operator of the catalogue (OPR-6)', () => {
  test('is there under its name, and no other', () => {
    expect(Object.keys(operators)).toEqual(catalogue.map(({ name }) => name))
  })

  test.each(catalogue)('$name answers its example as the exact oracle does', (entry) => {
    const got = resultsOf(entry, operators, (array) => array)
    const { arguments: args, tangents, cotangent, options } = exampleCase(entry)
    for (const [map, results] of Object.entries(got) as [MapName, Record<string, Float64Array>][]) {
      const input = { arguments: args, tangents, cotangent, options }
      const truth = exact(map, entry, input)
      const scales = scale(map, entry, input)
      expect(Object.keys(results).toSorted()).toEqual(Object.keys(truth).toSorted())
      for (const [name, values] of Object.entries(results)) {
        expect(values).toBeInstanceOf(Float64Array)
        expect(stabilityFactor(values, truth[name], scales[name]).K).toBeLessThanOrEqual(entry.limits[map])
      }
    }
  })

  test.each(catalogue)('$name takes plain and typed arrays alike, gives new arrays and leaves its input', (entry) => {
    const given: { array: ArrayLike<number>; before: readonly number[] }[] = []
    const watched = (make: (array: readonly number[]) => ArrayLike<number>) => (array: readonly number[]) => {
      const copy = make(array)
      given.push({ array: copy, before: [...array] })
      return copy
    }
    const plain = resultsOf(
      entry,
      operators,
      watched((array) => [...array]),
    )
    const doubles = resultsOf(
      entry,
      operators,
      watched((array) => Float64Array.from(array)),
    )
    const floats = resultsOf(
      entry,
      operators,
      watched((array) => Float32Array.from(array)),
    )
    expect(doubles).toEqual(plain)
    // The examples are exact in single precision.
    expect(floats).toEqual(plain)
    for (const { array, before } of given) expect(Array.from(array)).toEqual(before)
    const buffers = new Set(given.map(({ array }) => array))
    for (const results of Object.values(doubles)) {
      for (const values of Object.values(results)) expect(buffers.has(values)).toBe(false)
    }
  })

  test.each(differentiable)('$name takes a missing tangent for zero (OPR-8)', (entry) => {
    const { arguments: args, options, tangents } = exampleCase(entry)
    const operator = byName[entry.name]
    expect(Array.from(operator.pushforward(args, {}, options)).every((x) => x === 0)).toBe(true)
    for (const name of Object.keys(tangents)) {
      const alone = { [name]: tangents[name] }
      const zeros = Object.fromEntries(Object.entries(tangents).map(([other, array]) => [other, array.map(() => 0)]))
      expect(Array.from(operator.pushforward(args, alone, options))).toEqual(
        Array.from(operator.pushforward(args, { ...zeros, ...alone }, options)),
      )
    }
  })
})

describe('long systems are held to the exact answer', () => {
  const name = 'tridiagonal-solve'
  const { limits } = catalogue.find((entry) => entry.name === name)!
  /** Few bits keep the fractions short. */
  const short = (values: readonly number[]): number[] => values.map((x) => Math.round(x) || 1)

  test.each([
    [20, 'dominant'],
    [37, 'dominant'],
    [60, 'dominant'],
    [24, 'general'],
    [60, 'general'],
  ] as const)('n = %d, %s', (n, kind) => {
    const [drawn] = fc.sample(systems(kind, n, false), { numRuns: 1, seed: n })
    const [dl, du, b, c] = [drawn.dl, drawn.du, drawn.b, drawn.c].map(short)
    const outweighed = (i: number): number => Math.abs(dl[i - 1] ?? 0) + Math.abs(du[i] ?? 0)
    const d = short(drawn.d).map((x, i) => (kind === 'dominant' ? Math.abs(x) + outweighed(i) : x))
    const args = { dl, d, du, b }
    expect(factorize(dl, d, du).kind).toBe(kind === 'dominant' ? 'direct' : 'pivoted')
    const { dl: dlDot, d: dDot, du: duDot, b: bDot } = drawn.tangents
    const tangents = { dl: short(dlDot), d: short(dDot), du: short(duDot), b: short(bDot) }

    const [got, truth] = [operators[name], exactOperators[name]].map((operator) => ({
      x: operator.primal(args),
      xDot: operator.pushforward(args, tangents),
      bars: operator.pullback(args, c),
    }))
    const A = tridiagonalRows(args)
    const dot = { rows: tridiagonalRows(tangents), y: truth.x }
    const xScale = scaleOf(A, truth.x, b)
    const dotScale = scaleOf(A, truth.xDot, tangents.b, dot)
    const lambdaScale = scaleOf(transpose(A), truth.bars.b, c)
    const worst = (values: Float64Array, right: Float64Array, scales: readonly number[]): number =>
      Math.max(...values.map((value, i) => Math.abs(value - right[i]) / (2 ** -53 * scales[i])))
    expect(worst(got.x, truth.x, xScale)).toBeLessThan(limits.primal)
    expect(worst(got.xDot, truth.xDot, dotScale)).toBeLessThan(limits.pushforward)
    expect(worst(got.bars.b, truth.bars.b, lambdaScale)).toBeLessThan(limits.pullback)
    // d̄ = −λ x has the errors of both factors.
    const products = Array.from(truth.x, (x, i) => Math.abs(truth.bars.b[i]) * xScale[i] + Math.abs(x) * lambdaScale[i])
    expect(worst(got.bars.d, truth.bars.d, products)).toBeLessThan(limits.pullback)
  })
})

describe('errors through the operators', () => {
  const solve = operators['tridiagonal-solve']
  const multiply = operators['tridiagonal-multiply']
  const spline = operators['quadratic-spline']
  const system = { dl: [1], d: [4, 5], du: [2], b: [1, 2] }
  const data = { knots: [0, 1, 3], values: [1, 2, 0], queries: [0.5, 2] }

  test.each<[string, object, () => unknown]>([
    ['LENGTH_MISMATCH', { argument: 'dl' }, () => solve.primal({ ...system, dl: [1, 2] })],
    ['LENGTH_MISMATCH', { argument: 'b' }, () => solve.primal({ dl: [1], d: [4, 5], du: [2] })],
    ['LENGTH_MISMATCH', { argument: 'e' }, () => solve.primal({ ...system, e: [1] })],
    ['LENGTH_MISMATCH', { argument: 'd' }, () => solve.primal({ dl: [], d: [], du: [], b: [] })],
    ['LENGTH_MISMATCH', { argument: 'b' }, () => solve.pushforward(system, { b: [1] })],
    ['LENGTH_MISMATCH', { argument: 'cotangent' }, () => solve.pullback(system, [1])],
    ['TOO_FEW_KNOTS', { argument: 'knots' }, () => spline.primal({ knots: [1], values: [1], queries: [] })],
    ['NOT_FINITE', { argument: 'd', index: 1 }, () => solve.primal({ ...system, d: [4, Number.NaN] })],
    ['NOT_FINITE', { argument: 'b', index: 0 }, () => solve.pushforward(system, { b: [Number.NaN, 1] })],
    ['NOT_FINITE', { argument: 'cotangent', index: 1 }, () => solve.pullback(system, [1, Number.NEGATIVE_INFINITY])],
    ['NOT_INCREASING', { argument: 'knots', index: 2 }, () => spline.primal({ ...data, knots: [0, 1, 1] })],
    ['OUT_OF_RANGE', { argument: 'queries', index: 1 }, () => spline.pullback({ ...data, queries: [0, 4] }, [1, 1])],
    ['SINGULAR', {}, () => solve.primal({ ...system, d: [1, 2] })],
    ['SINGULAR', {}, () => solve.pushforward({ ...system, d: [1, 2] }, {})],
    ['SINGULAR', {}, () => solve.pullback({ ...system, d: [1, 2] }, [1, 2])],
    ['INVALID_OPTION', { argument: 'start' }, () => spline.primal(data, { start: 'natural' })],
    ['INVALID_OPTION', { argument: 'order' }, () => solve.primal(system, { order: 1 })],
    ['NOT_DIFFERENTIABLE', {}, () => operators.locate.pushforward({ knots: [0, 1], queries: [] }, {})],
    ['NOT_DIFFERENTIABLE', {}, () => operators.locate.pullback({ knots: [0, 1], queries: [] }, [])],
  ])('%s %j', (code, at, call) => {
    expect(call).toThrow(CotangentError)
    expect(call).toThrow(expect.objectContaining({ code, ...at }))
    expect(call).toThrow(/^[a-z-]+: .*; got .*, expected /)
    if (!('argument' in at)) expect(call).not.toThrow(expect.objectContaining({ argument: expect.anything() }))
    if (!('index' in at)) expect(call).not.toThrow(expect.objectContaining({ index: expect.anything() }))
  })

  test('are all there but that of a name, which only a port can be asked by', () => {
    expect(Object.keys(errorCodes)).toHaveLength(9)
    // @ts-expect-error: nor does the name of none compile
    expect(operators['no-such-operator']).toBeUndefined()
  })

  test.each<[string, number, () => unknown]>([
    ['the output', 0, () => multiply.primal({ dl: [], d: [1e200], du: [], x: [1e200] })],
    ['the output', 1, () => multiply.primal({ dl: [1e200], d: [1, 1], du: [0], x: [1e200, 0] })],
    ['the tangent', 0, () => multiply.pushforward({ dl: [], d: [1], du: [], x: [1e200] }, { d: [1e200] })],
    ['the cotangent of d', 1, () => multiply.pullback({ dl: [0], d: [1, 1], du: [0], x: [1, 1e200] }, [1, 1e200])],
    ['the cotangent of du', 0, () => solve.pullback({ dl: [0], d: [1, 1], du: [0], b: [1, 1e200] }, [1e200, 1])],
    ['the output', 1, () => operators['quadratic-spline-rhs'].primal({ knots: [0, 1e-200], values: [0, 1e200] })],
    [
      'the output',
      1,
      () => spline.primal({ knots: [0, 1], values: [0, 1], queries: [0, 1e200] }, { extrapolation: 'extension' }),
    ],
    [
      'the cotangent of knots',
      0,
      () => spline.pullback({ knots: [0, 1e-200], values: [0, 1e10], queries: [5e-201] }, [1e300]),
    ],
  ])('an overflow of %s is NOT_FINITE, with the index of the result and no argument (ERR-5)', (what, index, call) => {
    expect(call).toThrow(expect.objectContaining({ code: 'NOT_FINITE', index }))
    expect(call).toThrow(`${what} overflows; got`)
    expect(call).not.toThrow(expect.objectContaining({ argument: expect.anything() }))
  })

  test('an overflow inside a solve is NOT_FINITE', () => {
    const tiny = { dl: [], d: [1e-200], du: [] }
    expect(() => solve.primal({ ...tiny, b: [1e200] })).toThrow(expect.objectContaining({ code: 'NOT_FINITE' }))
    expect(() => cyclicTridiagonalSolve([0], [1e-200], [0], [1e200])).toThrow(
      expect.objectContaining({ code: 'NOT_FINITE' }),
    )
  })
})

describe('the everyday forms', () => {
  test('are the operators with arguments in order', () => {
    expect(Array.from(tridiagonalMultiply([3], [1, 4], [2], [1, 2]))).toEqual([5, 11])
    expect(Array.from(tridiagonalSolve([1], [4, 2], [4], [12, 5]))).toEqual([1, 2])
    expect(Array.from(cyclicTridiagonalSolve([1, 1], [4, 2], [3, 0], [12, 5]))).toEqual([1, 2])
    expect(factorize([1], [4, 2], [4]).n).toBe(2)
    expect(factorizeCyclic([1], [4], [4]).n).toBe(1)
    expect(quadraticSpline([0, 1, 3], [1, 2, 0]).evaluate(2)).toBe(2.5)
  })
})
