/**
 * The spline through the data or, with fewer control points than data, closest to them: the least squares solution of
 * A c = u, A[i][j] = Nⱼ(t[i]), by A = Q R, and its pieces (BSP-1 to BSP-6). Through the data the residual r is
 * zero, and A⁺ the inverse.
 *
 * With r = u − s(t), which is orthogonal to all splines on these breaks, φ any of them, and G_b as in
 * `control-points.ts`:
 *
 *   ⟨φ, u̇ − s' ṫ − ṡ⟩ + ⟨φ' ṫ − Σ γ_b ḃ G_b, r⟩ = 0       γ_b the jump of φ, β_b that of s
 *   ṡ = σ̇ − Σ β_b ḃ G_b,  σ̇ one of them
 *
 * Between data and pieces all is done in the arithmetic that the condition asks for (`condition.ts`).
 */

import { CotangentError } from '../../../spec/errors.ts'
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { Pieces, PreparedPieces } from '../pieces.ts'
import type { Accumulator, Arithmetic, Row } from './arithmetic.ts'
import { BandQr } from './band-qr.ts'
import {
  areDataShared,
  areGapsEven,
  conditionOf,
  largestPlainCondition,
  lostToCondition,
  lostToGaps,
} from './condition.ts'
import { ControlPoints } from './control-points.ts'
import { doubled, plain, wide, widest } from './digits.ts'
import {
  addMovedSites,
  addMovedSitesPullback,
  roundSites,
  roundSitesPullback,
  setValues,
  takeValues,
  valuesAtKnots,
} from './moved-sites.ts'
import { addSitesPullback, breakGaps, type InnerBreaks, moveSites, type Sites, sitesOf } from './sites.ts'

/** `name` is that of the kind, for an error. */
export function splinePieces(name: string, knots: Float64Array, degree: number, inner: InnerBreaks): PreparedPieces {
  const sites = sitesOf(knots, inner)
  const count = inner.cell.length + degree + 1
  const isThroughData = count === knots.length
  if (areGapsEven(knots, degree) && areDataShared(knots.length, count)) {
    const spline = new Spline(plain, degree, sites)
    if (spline.condition() <= largestPlainCondition(degree, isThroughData)) return spline
  }
  // Rounding to doubles is to be what takes most; a condition that overflows is no number, and beyond all.
  const lost = lostToGaps(knots, breakGaps(sites), degree, isThroughData)
  let most = lost
  for (const arithmetic of [doubled, wide, widest]) {
    if (lost > arithmetic.bits - plain.bits) continue
    const spline = new Spline(arithmetic, degree, sites)
    most = Math.max(lost, lostToCondition(spline.condition(), isThroughData))
    if (most <= arithmetic.bits - plain.bits) return spline
  }
  throw new CotangentError('SINGULAR', {
    operator: name,
    constraint: `the knots must be even enough for B-splines of degree ${degree} to be told apart`,
    got: `equations that take ${Number.isFinite(most) ? most.toFixed(0) : 'more than 500'} bits`,
    expected: 'fewer: a lower degree, or gaps less unlike',
  })
}

/** In the arithmetic that is given; whether it suffices is for the caller to ask. */
export class Spline implements PreparedPieces {
  readonly degree: number
  readonly breaks: Float64Array
  private readonly sites: Sites
  private readonly arithmetic: Arithmetic
  private readonly points: ControlPoints
  private readonly A: BandQr
  readonly isThroughData: boolean
  private readonly x: Accumulator
  private readonly c: Row
  /** What is left of Qᵀ u. */
  private readonly rest: Row
  private readonly y: Row
  private readonly atData: Row
  /** Made when a derivative with respect to the knots is first asked for. */
  private moved: Moved | undefined

  constructor(arithmetic: Arithmetic, degree: number, sites: Sites) {
    const n = sites.knots.length
    this.degree = degree
    this.breaks = sites.x
    this.sites = sites
    this.arithmetic = arithmetic
    this.points = new ControlPoints(arithmetic, degree, sites)
    const { count } = this.points
    const rows = this.points.collocation()
    const first = sites.ofKnot.map((s) => sites.piece[s])
    this.A = new BandQr(arithmetic, rows, first, degree + 1, count)
    this.isThroughData = count === n
    this.x = arithmetic.register()
    this.c = arithmetic.row(count)
    this.y = arithmetic.row(count)
    this.rest = arithmetic.row(n)
    this.atData = arithmetic.row(n)
  }

  /** The condition of Aᵀ A. */
  condition(): number {
    return conditionOf(this.A, this.points.weights(), this.y)
  }

  fit({ values }: Doubles, pieces: Pieces): void {
    const { A, c, rest, atData } = this
    A.transposed(atData.set(values), c, rest)
    A.solve(c)
    this.y.copy(c)
    this.points.pieces(this.y, undefined, pieces)
    roundSites(pieces, this.sites)
    if (this.isThroughData) setValues(pieces, this.sites, values)
  }

  /**
   * σ̇ = A⁺ d + (Aᵀ A)⁻¹ v,   d = u̇ − s' ṫ + Σ β_b ḃ G_b,   v(φ) = ⟨φ' ṫ − Σ γ_b ḃ G_b, r⟩
   *
   * With Q₁ Q₂ the columns of Q, a value at a knot moves by u̇ − Q₂ Q₂ᵀ d + Q₁ R⁻ᵀ v: s' ṫ is in none of it, where
   * ṡ + s' ṫ has it twice, and loses what is small beside it.
   */
  tangent(_: Doubles, pieces: Pieces, tangents: Doubles, dot: Pieces): void {
    const { A, points, sites, x, y, c, atData, isThroughData } = this
    const { sitesDot, w, slope, v, residual, ofG } = this.forKnots()
    moveSites(x, sites, tangents.knots, sitesDot)
    points.jumps(c, w)
    for (let j = 0; j < w.hi.length; j++)
      x.load(w, j)
        .times(sitesDot, sites.ofBreak[j + 1])
        .store(w, j)
    y.clear()
    points.atKnots(0, y, w, atData)
    points.atKnots(1, c, undefined, slope)
    for (let i = 0; i < tangents.values.length; i++) {
      x.load(slope, i).timesDouble(tangents.knots[i]).plus(atData, i).store(atData, i)
      x.be(tangents.values[i]).minus(atData, i).store(atData, i)
    }
    const rest = slope
    A.transposed(atData, y, rest)
    if (!isThroughData) {
      this.setResidual(v, residual)
      v.clear()
      points.knotsPullback(0, residual, v, ofG)
      for (let j = 0; j < w.hi.length; j++)
        x.load(ofG, j)
          .times(sitesDot, sites.ofBreak[j + 1])
          .timesDouble(-1)
          .store(ofG, j)
      for (let i = 0; i < residual.hi.length; i++) x.load(residual, i).timesDouble(tangents.knots[i]).store(residual, i)
      v.clear()
      points.knotsPullback(1, residual, v, undefined)
      points.jumpsPullback(ofG, v)
      A.solveTransposed(v)
      for (let j = 0; j < v.hi.length; j++) x.load(y, j).plus(v, j).store(y, j)
      for (let i = 0; i < rest.hi.length; i++) x.load(rest, i).timesDouble(-1).store(rest, i)
      A.apply(v, rest, residual)
    }
    A.solve(y)
    points.pieces(y, w, dot)
    roundSites(dot, sites)
    addMovedSites(pieces, sitesDot.hi, dot)
    setValues(dot, sites, isThroughData ? tangents.values : this.sumOf(tangents.values, residual))
    dot.breaks.set(sitesDot.hi)
  }

  /**
   * F a functional of the spline, μ the spline with ⟨μ, φ⟩ = F[φ] for all φ, ū = μ(t):
   * ⟨F, ṡ⟩ = ⟨ū, u̇ − s' ṫ⟩ + ⟨μ' ṫ, r⟩ − Σ β_b ḃ (F[G_b] − ⟨ū, G_b⟩) − Σ γ_b ḃ ⟨G_b, r⟩,  γ_b the jump of μ.
   */
  pullback(_: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void {
    const { A, points, sites, x, y: mu, atData: uBar, isThroughData } = this
    if (isThroughData) takeValues(bar, sites, into.values)
    const moved = into.knots === undefined ? undefined : this.forKnots()
    if (moved !== undefined) {
      addMovedSitesPullback(x, pieces, bar, sites, moved.sitesDot.set(bar.breaks))
      valuesAtKnots(bar, sites, moved.atKnots)
    }
    roundSitesPullback(bar, sites)
    points.pullback(bar, mu, moved?.ofG)
    A.solveTransposed(mu)
    if (moved !== undefined) moved.v.copy(mu)
    A.apply(mu, undefined, uBar)
    for (let i = 0; i < uBar.hi.length; i++) into.values[i] = x.load(uBar, i).plusDouble(into.values[i]).value
    if (moved === undefined || into.knots === undefined) return
    const { sitesDot: sitesBar, knotsBar, w, slope, v, residual, ofG, ofValues, atKnots } = moved
    knotsBar.set(into.knots)
    points.atKnots(1, this.c, undefined, slope)
    for (let i = 0; i < uBar.hi.length; i++)
      x.be(atKnots[i]).minus(uBar, i).times(slope, i).plus(knotsBar, i).store(knotsBar, i)
    mu.clear()
    points.knotsPullback(0, uBar, mu, ofValues)
    points.jumps(this.c, w)
    for (let j = 0; j < w.hi.length; j++) x.load(ofValues, j).minus(ofG, j).times(w, j).store(ofG, j)
    if (!isThroughData) {
      A.solve(v)
      this.setResidual(mu, residual)
      points.atKnots(1, v, undefined, slope)
      for (let i = 0; i < residual.hi.length; i++)
        x.load(slope, i).times(residual, i).plus(knotsBar, i).store(knotsBar, i)
      mu.clear()
      points.knotsPullback(0, residual, mu, ofValues)
      points.jumps(v, w)
      for (let j = 0; j < w.hi.length; j++) {
        x.load(w, j).times(ofValues, j).store(w, j)
        x.load(ofG, j).minus(w, j).store(ofG, j)
      }
    }
    for (let j = 0; j < w.hi.length; j++) {
      const s = sites.ofBreak[j + 1]
      x.load(sitesBar, s).plus(ofG, j).store(sitesBar, s)
    }
    addSitesPullback(x, sites, sitesBar, knotsBar)
    for (let i = 0; i < uBar.hi.length; i++) into.knots[i] = x.load(knotsBar, i).value
  }

  /** Rounded once. */
  private sumOf(values: Float64Array, more: Row): Float64Array {
    return values.map((value, i) => this.x.load(more, i).plusDouble(value).value)
  }

  /** r = u − s(t) = Q (0, rest) of the last fit. */
  private setResidual(zero: Row, r: Row): void {
    zero.clear()
    this.A.apply(zero, this.rest, r)
  }

  private forKnots(): Moved {
    const { arithmetic, sites, points } = this
    if (this.moved === undefined) {
      const perKnot = (): Row => arithmetic.row(sites.knots.length)
      const perBreak = (): Row => arithmetic.row(sites.ofBreak.length - 2)
      this.moved = {
        sitesDot: arithmetic.row(sites.x.length),
        knotsBar: perKnot(),
        slope: perKnot(),
        residual: perKnot(),
        v: arithmetic.row(points.count),
        w: perBreak(),
        ofG: perBreak(),
        ofValues: perBreak(),
        atKnots: new Float64Array(sites.knots.length),
      }
    }
    return this.moved
  }
}

interface Moved {
  /** ẋ or x̄. */
  readonly sitesDot: Row
  readonly knotsBar: Row
  readonly slope: Row
  readonly residual: Row
  /** Control points, or functionals of the B-splines. */
  readonly v: Row
  /** Of each interior break: its jump, or that times ḃ; what functionals make of G. */
  readonly w: Row
  readonly ofG: Row
  readonly ofValues: Row
  /** Cotangents of the values there. */
  readonly atKnots: Float64Array
}
