/**
 * Local parabolas, LOC-7 to LOC-9: piece i has the one through the knots j, j + 1, j + 2, of which it is the first
 * gap or the second. With σ and the three slopes of `parabolas.ts`:
 *
 *   piece j:      u[j], first, σ      and   u[j+1], middle, σ
 *   piece j + 1:  u[j+1], middle, σ   and   u[j+2], last, σ
 */
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'
import { addParabolaPullback, emptyParabolas, fillParabola, type Parabolas, parabolaTangent } from './parabolas.ts'
import type { PieceRule, Pieces, PreparedPieces } from './pieces.ts'

export const quadraticPieces: PieceRule = (knots, { mode }) => new Quadratic(knots, mode === 'forward')

class Quadratic implements PreparedPieces {
  readonly degree = 2
  readonly breaks: Float64Array
  private readonly isForward: boolean
  private readonly at: Parabolas
  /** What `at` was made for. */
  private fitted: Pieces | undefined
  private room: Parabolas | undefined

  constructor(knots: Float64Array, isForward: boolean) {
    this.breaks = knots
    this.isForward = isForward
    this.at = emptyParabolas(knots.length)
    for (let i = 0; i < knots.length - 1; i++) this.at.h[i] = knots[i + 1] - knots[i]
  }

  fit({ values: u }: Doubles, pieces: Pieces): void {
    this.fitted = undefined
    this.parabolas(u, pieces)
    this.spread(u, this.at, pieces.left, pieces.right)
  }

  tangent({ values }: Doubles, pieces: Pieces, { knots: tDot, values: uDot }: Doubles, dot: Pieces): void {
    this.parabolas(values, pieces)
    const { h, m, sigma } = this.at
    const moved = this.scratch()
    dot.breaks.set(tDot)
    for (let i = 0; i < h.length; i++) {
      moved.h[i] = tDot[i + 1] - tDot[i]
      moved.m[i] = (uDot[i + 1] - uDot[i] - m[i] * moved.h[i]) / h[i]
    }
    for (let j = 0; j < sigma.length; j++) parabolaTangent(this.at, moved, j)
    this.spread(uDot, moved, dot.left, dot.right)
  }

  /** The steps of `tangent` transposed, last to first. */
  pullback({ values }: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void {
    this.parabolas(values, pieces)
    const { h, sigma } = this.at
    const sum = this.scratch()
    for (const array of Object.values(sum)) array.fill(0)
    for (let i = 0, k = 1; i < h.length; i++, k += 3) {
      const j = this.firstOf(i)
      const [before, after] = i === j ? [sum.first, sum.middle] : [sum.middle, sum.last]
      before[j] += bar.left[k]
      after[j] += bar.right[k]
      sum.sigma[j] += bar.left[k + 1] + bar.right[k + 1]
    }
    for (let j = 0; j < sigma.length; j++) addParabolaPullback(this.at, sum, j)
    this.addChordsPullback(bar, sum.h, sum.m, into)
  }

  another(): PreparedPieces {
    return this
  }

  /** m, σ and the slopes of these pieces. */
  private parabolas(u: Float64Array, pieces: Pieces): void {
    if (this.fitted === pieces) return
    const { h, m, sigma } = this.at
    for (let i = 0; i < h.length; i++) m[i] = (u[i + 1] - u[i]) / h[i]
    for (let j = 0; j < sigma.length; j++) fillParabola(this.at, j)
    this.fitted = pieces
  }

  /** To the coefficients at both ends of each piece. */
  private spread(
    u: Float64Array,
    { first, middle, last, sigma }: Parabolas,
    left: Float64Array,
    right: Float64Array,
  ): void {
    for (let i = 0, k = 0; i < u.length - 1; i++, k += 3) {
      const j = this.firstOf(i)
      left[k] = u[i]
      left[k + 1] = i === j ? first[j] : middle[j]
      left[k + 2] = sigma[j]
      right[k] = u[i + 1]
      right[k + 1] = i === j ? middle[j] : last[j]
      right[k + 2] = sigma[j]
    }
  }

  /** With w = m̄/h:  w to ū[i+1] and from ū[i],  h̄ − m w to t̄[i+1] and from t̄[i]. */
  private addChordsPullback(
    bar: Pieces,
    hBar: Float64Array,
    mBar: Float64Array,
    { knots: tBar, values: uBar }: Cotangents,
  ): void {
    const { h, m } = this.at
    for (let i = 0, k = 0; i < h.length; i++, k += 3) {
      const w = mBar[i] / h[i]
      uBar[i] += bar.left[k] - w
      uBar[i + 1] += bar.right[k] + w
      if (tBar === undefined) continue
      tBar[i] += bar.breaks[i] - hBar[i] + m[i] * w
      tBar[i + 1] += hBar[i] - m[i] * w
    }
    if (tBar !== undefined) tBar[h.length] += bar.breaks[h.length]
  }

  /** The first knot of piece i's parabola. At the end that has no neighbour on the chosen side it is the other one. */
  private firstOf(i: number): number {
    return this.isForward ? Math.min(i, this.at.sigma.length - 1) : Math.max(i - 1, 0)
  }

  private scratch(): Parabolas {
    this.room ??= emptyParabolas(this.breaks.length)
    return this.room
  }
}
