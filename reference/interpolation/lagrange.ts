/**
 * The one polynomial of degree n − 1 through all data (LOC-10 to LOC-12), as a single piece from t[0] to t[n−1],
 * by Lagrange's basis ℓ[j](x) = Π (x − t[i]) / (t[j] − t[i]), i ≠ j:
 *
 *   p = Σ u[j] ℓ[j],     ∂p/∂u[j] = ℓ[j],     ∂p/∂t[j] = −p′(t[j]) ℓ[j]
 *
 * The coefficients are about t[0], which moves: s = x − t[0] held fixed, p changes by p′ ṫ[0] besides.
 */
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import type { PieceRule } from './pieces.ts'
import { derivative, value } from './polynomial.ts'

/** The knots as seen from the first, s[j] = t[j] − t[0], and the coefficients of ℓ[j] in powers of s. */
interface Basis<T> {
  readonly s: readonly T[]
  readonly ell: readonly (readonly T[])[]
}

function basisOf<T extends Scalar>(t: readonly T[]): Basis<T> {
  const s = t.map((knot) => subtract(knot, t[0]))
  const ell = s.map((own, j) => {
    const others = s.filter((_, i) => i !== j)
    const product = others.reduce(timesFactor, [constant(1, own)])
    const atOwn = others.map((other) => subtract(own, other)).reduce((a, b) => multiply(a, b))
    return product.map((entry) => divide(entry, atOwn))
  })
  return { s, ell }
}

/** c(s) (s − r) */
function timesFactor<T extends Scalar>(c: readonly T[], r: T): T[] {
  const zero = constant(0, r)
  const shifted = [zero, ...c]
  return shifted.map((entry, k) => (k < c.length ? subtract(entry, multiply(r, c[k])) : entry))
}

/** Σ u[j] ℓ[j], coefficient by coefficient. */
function combine<T extends Scalar>(ell: readonly (readonly T[])[], u: readonly T[]): T[] {
  return ell[0].map((_, k) => u.map((entry, j) => multiply(entry, ell[j][k])).reduce((total, term) => add(total, term)))
}

interface Fitted<T> extends Basis<T> {
  readonly slope: readonly T[]
  /** p′(t[j]) */
  readonly slopes: readonly T[]
  readonly c: readonly T[]
}

function fitted<T extends Scalar>({ knots, values }: Vectors<T>): Fitted<T> {
  const { s, ell } = basisOf(knots)
  const c = combine(ell, values)
  const slope = derivative(c, 1)
  return { s, ell, c, slope, slopes: s.map((at) => value(slope, at)) }
}

function dot<T extends Scalar>(a: readonly T[], b: readonly T[]): T {
  return a.map((entry, k) => multiply(entry, b[k])).reduce((total, term) => add(total, term))
}

const ends = <T>(t: readonly T[]): T[] => [t[0], t[t.length - 1]]

export const lagrangePieces: PieceRule = {
  primal: (args) => ({ breaks: ends(args.knots), coefficients: [fitted(args).c] }),

  /** ċ = Σ (u̇[j] − p′(t[j]) ṫ[j]) ℓ[j] + p′ ṫ[0] */
  pushforward(args, tangents) {
    const { ell, slope, slopes } = fitted(args)
    const moved = tangents.values.map((uDot, j) => subtract(uDot, multiply(slopes[j], tangents.knots[j])))
    const cDot = combine(ell, moved).map((entry, k) => add(entry, multiply(slope[k], tangents.knots[0])))
    return { breaks: ends(tangents.knots), coefficients: [cDot] }
  },

  /** ū[j] = ⟨c̄, ℓ[j]⟩,   t̄[j] = −p′(t[j]) ū[j],   t̄[0] += ⟨c̄, p′⟩, and the two breaks */
  pullback(args, bar) {
    const { ell, slope, slopes } = fitted(args)
    const [cBar] = bar.coefficients
    const values = ell.map((basis) => dot(cBar, basis))
    const knots = values.map((entry, j) => negate(multiply(slopes[j], entry)))
    const last = knots.length - 1
    knots[0] = add(knots[0], add(dot(cBar, slope), bar.breaks[0]))
    knots[last] = add(knots[last], bar.breaks[1])
    return { knots, values }
  },
}
