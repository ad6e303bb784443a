/**
 * Slope rules that choose a slope by the two chords at three neighbouring knots: at an inner knot those on both of
 * its sides, at an end the two nearest (HER-7). The rule gives the slope and its four partial derivatives; the
 * derivative maps are the product with them and with their transpose.
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { type Chords, fromChords, signOfSum } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'

/** A slope, and its partial derivatives by the slopes and the gaps of the first and the second chord. */
export interface Slope<T> {
  readonly z: T
  readonly m: readonly [T, T]
  readonly h: readonly [T, T]
}

export interface ThreePointRule {
  /** Between chord i on the left and chord j on the right. */
  inner<T extends Scalar>(chords: Chords<T>, i: number, j: number, options: Options): Slope<T>
  /** At the free end of chord i, of which j is the neighbour, on either side. */
  end<T extends Scalar>(chords: Chords<T>, i: number, j: number, options: Options): Slope<T>
}

/** `factor` times the slope of chord i, which comes first or second in the slope. With factor 0 it does not move. */
export function multipleOfChord<T extends Scalar>(
  { m }: Chords<T>,
  factor: number,
  i: number,
  place: 0 | 1 = 0,
): Slope<T> {
  const zero = constant(0, m[i])
  const by = constant(factor, m[i])
  return { z: multiply(by, m[i]), m: place === 0 ? [by, zero] : [zero, by], h: [zero, zero] }
}

/** z = ρ m[i] + λ m[j], the parabola's slope between its chords; λ, ρ the shares of h[i], h[j] (HER-7). */
export function parabolaInside<T extends Scalar>(chords: Chords<T>, i: number, j: number): Slope<T> {
  const { m } = chords
  const { lambda, rho, turn } = sharesOf(chords, i, j)
  return {
    z: add(multiply(rho, m[i]), multiply(lambda, m[j])),
    m: [rho, lambda],
    h: [multiply(turn, rho), negate(multiply(turn, lambda))],
  }
}

/** z = m[i] + λ (m[i] − m[j]), the parabola's slope at the free end of chord i. */
export function parabolaAtEnd<T extends Scalar>(chords: Chords<T>, i: number, j: number): Slope<T> {
  const { m } = chords
  const { lambda, rho, turn } = sharesOf(chords, i, j)
  return {
    z: add(m[i], multiply(lambda, subtract(m[i], m[j]))),
    m: [add(lambda, 1), negate(lambda)],
    h: [negate(multiply(turn, rho)), multiply(turn, lambda)],
  }
}

/** λ = h[i]/H, ρ = h[j]/H, H = h[i] + h[j], and (m[j] − m[i])/H, by which a change of the shares counts. */
export function sharesOf<T extends Scalar>(
  { h, m }: Chords<T>,
  i: number,
  j: number,
): Record<'lambda' | 'rho' | 'turn', T> {
  const span = add(h[i], h[j])
  return { lambda: divide(h[i], span), rho: divide(h[j], span), turn: divide(subtract(m[j], m[i]), span) }
}

/** The sign of the parabola's slope at the free end of chord i: of (2h[i] + h[j]) m[i] − h[i] m[j]. */
export function signAtEnd<T extends Scalar>(chords: Chords<T>, i: number, j: number): number {
  const { h } = chords
  return signOfSum(chords, add(multiply(2, h[i]), h[j]), i, negate(h[i]), j)
}

/** For each knot the two chords that it looks at, and the slope. */
function rowsOf<T extends Scalar>(rule: ThreePointRule, chords: Chords<T>, options: Options) {
  const last = chords.h.length - 1
  const row = (i: number, j: number, slope: Slope<T>) => ({ i, j, slope })
  const inner = chords.h.slice(1).map((_, i) => row(i, i + 1, rule.inner(chords, i, i + 1, options)))
  const start = row(0, 1, rule.end(chords, 0, 1, options))
  return [start, ...inner, row(last, last - 1, rule.end(chords, last, last - 1, options))]
}

export function threePoint(rule: ThreePointRule): SlopeRule {
  return fromChords({
    primal: (chords, options) => rowsOf(rule, chords, options).map(({ slope: { z } }) => z),

    /** ż = ∂z/∂m ṁ + ∂z/∂h ḣ */
    pushforward: (chords, dot, options) =>
      rowsOf(rule, chords, options).map(({ i, j, slope: { m, h } }) =>
        add(
          add(multiply(m[0], dot.m[i]), multiply(m[1], dot.m[j])),
          add(multiply(h[0], dot.h[i]), multiply(h[1], dot.h[j])),
        ),
      ),

    /** Each z̄ adds ∂z/∂m z̄ to m̄ and ∂z/∂h z̄ to h̄. */
    pullback(chords, zBar, options) {
      const zeros = chords.h.map((gap) => constant(0, gap))
      const bar = { m: [...zeros], h: [...zeros] }
      rowsOf(rule, chords, options).forEach(({ i, j, slope }, knot) => {
        for (const of of ['m', 'h'] as const) {
          bar[of][i] = add(bar[of][i], multiply(slope[of][0], zBar[knot]))
          bar[of][j] = add(bar[of][j], multiply(slope[of][1], zBar[knot]))
        }
      })
      return bar
    },
  })
}
