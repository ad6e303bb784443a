/**
 * The Taylor coefficients at the sites of the spline through given values (BSP-7): a linear function of the
 * values, with its adjoint. Not by control points, which are large where knots are close together, but by the
 * highest coefficients a of the pieces and Newton's form about each site:
 *
 *   D[i] = [t[i], …, t[i+p]] u = Σ_l P[i][l] a[l]              n − p equations for the n − p pieces
 *   [W, xᵐ] of order p from a, by `mean-weights.ts`            W the knots nearest to the site x
 *   [W∖z, xᵐ⁺¹] = [W, xᵐ] + (x − z) [W, xᵐ⁺¹]                  down to [x], [x, x], … = s(x), s'(x), s″(x)/2, …
 *
 * P is totally positive with row sums 1 (`elimination.ts`). At a knot the last z is x itself, and s(x) the datum.
 * Allocates nothing once made.
 */
import { at, eliminate, emptyFactors, type Factors, substitute, substituteTransposed } from './elimination.ts'
import { MeanWeights } from './mean-weights.ts'
import { distance, type Sites } from './sites.ts'

export class Newton {
  private readonly p: number
  private readonly n: number
  private readonly sites: Sites
  private readonly P: Factors
  /** Divided differences of the values or their cotangents: [t[i], …, t[i+r]] at r n + i. */
  private readonly D: Float64Array
  /** The highest coefficient of each piece, or its cotangent. */
  private readonly a: Float64Array
  private readonly Q: Float64Array
  /** For each site, the first knot of W when r + 1 are left, r = 0, …, p − 1; and x − z for each z in the order of leaving. */
  private readonly start: Int32Array
  private readonly offset: Float64Array
  /** For each site, the first piece that its means reach, and p rows of p + 1 weights. */
  private readonly reach: Int32Array
  private readonly weights: Float64Array

  constructor(p: number, sites: Sites) {
    const n = sites.knots.length
    const count = sites.x.length
    this.p = p
    this.n = n
    this.sites = sites
    this.P = meansOfKnots(p, sites)
    eliminate(this.P)
    this.D = new Float64Array((p + 1) * n)
    this.a = new Float64Array(n - p)
    this.Q = new Float64Array(p + 2)
    this.start = new Int32Array(count * p)
    this.offset = new Float64Array(count * p)
    this.reach = new Int32Array(count)
    this.weights = new Float64Array(count * p * (p + 1))
    const means = new MeanWeights(p, sites)
    const z = new Int32Array(p + 1)
    for (let s = 0; s < count; s++) this.prepare(s, means, z)
  }

  /** jets[s (p+1) + r] = s⁽ʳ⁾(x[s]) / r! of the spline through u, on the right of the site. */
  evaluate(u: Float64Array, jets: Float64Array): void {
    const { p, n, sites, D, a, Q, offset, start, reach, weights } = this
    const { knots, piece } = sites
    for (let i = 0; i < n; i++) D[i] = u[i]
    for (let r = 1; r <= p; r++) {
      const now = r * n
      const before = now - n
      for (let i = 0; i < n - r; i++) D[now + i] = (D[before + i + 1] - D[before + i]) / (knots[i + r] - knots[i])
    }
    for (let i = 0; i < a.length; i++) a[i] = D[p * n + i]
    substitute(this.P, a)
    for (let s = 0; s < reach.length; s++) {
      const most = Math.min(p + 1, a.length - reach[s])
      for (let m = 1; m <= p; m++) {
        const row = (s * p + m - 1) * (p + 1)
        let mean = 0
        for (let l = 0; l < most; l++) mean += weights[row + l] * a[reach[s] + l]
        Q[m] = mean
      }
      jets[s * (p + 1) + p] = a[piece[s]]
      for (let r = p - 1; r >= 0; r--) {
        const z = s * p + p - 1 - r
        Q[0] = D[r * n + start[s * p + r]]
        for (let m = 0; m <= r; m++) Q[m + 1] = Q[m] + offset[z + m] * Q[m + 1]
        jets[s * (p + 1) + r] = Q[r + 1]
      }
    }
  }

  /** Writes ū: each line of `evaluate`, transposed, in reverse. */
  pullback(jetsBar: Float64Array, uBar: Float64Array): void {
    const { p, n, sites, D: DBar, a: aBar, Q: QBar, offset, start, reach, weights } = this
    const { knots, piece } = sites
    DBar.fill(0)
    aBar.fill(0)
    for (let s = 0; s < reach.length; s++) {
      for (let m = 0; m <= p; m++) QBar[m] = 0
      for (let r = 0; r < p; r++) {
        const z = s * p + p - 1 - r
        QBar[r + 1] += jetsBar[s * (p + 1) + r]
        for (let m = r; m >= 0; m--) {
          QBar[m] += QBar[m + 1]
          QBar[m + 1] *= offset[z + m]
        }
        DBar[r * n + start[s * p + r]] += QBar[0]
        QBar[0] = 0
      }
      aBar[piece[s]] += jetsBar[s * (p + 1) + p]
      const most = Math.min(p + 1, aBar.length - reach[s])
      for (let m = 1; m <= p; m++) {
        const row = (s * p + m - 1) * (p + 1)
        for (let l = 0; l < most; l++) aBar[reach[s] + l] += weights[row + l] * QBar[m]
      }
    }
    substituteTransposed(this.P, aBar)
    for (let i = 0; i < aBar.length; i++) DBar[p * n + i] += aBar[i]
    for (let r = p; r >= 1; r--) {
      const now = r * n
      const before = now - n
      for (let i = 0; i < n - r; i++) {
        const w = DBar[now + i] / (knots[i + r] - knots[i])
        DBar[before + i + 1] += w
        DBar[before + i] -= w
      }
    }
    for (let i = 0; i < n; i++) uBar[i] = DBar[i]
  }

  /** W begins as p neighbouring knots and loses the one at an end that is farther from x, until none is left. */
  private prepare(s: number, means: MeanWeights, z: Int32Array): void {
    const { p, n, sites, start, offset, weights } = this
    const { ofKnot, cell, piece } = sites
    let low = Math.min(Math.max(cell[s] - ((p - 1) >> 1), 0), n - p)
    let high = low + p - 1
    this.reach[s] = piece[Math.min(ofKnot[low], s)]
    for (let m = 0; m < p; m++) {
      start[s * p + p - 1 - m] = low
      let i = 0
      let knot = low
      while (knot <= high && ofKnot[knot] < s) z[i++] = ofKnot[knot++]
      for (let times = 0; times <= m; times++) z[i++] = s
      while (knot <= high) z[i++] = ofKnot[knot++]
      means.add(z, this.reach[s], weights, (s * p + m) * (p + 1))
      const isLowFarther = fromTo(sites, ofKnot[low], s) > fromTo(sites, s, ofKnot[high])
      offset[s * p + m] = fromTo(sites, isLowFarther ? ofKnot[low] : ofKnot[high], s)
      if (isLowFarther) low++
      else high--
    }
  }
}

/** x[b] − x[a], whichever is larger. */
function fromTo(sites: Sites, a: number, b: number): number {
  return a <= b ? distance(sites, a, b) : -distance(sites, b, a)
}

/** Row i holds the weights of [t[i], …, t[i+p]]. */
function meansOfKnots(p: number, sites: Sites): Factors {
  const { ofKnot, piece } = sites
  const pieces = ofKnot.length - p
  let [kl, ku] = [0, 0]
  for (let i = 0; i < pieces; i++) {
    kl = Math.max(kl, i - piece[ofKnot[i]])
    ku = Math.max(ku, piece[ofKnot[i + p] - 1] - i)
  }
  const P = emptyFactors(pieces, kl, ku)
  const means = new MeanWeights(p, sites)
  for (let i = 0; i < pieces; i++) {
    const first = piece[ofKnot[i]]
    means.add(ofKnot.subarray(i, i + p + 1), first, P.entries, at(P, i, first))
  }
  return P
}
