/**
 * The splines of free degree (BSP-1 to BSP-7, QSP-19): their derivative maps proved over the rationals (NUM-5), values by
 * hand, and what they are known by.
 */
import fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { describe, expect, test } from 'vitest'
import type { Options } from '../../spec/operator.ts'
import { expectExactDerivatives, pieceData } from '../../test/piece-rules.ts'
import { fractionOf } from '../exact.ts'
import { subtract } from '../math.ts'
import { bsplineApproximation } from './bspline-approximation.ts'
import { bsplineInterpolation } from './bspline-interpolation.ts'
import type { PieceRule } from './pieces.ts'
import { derivative, falling, value } from './polynomial.ts'
import { quadraticCollocation } from './quadratic-collocation.ts'

const degrees = [1, 2, 3, 4, 5]
const approximations = degrees.flatMap((degree) =>
  [1, 2, 3].map((more) => ({ degree, controlPoints: degree + more })).filter(({ controlPoints }) => controlPoints < 7),
)
const rules: readonly (readonly [string, PieceRule, Options, number])[] = [
  ...degrees.map(
    (degree) => [`through the data, degree ${degree}`, bsplineInterpolation, { degree }, degree + 1] as const,
  ),
  ...approximations.map(
    (options) =>
      [
        `close to the data, degree ${options.degree}, ${options.controlPoints} control points`,
        bsplineApproximation,
        options,
        options.controlPoints,
      ] as const,
  ),
  ['quadratic, by collocation', quadraticCollocation, {}, 3],
]

const exactly = (xs: readonly number[]): Fraction[] => xs.map(fractionOf)
const strings = (xs: readonly Fraction[]): string[] => xs.map((x) => x.toFraction())
const piecesOf = (rule: PieceRule, knots: number[], values: number[], options: Options = {}) =>
  rule.primal({ knots: exactly(knots), values: exactly(values) }, options)

describe.each(rules)('%s', (_name, rule, options, fewest) => {
  test('its derivative maps are those of dual numbers, exactly', () => {
    fc.assert(
      fc.property(pieceData(fewest, 7), (data) => expectExactDerivatives(rule, data, options)),
      { numRuns: 12, seed: 2026 },
    )
  })

  test('has continuous derivatives up to one below its degree, and reproduces polynomials', () => {
    const degree = Number(options.degree ?? 2)
    const knots = [-1, 0, 2, 2.5, 4, 5, 5.25]
    const cubes = knots.map((x, i) => x ** 3 - i)
    const { breaks, coefficients } = piecesOf(rule, knots, cubes, options)
    for (let l = 0; l + 1 < coefficients.length; l++) {
      const h = subtract(breaks[l + 1], breaks[l])
      const atEnd = coefficients[l].map((_, k) => value(derivative(coefficients[l], k), h, falling(k, k)))
      expect(strings(atEnd).slice(0, degree)).toEqual(strings(coefficients[l + 1]).slice(0, degree))
      expect(strings(atEnd)[degree]).not.toBe(strings(coefficients[l + 1])[degree])
    }
    const power = knots.map((x) => (x + 1) ** degree)
    expect(strings(piecesOf(rule, knots, power, options).coefficients[0])).toEqual([
      ...Array.from({ length: degree }, () => '0'),
      '1',
    ])
  })
})

describe('breaks', () => {
  const knots = [0, 1, 3, 4, 6, 7]
  const values = [1, 2, 0, 4, 1, 3]
  test.each([
    [bsplineInterpolation, { degree: 1 }, ['0', '1', '3', '4', '6', '7']],
    [bsplineInterpolation, { degree: 2 }, ['0', '2', '7/2', '5', '7']],
    [bsplineInterpolation, { degree: 3 }, ['0', '3', '4', '7']],
    [bsplineInterpolation, { degree: 4 }, ['0', '7/2', '7']],
    [bsplineInterpolation, { degree: 5 }, ['0', '7']],
    [quadraticCollocation, {}, ['0', '1', '3', '4', '7']],
    // Places 6/3 − 1 and 12/3 − 1; 6/4 − 1, 12/4 − 1 and 18/4 − 1; with as many control points as data those of interpolation.
    [bsplineApproximation, { degree: 1, controlPoints: 4 }, ['0', '1', '4', '7']],
    [bsplineApproximation, { degree: 1, controlPoints: 5 }, ['0', '1/2', '3', '5', '7']],
    [bsplineApproximation, { degree: 2, controlPoints: 6 }, ['0', '2', '7/2', '5', '7']],
  ])('%#', (rule, options, expected) => {
    expect(strings([...piecesOf(rule, knots, values, options).breaks])).toEqual(expected)
  })
})

test('the line closest to the data is that of the textbook (BSP-4)', () => {
  // Means 1 and 3; Σ (t−1)(u−3) / Σ (t−1)² = 5/2
  const { coefficients } = piecesOf(bsplineApproximation, [0, 1, 2], [0, 4, 5], { degree: 1, controlPoints: 2 })
  expect(strings(coefficients[0])).toEqual(['1/2', '5/2'])
})
