import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { constantCurve } from './constant.ts'

const sides = ['previous', 'next', 'nearest'] as const
const curveOf = (knots: number[], values: number[], side: string) => {
  const curve = constantCurve(Float64Array.from(knots), { side })
  curve.fit({ values: Float64Array.from(values) })
  return curve
}
const evaluate = (knots: number[], values: number[], side: string, x: number[]) => {
  const y = new Float64Array(x.length)
  curveOf(knots, values, side).evaluate(x, 0, y)
  return [...y]
}
const integrate = (knots: number[], values: number[], side: string, x1: number, x2: number) => {
  const y = new Float64Array(1)
  curveOf(knots, values, side).integrate(Float64Array.of(x1), Float64Array.of(x2), y)
  return y[0]
}

const data = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 12 }), value: fc.integer({ min: -20, max: 20 }) }), {
    minLength: 2,
    maxLength: 12,
  })
  .map((rows) => {
    const knots = [-2]
    for (const { gap } of rows.slice(1)) knots.push(knots[knots.length - 1] + gap / 4)
    return { knots, values: rows.map(({ value }) => value) }
  })

describe('steps (LOC-1)', () => {
  test.each(sides)('%s: at every knot the value there, outside those of the ends', (side) => {
    fc.assert(
      fc.property(data, ({ knots, values }) => {
        expect(evaluate(knots, values, side, knots)).toEqual(values)
        const last = knots[knots.length - 1]
        expect(evaluate(knots, values, side, [-9, last + 1])).toEqual([values[0], values[values.length - 1]])
      }),
    )
  })

  test('half-way is decided exactly, whatever rounding does to the distances', () => {
    // ½ is beyond the middle of −2⁻⁶⁰ and 1, though both distances are ½ as doubles.
    expect(evaluate([-(2 ** -60), 1], [1, 2], 'nearest', [0.5, 0.5 - 2 ** -54])).toEqual([2, 1])
    expect(evaluate([1, 3], [1, 2], 'nearest', [2, 2 + 2 ** -51])).toEqual([1, 2])
  })

  test('derivatives of order 1 and 2 are zero, and so is x̄', () => {
    const curve = curveOf([0, 1], [3, 4], 'next')
    const y = Float64Array.of(7)
    curve.evaluate([0.5], 1, y)
    expect(y[0]).toBe(0)
    curve.begin()
    curve.evaluatePullback([0.5], 0, [5], y)
    const into = { knots: new Float64Array(2), values: new Float64Array(2) }
    curve.end(into)
    expect([y[0], ...into.knots, ...into.values]).toEqual([0, 0, 0, 0, 5])
  })
})

describe('the integral of steps', () => {
  /** At the middle of each of many short stretches no jump is near: quarters and eighths of a quarter. */
  const riemann = (knots: number[], values: number[], side: string, x1: number, x2: number): number => {
    const count = Math.round(Math.abs(x2 - x1) * 16)
    const x = Array.from({ length: count }, (_, i) => Math.min(x1, x2) + (i + 0.5) / 16)
    return (Math.sign(x2 - x1) * evaluate(knots, values, side, x).reduce((a, b) => a + b, 0)) / 16
  }
  const place = fc.integer({ min: -80, max: 500 }).map((i) => i / 16)

  test.each(sides)('%s: is the sum of its steps', (side) => {
    fc.assert(
      fc.property(data, place, place, ({ knots, values }, x1, x2) => {
        expect(integrate(knots, values, side, x1, x2) + 0).toBe(riemann(knots, values, side, x1, x2) + 0)
      }),
    )
  })

  test('a step outside the bounds does not touch it, however high', () => {
    const knots = Array.from({ length: 100 }, (_, i) => i)
    const values = knots.map((t) => (t === 10 ? 1e300 : 1))
    for (const side of sides) expect(integrate(knots, values, side, 20, 80)).toBe(60)
  })

  test.each(sides)('%s: its pullback is the transpose of its tangent, exactly', (side) => {
    fc.assert(
      fc.property(
        data,
        place,
        place,
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        ({ knots, values }, x1, x2, draw) => {
          const next = () => draw.next().value
          const curve = curveOf(knots, values, side)
          const [from, to] = [Float64Array.of(x1, x2, knots[0]), Float64Array.of(x2, knots[0], knots[1])]
          const tangents = { knots: Float64Array.from(knots, next), values: Float64Array.from(knots, next) }
          const yDot = new Float64Array(3)
          curve.integrateTangent(from, to, tangents, yDot)
          const yBar = Float64Array.of(1, -2, 4)
          const into = { knots: new Float64Array(knots.length), values: new Float64Array(knots.length) }
          curve.begin()
          curve.integratePullback(from, to, yBar)
          curve.end(into)
          const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i], 0)
          expect(dot(yBar, yDot)).toBe(dot(into.knots, tangents.knots) + dot(into.values, tangents.values))
        },
      ),
    )
  })

  test('half-way, a value that falls out of a cotangent is not rounded with', () => {
    const curve = curveOf([0, 1, 2], [3, 1e30, 5], 'nearest')
    const into = { knots: new Float64Array(3), values: new Float64Array(3) }
    curve.begin()
    curve.integratePullback(Float64Array.of(0), Float64Array.of(2), Float64Array.of(1))
    curve.end(into)
    expect(into.knots[1]).toBe(-1)
  })

  test('a bound at a jump belongs to the step on its left, at the first knot to the one on its right (OPR-5)', () => {
    const integrand = (side: string) => {
      const y = new Float64Array(3)
      curveOf([0, 1, 3], [10, 11, 13], side).integrand([0, 1, 3], y)
      return [...y]
    }
    expect(integrand('previous')).toEqual([10, 10, 11])
    expect(integrand('next')).toEqual([11, 11, 13])
    expect(integrand('nearest')).toEqual([10, 11, 13])
  })
})
