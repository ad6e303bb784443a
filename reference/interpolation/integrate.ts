/**
 * Integrals of continued pieces (INP-8 to INP-10): once for every kind.
 *
 *   ∫ g from x₁ to x₂ = Σ over pieces (P(hi − a) − P(lo − a)),   P the antiderivative of p, a its anchor,
 *                       lo and hi the part of the piece between the bounds
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, divide, multiply, negate, smaller, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { pieceOf, zeroOf } from './evaluate.ts'
import { type Extended, extend, extendPullback, extendPushforward } from './extended.ts'
import { folded } from './fold.ts'
import { type End, intervals, type Stretch } from './intervals.ts'
import type { Pieces } from './pieces.ts'
import { antiderivative, powers, value } from './polynomial.ts'

/** The part of a stretch that lies in one piece. */
interface Part<T> {
  readonly piece: number
  /** Positions about the piece's anchor. */
  readonly lo: T
  readonly hi: T
  /** The breaks that bound it; nothing where the stretch's own end does. */
  readonly loBreak?: number
  readonly hiBreak?: number
}

/** The parts from x₁ to x₂ ≥ x₁, piece by piece. */
function partsOf<T extends Scalar>({ breaks }: Pieces<T>, { anchors }: Extended<T>, x1: T, x2: T): Part<T>[] {
  const start = pieceOf(breaks, x1)
  const stop = pieceOf(breaks, x2)
  return Array.from({ length: stop - start + 1 }, (_, k) => {
    const piece = start + k
    return {
      piece,
      lo: subtract(piece === start ? x1 : breaks[piece - 1], anchors[piece]),
      hi: subtract(piece === stop ? x2 : breaks[piece], anchors[piece]),
      ...(piece === start ? {} : { loBreak: piece - 1 }),
      ...(piece === stop ? {} : { hiBreak: piece }),
    }
  })
}

/** A stretch that runs forward, whichever way it was given; its weight changes its sign with its direction. */
function forward<T extends Scalar>({ weight, start, end }: Stretch<T>): Stretch<T> {
  return smaller(end.x, start.x) ? { weight: -weight, start: end, end: start } : { weight, start, end }
}

function stretchesOf<T extends Scalar>({ breaks }: Pieces<T>, from: T, to: T, options: Options): Stretch<T>[] {
  return intervals(from, to, breaks[0], breaks[breaks.length - 1], options.extrapolation).map(forward)
}

const sum = <T extends Scalar>(terms: readonly T[], zero: T): T => terms.reduce((total, term) => add(total, term), zero)

export function integrate<T extends Scalar>(
  pieces: Pieces<T>,
  from: readonly T[],
  to: readonly T[],
  options: Options,
): T[] {
  const extended = extend(pieces, options.extrapolation)
  return from.map((a, j) => {
    const zero = constant(0, a)
    const terms = stretchesOf(pieces, a, to[j], options).map(({ weight, start, end }) => {
      const parts = partsOf(pieces, extended, start.x, end.x).map(({ piece, lo, hi }) => {
        const c = extended.coefficients[piece]
        return subtract(antiderivative(c, hi), antiderivative(c, lo))
      })
      return multiply(weight, sum(parts, zero))
    })
    return sum(terms, zero)
  })
}

/** İ = Σ w (Ṗ(hi) − Ṗ(lo) + p(hi) (ḣi − ȧ) − p(lo) (l̇o − ȧ)), each end with its own tangent. */
export function integratePushforward<T extends Scalar>(
  pieces: Pieces<T>,
  dot: Pieces<T>,
  from: readonly T[],
  fromDot: readonly T[],
  to: readonly T[],
  toDot: readonly T[],
  options: Options,
): T[] {
  const extended = extend(pieces, options.extrapolation)
  const extendedDot = extendPushforward(pieces, dot, options.extrapolation)
  const firstDot = dot.breaks[0]
  const lastDot = dot.breaks[dot.breaks.length - 1]
  return from.map((a, j) => {
    const zero = constant(0, a)
    const moved = ({ fold, bound }: End<T>): T =>
      folded(fold, bound === 'from' ? fromDot[j] : toDot[j], firstDot, lastDot)
    const terms = stretchesOf(pieces, a, to[j], options).map(({ weight, start, end }) => {
      const parts = partsOf(pieces, extended, start.x, end.x).map(({ piece, lo, hi, loBreak, hiBreak }) => {
        const c = extended.coefficients[piece]
        const cDot = extendedDot.coefficients[piece]
        const aDot = extendedDot.anchors[piece]
        const loDot = subtract(loBreak === undefined ? moved(start) : dot.breaks[loBreak], aDot)
        const hiDot = subtract(hiBreak === undefined ? moved(end) : dot.breaks[hiBreak], aDot)
        const inner = subtract(antiderivative(cDot, hi), antiderivative(cDot, lo))
        const ends = subtract(multiply(value(c, hi), hiDot), multiply(value(c, lo), loDot))
        return add(inner, ends)
      })
      return multiply(weight, sum(parts, zero))
    })
    return sum(terms, zero)
  })
}

/** c̄[k] += w Ī (hiᵏ⁺¹ − loᵏ⁺¹)/(k+1);  w Ī p(hi) and −w Ī p(lo) go to the ends, their negatives to the anchor. */
export function integratePullback<T extends Scalar>(
  pieces: Pieces<T>,
  from: readonly T[],
  to: readonly T[],
  cotangent: readonly T[],
  options: Options,
): { readonly pieces: Pieces<T>; readonly from: T[]; readonly to: T[] } {
  const extended = extend(pieces, options.extrapolation)
  const bar = zeroOf(extended)
  const breaksBar = pieces.breaks.map((b) => constant(0, b))
  const boundsBar = { from: from.map((a) => constant(0, a)), to: to.map((b) => constant(0, b)) }
  const last = breaksBar.length - 1
  from.forEach((a, j) => {
    const addTo = (array: T[], index: number, term: T): void => {
      array[index] = add(array[index], term)
    }
    const toEnd = ({ fold, bound }: End<T>, xBar: T): void => {
      addTo(boundsBar[bound], j, multiply(fold.sigma, xBar))
      addTo(breaksBar, 0, multiply(fold.alpha, xBar))
      addTo(breaksBar, last, multiply(fold.beta, xBar))
    }
    for (const { weight, start, end } of stretchesOf(pieces, a, to[j], options)) {
      const w = multiply(weight, cotangent[j])
      for (const { piece, lo, hi, loBreak, hiBreak } of partsOf(pieces, extended, start.x, end.x)) {
        const c = extended.coefficients[piece]
        const hiPowers = powers(hi, c.length + 1)
        const loPowers = powers(lo, c.length + 1)
        c.forEach((_, k) => {
          const moment = divide(subtract(hiPowers[k + 1], loPowers[k + 1]), constant(k + 1, lo))
          addTo(bar.coefficients[piece], k, multiply(w, moment))
        })
        const hiBar = multiply(w, value(c, hi))
        const loBar = negate(multiply(w, value(c, lo)))
        addTo(bar.anchors, piece, negate(add(hiBar, loBar)))
        if (hiBreak === undefined) toEnd(end, hiBar)
        else addTo(breaksBar, hiBreak, hiBar)
        if (loBreak === undefined) toEnd(start, loBar)
        else addTo(breaksBar, loBreak, loBar)
      }
    }
  })
  const { breaks, coefficients } = extendPullback(pieces, bar)
  return { pieces: { breaks: breaks.map((b, i) => add(b, breaksBar[i])), coefficients }, ...boundsBar }
}
