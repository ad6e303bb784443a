/**
 * `cubic-spline`: the C² piecewise cubic through the data, CSP-1 to CSP-9. Not by its slopes but by the halves c of its
 * second derivatives (CSP-7), which keeps what the slopes lose where a narrow gap lies beside a wide one:
 *
 *   h[i−1] c[i−1] + 2 (h[i−1] + h[i]) c[i] + h[i] c[i+1] = 3 (m[i] − m[i−1])
 *   κ[i] = (c[i+1] − c[i])/3h[i],   z[i] = w (m[i−1]/h[i−1] + m[i]/h[i] − (c[i+1] − c[i−1])/3)
 *
 * with w = h[i−1] h[i]/(h[i−1] + h[i]). Piece i is u[i] + z[i] s + c[i] s² + κ[i] s³. The matrix is factorized
 * once for the knots; what the ends add is in `conditions.ts`.
 */
import { sidesOf } from '../../../spec/contract.ts'
import type { Options } from '../../../spec/operator.ts'
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { PieceRule, Pieces } from '../pieces.ts'
import { chordsPullback, chordsTangent, fillChords } from './chords.ts'
import { closed } from './closed.ts'
import type { Conditions } from './conditions.ts'
import { type Cubic, type Gaps, gapsOf, newCubic, passingCubic } from './cubic.ts'
import { onePolynomial } from './one-polynomial.ts'
import { TwoEnds } from './two-ends.ts'

const third = 1 / 3

function conditionsOf(gaps: Gaps, { boundary }: Options): Conditions {
  const { h } = gaps
  const { left, right } = sidesOf(boundary)
  if (left === 'periodic') return closed(h)
  const isFree = left === 'not-a-knot' && right === 'not-a-knot'
  return isFree && h.length <= 3 ? onePolynomial(h) : new TwoEnds(gaps, left, right)
}

export const cubicSplinePieces: PieceRule = (knots, options) => {
  const n = knots.length
  const gaps = gapsOf(knots)
  const conditions = conditionsOf(gaps, options)
  // Most splines are fitted once: a first fit leaves nothing but the pieces. `kept` is what `current` were made of.
  let kept: Cubic | undefined
  let current: Pieces | undefined
  let isFirst = true
  let dot: Cubic | undefined
  let bar: Cubic | undefined
  const quantities = (args: Doubles, pieces: Pieces): Cubic => {
    kept ??= newCubic(n, gaps.h)
    if (current !== pieces) readBack(gaps, args, pieces, kept)
    current = pieces
    return kept
  }
  return {
    degree: 3,
    breaks: knots,
    fit(args, pieces) {
      if (!isFirst) kept ??= newCubic(n, gaps.h)
      const x = kept ?? passingCubic(n, gaps.h)
      isFirst = false
      current = undefined
      fillChords(gaps, args, x)
      conditions.solve(args, x)
      conditions.endSlopes(args, x)
      fillPieces(gaps, conditions, args, x, pieces)
    },
    tangent(args, pieces, tangents, into) {
      const x = quantities(args, pieces)
      dot ??= newCubic(n)
      chordsTangent(gaps, conditions, x, tangents, dot)
      conditions.solveTangent(x, tangents, dot)
      conditions.endSlopesTangent(x, tangents, dot)
      piecesTangent(gaps, conditions, x, tangents, dot, into)
    },
    pullback(args, pieces, from, into) {
      const x = quantities(args, pieces)
      bar ??= newCubic(n)
      piecesPullback(gaps, conditions, x, from, bar, into)
      conditions.endSlopesPullback(x, bar, into)
      conditions.solvePullback(x, bar, into)
      chordsPullback(gaps, conditions, x, from, bar, into)
    },
    another() {
      return this
    },
  }
}

/** What the pieces were made of, without the slopes z, which no derivative needs. */
function readBack({ reciprocal }: Gaps, { values: u }: Doubles, { left, right }: Pieces, { m, c, kappa }: Cubic): void {
  const last = m.length
  for (let i = 0, k = 0; i < last; i++, k += 4) {
    m[i] = (u[i + 1] - u[i]) * reciprocal[i]
    c[i] = left[k + 2]
    kappa[i] = left[k + 3]
  }
  c[last] = right[4 * last - 2]
}

/** κ and the inner z, straight into the coefficients about both ends of each piece. */
function fillPieces(
  { reciprocal, w }: Gaps,
  { from, to, slopesFrom, slopesTo }: Conditions,
  { values: u }: Doubles,
  { m, c, z, kappa }: Cubic,
  { left, right }: Pieces,
): void {
  const last = m.length - 1
  let before = c[0]
  let here = before
  let twist = 0
  let fromLeft = 0
  for (let i = 0, k = 0; i <= last; i++, k += 4) {
    const next = c[i + 1]
    const inverse = reciprocal[i]
    const fromRight = m[i] * inverse
    const slope = i >= slopesFrom && i < slopesTo ? w[i] * (fromLeft + fromRight - (next - before) * third) : z[i]
    const value = u[i]
    if (i > 0) {
      right[k - 4] = value
      right[k - 3] = slope
      right[k - 2] = here
      right[k - 1] = twist
    }
    twist = i >= from && i < to ? (next - here) * inverse * third : kappa[i]
    left[k] = value
    left[k + 1] = slope
    left[k + 2] = here
    left[k + 3] = twist
    fromLeft = fromRight
    before = here
    here = next
  }
  const k = 4 * last
  right[k] = u[last + 1]
  right[k + 1] = z[last + 1]
  right[k + 2] = here
  right[k + 3] = twist
}

/**
 * 3h κ̇ = ċ[i+1] − ċ[i] − 3κ ḣ.  z[i] = w (L/h[i−1] + R/h[i]) is a mean of L = m[i−1] + h[i−1] (c[i−1] + 2c[i])/3 and
 * R = m[i] − h[i] (2c[i] + c[i+1])/3, which are equal, so that the weights need not be differentiated:
 * h[i−1] ∂z/∂h[i−1] = w (c[i−1] + 2c[i])/3,  h[i] ∂z/∂h[i] = −w (2c[i] + c[i+1])/3.
 */
function piecesTangent(
  { reciprocal, w }: Gaps,
  { from, to, slopesFrom, slopesTo }: Conditions,
  { c, kappa }: Cubic,
  { knots: tDot, values: uDot }: Doubles,
  dot: Cubic,
  { breaks, left, right }: Pieces,
): void {
  const n = c.length
  breaks.set(tDot)
  for (let i = slopesFrom; i < slopesTo; i++) {
    const bend = (dot.c[i + 1] - dot.c[i - 1]) * third
    const fromLeft = dot.m[i - 1] + dot.h[i - 1] * (c[i - 1] + 2 * c[i]) * third
    const fromRight = dot.m[i] - dot.h[i] * (2 * c[i] + c[i + 1]) * third
    dot.z[i] = w[i] * (fromLeft * reciprocal[i - 1] + fromRight * reciprocal[i] - bend)
  }
  for (let i = 0, k = 0; i < n - 1; i++, k += 4) {
    if (i >= from && i < to) {
      dot.kappa[i] = ((dot.c[i + 1] - dot.c[i]) * third - kappa[i] * dot.h[i]) * reciprocal[i]
    }
    left[k] = uDot[i]
    left[k + 1] = dot.z[i]
    left[k + 2] = dot.c[i]
    left[k + 3] = dot.kappa[i]
    right[k] = uDot[i + 1]
    right[k + 1] = dot.z[i + 1]
    right[k + 2] = dot.c[i + 1]
    right[k + 3] = dot.kappa[i]
  }
}

/** The adjoint of `piecesTangent`: ū at once, and m̄, h̄, c̄, κ̄ and the z̄ of the ends into `bar`, whatever it held. */
function piecesPullback(
  { h, reciprocal, w }: Gaps,
  { from, to, slopesFrom, slopesTo }: Conditions,
  { c, kappa }: Cubic,
  { left, right }: Pieces,
  bar: Cubic,
  { knots, values }: Cotangents,
): void {
  const last = h.length
  // The right end of the piece before.
  let uBar = 0
  let zBar = 0
  let cBar = 0
  bar.c[0] = 0
  for (let i = 0, k = 0; i < last; i++, k += 4) {
    const kappaBar = left[k + 3] + right[k + 3]
    const twist = i >= from && i < to ? kappaBar * reciprocal[i] : 0
    values[i] += left[k] + uBar
    zBar += left[k + 1]
    bar.z[i] = zBar
    bar.kappa[i] = kappaBar
    const isInner = i >= slopesFrom && i < slopesTo
    const weighted = isInner ? w[i] * zBar : 0
    const toRight = weighted * reciprocal[i]
    bar.m[i] = toRight
    bar.c[i] += left[k + 2] + cBar - twist * third
    bar.c[i + 1] = (twist - weighted) * third
    if (isInner) {
      bar.m[i - 1] += weighted * reciprocal[i - 1]
      bar.c[i - 1] += weighted * third
    }
    if (knots !== undefined) {
      bar.h[i] = -kappa[i] * twist - toRight * (2 * c[i] + c[i + 1]) * third
      if (isInner) bar.h[i - 1] += weighted * reciprocal[i - 1] * (c[i - 1] + 2 * c[i]) * third
    }
    uBar = right[k]
    zBar = right[k + 1]
    cBar = right[k + 2]
  }
  values[last] += uBar
  bar.z[last] = zBar
  bar.c[last] += cBar
}
