/**
 * What the tests of rules that make pieces share: the proof of a reference rule's derivative maps by dual numbers
 * (NUM-5), and the stability factor of an implementation against it (NUM-2, NUM-3), without the table of operators.
 */
import * as fc from 'fast-check'
import type { Fraction } from 'mathjs'
import { expect } from 'vitest'
import { curveOfPieces, interpolantOperators } from '../impl/interpolation/interpolant-operators.ts'
import type { PieceRule as ImplementationRule } from '../impl/interpolation/pieces.ts'
import { Dual } from '../reference/dual.ts'
import { apply, type Input, lift, type Results } from '../reference/evaluate.ts'
import { doubleOf, fractionOf } from '../reference/exact.ts'
import { interpolant } from '../reference/interpolation/interpolant.ts'
import type { PieceRule, Pieces } from '../reference/interpolation/pieces.ts'
import type { Scalar } from '../reference/scalar.ts'
import { stabilityFactor } from '../reference/stability.ts'
import { entryOf } from '../spec/catalogue.ts'
import type { MapName, Operator, Options } from '../spec/operator.ts'

export interface PieceData {
  readonly knots: readonly number[]
  readonly values: readonly number[]
}

/** Few digits, so that exact arithmetic is quick; now and then flat or on a line. */
export function pieceData(fewest: number, most: number): fc.Arbitrary<PieceData> {
  const row = fc.record({ gap: fc.integer({ min: 1, max: 24 }), u: fc.integer({ min: -32, max: 32 }) })
  const kind = fc.constantFrom('any', 'any', 'any', 'flat', 'line')
  return fc
    .tuple(fc.array(row, { minLength: fewest, maxLength: most }), kind, fc.nat({ max: 7 }))
    .map(([rows, of, at]) => {
      const ends = rows.map((_, i) => rows.slice(0, i + 1).reduce((sum, { gap }) => sum + gap, 0) / 8)
      const knots = ends.map((x) => x - ends[at % ends.length])
      const values = { any: rows.map(({ u }) => u / 4), flat: rows.map(() => 3), line: knots.map((x) => 2 * x - 1) }[of]
      return { knots, values: values! }
    })
}

const [zero, one] = [fractionOf(0), fractionOf(1)]
const exactly = (xs: readonly number[]): Fraction[] => xs.map(fractionOf)
const flat = <T extends Scalar>({ breaks, coefficients }: Pieces<T>): T[] => [...breaks, ...coefficients.flat()]
const strings = (xs: readonly Fraction[]): string[] => xs.map((x) => x.toFraction())
const inner = (a: readonly Fraction[], b: readonly Fraction[]): Fraction =>
  a.reduce((sum, entry, i) => sum.add(entry.mul(b[i])), zero)

/** Directions that no usual mistake is orthogonal to. */
const direction = (length: number, seed: number): Fraction[] =>
  Array.from({ length }, (_, i) => fractionOf(((7 * i + seed) % 11) - 4.5))

/** Holds pushforward and pullback to the Jacobian that dual numbers find in the primal, by equality. */
export function expectExactDerivatives(rule: PieceRule, { knots, values }: PieceData, options: Options): void {
  const n = knots.length
  const variable = (x: number, k: number): Dual<Fraction> =>
    new Dual(
      fractionOf(x),
      Array.from({ length: 2 * n }, (_, j) => (j === k ? one : zero)),
    )
  const dual = { knots: knots.map(variable), values: values.map((u, i) => variable(u, n + i)) }
  const J = flat(rule.primal(dual, options)).map(({ du }) => [...du])
  const args = { knots: exactly(knots), values: exactly(values) }

  const tangent = direction(2 * n, 1)
  const tangents = { knots: tangent.slice(0, n), values: tangent.slice(n) }
  expect(strings(flat(rule.pushforward(args, tangents, options)))).toEqual(strings(J.map((row) => inner(row, tangent))))

  const bar = direction(J.length, 3)
  const { breaks, coefficients } = rule.primal(args, options)
  const width = coefficients[0].length
  const shaped = {
    breaks: bar.slice(0, breaks.length),
    coefficients: coefficients.map((_, l) => bar.slice(breaks.length + l * width, breaks.length + (l + 1) * width)),
  }
  const cotangents = rule.pullback(args, shaped, options)
  const columns = Array.from({ length: 2 * n }, (_, k) => J.map((row) => row[k]))
  expect(strings([...cotangents.knots, ...cotangents.values])).toEqual(strings(columns.map((c) => inner(c, bar))))
}

/** The operator of an implementation's rule. */
export function operatorOf(name: string, rule: ImplementationRule): Operator {
  return interpolantOperators(name, curveOfPieces(rule))[name]
}

/** The largest K of a map's results; the exact scale too, since the dense basis is ill-conditioned in doubles. */
export function stabilityOf(map: MapName, name: string, rule: PieceRule, operator: Operator, input: Input): number {
  const entry = entryOf(name)!
  const reference = interpolant(rule).value
  let directions = 0
  lift(map, entry, input, (x, isVariable) => {
    if (isVariable) directions++
    return x
  })
  let next = 0
  const lifted = lift(map, entry, input, (x, isVariable) => {
    const value = fractionOf(x)
    const mine = isVariable ? next++ : -1
    return new Dual(
      value,
      Array.from({ length: directions }, (_, k) => (k === mine ? value : zero)),
    )
  })
  const exact: Results<Dual<Fraction>> = apply(map, reference, lifted)
  const got = resultsOf(map, operator, input)
  const factors = Object.entries(exact).map(([result, duals]) => {
    const scale = duals.map(({ re, du }) => doubleOf(du.reduce((sum, dy) => sum.add(dy.abs()), re.abs())))
    return stabilityFactor(
      got[result],
      duals.map(({ re }) => re),
      scale,
    ).K
  })
  return Math.max(...factors)
}

function resultsOf(map: MapName, operator: Operator, input: Input): Readonly<Record<string, Float64Array>> {
  const { arguments: args, options = {}, tangents = {}, cotangent = [] } = input
  if (map === 'primal') return { output: operator.primal(args, options) }
  if (map === 'pushforward') return { tangent: operator.pushforward(args, tangents, options) }
  return operator.pullback(args, cotangent, options)
}
