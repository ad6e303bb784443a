/**
 * The slopes of the cubic spline: the derivative maps of every pair of end conditions held to dual numbers by equality
 * over the rationals (CSP-2, CSP-3, NUM-5), and each equation of CSP-1, CSP-4, CSP-5, CSP-6 and CSP-9 held to the
 * pieces that come out.
 */
import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import { sidesOf } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import { cubicSplineBoundaries, splineData } from '../../test/cubic-spline-data.ts'
import { Dual } from '../dual.ts'
import { fractionOf } from '../exact.ts'
import type { Vectors } from '../scalar.ts'
import { cubicSplineSlopes } from './cubic-spline.ts'
import { hermite } from './hermite.ts'

const runs = { numRuns: 40, seed: 2026 }
const zero = fractionOf(0)
type Doubles = Readonly<Record<string, readonly number[]>>

const exactly = (data: Doubles): Record<string, Fraction[]> =>
  Object.fromEntries(Object.entries(data).map(([name, array]) => [name, array.map(fractionOf)]))

/** Directions that no usual mistake is orthogonal to. */
const direction = (length: number, seed: number): Fraction[] =>
  Array.from({ length }, (_, i) => fractionOf(((7 * i + seed) % 11) - 4.5))

/** ∂z/∂x for the numbers x of all arguments, one after the other. */
function jacobian(data: Doubles, options: Options): Fraction[][] {
  const size = Object.values(data).flat().length
  let next = 0
  const variable = (x: number): Dual<Fraction> => {
    const place = next++
    return new Dual(
      fractionOf(x),
      Array.from({ length: size }, (_, k) => fractionOf(k === place ? 1 : 0)),
    )
  }
  const args = Object.fromEntries(Object.entries(data).map(([name, array]) => [name, array.map(variable)]))
  return cubicSplineSlopes.primal(args, options).map(({ du }) => [...du])
}

const inner = (a: readonly Fraction[], b: readonly Fraction[]): Fraction =>
  a.reduce((sum, entry, i) => sum.add(entry.mul(b[i])), zero)
const strings = (xs: readonly Fraction[]): string[] => xs.map((x) => x.toFraction())

/** `flat` cut into the shape of `data`. */
function shaped(data: Doubles, flat: readonly Fraction[]): Record<string, Fraction[]> {
  const rest = [...flat]
  return Object.fromEntries(Object.entries(data).map(([name, { length }]) => [name, rest.splice(0, length)]))
}

describe.each(cubicSplineBoundaries)('$left, $right', (boundary) => {
  const options = { boundary }

  test('its pushforward is that of dual numbers, exactly', () => {
    fc.assert(
      fc.property(splineData(boundary, 6), (data) => {
        const flat = direction(Object.values(data).flat().length, 1)
        const got = cubicSplineSlopes.pushforward(exactly(data), shaped(data, flat), options)
        expect(strings(got)).toEqual(strings(jacobian(data, options).map((row) => inner(row, flat))))
      }),
      runs,
    )
  })

  test('its pullback is that of dual numbers, exactly', () => {
    fc.assert(
      fc.property(splineData(boundary, 6), (data) => {
        const J = jacobian(data, options)
        const zBar = direction(data.knots.length, 3)
        const columns = J[0].map((_, k) => J.map((row) => row[k]))
        const expected = shaped(
          data,
          columns.map((column) => inner(column, zBar)),
        )
        const got = cubicSplineSlopes.pullback(exactly(data), zBar, options)
        expect(Object.keys(got).sort()).toEqual(Object.keys(expected).sort())
        for (const name of Object.keys(expected)) expect(strings(got[name])).toEqual(strings(expected[name]))
      }),
      runs,
    )
  })

  test('its pieces fulfil the equations', () => {
    fc.assert(
      fc.property(splineData(boundary, 6), (data) => {
        for (const residual of residuals(exactly(data), options)) expect(residual.toFraction()).toBe('0')
      }),
      runs,
    )
  })
})

/** What has to be zero: the jumps of p″ at inner knots, and the condition at each end. */
function residuals(args: Vectors<Fraction>, options: Options): Fraction[] {
  const { breaks, coefficients } = hermite(cubicSplineSlopes).primal(args, options)
  const last = coefficients.length - 1
  const three = fractionOf(3)
  const two = fractionOf(2)
  /** p′, p″ and p‴/6 of piece i after s. */
  const jet = (i: number, s: Fraction): readonly [Fraction, Fraction, Fraction] => {
    const [, b, c, d] = coefficients[i]
    return [b.add(c.mul(two).mul(s)).add(d.mul(three).mul(s).mul(s)), c.add(d.mul(three).mul(s)).mul(two), d]
  }
  const gap = (i: number): Fraction => breaks[i + 1].sub(breaks[i])
  const first = jet(0, zero)
  const final = jet(last, gap(last))
  const jumps = coefficients.slice(1).map((_, i) => jet(i, gap(i))[1].sub(jet(i + 1, zero)[1]))
  const { left, right } = sidesOf(options.boundary)
  if (left === 'periodic') return [...jumps, first[0].sub(final[0]), first[1].sub(final[1])]
  const at = (condition: string | number, end: typeof first, index: number, next: number): Fraction => {
    switch (condition) {
      case 'clamped':
        return end[0].sub(args.endSlopes[index])
      case 'second-derivatives':
        return end[1].sub(args.endCurvatures[index])
      case 'not-a-knot':
        return last === 0 ? end[0].sub(chord()) : end[2].sub(coefficients[next][3])
      default:
        return end[1]
    }
  }
  const chord = (): Fraction => args.values[1].sub(args.values[0]).div(gap(0))
  return [...jumps, at(left, first, 0, Math.min(1, last)), at(right, final, 1, Math.max(0, last - 1))]
}

describe('not-a-knot at both ends', () => {
  const options = { boundary: 'not-a-knot' }
  const slopes = (knots: number[], values: number[]): string[] =>
    strings(cubicSplineSlopes.primal(exactly({ knots, values }), options))

  test('through two, three and four points is a line, a parabola and a cubic (CSP-6)', () => {
    expect(slopes([0, 2], [1, 4])).toEqual(['3/2', '3/2'])
    expect(slopes([0, 1, 3], [0, 1, 9])).toEqual(['0', '2', '6'])
    expect(slopes([0, 1, 3, 4], [0, 1, 27, 64])).toEqual(['0', '3', '27', '48'])
  })
})

test('a periodic spline with unequal ends repeats its slope and curvature, not its value (CSP-9)', () => {
  const args = exactly({ knots: [0, 1, 2], values: [0, 1, 4] })
  expect(strings(cubicSplineSlopes.primal(args, { boundary: 'periodic' }))).toEqual(['2', '2', '2'])
  const line = exactly({ knots: [0, 2], values: [1, 4] })
  expect(strings(cubicSplineSlopes.primal(line, { boundary: 'periodic' }))).toEqual(['3/2', '3/2'])
})
