import { describe, expect, it } from 'vitest'
import { countCalls, gradient, jacobian, prepareGradient, prepareJacobian, reverse } from '../autodiff/index.ts'
import { cubicSpline, multiply, pchip, type Scalar, sum, tridiagonalSolve, type Vector } from './index.ts'

const knots = [0, 1, 3, 4]

describe('a use of an operator that is run again', () => {
  it('is right for other values, other places and the first ones again', () => {
    const f = (values: Vector, t: Vector, q: Vector): Scalar => sum(multiply(cubicSpline(t, values, q), [1, 2]))
    const points = [
      [[0, 1, 0, 2], knots, [0.5, 3.5]],
      [[1, 1, 0, 2], knots, [0.5, 3.5]],
      [[1, 1, 0, 3], knots, [0.5, 3.25]],
      [
        [1, 1, 0, 3],
        [0, 1, 2, 4],
        [0.5, 3.25],
      ],
      [[0, 1, 0, 2], knots, [0.5, 3.5]],
      [[0, 1, 0, 2], knots, [0.5, 3.5]],
      [[0, 1, 5, 2], knots, [0.5, 3.5]],
    ] as const
    const prepared = prepareGradient(f, reverse(), ...points[0])
    const inValues = (values: Vector): Scalar => f(values, knots, [0.5, 3.5])
    const preparedInValues = prepareGradient(inValues, reverse(), points[0][0])
    // A plan and a fit round differently: with K of at most 64 (NUM-4) that is far below the eleventh decimal.
    for (const point of points) {
      const expected = gradient(f, reverse(), ...point)
      gradient(f, prepared, ...point).forEach((part, k) => {
        part.forEach((entry, i) => {
          expect(entry).toBeCloseTo(expected[k][i], 11)
        })
      })
      gradient(inValues, preparedInValues, point[0]).forEach((entry, i) => {
        expect(entry).toBeCloseTo(gradient(inValues, reverse(), point[0])[i], 11)
      })
    }
  })

  it('is not taken for another use, other options or other shapes', () => {
    let order: 0 | 1 = 0
    const f = (values: Vector): Scalar => sum(cubicSpline(knots, values, [0.5, 3.5], { order }))
    const prepared = prepareGradient(f, reverse(), [0, 1, 0, 2])
    for (order of [0, 0, 1, 1, 0] as const) {
      const once = gradient(f, reverse(), [0, 1, 0, 2])
      gradient(f, prepared, [0, 1, 0, 2]).forEach((entry, i) => {
        expect(entry).toBeCloseTo(once[i], 11)
      })
    }
    let n = 2
    const g = (b: Vector): Scalar => {
      const ones = new Float64Array(n - 1).fill(1)
      const x = n === 2 ? tridiagonalSolve(ones, [4, 4], ones, b) : cubicSpline(knots, [1, 2, 3, 5], b)
      return sum(x)
    }
    const preparedG = prepareGradient(g, reverse(), [1, 2])
    for (n of [2, 2, 3, 3, 2]) expect(gradient(g, preparedG, [1, 2])).toEqual(gradient(g, reverse(), [1, 2]))
  })

  it('tells two-sided options apart', () => {
    const sides = [
      { left: 'constant', right: 'linear' },
      { left: 'constant', right: 'linear' },
      { left: 'linear', right: 'linear' },
      { left: 'constant', right: 'constant' },
    ] as const
    let extrapolation: 'linear' | (typeof sides)[number] = sides[0]
    const f = (values: Vector): Scalar => sum(cubicSpline(knots, values, [-1, 0.5, 5], { extrapolation }))
    const prepared = prepareGradient(f, reverse(), [0, 1, 0, 2])
    for (extrapolation of [...sides, 'linear', ...sides] as const) {
      const once = gradient(f, reverse(), [0, 1, 0, 2])
      gradient(f, prepared, [0, 1, 0, 2]).forEach((entry, i) => {
        expect(entry).toBeCloseTo(once[i], 11)
      })
    }
  })

  it('sees that shapes have changed', () => {
    let queries = [0.5]
    const f = (values: Vector): Scalar => sum(cubicSpline(knots, values, queries))
    const prepared = prepareGradient(f, reverse(), [0, 1, 0, 2])
    for (queries of [[0.5], [0.5], [0.5, 1.5], [0.5]]) {
      const once = gradient(f, reverse(), [0, 1, 0, 2])
      gradient(f, prepared, [0, 1, 0, 2]).forEach((entry, i) => {
        expect(entry).toBeCloseTo(once[i], 11)
      })
    }
  })

  it('is not taken for another operator at its place', () => {
    let interpolate: (t: Vector, u: Vector, q: Vector) => Vector = cubicSpline
    const f = (values: Vector): Scalar => sum(interpolate(knots, values, [0.5, 3.5]))
    const prepared = prepareGradient(f, reverse(), [0, 1, 0, 2])
    for (interpolate of [cubicSpline, cubicSpline, pchip, pchip, cubicSpline]) {
      const once = gradient(f, reverse(), [0, 1, 0, 2])
      gradient(f, prepared, [0, 1, 0, 2]).forEach((entry, i) => {
        expect(entry).toBeCloseTo(once[i], 11)
      })
    }
  })

  it('gives results of their own: an earlier one does not change', () => {
    const f = (values: Vector): Vector => cubicSpline(knots, values, [0.5, 3.5])
    const prepared = prepareJacobian(f, reverse(), [0, 1, 0, 2])
    const results = [1, 2, 3].map((value) => jacobian(f, prepared, [value, 1, 0, 2]))
    const kept = results.map(({ data }) => data.slice())
    jacobian(f, prepared, [9, 9, 9, 1])
    expect(results.map(({ data }) => data)).toEqual(kept)
  })

  it('counts, inside of counting too', () => {
    const f = (values: Vector): Scalar => sum(cubicSpline(knots, values, [0.5, 3.5]))
    const prepared = prepareGradient(f, reverse(), [0, 1, 0, 2])
    gradient(f, prepared, [0, 1, 0, 2])
    const { calls } = countCalls(() => gradient(f, prepared, [0, 1, 0, 3]))
    expect(calls['cubic-spline']).toMatchObject({ primal: 1, pullback: 1 })
    const outer = countCalls(() => {
      countCalls(() => gradient(f, prepared, [0, 1, 0, 3]))
      countCalls(() => gradient(f, prepared, [0, 1, 0, 3]))
    })
    expect(outer.calls['cubic-spline']).toMatchObject({ primal: 2, pullback: 2, cotangents: { values: 2 } })
  })
})
