/**
 * Pieces from control points, with the adjoint, and what a break does to them when it moves (BSP-7): on the right of
 * break b[j] the spline G[j] = p (x − b[j])ᵖ⁻¹ has the p control points ψ of `breakWeights`, from number j on, and it
 * counts as zero on the left. So where breaks move, the control points change from piece to piece, and a functional of
 * G[j] is what it makes, on the right of b[j], of those p B-splines.
 */
import type { Pieces } from '../pieces.ts'
import type { Accumulator, Arithmetic, Row } from './arithmetic.ts'
import { breakWeights, taylorRows } from './basis.ts'
import type { Sites } from './sites.ts'

export class ControlPoints {
  readonly count: number
  private readonly p: number
  private readonly sites: Sites
  private readonly arithmetic: Arithmetic
  private readonly x: Accumulator
  private readonly rows: Row
  private readonly jet: Float64Array
  /** Made when a derivative with respect to the knots is first asked for. */
  private psi: Row | undefined

  constructor(arithmetic: Arithmetic, p: number, sites: Sites) {
    this.p = p
    this.count = sites.ofBreak.length - 1 + p
    this.sites = sites
    this.arithmetic = arithmetic
    this.x = arithmetic.register()
    this.jet = new Float64Array(p + 1)
    this.rows = taylorRows(arithmetic, p, sites)
  }

  /** The B-splines at the knots, p + 1 a row. */
  collocation(): Row {
    const { p, sites, rows, arithmetic, x } = this
    const A = arithmetic.row(sites.ofKnot.length * (p + 1))
    sites.ofKnot.forEach((s, i) => {
      for (let a = 0; a <= p; a++) x.load(rows, s * (p + 1) ** 2 + a).store(A, i * (p + 1) + a)
    })
    return A
  }

  /** How much of the data each B-spline has: Aᵀ 1. */
  weights(): Float64Array {
    const { p, sites, rows, count } = this
    const sums = new Float64Array(count)
    for (const s of sites.ofKnot) for (let a = 0; a <= p; a++) sums[sites.piece[s] + a] += rows.hi[s * (p + 1) ** 2 + a]
    return sums
  }

  /** Writes left and right of each piece. Where breaks move, by −w[j] G[j], `c` is not what it was. */
  pieces(c: Row, w: Row | undefined, { left, right }: Pieces): void {
    const { p, sites, rows, x, jet } = this
    const { ofBreak, piece } = sites
    const last = piece.length - 1
    const width = p + 1
    for (let s = 0, j = 1; s <= last; s++) {
      const at = s * width
      // The spline itself and its first p − 2 derivatives do not jump, the next only where the break moves.
      const before = s > 0 && w !== undefined ? this.coefficient(s, p - 1, c).value : undefined
      if (s === ofBreak[j] && s < last) {
        if (w !== undefined) this.cross(j, w, c)
        j++
      }
      x.transform(rows, at * width, width, c, piece[s], jet, 0)
      if (s < last) for (let r = 0; r < width; r++) left[at + r] = jet[r]
      if (s === 0) continue
      for (let r = 0; r < p; r++) right[at - width + r] = jet[r]
      if (before !== undefined) right[at - 2] = before
      right[at - 1] = left[at - 1]
    }
  }

  /** Coefficient r at each knot, on its right. Where breaks move, as above. */
  atKnots(r: number, c: Row, w: Row | undefined, out: Row): void {
    const { ofBreak, ofKnot } = this.sites
    for (let i = 0, j = 1; i < ofKnot.length; i++) {
      if (w !== undefined) while (j < ofBreak.length - 1 && ofBreak[j] <= ofKnot[i]) this.cross(j++, w, c)
      this.coefficient(ofKnot[i], r, c).store(out, i)
    }
  }

  /** The jump of the highest coefficient at each interior break, at j − 1. */
  jumps(c: Row, out: Row): void {
    const { p, sites } = this
    const { ofBreak } = sites
    for (let j = 1; j < ofBreak.length - 1; j++) {
      this.coefficient(ofBreak[j] - 1, p, c).store(out, j - 1)
      this.coefficient(ofBreak[j], p, c)
        .minus(out, j - 1)
        .store(out, j - 1)
    }
  }

  /** Adds the cotangents of control points from those of the jumps. */
  jumpsPullback(bar: Row, cBar: Row): void {
    const { p, sites, x } = this
    const { ofBreak } = sites
    for (let j = 1; j < ofBreak.length - 1; j++) {
      x.load(bar, j - 1)
      this.spread(ofBreak[j], p, cBar)
      x.timesDouble(-1)
      this.spread(ofBreak[j] - 1, p, cBar)
    }
  }

  /** Writes what a functional of pieces makes of each B-spline, and of G[j] where that is asked for. */
  pullback({ left, right }: Pieces, cBar: Row, ofG: Row | undefined): void {
    const { p, sites, x } = this
    const { ofBreak, piece } = sites
    const last = piece.length - 1
    const width = p + 1
    cBar.clear()
    for (let s = last, j = ofBreak.length - 2; s >= 0; s--) {
      const at = s * width
      const isBreak = j > 0 && s === ofBreak[j]
      // What is on the left of a break has no part in its G.
      const isParted = isBreak && ofG !== undefined
      for (let r = 0; r < p; r++) {
        x.be(s < last ? left[at + r] : 0).plusDouble(s > 0 && !isParted ? right[at - width + r] : 0)
        this.spread(s, r, cBar)
      }
      if (s === last) continue
      x.be(left[at + p]).plusDouble(right[at + p])
      this.spread(s, p, cBar)
      if (isParted) {
        this.meet(j, cBar, ofG)
        for (let r = 0; r < p; r++) {
          x.be(right[at - width + r])
          this.spread(s, r, cBar)
        }
      }
      if (isBreak) j--
    }
  }

  /** The same for a functional of the r-th coefficients at the knots, on their right; adds to c̄. */
  knotsPullback(r: number, w: Row, cBar: Row, ofG: Row | undefined): void {
    const { sites, x } = this
    const { ofBreak, ofKnot } = sites
    let j = ofBreak.length - 2
    for (let i = ofKnot.length - 1; i >= 0; i--) {
      for (; j > 0 && ofBreak[j] > ofKnot[i]; j--) if (ofG !== undefined) this.meet(j, cBar, ofG)
      x.load(w, i)
      this.spread(ofKnot[i], r, cBar)
    }
  }

  private coefficient(s: number, r: number, c: Row): Accumulator {
    const width = this.p + 1
    return this.x.be(0).plusDot(this.rows, (s * width + r) * width, c, this.sites.piece[s], width)
  }

  /** c̄ += (row r of site s) x */
  private spread(s: number, r: number, cBar: Row): void {
    const width = this.p + 1
    this.x.spread(this.rows, (s * width + r) * width, cBar, this.sites.piece[s], width)
  }

  /** c −= w[j] ψ[j]; ψ is made when it is first needed. */
  private cross(j: number, w: Row, c: Row): void {
    const { p, x } = this
    x.load(w, j - 1)
      .timesDouble(-1)
      .spread(this.breaks(), (j - 1) * p, c, j, p)
  }

  private meet(j: number, cBar: Row, ofG: Row): void {
    const { p, x } = this
    x.be(0)
      .plusDot(this.breaks(), (j - 1) * p, cBar, j, p)
      .store(ofG, j - 1)
  }

  private breaks(): Row {
    this.psi ??= breakWeights(this.arithmetic, this.p, this.sites)
    return this.psi
  }
}
