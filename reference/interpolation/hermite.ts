/**
 * The cubic between two knots from values and slopes at both (HER-1 to HER-3): with h = t[i+1] − t[i] and
 * m = (u[i+1] − u[i])/h
 *
 *   c[0] = u[i],   c[1] = z[i],   c[2] = (3m − 2z[i] − z[i+1])/h,   c[3] = (z[i] + z[i+1] − 2m)/h²
 *
 * A rule that chooses the slopes makes a kind of interpolant of it.
 */

import { differences, differencesPullback } from '../differences.ts'
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import type { PieceRule, Pieces } from './pieces.ts'
import type { SlopeRule } from './slope-rule.ts'

/** The slopes as they are given: the kind `cubic-hermite`. */
export const givenSlopes: SlopeRule = {
  primal: ({ slopes }) => [...slopes],
  pushforward: (_args, { slopes }) => [...slopes],
  pullback: (args, zBar) => ({
    knots: args.knots.map((t) => constant(0, t)),
    values: args.values.map((u) => constant(0, u)),
    slopes: [...zBar],
  }),
}

interface Cubics<T> {
  readonly h: readonly T[]
  readonly m: readonly T[]
  readonly pieces: Pieces<T>
}

function cubics<T extends Scalar>(t: readonly T[], u: readonly T[], z: readonly T[]): Cubics<T> {
  const h = differences(t)
  const m = differences(u).map((du, i) => divide(du, h[i]))
  const coefficients = h.map((gap, i) => {
    const bend = subtract(subtract(multiply(3, m[i]), multiply(2, z[i])), z[i + 1])
    const twist = subtract(add(z[i], z[i + 1]), multiply(2, m[i]))
    return [u[i], z[i], divide(bend, gap), divide(divide(twist, gap), gap)]
  })
  return { h, m, pieces: { breaks: t, coefficients } }
}

/** HER-2: ċ[2] = (3ṁ − 2ż[i] − ż[i+1] − c[2] ḣ)/h,  ċ[3] = ((ż[i] + ż[i+1] − 2ṁ)/h − 2 c[3] ḣ)/h,  ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h */
function cubicsPushforward<T extends Scalar>(
  { h, m, pieces }: Cubics<T>,
  tDot: readonly T[],
  uDot: readonly T[],
  zDot: readonly T[],
): Pieces<T> {
  const hDot = differences(tDot)
  const coefficients = differences(uDot).map((du, i) => {
    const [, , c2, c3] = pieces.coefficients[i]
    const mDot = divide(subtract(du, multiply(m[i], hDot[i])), h[i])
    const bend = subtract(subtract(multiply(3, mDot), multiply(2, zDot[i])), zDot[i + 1])
    const twist = subtract(add(zDot[i], zDot[i + 1]), multiply(2, mDot))
    return [
      uDot[i],
      zDot[i],
      divide(subtract(bend, multiply(c2, hDot[i])), h[i]),
      divide(subtract(divide(twist, h[i]), multiply(2, multiply(c3, hDot[i]))), h[i]),
    ]
  })
  return { breaks: tDot, coefficients }
}

/**
 * HER-3: with β = c̄[2]/h and γ = c̄[3]/h², each piece gives z̄[i] += c̄[1] − 2β + γ, z̄[i+1] += γ − β,
 * m̄ = 3β − 2γ, ū[i] += c̄[0], and m̄/h to ū[i+1] and from ū[i]; h̄ = −(m̄ m/h + c[2] β + 2 c[3] c̄[3]/h).
 */
function cubicsPullback<T extends Scalar>(
  { h, m, pieces }: Cubics<T>,
  bar: Pieces<T>,
): { readonly t: T[]; readonly u: T[]; readonly z: T[] } {
  const zero = constant(0, h[0])
  const n = pieces.breaks.length
  const u = Array.from({ length: n }, () => zero)
  const z = Array.from({ length: n }, () => zero)
  const hBar = h.map((gap, i) => {
    const [, , c2, c3] = pieces.coefficients[i]
    const [bar0, bar1, bar2, bar3] = bar.coefficients[i]
    const beta = divide(bar2, gap)
    const gamma = divide(divide(bar3, gap), gap)
    z[i] = add(z[i], add(subtract(bar1, multiply(2, beta)), gamma))
    z[i + 1] = add(z[i + 1], subtract(gamma, beta))
    const mBar = subtract(multiply(3, beta), multiply(2, gamma))
    const toU = divide(mBar, gap)
    u[i] = add(u[i], subtract(bar0, toU))
    u[i + 1] = add(u[i + 1], toU)
    const fromC = add(multiply(c2, beta), multiply(2, multiply(c3, divide(bar3, gap))))
    return negate(add(multiply(toU, m[i]), fromC))
  })
  return { t: differencesPullback(hBar).map((t, i) => add(t, bar.breaks[i])), u, z }
}

/** The kind that chooses its slopes by `rule`. */
export function hermite(rule: SlopeRule): PieceRule {
  const cubicsOf = <T extends Scalar>(args: Vectors<T>, z: readonly T[]): Cubics<T> =>
    cubics(args.knots, args.values, z)
  return {
    primal: (args, options) => cubicsOf(args, rule.primal(args, options)).pieces,
    pushforward(args, tangents, options) {
      const at = cubicsOf(args, rule.primal(args, options))
      return cubicsPushforward(at, tangents.knots, tangents.values, rule.pushforward(args, tangents, options))
    },
    pullback(args, bar, options) {
      const { t, u, z } = cubicsPullback(cubicsOf(args, rule.primal(args, options)), bar)
      const fromSlopes = rule.pullback(args, z, options)
      return {
        ...fromSlopes,
        knots: t.map((entry, i) => add(entry, fromSlopes.knots[i])),
        values: u.map((entry, i) => add(entry, fromSlopes.values[i])),
      }
    },
  }
}
