/**
 * A divided difference of order p is a mean of the highest Taylor coefficients a of a spline of degree p,
 *
 *   [z₀, …, zₚ] s = ∫ M(y) s⁽ᵖ⁾(y)/p! dy = Σ_l w[l] a[l],     w[l] = ∫ over piece l of M,   Σ w = 1
 *
 * with M the B-spline of degree p − 1 on z (Peano's kernel; Schoenberg). The weights are positive sums of
 * positive terms: M by Cox's and de Boor's recurrence, its integral by Gauss's rule, which is exact between two
 * neighbouring sites.
 */
import { distance, type Sites } from './sites.ts'

/** Nodes in (0, 1), each with its distance from 1, and weights: Gauss's rule, exact for degrees up to 2 g − 1 (g = 1, 2, 3). */
const rules = [1, 2, 3].map((g) => {
  const offset =
    g === 1 ? [0] : g === 2 ? [-Math.sqrt(1 / 3), Math.sqrt(1 / 3)] : [-Math.sqrt(3 / 5), 0, Math.sqrt(3 / 5)]
  const weight = g === 1 ? [1] : g === 2 ? [1 / 2, 1 / 2] : [5 / 18, 4 / 9, 5 / 18]
  return offset.map((at, i) => ({ low: (1 + at) / 2, high: (1 - at) / 2, weight: weight[i] }))
})

/** The means of splines of degree p on these sites; allocates nothing once made. */
export class MeanWeights {
  private readonly p: number
  private readonly sites: Sites
  /** z[i+q] − z[i] at q (p + 1) + i. */
  private readonly span: Float64Array
  /** How far each z on the left of a piece is from its left end, each on the right from its right end. */
  private readonly away: Float64Array
  private readonly N: Float64Array

  constructor(p: number, sites: Sites) {
    this.p = p
    this.sites = sites
    this.span = new Float64Array((p + 1) * (p + 1))
    this.away = new Float64Array(p + 1)
    this.N = new Float64Array(p + 1)
  }

  /** Adds w[l] to out[at + l − first]; z are p + 1 sites in increasing order, not all the same. */
  add(z: Int32Array, first: number, out: Float64Array, at: number): void {
    const { p, sites, span, away } = this
    for (let q = 1; q <= p; q++)
      for (let i = 0; i + q <= p; i++) span[q * (p + 1) + i] = distance(sites, z[i], z[i + q])
    const total = span[p * (p + 1)]
    const rule = rules[(p - 1) >> 1]
    for (let site = z[0], k = 0; site < z[p]; site++) {
      while (z[k + 1] <= site) k++
      for (let i = 0; i <= p; i++) away[i] = i <= k ? distance(sites, z[i], site) : distance(sites, site + 1, z[i])
      const length = distance(sites, site, site + 1)
      let sum = 0
      for (let g = 0; g < rule.length; g++) {
        const { low, high, weight } = rule[g]
        sum += weight * this.basis(k, low * length, high * length)
      }
      out[at + sites.piece[site] - first] += (p * length * sum) / total
    }
  }

  /**
   * The B-spline of degree p − 1 on z, with maximum 1 or less, at `low` above the left end of a piece between z[k]
   * and z[k+1] and `high` below its right end. Of those of degree q, k − q to k are not zero there.
   */
  private basis(k: number, low: number, high: number): number {
    const { p, span, away, N } = this
    N[k] = 1
    for (let q = 1; q < p; q++) {
      const row = q * (p + 1)
      const last = Math.min(k, p - 1 - q)
      for (let i = Math.max(0, k - q); i <= last; i++) {
        const rising = i === k - q ? 0 : ((away[i] + low) / span[row + i]) * N[i]
        const falling = i === k ? 0 : ((away[i + q + 1] + high) / span[row + i + 1]) * N[i + 1]
        N[i] = rising + falling
      }
    }
    return N[0]
  }
}
