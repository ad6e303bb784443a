/**
 * The spline through the data, for any degree and breaks that satisfy the conditions of Schoenberg and Whitney:
 * B c = u with B[i][j] = Nⱼ(t[i]), and the pieces of that spline (BSP-1 to BSP-3, QSP-19).
 */
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { Pieces, PreparedPieces } from '../pieces.ts'
import { MovedBreaks } from './moved-breaks.ts'
import { Newton } from './newton.ts'
import { addSitesPullback, type InnerBreaks, moveSites, type Sites, sitesOf } from './sites.ts'
import {
  addAtKnots,
  addJets,
  addMovedSites,
  addMovedSitesPullback,
  atKnots,
  clear,
  emptyJets,
  fromPieces,
  setValues,
  takeValues,
} from './spline-pieces.ts'

export function collocationPieces(knots: Float64Array, degree: number, inner: InnerBreaks): PreparedPieces {
  return new Collocation(knots, degree, inner)
}

class Collocation implements PreparedPieces {
  readonly degree: number
  readonly breaks: Float64Array
  private readonly sites: Sites
  private readonly newton: Newton
  private readonly u: Float64Array
  private readonly taylor: Float64Array
  private readonly atKnots: Float64Array
  private readonly sitesDot: Float64Array
  /** Made when a derivative with respect to the knots is first asked for. */
  private moved: MovedBreaks | undefined

  constructor(knots: Float64Array, degree: number, inner: InnerBreaks) {
    this.sites = sitesOf(knots, inner)
    this.degree = degree
    this.breaks = this.sites.x
    this.newton = new Newton(degree, this.sites)
    this.u = new Float64Array(knots.length)
    this.taylor = emptyJets(degree, this.sites)
    this.atKnots = new Float64Array(knots.length)
    this.sitesDot = new Float64Array(this.sites.x.length)
  }

  fit({ values }: Doubles, pieces: Pieces): void {
    this.u.set(values)
    this.addSpline(clear(pieces))
    setValues(pieces, this.sites, values)
  }

  /**
   * ṡ = −Σ β_b ḃ G_b + the spline that brings ṡ(t[i]) to u̇[i] − s'(t[i]) ṫ[i]; and the coefficients move with
   * their sites.
   */
  tangent(_: Doubles, pieces: Pieces, tangents: Doubles, dot: Pieces): void {
    const { sites, sitesDot, atKnots: slope } = this
    const moved = this.movedBreaks()
    moveSites(sites, tangents.knots, sitesDot)
    clear(dot)
    for (let i = 0; i < sites.ofBreak.length - 2; i++)
      moved.add(i, -moved.jump(pieces, i) * sitesDot[sites.ofBreak[i + 1]], dot)
    this.u.set(tangents.values)
    atKnots(pieces, sites, 1, slope)
    for (let i = 0; i < slope.length; i++) this.u[i] -= slope[i] * tangents.knots[i]
    atKnots(dot, sites, 0, slope)
    for (let i = 0; i < slope.length; i++) this.u[i] -= slope[i]
    this.addSpline(dot)
    addMovedSites(pieces, sitesDot, dot)
    setValues(dot, sites, tangents.values)
    dot.breaks.set(sitesDot)
  }

  /**
   * The value at a knot is its datum and gives its cotangent to ū. Of the rest, F: with λ[i] = F[ℓᵢ], ℓᵢ the spline
   * that is 1 at t[i] and 0 at the other knots, ⟨F, ṡ⟩ = ⟨λ, u̇ − s'(t) ṫ⟩ − Σ β_b ḃ (F[G_b] − ⟨λ, G_b(t)⟩).
   */
  pullback(_: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void {
    const { sites, taylor: taylorBar, u: lambda, atKnots: slope, sitesDot: sitesBar } = this
    takeValues(bar, sites, into.values)
    fromPieces(bar, taylorBar)
    this.newton.pullback(taylorBar, lambda)
    for (let i = 0; i < lambda.length; i++) into.values[i] += lambda[i]
    if (into.knots === undefined) return
    sitesBar.set(bar.breaks)
    addMovedSitesPullback(pieces, bar, sitesBar)
    atKnots(pieces, sites, 1, slope)
    for (let i = 0; i < lambda.length; i++) {
      into.knots[i] -= slope[i] * lambda[i]
      lambda[i] = -lambda[i]
    }
    addAtKnots(bar, sites, lambda)
    const moved = this.movedBreaks()
    for (let i = 0; i < sites.ofBreak.length - 2; i++)
      sitesBar[sites.ofBreak[i + 1]] -= moved.jump(pieces, i) * moved.apply(i, bar)
    addSitesPullback(sites, sitesBar, into.knots)
  }

  /** Adds the spline with the values u at the knots. */
  private addSpline(to: Pieces): void {
    this.newton.evaluate(this.u, this.taylor)
    addJets(this.taylor, to)
  }

  private movedBreaks(): MovedBreaks {
    this.moved ??= new MovedBreaks(this.degree, this.sites)
    return this.moved
  }
}
