/**
 * The way from one bound of an integral to the other over piecewise polynomials, cut into what has one row of
 * coefficients (INP-8): tails, halves of pieces, and in between whole pieces, of which only the range is told. With
 * Taylor coefficients c about an end of its piece, from a to b about the same end, a segment has
 *
 *   ∫ p = (b − a) Σ c[k] Hₖ/(k+1),   p(b) − p(a) = (b − a) Σ c[k] Hₖ₋₁,   Hₖ = aᵏ + b Hₖ₋₁
 *
 * with the complete homogeneous polynomials Hₖ(a, b), so that a short integral far from the end cancels nothing.
 *
 * Numbers go in and out through arrays: an engine boxes those that are passed to a function it does not inline.
 */
import { middleOf } from './locate.ts'
import type { Pieces } from './pieces.ts'

/** Two tails, and two halves of each of the two pieces in which the bounds lie. */
const most = 6

export class Segments {
  /** −1 where the way goes from right to left; the segments go from left to right all the same. */
  sign = 1
  /** The whole pieces on the way: from, …, to − 1. */
  from = 0
  to = 0
  private count = 0
  private piece = 0
  private readonly t: Float64Array
  private readonly degree: number
  private readonly topLeft: number
  private readonly topRight: number
  private readonly low: Float64Array = new Float64Array(most)
  private readonly high: Float64Array = new Float64Array(most)
  /** Twice the piece, and one more where it is its right half. */
  private readonly row: Int32Array = new Int32Array(most)
  private readonly top: Int32Array = new Int32Array(most)
  private readonly H: Float64Array

  constructor(knots: Float64Array, degree: number, topLeft: number, topRight: number) {
    this.t = knots
    this.degree = degree
    this.topLeft = topLeft
    this.topRight = topRight
    this.H = new Float64Array(degree + 1)
  }

  /** The way from x₁[j] to x₂[j]. */
  cut(x1: Float64Array, x2: Float64Array, j: number): void {
    const { high, low, t } = this
    const end = t.length - 1
    const isForward = x1[j] <= x2[j]
    const start = isForward ? x1[j] : x2[j]
    const stop = isForward ? x2[j] : x1[j]
    this.sign = isForward ? 1 : -1
    this.count = this.from = this.to = 0
    if (start < t[0]) {
      low[0] = start
      high[0] = Math.min(stop, t[0])
      this.put(0, this.topLeft)
    }
    const first = Math.max(start, t[0])
    const final = Math.min(stop, t[end])
    if (first < final) {
      low[this.count] = first
      high[this.count] = final
      const i = this.pieceOf(low)
      const k = this.pieceOf(high)
      if (i < k) high[this.count] = t[i + 1]
      this.putHalves(i)
      if (i < k) {
        this.from = i + 1
        this.to = k
        low[this.count] = t[k]
        high[this.count] = final
        this.putHalves(k)
      }
    }
    if (stop > t[end]) {
      low[this.count] = Math.max(start, t[end])
      high[this.count] = stop
      this.put(2 * end - 1, this.topRight)
    }
  }

  /** All of piece i. */
  cutPiece(i: number): void {
    const t = this.t
    this.sign = 1
    this.count = this.from = this.to = 0
    this.low[0] = t[i]
    this.high[0] = t[i + 1]
    this.putHalves(i)
  }

  /** y[j] += ∫ over all segments of the polynomials with these coefficients. */
  addIntegrals({ left, right }: Pieces, y: Float64Array, j: number): void {
    const { count, degree, H, high, low, row, top } = this
    for (let s = 0; s < count; s++) {
      this.fillH(s)
      const c = (row[s] & 1) === 1 ? right : left
      const offset = (row[s] >> 1) * (degree + 1)
      let sum = 0
      for (let k = 0; k <= top[s]; k++) sum += (c[offset + k] * H[k]) / (k + 1)
      y[j] += (high[s] - low[s]) * sum
    }
  }

  /** y[j] += −ȧ (p(b) − p(a)) over all segments: the polynomial moves with the break that it is about. */
  addMoves({ left, right }: Pieces, breaksDot: Float64Array, y: Float64Array, j: number): void {
    const { count, degree, H, high, low, row, top } = this
    for (let s = 0; s < count; s++) {
      this.fillH(s)
      const c = (row[s] & 1) === 1 ? right : left
      const offset = (row[s] >> 1) * (degree + 1)
      let rise = 0
      for (let k = 1; k <= top[s]; k++) rise += c[offset + k] * H[k - 1]
      y[j] -= breaksDot[(row[s] + 1) >> 1] * ((high[s] - low[s]) * rise)
    }
  }

  /** The adjoint of both, with w = weights[j]:  c̄[k] += w (b − a) Hₖ/(k+1),  ā −= w (p(b) − p(a)). */
  addPullback({ left, right }: Pieces, bar: Pieces, weights: Float64Array, j: number): void {
    const { count, degree, H, high, low, row, sign, top } = this
    for (let s = 0; s < count; s++) {
      this.fillH(s)
      const isRight = (row[s] & 1) === 1
      const c = isRight ? right : left
      const cBar = isRight ? bar.right : bar.left
      const offset = (row[s] >> 1) * (degree + 1)
      const w = sign * weights[j] * (high[s] - low[s])
      let rise = 0
      for (let k = 0; k <= top[s]; k++) {
        cBar[offset + k] += (w * H[k]) / (k + 1)
        if (k > 0) rise += c[offset + k] * H[k - 1]
      }
      bar.breaks[(row[s] + 1) >> 1] -= w * rise
    }
  }

  /** H₀, … of segment s. */
  private fillH(s: number): void {
    const { H, high, low, row, t, top } = this
    const anchor = t[(row[s] + 1) >> 1]
    const a = low[s] - anchor
    const b = high[s] - anchor
    let power = 1
    let last = 0
    for (let k = 0; k <= top[s]; k++) {
      last = power + b * last
      H[k] = last
      power *= a
    }
  }

  /** The piece of that end of the next segment: that of the last end, or by bisection. */
  private pieceOf(ends: Float64Array): number {
    const { t } = this
    const x = ends[this.count]
    if (x > t[this.piece] && x <= t[this.piece + 1]) return this.piece
    let low = 0
    let high = t.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (x > t[middle]) low = middle
      else high = middle - 1
    }
    this.piece = low
    return low
  }

  /** The next segment, whose ends are in place. */
  private put(row: number, top: number): void {
    this.row[this.count] = row
    this.top[this.count++] = top
  }

  /** The same within piece i, each half about its own end. */
  private putHalves(i: number): void {
    const { count, degree, high, low } = this
    const middle = middleOf(this.t, i)
    const isOnLeft = low[count] < middle
    const isOnRight = high[count] > middle
    if (isOnLeft && isOnRight) {
      low[count + 1] = middle
      high[count + 1] = high[count]
      high[count] = middle
    }
    if (isOnLeft) this.put(2 * i, degree)
    if (isOnRight) this.put(2 * i + 1, degree)
  }
}
