/** Arguments without entries, and functions without results: values are there, matrices have their shapes. */
import { describe, expect, it } from 'vitest'
import { add, concat, multiply, slice, sum } from '../math/index.ts'
import {
  type Backend,
  compiled,
  complexStep,
  finiteDiff,
  finiteDifferences,
  forward,
  reverse,
  symbolic,
  type Vector,
  valueAndGradient,
  valueAndHessian,
  valueAndJacobian,
  valueAndPullback,
} from './index.ts'

const none = new Float64Array()
const backends: readonly Backend[] = [
  forward(),
  reverse(),
  compiled(),
  complexStep(),
  finiteDiff(),
  finiteDifferences(),
  symbolic(),
]

describe.each(backends)('$name of empty arguments', (backend) => {
  it('has the value, and derivatives without entries', () => {
    const f = (x: Vector) => add(sum(x), 3)
    expect(valueAndGradient(f, backend, [])).toEqual([3, none])
    expect(valueAndPullback(f, backend, [], 1)).toEqual([3, none])
    expect(valueAndHessian(f, backend, [])).toEqual([3, { rows: 0, columns: 0, data: none }])
  })

  it('has Jacobians without columns or rows', () => {
    const double = (x: Vector) => multiply(x, 2)
    const longer = (x: Vector) => concat(x, 1, 2)
    expect(valueAndJacobian(double, backend, [])).toEqual([none, { rows: 0, columns: 0, data: none }])
    const [value, matrix] = valueAndJacobian(longer, backend, [])
    expect(value).toEqual(Float64Array.of(1, 2))
    expect(matrix).toEqual({ rows: 2, columns: 0, data: none })
    const nothing = (x: Vector) => slice(x, 0, 0)
    expect(valueAndJacobian(nothing, backend, [1, 2])[1]).toEqual({ rows: 0, columns: 2, data: none })
  })
})
