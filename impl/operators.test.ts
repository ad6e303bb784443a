/** The maps at a point: the same numbers as the operators', computed once, and no more than was asked for. */
import { describe, expect, it, vi } from 'vitest'
import { interpolantOperators } from './interpolation/interpolant-operators.ts'
import { kinds } from './interpolation/kinds.ts'
import { operators, sharingOperators } from './operators.ts'

const system = { dl: [1, -2], d: [4, 5, 3], du: [0.5, 1], b: [1, -2, 0.5] }
const data = { knots: [0, 1, 2.5, 3], values: [1, 2, 0, 4], queries: [0.25, 2.75] }
const bar = Float64Array.of(1, -0.5)

describe('what is left out', () => {
  it('is the tangent zero, also where no tangents are given at all (OPR-8)', () => {
    for (const [name, args] of [
      ['tridiagonal-solve', system],
      ['akima', data],
    ] as const) {
      const { primal, pushforward } = operators[name]
      const without = pushforward as (given: typeof args) => Float64Array
      expect(without(args)).toEqual(new Float64Array(primal(args).length))
      expect(without(args)).toEqual(pushforward(args, {}))
    }
  })

  it('is no object, and said so, where it is null', () => {
    const { primal, pushforward } = operators.akima
    expect(() => primal(null as never)).toThrow(/^akima: arguments must be an object of arrays; got null/)
    expect(() => primal(data, null as never)).toThrow(/^akima: options must be an object; got null/)
    expect(() => pushforward(data, null as never)).toThrow(/^akima: tangents must be an object of arrays; got null/)
  })
})

describe('the maps at a point', () => {
  it('are those of the operator', () => {
    const solve = sharingOperators['tridiagonal-solve'].at(system)
    const yBar = Float64Array.of(1, 2, 3)
    expect(solve.primal()).toEqual(operators['tridiagonal-solve'].primal(system))
    expect(solve.pullback(yBar, () => true)).toEqual(operators['tridiagonal-solve'].pullback(system, yBar))
    expect(solve.pushforward({ d: yBar })).toEqual(operators['tridiagonal-solve'].pushforward(system, { d: yBar }))
    const akima = sharingOperators.akima.at(data)
    expect(akima.pullback(bar, () => true)).toEqual(operators.akima.pullback(data, bar))
    expect(akima.pullback(bar, () => true)).toEqual(operators.akima.pullback(data, bar))
    expect(akima.primal()).toEqual(operators.akima.primal(data))
  })

  it('leave out what is not wanted where it costs something', () => {
    const yBar = Float64Array.of(1, 2, 3)
    const { b } = sharingOperators['tridiagonal-solve'].at(system).pullback(yBar, (name) => name === 'b')
    expect(b).toEqual(operators['tridiagonal-solve'].pullback(system, yBar).b)
    for (const name of ['dl', 'd', 'du']) {
      const cotangents = sharingOperators['tridiagonal-solve']
        .at(system)
        .pullback(yBar, (argument) => argument === name)
      expect(cotangents[name]).toEqual(operators['tridiagonal-solve'].pullback(system, yBar)[name])
    }
    const wantedOf = (wanted: string): string[] =>
      Object.keys(sharingOperators['cubic-spline'].at(data).pullback(bar, (name) => name === wanted))
    expect(wantedOf('values')).toEqual(['values', 'queries'])
    expect(wantedOf('knots')).toEqual(['knots', 'values', 'queries'])
  })

  it.each(['akima', 'akima-integral'])('of %s fit once, and pull nothing back to data that nobody wants', (name) => {
    const { queries, ...points } = data
    const args = name === 'akima' ? data : { ...points, from: [0.5], to: [2] }
    const curves = { fit: vi.fn(), end: vi.fn() }
    const counting = interpolantOperators('akima', (knots, options) => {
      const curve = kinds.akima(knots, options)
      const { fit, end } = curve
      curve.fit = (...given) => {
        curves.fit()
        fit.apply(curve, given)
      }
      curve.end = (...given) => {
        curves.end()
        end.apply(curve, given)
      }
      return curve
    })
    const maps = counting[name].at(args)
    const yBar = Float64Array.from(maps.primal(), () => 1)
    maps.pullback(yBar, (argument) => argument === (name === 'akima' ? 'queries' : 'to'))
    expect([curves.fit.mock.calls.length, curves.end.mock.calls.length]).toEqual([1, 0])
    maps.pullback(yBar, (argument) => argument === 'values')
    maps.pushforward({ values: Float64Array.of(1, 2, 3, 4) })
    expect([curves.fit.mock.calls.length, curves.end.mock.calls.length]).toEqual([1, 1])
  })

  it('name what overflows', () => {
    const huge = { ...data, values: [1e308, -1e308, 1e308, -1e308] }
    expect(() =>
      sharingOperators['lagrange-interpolation'].at(huge).pullback(Float64Array.of(1e300, 1e300), () => true),
    ).toThrow(/overflows/)
  })
})
