/**
 * The spline with fewer control points than data that is closest to the data (BSP-4 to BSP-6): the least squares
 * solution of A c = u, A[i][j] = Nⱼ(t[i]), by A = Q R, and the pieces of that spline.
 *
 * With r = u − s(t), which is orthogonal to all splines on these breaks, φ any of them, and G_b as in
 * `moved-breaks.ts`:
 *
 *   ⟨φ, u̇ − s' ṫ − ṡ⟩ + ⟨φ' ṫ − Σ γ_b ḃ G_b, r⟩ = 0       γ_b the jump of φ, β_b that of s
 *   ṡ = σ̇ − Σ β_b ḃ G_b,  σ̇ one of them
 */
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import { emptyPieces, type Pieces, type PreparedPieces } from '../pieces.ts'
import { BandQr } from './band-qr.ts'
import { Jets } from './jets.ts'
import { MovedBreaks } from './moved-breaks.ts'
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
} from './spline-pieces.ts'

export function leastSquaresPieces(knots: Float64Array, degree: number, inner: InnerBreaks): PreparedPieces {
  return new LeastSquares(knots, degree, inner)
}

class LeastSquares implements PreparedPieces {
  readonly degree: number
  readonly breaks: Float64Array
  private readonly sites: Sites
  private readonly jets: Jets
  private readonly A: BandQr
  private readonly c: Float64Array
  private readonly y: Float64Array
  private readonly rest: Float64Array
  private readonly atData: Float64Array
  private readonly slope: Float64Array
  private readonly zero: Float64Array
  private readonly taylor: Float64Array
  private readonly sitesDot: Float64Array
  /** Made when a derivative with respect to the knots is first asked for. */
  private moved: Moved | undefined

  constructor(knots: Float64Array, degree: number, inner: InnerBreaks) {
    this.sites = sitesOf(knots, inner)
    this.degree = degree
    this.breaks = this.sites.x
    this.jets = new Jets(degree, this.sites)
    this.A = factorsOf(this.jets)
    this.c = new Float64Array(this.jets.count)
    this.y = new Float64Array(this.jets.count)
    this.rest = new Float64Array(knots.length)
    this.atData = new Float64Array(knots.length)
    this.slope = new Float64Array(knots.length)
    this.zero = new Float64Array(knots.length)
    this.taylor = emptyJets(degree, this.sites)
    this.sitesDot = new Float64Array(this.sites.x.length)
  }

  fit({ values }: Doubles, pieces: Pieces): void {
    const { A, c, rest } = this
    A.transposed(values, c, rest)
    A.solve(c)
    this.addSpline(c, clear(pieces))
  }

  /** σ̇ = A⁺ (u̇ − s' ṫ + Σ β_b ḃ G_b) + (Aᵀ A)⁻¹ v,   v(φ) = ⟨φ' ṫ − Σ γ_b ḃ G_b, r⟩ */
  tangent(_: Doubles, pieces: Pieces, tangents: Doubles, dot: Pieces): void {
    const { A, sites, sitesDot, slope, atData, y, c: v, taylor, degree: p, jets } = this
    const { breaks, residual, functional } = this.movedBreaks()
    this.setResidual(residual)
    moveSites(sites, tangents.knots, sitesDot)
    clear(dot)
    taylor.fill(0)
    addAtKnots(clear(functional), sites, residual)
    for (let i = 0; i < sites.ofBreak.length - 2; i++) {
      const site = sites.ofBreak[i + 1]
      breaks.add(i, -breaks.jump(pieces, i) * sitesDot[site], dot)
      const w = sitesDot[site] * breaks.apply(i, functional)
      taylor[site * (p + 1) + p] -= w
      taylor[(site - 1) * (p + 1) + p] += w
    }
    for (let i = 0; i < residual.length; i++) taylor[sites.ofKnot[i] * (p + 1) + 1] += tangents.knots[i] * residual[i]
    jets.pullback(taylor, v)
    A.solveTransposed(v)
    atKnots(pieces, sites, 1, slope)
    atKnots(dot, sites, 0, atData)
    for (let i = 0; i < slope.length; i++) atData[i] = tangents.values[i] - slope[i] * tangents.knots[i] - atData[i]
    // `rest` still belongs to the last fit, and is not written over.
    A.transposed(atData, y, slope)
    for (let j = 0; j < y.length; j++) y[j] += v[j]
    A.solve(y)
    this.addSpline(y, dot)
    addMovedSites(pieces, sitesDot, dot)
    dot.breaks.set(sitesDot)
  }

  /**
   * F a functional of the spline, μ the spline with ⟨μ, φ⟩ = F[φ] for all φ, ū = μ(t):
   * ⟨F, ṡ⟩ = ⟨ū, u̇ − s' ṫ⟩ + ⟨μ' ṫ, r⟩ − Σ β_b ḃ (F[G_b] − ⟨ū, G_b⟩) − Σ γ_b ḃ ⟨G_b, r⟩,  γ_b the jump of μ.
   */
  pullback(_: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void {
    const { A, jets, sites, taylor: taylorBar, y: mu, c, atData: uBar, slope, zero, sitesDot: sitesBar } = this
    fromPieces(bar, taylorBar)
    jets.pullback(taylorBar, mu)
    A.solveTransposed(mu)
    c.set(mu)
    A.apply(c, zero, uBar)
    for (let i = 0; i < uBar.length; i++) into.values[i] += uBar[i]
    if (into.knots === undefined) return
    const { breaks, residual, functional, spline } = this.movedBreaks()
    this.setResidual(residual)
    A.solve(mu)
    this.addSpline(mu, clear(spline))
    sitesBar.set(bar.breaks)
    addMovedSitesPullback(pieces, bar, sitesBar)
    atKnots(pieces, sites, 1, slope)
    for (let i = 0; i < uBar.length; i++) into.knots[i] -= slope[i] * uBar[i]
    atKnots(spline, sites, 1, slope)
    for (let i = 0; i < uBar.length; i++) {
      into.knots[i] += slope[i] * residual[i]
      uBar[i] = -uBar[i]
    }
    addAtKnots(bar, sites, uBar)
    addAtKnots(clear(functional), sites, residual)
    for (let i = 0; i < sites.ofBreak.length - 2; i++) {
      const left = breaks.jump(pieces, i) * breaks.apply(i, bar)
      const right = breaks.jump(spline, i) * breaks.apply(i, functional)
      sitesBar[sites.ofBreak[i + 1]] -= left + right
    }
    addSitesPullback(sites, sitesBar, into.knots)
  }

  private addSpline(c: Float64Array, to: Pieces): void {
    this.jets.evaluate(c, this.taylor)
    addJets(this.taylor, to)
  }

  /** r = u − s(t) = Q (0, rest) of the last fit. */
  private setResidual(r: Float64Array): void {
    this.c.fill(0)
    this.A.apply(this.c, this.rest, r)
  }

  private movedBreaks(): Moved {
    const { degree, sites, breaks } = this
    this.moved ??= {
      breaks: new MovedBreaks(degree, sites),
      residual: new Float64Array(sites.knots.length),
      functional: emptyPieces(degree, breaks),
      spline: emptyPieces(degree, breaks),
    }
    return this.moved
  }
}

interface Moved {
  readonly breaks: MovedBreaks
  readonly residual: Float64Array
  readonly functional: Pieces
  readonly spline: Pieces
}

/** Row i has the p + 1 B-splines that are not zero on the piece of t[i]. */
function factorsOf(jets: Jets): BandQr {
  const { degree: p, count, sites } = jets
  const rows = new Float64Array(sites.ofKnot.length * (p + 1))
  const first = sites.ofKnot.map((s) => sites.piece[s])
  sites.ofKnot.forEach((s, i) => {
    jets.basis(s, rows.subarray(i * (p + 1), (i + 1) * (p + 1)))
  })
  return new BandQr(rows, first, p + 1, count)
}
