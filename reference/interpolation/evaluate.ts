/**
 * Evaluation of continued pieces at the queries, and of their derivatives (INP-2): once for every kind.
 *
 *   y = σʳ p⁽ʳ⁾(s),   s = x − a,   x = σ q + α t[0] + β t[n−1]      a the anchor of x's piece, r the order
 *
 * Derivatives hold the cell and the piece fixed: at a knot they are those of the piece on its left (OPR-5).
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, multiply, negate, smaller, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { type Extended, extend, extendPullback, extendPushforward } from './extended.ts'
import { cellOf, type Fold, folded, foldOf } from './fold.ts'
import type { Pieces } from './pieces.ts'
import { derivative, falling, powers, value } from './polynomial.ts'

/** The continued piece of x: 0 left of the first break, N right of the last one, else i + 1 for (b[i], b[i+1]]. */
export function pieceOf<T extends Scalar>(breaks: readonly T[], x: T): number {
  const below = breaks.filter((b) => smaller(b, x)).length
  const isFirst = below === 0 && !smaller(x, breaks[0])
  return isFirst ? 1 : below
}

/** What a query meets. */
interface Met<T> {
  readonly fold: Fold
  readonly piece: number
  readonly s: T
}

function meet<T extends Scalar>({ breaks }: Pieces<T>, { anchors }: Extended<T>, q: T, options: Options): Met<T> {
  const [first] = breaks
  const last = breaks[breaks.length - 1]
  const fold = foldOf(cellOf(q, first, last, options.extrapolation), options.extrapolation)
  const x = folded(fold, q, first, last)
  const piece = pieceOf(breaks, x)
  return { fold, piece, s: subtract(x, anchors[piece]) }
}

/** σʳ y */
function signed<T extends Scalar>({ sigma }: Fold, order: number, y: T): T {
  return sigma === -1 && order % 2 === 1 ? negate(y) : y
}

export function evaluate<T extends Scalar>(pieces: Pieces<T>, queries: readonly T[], options: Options): T[] {
  const extended = extend(pieces, options.extrapolation)
  const order = Number(options.order)
  return queries.map((q) => {
    const { fold, piece, s } = meet(pieces, extended, q, options)
    return signed(fold, order, value(derivative(extended.coefficients[piece], order), s))
  })
}

/** ẏ = σʳ (ṗ⁽ʳ⁾(s) + p⁽ʳ⁺¹⁾(s) ṡ),   ṡ = σ q̇ + α ṫ[0] + β ṫ[n−1] − ȧ */
export function evaluatePushforward<T extends Scalar>(
  pieces: Pieces<T>,
  dot: Pieces<T>,
  queries: readonly T[],
  queriesDot: readonly T[],
  options: Options,
): T[] {
  const { extrapolation } = options
  const extended = extend(pieces, extrapolation)
  const extendedDot = extendPushforward(pieces, dot, extrapolation)
  const order = Number(options.order)
  return queries.map((q, j) => {
    const { fold, piece, s } = meet(pieces, extended, q, options)
    const xDot = folded(fold, queriesDot[j], dot.breaks[0], dot.breaks[dot.breaks.length - 1])
    const sDot = subtract(xDot, extendedDot.anchors[piece])
    const slope = value(derivative(extended.coefficients[piece], order + 1), s)
    const moved = value(derivative(extendedDot.coefficients[piece], order), s)
    return signed(fold, order, add(moved, multiply(slope, sDot)))
  })
}

/** c̄[k] += σʳ ȳ k!/(k−r)! sᵏ⁻ʳ;  s̄ = σʳ ȳ p⁽ʳ⁺¹⁾(s) goes to σ q̄, α t̄[0], β t̄[n−1] and −ā. */
export function evaluatePullback<T extends Scalar>(
  pieces: Pieces<T>,
  queries: readonly T[],
  cotangent: readonly T[],
  options: Options,
): { readonly pieces: Pieces<T>; readonly queries: T[] } {
  const extended = extend(pieces, options.extrapolation)
  const order = Number(options.order)
  const bar = zeroOf(extended)
  const breaksBar = pieces.breaks.map((b) => constant(0, b))
  const end = breaksBar.length - 1
  const queriesBar = queries.map((q, j) => {
    const { fold, piece, s } = meet(pieces, extended, q, options)
    const yBar = signed(fold, order, cotangent[j])
    const row = bar.coefficients[piece]
    const power = powers(s, row.length)
    for (let k = order; k < row.length; k++) {
      row[k] = add(row[k], multiply(yBar, multiply(falling(k, order), power[k - order])))
    }
    const sBar = multiply(yBar, value(derivative(extended.coefficients[piece], order + 1), s))
    bar.anchors[piece] = subtract(bar.anchors[piece], sBar)
    breaksBar[0] = add(breaksBar[0], multiply(fold.alpha, sBar))
    breaksBar[end] = add(breaksBar[end], multiply(fold.beta, sBar))
    return multiply(fold.sigma, sBar)
  })
  const { breaks, coefficients } = extendPullback(pieces, bar)
  return { pieces: { breaks: breaks.map((b, i) => add(b, breaksBar[i])), coefficients }, queries: queriesBar }
}

/** Zero cotangents, to be added to. */
export function zeroOf<T extends Scalar>({
  anchors,
  coefficients,
}: Extended<T>): { anchors: T[]; coefficients: T[][] } {
  const zero = (entry: T): T => constant(0, entry)
  return { anchors: anchors.map(zero), coefficients: coefficients.map((row) => row.map(zero)) }
}
