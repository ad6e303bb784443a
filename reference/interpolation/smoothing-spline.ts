/**
 * The natural cubic spline that makes Σ (u[i] − f(t[i]))² + λ ∫ f″² smallest (SMO-1 to SMO-3), by Reinsch's
 * equations, dense:
 *
 *   (R + λ Qᵀ Q) γ = Qᵀ u,   g = u − λ Q γ        γ the second derivatives at the inner knots, g the values
 *
 * Q takes second differences: bend(v)[i] = Δv[i]/h[i] − Δv[i−1]/h[i−1], absent where out of range. Qᵀ v is
 * the inner part of bend(v), and Q γ is bend of γ with a zero at either end. Two knots: the straight line.
 */
import type { Options } from '../../spec/operator.ts'
import { differences, differencesPullback } from '../differences.ts'
import { solve } from '../linear.ts'
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Matrix, Scalar, Vectors } from '../scalar.ts'
import type { PieceRule, Pieces } from './pieces.ts'

type Vector<T> = readonly T[]

const zip = <T>(x: Vector<T>, y: Vector<T>, of: (x: T, y: T) => T): T[] => x.map((entry, i) => of(entry, y[i]))

const over = <T extends Scalar>(x: T, divisor: number): T => divide(x, constant(divisor, x))
const slopes = <T extends Scalar>(h: Vector<T>, v: Vector<T>): T[] => zip(differences(v), h, divide)

/** A zero at either end. */
function padded<S extends Scalar>(inner: Vector<S>, like: S): S[] {
  return [constant(0, like), ...inner, constant(0, like)]
}

/** Differences of slopes, as if they were zero outside. */
function bend<S extends Scalar>(h: Vector<S>, v: Vector<S>): S[] {
  return differencesPullback(slopes(h, v)).map((x): S => negate(x))
}

/** Its derivative with respect to h: a slope moves by −(Δv/h) ḣ/h. */
function bendDot<S extends Scalar>(h: Vector<S>, hDot: Vector<S>, v: Vector<S>): S[] {
  return differencesPullback(slopes(h, v).map((slope, i): S => multiply(slope, divide(hDot[i], h[i]))))
}

/** R γ: a third of the sum of two gaps on the diagonal, a sixth of the gap beside it. Linear in h. */
function R<S extends Scalar>(h: Vector<S>, gamma: Vector<S>): S[] {
  return gamma.slice(1, -1).map((middle, j) => {
    const left = multiply(h[j], add(gamma[j], multiply(2, middle)))
    const right = multiply(h[j + 1], add(gamma[j + 2], multiply(2, middle)))
    return over(add(left, right), 6)
  })
}

/** R + λ Qᵀ Q, a column for each inner knot; or a row, since it is symmetric. */
function matrixOf<S extends Scalar>(h: Vector<S>, lambda: S): Matrix<S> {
  const inner = h.slice(1)
  return inner.map((_, j) => {
    const unit = inner.map((gap, i) => constant(i === j ? 1 : 0, gap))
    const gamma = padded(unit, h[0])
    const bending = bend(h, bend(h, gamma)).slice(1, -1)
    return zip(R(h, gamma), bending, (x, y) => add(x, multiply(lambda, y)))
  })
}

/** (R + λ Qᵀ Q)⁻¹ b with a zero at either end. */
function solvePadded<S extends Scalar>(h: Vector<S>, lambda: S, b: Vector<S>): S[] {
  return padded(b.length === 0 ? [] : solve('smoothing-spline', matrixOf(h, lambda), b), h[0])
}

interface Fit<S> {
  readonly h: Vector<S>
  readonly lambda: S
  readonly gamma: Vector<S>
  readonly g: Vector<S>
}

function fit<S extends Scalar>({ knots, values }: Vectors<S>, options: Options): Fit<S> {
  const h = differences(knots)
  const lambda = numberOf(Number(options.lambda), knots[0])
  const gamma = solvePadded(h, lambda, bend(h, values).slice(1, -1))
  return { h, lambda, gamma, g: zip(values, bend(h, gamma), (u, b) => subtract(u, multiply(lambda, b))) }
}

/** The cubic through g with second derivatives γ: g, Δg/h − h (2γ[i] + γ[i+1])/6, γ/2, Δγ/6h. */
function coefficients<S extends Scalar>({ h, gamma, g }: Fit<S>): S[][] {
  const slope = slopes(h, g)
  const curve = slopes(h, gamma)
  return h.map((gap, i) => {
    const mean = add(multiply(2, gamma[i]), gamma[i + 1])
    return [g[i], subtract(slope[i], over(multiply(gap, mean), 6)), over(gamma[i], 2), over(curve[i], 6)]
  })
}

export const smoothingSpline: PieceRule = {
  primal: (args, options) => ({ breaks: args.knots, coefficients: coefficients(fit(args, options)) }),

  /** M γ̇ = Qᵀ (u̇ − λ Q̇ γ) + Q̇ᵀ g − Ṙ γ,   ġ = u̇ − λ Q̇ γ − λ Q γ̇;  then the coefficients, line by line */
  pushforward(args, tangents, options) {
    const made = fit(args, options)
    const { h, lambda, gamma, g } = made
    const hDot = differences(tangents.knots)
    const data = zip(tangents.values, bendDot(h, hDot, gamma), (u, b) => subtract(u, multiply(lambda, b)))
    const right = zip(zip(bend(h, data), bendDot(h, hDot, g), add).slice(1, -1), R(hDot, gamma), subtract)
    const gammaDot = solvePadded(h, lambda, right)
    const gDot = zip(data, bend(h, gammaDot), (u, b) => subtract(u, multiply(lambda, b)))
    const byData = coefficients({ h, lambda, gamma: gammaDot, g: gDot })
    const slope = slopes(h, g)
    const curve = slopes(h, gamma)
    const moved = byData.map(([c0, c1, c2, c3], i) => {
      const mean = over(add(multiply(2, gamma[i]), gamma[i + 1]), 6)
      const w = divide(hDot[i], h[i])
      return [
        c0,
        subtract(subtract(c1, multiply(slope[i], w)), multiply(mean, hDot[i])),
        c2,
        subtract(c3, over(multiply(curve[i], w), 6)),
      ]
    })
    return { breaks: tangents.knots, coefficients: moved }
  },

  /** γ̄ and ḡ from the coefficients;  M ν = γ̄ − λ Qᵀ ḡ;  ū = ḡ + Q ν,  Q̄ = g νᵀ − λ ū γᵀ,  R̄ = −ν γᵀ */
  pullback(args, bar, options) {
    const made = fit(args, options)
    const { h, lambda, gamma, g } = made
    const { gBar, gammaBar, hBar } = coefficientsPullback(made, bar)
    const bending = bend(h, gBar)
    const right = zip(gammaBar, bending, (x, y) => subtract(x, multiply(lambda, y))).slice(1, -1)
    const nu = solvePadded(h, lambda, right)
    const values = zip(gBar, bend(h, nu), add)
    const [slopeG, slopeNu, slopeU, slopeGamma] = [g, nu, values, gamma].map((v) => slopes(h, v))
    // ⟨Q̄, Q̇⟩ = g·Q̇ν − λ ū·Q̇γ, and x·Q̇y = Σ (Δx/h) (Δy/h) ḣ;   ν·R γ = Σ h (2νγ + νγ' + ν'γ + 2ν'γ')/6
    const gaps = h.map((_, i) => {
      const turned = subtract(multiply(slopeG[i], slopeNu[i]), multiply(lambda, multiply(slopeU[i], slopeGamma[i])))
      const first = multiply(nu[i], add(multiply(2, gamma[i]), gamma[i + 1]))
      const second = multiply(nu[i + 1], add(gamma[i], multiply(2, gamma[i + 1])))
      return subtract(add(hBar[i], turned), over(add(first, second), 6))
    })
    return { knots: zip(bar.breaks, differencesPullback(gaps), add), values }
  },
}

interface FitBar<S> {
  readonly gBar: S[]
  readonly gammaBar: S[]
  readonly hBar: S[]
}

/** Each coefficient of `coefficients`, transposed. */
function coefficientsPullback<S extends Scalar>({ h, gamma, g }: Fit<S>, bar: Pieces<S>): FitBar<S> {
  const zero = constant(0, h[0])
  const gBar = g.map(() => zero)
  const gammaBar = g.map(() => zero)
  const give = (to: S[], i: number, x: S): void => {
    to[i] = add(to[i], x)
  }
  const slope = slopes(h, g)
  const curve = slopes(h, gamma)
  const hBar = h.map((gap, i) => {
    const [c0, c1, c2, c3] = bar.coefficients[i]
    const w = divide(c1, gap)
    const v = over(divide(c3, gap), 6)
    give(gBar, i, subtract(c0, w))
    give(gBar, i + 1, w)
    give(gammaBar, i, subtract(subtract(over(c2, 2), v), over(multiply(gap, c1), 3)))
    give(gammaBar, i + 1, subtract(v, over(multiply(gap, c1), 6)))
    const mean = over(add(multiply(2, gamma[i]), gamma[i + 1]), 6)
    return negate(add(add(multiply(w, slope[i]), multiply(c1, mean)), multiply(v, curve[i])))
  })
  return { gBar, gammaBar, hBar }
}

/** A double as a number like `like`, exactly: an integer times a power of two, thirty halvings at a time. */
function numberOf<S extends Scalar>(double: number, like: S): S {
  let integer = double
  let exponent = 0
  for (; !Number.isInteger(integer); exponent--) integer *= 2
  for (; Math.abs(integer) > Number.MAX_SAFE_INTEGER; exponent++) integer /= 2
  let x = constant(integer, like)
  for (; exponent > 0; exponent -= Math.min(exponent, 30)) x = multiply(2 ** Math.min(exponent, 30), x)
  for (; exponent < 0; exponent += Math.min(-exponent, 30)) x = over(x, 2 ** Math.min(-exponent, 30))
  return x
}
