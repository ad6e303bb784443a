/**
 * The Taylor coefficients of a spline at its sites as a linear function of its control points c (BSP-7), and the
 * adjoint of that, of which a row of the collocation matrix is a case. What the breaks have to do with it is
 * `moved-breaks.ts`.
 *
 *   e⁰ = c,   eʳ[i] = (p−r+1)/r (eʳ⁻¹[i] − eʳ⁻¹[i−1]) / (τ[i+p−r+1] − τ[i])            differences
 *   s⁽ʳ⁾(x)/r! = the spline of degree p − r with control points eʳ, by de Boor's algorithm:
 *   d[j] ← β d[j−1] + α d[j],   α = (x − τ[j]) / (τ[j'] − τ[j]),  β = 1 − α
 *
 * α and β depend on j and on r + the step alone, so a site needs one triangle of them for all r. A site is read
 * in the piece on its right; on the left of a break the coefficients are the same but for the highest.
 *
 * Source: de Boor, A Practical Guide to Splines, ch. X. Allocates nothing once made.
 */
import { distance, type Sites } from './sites.ts'

export class Jets {
  readonly degree: number
  /** The number of control points. */
  readonly count: number
  readonly sites: Sites
  /** Triangles of α and β, a site after the other; in each, a row for every step g = 1, …, p. */
  private readonly alpha: Float64Array
  private readonly beta: Float64Array
  /** (p−r+1) / (r (τ[i+p−r+1] − τ[i])) at r·count + i. */
  private readonly weight: Float64Array
  /** Differences of control points, or their cotangents, a row for every r. */
  private readonly e: Float64Array
  /** De Boor's d, or their cotangents. */
  private readonly d: Float64Array

  constructor(degree: number, sites: Sites) {
    const p = degree
    this.degree = p
    this.sites = sites
    this.count = sites.ofBreak.length - 1 + p
    const triangle = (p * (p + 1)) / 2
    this.alpha = new Float64Array(sites.x.length * triangle)
    this.beta = new Float64Array(this.alpha.length)
    for (let s = 0, at = 0; s < sites.x.length; s++) {
      const l = sites.piece[s]
      for (let g = 1; g <= p; g++) {
        for (let a = 0; a <= p - g; a++, at++) {
          const low = this.tau(l + g + a)
          const high = this.tau(l + p + 1 + a)
          const span = distance(sites, low, high)
          this.alpha[at] = distance(sites, low, s) / span
          this.beta[at] = distance(sites, s, high) / span
        }
      }
    }
    this.weight = new Float64Array((p + 1) * this.count)
    for (let r = 1; r <= p; r++) {
      for (let i = r; i < this.count; i++) {
        const span = distance(sites, this.tau(i), this.tau(i + p - r + 1))
        this.weight[r * this.count + i] = (p - r + 1) / (r * span)
      }
    }
    this.e = new Float64Array(this.weight.length)
    this.d = new Float64Array(p + 1)
  }

  /** The site of spline knot τ[j]: the first and the last break count p + 1 times. */
  private tau(j: number): number {
    const { ofBreak } = this.sites
    return ofBreak[Math.min(Math.max(j - this.degree, 0), ofBreak.length - 1)]
  }

  /** The basis functions at site s that are not zero there, p + 1 of them from number piece[s] on. */
  basis(s: number, out: Float64Array): void {
    const p = this.degree
    out.fill(0)
    out[p] = 1
    this.reverse(s, 0, out)
  }

  /** jets[s (p+1) + r] = s⁽ʳ⁾(x[s]) / r! */
  evaluate(c: Float64Array, jets: Float64Array): void {
    const { degree: p, count, e, d, sites } = this
    this.difference(c)
    for (let s = 0; s < sites.x.length; s++) {
      const l = sites.piece[s]
      for (let r = 0; r <= p; r++) {
        for (let a = 0; a <= p - r; a++) d[a] = e[r * count + l + r + a]
        for (let h = 1; h <= p - r; h++) {
          const at = this.row(s, r + h) - h
          for (let a = p - r; a >= h; a--) d[a] = this.beta[at + a] * d[a - 1] + this.alpha[at + a] * d[a]
        }
        jets[s * (p + 1) + r] = d[p - r]
      }
    }
  }

  /** Writes c̄: each line of `evaluate`, transposed, in reverse. */
  pullback(jetsBar: Float64Array, cBar: Float64Array): void {
    const { degree: p, count, e: eBar, d: dBar, sites, weight } = this
    eBar.fill(0)
    for (let s = 0; s < sites.x.length; s++) {
      const l = sites.piece[s]
      for (let r = 0; r <= p; r++) {
        const bar = jetsBar[s * (p + 1) + r]
        if (bar === 0) continue
        for (let a = 0; a < p - r; a++) dBar[a] = 0
        dBar[p - r] = bar
        this.reverse(s, r, dBar)
        for (let a = 0; a <= p - r; a++) eBar[r * count + l + r + a] += dBar[a]
      }
    }
    for (let r = p; r >= 1; r--) {
      const now = r * count
      const before = now - count
      for (let i = r; i < count; i++) {
        const w = weight[now + i] * eBar[now + i]
        eBar[before + i] += w
        eBar[before + i - 1] -= w
      }
    }
    for (let i = 0; i < count; i++) cBar[i] = eBar[i]
  }

  /** The cotangents of d before de Boor's steps, from those after: d̄[j−1] += β d̄[j],  d̄[j] ← α d̄[j]. */
  private reverse(s: number, r: number, dBar: Float64Array): void {
    const q = this.degree - r
    for (let h = q; h >= 1; h--) {
      const at = this.row(s, r + h) - h
      for (let a = h; a <= q; a++) {
        dBar[a - 1] += this.beta[at + a] * dBar[a]
        dBar[a] *= this.alpha[at + a]
      }
    }
  }

  private difference(c: Float64Array): void {
    const { degree: p, count, e, weight } = this
    for (let i = 0; i < count; i++) e[i] = c[i]
    for (let r = 1; r <= p; r++) {
      const now = r * count
      const before = now - count
      for (let i = r; i < count; i++) e[now + i] = weight[now + i] * (e[before + i] - e[before + i - 1])
    }
  }

  /** Where row g of the triangle of site s begins. */
  private row(s: number, g: number): number {
    const p = this.degree
    return (s * p * (p + 1)) / 2 + ((g - 1) * (2 * p - g + 2)) / 2
  }
}
