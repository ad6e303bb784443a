/** What is read may lie where it is written; what is written, in a place of its own. */
import { describe, expect, test } from 'vitest'
import { interpolant } from './interpolant.ts'
import type { KindName } from './kinds.ts'
import { plan } from './plan.ts'

const knots = [0, 1, 3, 4, 6]
/** In and outside the knots, by as many as there are knots. */
const places = [0.5, 5, 3, 2, 1.25]
const others = [4, 0.25, 1, 6, 2.5]
const dataOf: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  'constant-interpolation': ['values'],
  'linear-interpolation': ['values'],
  'lagrange-interpolation': ['values'],
  'cubic-spline': ['values'],
  'cubic-hermite': ['values', 'slopes'],
  pchip: ['values'],
  'smoothing-spline': ['values'],
}
const numbers = (length: number, seed: number): number[] =>
  Array.from({ length }, (_, i) => ((i * 7 + seed * 5) % 11) - 4.5)

type Arrays = Record<string, Float64Array>

/** `array` and room of `length` in one buffer, the room beginning `shift` entries after the array. */
function inOneBuffer(array: readonly number[], length: number, shift: number): [Float64Array, Float64Array] {
  const { buffer } = new Float64Array(array.length + length + shift)
  const input = new Float64Array(buffer, 0, array.length)
  input.set(array)
  return [input, new Float64Array(buffer, 8 * shift, length)]
}

/** Runs `call` with each input in the memory of each output, and expects what it gives with all apart. */
function expectSame(
  inputs: readonly (readonly number[])[],
  outputs: Readonly<Record<string, number>>,
  call: (inputs: readonly Float64Array[], into: Arrays) => unknown,
): void {
  const room = (): Arrays =>
    Object.fromEntries(Object.entries(outputs).map(([name, length]) => [name, new Float64Array(length)]))
  const expected = room()
  const apart = inputs.map((array) => Float64Array.from(array))
  call(apart, expected)
  for (let k = 0; k < inputs.length; k++) {
    for (const [name, length] of Object.entries(outputs)) {
      for (const shift of [0, 1, 3]) {
        const into = room()
        const [input, output] = inOneBuffer(inputs[k], length, shift)
        into[name] = output
        call(apart.with(k, input as never) as never, into)
        expect(into, `input ${k} in ${name}, ${shift} entries on`).toEqual(expected)
      }
    }
  }
}

const cases = Object.entries(dataOf).flatMap(([kind, names]) =>
  ['none', 'reflective'].flatMap((extrapolation) => [1, 3].map((columns) => ({ kind, names, extrapolation, columns }))),
)

describe.each(cases)('$kind, $extrapolation, $columns curves: input in the memory of output', (one) => {
  const { kind, names, extrapolation, columns } = one
  const n = knots.length
  const m = places.length
  const given = Object.fromEntries(names.map((name, k) => [name, numbers(n * columns, k)])) as { values: number[] }
  const f = interpolant(kind, { knots, ...given }, { extrapolation, columns })
  const data = Object.fromEntries(names.map((name) => [name, n * columns]))
  const bars = { knots: n, ...data }
  const yBar = numbers(m * columns, 5)

  test('evaluate, derivative, integral', () => {
    expectSame([places], { out: m * columns }, ([q], { out }) => f.evaluate(q, out))
    expectSame([places], { out: m * columns }, ([q], { out }) => f.derivative(q, 1, out))
    expectSame([places, others], { out: m * columns }, ([a, b], { out }) => f.integral(a, b, out))
  })

  test('pullbacks', () => {
    expectSame([places, yBar], { ...bars, queries: m }, ([q, w], into) => f.pullback(q, w, into as never))
    expectSame([places, yBar], { ...bars, queries: m }, ([q, w], into) => f.derivativePullback(q, w, 1, into as never))
    expectSame([places, others, yBar], { ...bars, from: m, to: m }, ([a, b, w], into) =>
      f.integralPullback(a, b, w, into as never),
    )
  })
})

describe.each(cases.filter(({ columns }) => columns === 1))('$kind, $extrapolation: a plan', (one) => {
  const { kind, names, extrapolation } = one
  const n = knots.length
  const m = places.length
  const given = Object.fromEntries(names.map((name, k) => [name, numbers(n, k)])) as { values: number[] }

  test('input in the memory of output', () => {
    const planned = plan(kind as KindName, knots, places, { extrapolation })
    if (names.length === 1) expectSame([given.values], { out: m }, ([u], { out }) => planned.evaluate(u, out))
    planned.evaluate(given)
    const data = Object.fromEntries(names.map((name) => [name, n]))
    expectSame([numbers(m, 5)], { values: n }, ([w], { values }) => planned.pullback(w, values))
    expectSame([numbers(m, 5)], data, ([w], into) => planned.dataPullback(w, into as never))
  })
})

describe('outputs in each other’s memory', () => {
  const f = interpolant('linear-interpolation', { knots, values: numbers(5, 0) })
  const yBar = numbers(5, 1)
  const into = (one: Float64Array, other: Float64Array) => ({ knots: one, values: other, queries: new Float64Array(5) })
  const refused = expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'values' })

  test('are refused, whether one array or two views', () => {
    const one = new Float64Array(5)
    const [start, overlapping] = inOneBuffer([0, 0, 0, 0, 0], 5, 4)
    expect(() => f.pullback(places, yBar, into(one, one))).toThrow(refused)
    expect(() => f.pullback(places, yBar, into(start, overlapping))).toThrow(
      'linear-interpolation: the cotangents of knots and values must have room of their own; got 8 bytes that both',
    )
    const bounds = { from: new Float64Array(5), to: new Float64Array(5) }
    expect(() => f.integralPullback(places, others, yBar, { ...into(one, one), ...bounds })).toThrow(refused)
    const planned = plan('cubic-hermite', knots, places)
    expect(() => planned.dataPullback(yBar, { values: one, slopes: one })).toThrow(
      expect.objectContaining({ code: 'LENGTH_MISMATCH', argument: 'slopes' }),
    )
  })

  test('are welcome side by side in one buffer', () => {
    const [start, next] = inOneBuffer([0, 0, 0, 0, 0], 5, 5)
    expect(f.pullback(places, yBar, into(start, next))).toEqual(f.pullback(places, yBar))
  })
})
