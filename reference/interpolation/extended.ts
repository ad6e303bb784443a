/**
 * Pieces continued to all reals (INP-3): one more at each end, about the end knot, by what extrapolation means
 * there. Constant: the value at the end. Linear: value and slope at the end. Otherwise the end piece itself.
 *
 *   left tail about t[0]:    c[0], c[1], …                  cut off after degree 0 or 1
 *   right tail about t[n−1]: p(h), p′(h), p″(h)/2, …        of the last piece, h its length; cut off likewise
 */
import { sidesOf } from '../../spec/contract.ts'
import type { OptionValue } from '../../spec/operator.ts'
import { add, constant, multiply, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import type { Pieces } from './pieces.ts'
import { derivative, powers, value } from './polynomial.ts'

/** How many coefficients of the end piece's `count` go on outside. */
function kept(side: string | number, count: number): number {
  if (side === 'constant') return 1
  return side === 'linear' ? Math.min(2, count) : count
}

/** Piece 0 and piece N are the tails; piece i about breaks[i−1], the left tail about breaks[0]. Has one piece more than breaks. */
export interface Extended<T> {
  readonly anchors: readonly T[]
  readonly coefficients: readonly (readonly T[])[]
}

interface Last<T> {
  readonly h: T
  /** The Taylor coefficients p⁽ᵏ⁾(h)/k! of the last piece at its right end. */
  readonly taylor: readonly T[]
}

function lastOf<T extends Scalar>({ breaks, coefficients }: Pieces<T>): Last<T> {
  const end = breaks.length - 1
  const h = subtract(breaks[end], breaks[end - 1])
  return { h, taylor: taylorAt(coefficients[end - 1], h) }
}

/** c′[k] = Σⱼ (j over k) c[j] hʲ⁻ᵏ */
function taylorAt<T extends Scalar>(c: readonly T[], h: T): T[] {
  return c.map((_, k) => value(derivative(c, k), h, factorial(k)))
}

const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))

export function extend<T extends Scalar>(pieces: Pieces<T>, extrapolation: OptionValue): Extended<T> {
  const { left, right } = sidesOf(extrapolation)
  const { breaks, coefficients } = pieces
  const [first] = coefficients
  const { taylor } = lastOf(pieces)
  return {
    anchors: [breaks[0], ...breaks],
    coefficients: [
      first.slice(0, kept(left, first.length)),
      ...coefficients,
      taylor.slice(0, kept(right, taylor.length)),
    ],
  }
}

/** ċ′[k] = Σⱼ (j over k) (ċ[j] hʲ⁻ᵏ) + (k+1) c′[k+1] ḣ */
export function extendPushforward<T extends Scalar>(
  pieces: Pieces<T>,
  dot: Pieces<T>,
  extrapolation: OptionValue,
): Extended<T> {
  const { h, taylor } = lastOf(pieces)
  const end = dot.breaks.length - 1
  const hDot = subtract(dot.breaks[end], dot.breaks[end - 1])
  const last = dot.coefficients[end - 1]
  const taylorDot = taylorAt(last, h).map((entry, k) => add(entry, multiply(slopeOf(taylor, k), hDot)))
  const { left, right } = sidesOf(extrapolation)
  const [first] = dot.coefficients
  return {
    anchors: [dot.breaks[0], ...dot.breaks],
    coefficients: [
      first.slice(0, kept(left, first.length)),
      ...dot.coefficients,
      taylorDot.slice(0, kept(right, last.length)),
    ],
  }
}

/** ∂c′[k]/∂h = (k+1) c′[k+1] */
function slopeOf<T extends Scalar>(taylor: readonly T[], k: number): T {
  return k + 1 < taylor.length ? multiply(k + 1, taylor[k + 1]) : constant(0, taylor[0])
}

/** The left tail's cotangent joins the first piece's; the right tail's goes to c̄[j] += (j over k) hʲ⁻ᵏ c̄′[k] and to h̄. */
export function extendPullback<T extends Scalar>(pieces: Pieces<T>, bar: Extended<T>): Pieces<T> {
  const { h, taylor } = lastOf(pieces)
  const zero = constant(0, h)
  const end = pieces.breaks.length - 1
  const leftTail = bar.coefficients[0]
  const rightTail = bar.coefficients[end + 1]
  const coefficients = bar.coefficients.slice(1, -1).map((row) => [...row])
  leftTail.forEach((entry, k) => {
    coefficients[0][k] = add(coefficients[0][k], entry)
  })
  const power = powers(h, taylor.length)
  let hBar = zero
  rightTail.forEach((entry, k) => {
    coefficients[end - 1].forEach((_, j) => {
      if (j < k) return
      const weight = multiply(factorial(j) / factorial(k) / factorial(j - k), power[j - k])
      coefficients[end - 1][j] = add(coefficients[end - 1][j], multiply(weight, entry))
    })
    hBar = add(hBar, multiply(slopeOf(taylor, k), entry))
  })
  const [aLeft, ...breaks] = bar.anchors
  breaks[0] = add(breaks[0], aLeft)
  breaks[end] = add(breaks[end], hBar)
  breaks[end - 1] = subtract(breaks[end - 1], hBar)
  return { breaks, coefficients }
}
