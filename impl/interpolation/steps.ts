/**
 * Steps (LOC-1): u[k] between the jumps J[k−1] and J[k], u[0] before the first and u[n−1] behind the last.
 *
 *   previous: J[k] = t[k+1]      next: J[k] = t[k]      nearest: J[k] = (t[k] + t[k+1])/2
 *
 * Which side of a jump x lies on is decided exactly. A midpoint is kept as the two doubles that it may take.
 */
import { locateFrom } from './locate.ts'

export type Side = 'previous' | 'next' | 'nearest'

export class Steps {
  readonly side: Side
  private readonly t: Float64Array
  /** The piece of the last search. */
  private piece = 0

  constructor(knots: Float64Array, side: Side) {
    this.t = knots
    this.side = side
  }

  /** The step whose value x takes: at a knot that of the knot, half-way that of the left one. */
  at(x: number): number {
    const { t } = this
    const i = this.search(x)
    if (this.side === 'nearest') return this.beyondMiddle(i, x) > 0 ? i + 1 : i
    if (this.side === 'previous') return x >= t[i + 1] ? i + 1 : i
    return x > t[i] ? i + 1 : i
  }

  /** The step that x belongs to as a bound of an integral (OPR-5): the one on its left, at the first knot the one on its right. */
  below(x: number): number {
    const { t, side } = this
    const i = this.search(x)
    if (side === 'nearest') return this.beyondMiddle(i, x) > 0 ? i + 1 : i
    if (side === 'previous') return x > t[i + 1] ? i + 1 : i
    return x >= t[i] ? i + 1 : i
  }

  /** x − J[k], with one rounding or two, neither larger than the result's. */
  distance(k: number, x: number): number {
    const { t, side } = this
    if (side === 'nearest') return this.beyondMiddle(k, x) / 2
    return x - t[side === 'previous' ? k + 1 : k]
  }

  /** J[k] − J[k−1], 0 < k < n − 1 */
  length(k: number): number {
    const { t, side } = this
    if (side === 'nearest') return (t[k + 1] - t[k - 1]) / 2
    return side === 'previous' ? t[k + 1] - t[k] : t[k] - t[k - 1]
  }

  /** Of all steps between two jumps; zero for those at the ends. */
  lengths(): Float64Array {
    return this.t.map((_, k) => (k > 0 && k < this.t.length - 1 ? this.length(k) : 0))
  }

  /** 2x − (t[i] + t[i+1]), its sign exactly: the sum is s + e without error (Knuth, TAOCP 2, 4.2.2). */
  private beyondMiddle(i: number, x: number): number {
    const a = this.t[i]
    const b = this.t[i + 1]
    const s = a + b
    const bRounded = s - a
    const e = a - (s - bRounded) + (b - bRounded)
    return 2 * x - s - e
  }

  private search(x: number): number {
    this.piece = locateFrom(this.t, x, this.piece)
    return this.piece
  }
}
