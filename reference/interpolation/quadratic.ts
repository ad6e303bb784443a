/**
 * Local parabolas (LOC-7 to LOC-9): piece i has the one through its two ends and a neighbour, the knots
 * j, j + 1, j + 2, with j = i or j = i − 1. By divided differences, m = u[i, i+1] and σ = u[j, j+1, j+2],
 *
 *   p(s) = u[i] + m s + σ s (s − h),   s = x − t[i],   h = t[i+1] − t[i]:    c = (u[i], m − σ h, σ)
 */
import type { Options } from '../../spec/operator.ts'
import { differences } from '../differences.ts'
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { type Chords, chords, chordsPullback, chordsPushforward } from './chord.ts'
import type { PieceRule } from './pieces.ts'

/** The first knot of the parabola of piece i. At the end that has no neighbour on the chosen side it is the other one. */
function firstOf(i: number, n: number, { mode }: Options): number {
  return mode === 'forward' ? Math.min(i, n - 3) : Math.max(i - 1, 0)
}

interface Differences<T> extends Chords<T> {
  /** σ[j] = (m[j+1] − m[j]) / (h[j] + h[j+1]) */
  readonly sigma: readonly T[]
}

const pairs = <T extends Scalar>(h: readonly T[]): T[] => h.slice(1).map((next, j) => add(h[j], next))

function divided<T extends Scalar>(t: readonly T[], u: readonly T[]): Differences<T> {
  const { h, m } = chords(t, u)
  const spans = pairs(h)
  return { h, m, sigma: differences(m).map((bend, j) => divide(bend, spans[j])) }
}

export const quadraticPieces: PieceRule = {
  primal({ knots, values }, options) {
    const { h, m, sigma } = divided(knots, values)
    const coefficients = h.map((gap, i) => {
      const curvature = sigma[firstOf(i, knots.length, options)]
      return [values[i], subtract(m[i], multiply(curvature, gap)), curvature]
    })
    return { breaks: knots, coefficients }
  },

  /** σ̇[j] = (ṁ[j+1] − ṁ[j] − σ (ḣ[j] + ḣ[j+1])) / (h[j] + h[j+1]) */
  pushforward({ knots, values }, dot, options) {
    const at = divided(knots, values)
    const { h, sigma } = at
    const { h: hDot, m: mDot } = chordsPushforward(at, dot.knots, dot.values)
    const spans = pairs(h)
    const spansDot = pairs(hDot)
    const sigmaDot = differences(mDot).map((bend, j) =>
      divide(subtract(bend, multiply(sigma[j], spansDot[j])), spans[j]),
    )
    const coefficients = h.map((gap, i) => {
      const j = firstOf(i, knots.length, options)
      const product = add(multiply(sigmaDot[j], gap), multiply(sigma[j], hDot[i]))
      return [dot.values[i], subtract(mDot[i], product), sigmaDot[j]]
    })
    return { breaks: dot.knots, coefficients }
  },

  /** m̄[i] = c̄[1],  σ̄[j] += c̄[2] − h c̄[1],  h̄[i] = −σ c̄[1];  then the adjoints of the two divided differences. */
  pullback({ knots, values }, { breaks, coefficients }, options) {
    const at = divided(knots, values)
    const { h, sigma } = at
    const spans = pairs(h)
    const first = h.map((_, i) => firstOf(i, knots.length, options))
    const mBar = coefficients.map(([, linear]) => linear)
    const hBar = coefficients.map(([, linear], i) => negate(multiply(sigma[first[i]], linear)))
    const sigmaBar = sigma.map((entry) => constant(0, entry))
    coefficients.forEach(([, linear, square], i) => {
      sigmaBar[first[i]] = add(sigmaBar[first[i]], subtract(square, multiply(h[i], linear)))
    })
    sigmaBar.forEach((entry, j) => {
      const w = divide(entry, spans[j])
      mBar[j + 1] = add(mBar[j + 1], w)
      mBar[j] = subtract(mBar[j], w)
      for (const i of [j, j + 1]) hBar[i] = subtract(hBar[i], multiply(sigma[j], w))
    })
    const { t, u } = chordsPullback(at, { h: hBar, m: mBar })
    return {
      knots: t.map((entry, i) => add(entry, breaks[i])),
      values: u.map((entry, i) => (i < h.length ? add(entry, coefficients[i][0]) : entry)),
    }
  },
}
