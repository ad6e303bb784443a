/**
 * What a spline does when one of its breaks moves (BSP-8): to the right of break b it has the term β (x − b)₊ᵖ,
 * with β the jump of its highest Taylor coefficient there, and so
 *
 *   ∂s/∂b = −β G_b  up to a spline with the same breaks,     G_b = p (x − b)₊ᵖ⁻¹  up to one, too
 *
 * The fit settles which one. So G_b may be taken as a multiple of a B-spline on neighbouring breaks in which b
 * counts twice: nothing far from b, and no cancellation of large powers. Of three such, the one that ends at b,
 * the one about b and the one that begins there, a functional is applied to that where its terms are smallest:
 * where it does not depend on b at all they are zero for one of them, not only their sum.
 *
 *   N = (hi − lo) [τ₀, …, b, b, …, τₚ₊₁] (· − x)₊ᵖ = (hi − lo) / Π (b − τⱼ) · p (b − x)₊ᵖ⁻¹ + …    over τⱼ ≠ b
 *   (b − x)₊ᵖ⁻¹ = (−1)ᵖ (x − b)₊ᵖ⁻¹ + a polynomial,   so   G_b = (−1)ᵖ Π (b − τⱼ) / (hi − lo) N
 */
import type { Pieces } from '../pieces.ts'
import { distance, type Sites } from './sites.ts'

export class MovedBreaks {
  private readonly degree: number
  private readonly sites: Sites
  /** The first piece on which G_b is not zero, and where its rows begin, for each choice of every interior break, and one more. */
  private readonly first: Int32Array
  private readonly start: Int32Array
  /** Taylor coefficients of all G_b at both ends of each of their pieces. */
  private readonly left: Float64Array
  private readonly right: Float64Array

  constructor(degree: number, sites: Sites) {
    const p = degree
    const { ofBreak } = sites
    this.degree = p
    this.sites = sites
    const inner = ofBreak.length - 2
    this.first = new Int32Array(choices * inner)
    this.start = new Int32Array(choices * inner + 1)
    const tau = new Int32Array(p + 2)
    for (let c = 0; c < choices * inner; c++) {
      support(p, ofBreak, c, tau)
      this.first[c] = tau[0]
      this.start[c + 1] = this.start[c] + (tau[p + 1] - tau[0]) * (p + 1)
    }
    this.left = new Float64Array(this.start[choices * inner])
    this.right = new Float64Array(this.start[choices * inner])
    const isBreak = new Uint8Array(sites.x.length)
    for (const site of ofBreak) isBreak[site] = 1
    const bump = new Bump(p, sites)
    for (let c = 0; c < choices * inner; c++) {
      support(p, ofBreak, c, tau)
      bump.set(tau, ofBreak[Math.floor(c / choices) + 1])
      for (let piece = tau[0]; piece < tau[p + 1]; piece++) {
        const at = this.start[c] + (piece - tau[0]) * (p + 1)
        bump.taylor(piece, piece, this.left, at)
        if (piece === tau[0]) continue
        // A knot between two breaks parts no polynomial: on both sides the coefficients are the same.
        const before = at - (p + 1)
        if (isBreak[piece] === 1) bump.taylor(piece - 1, piece, this.right, before)
        else for (let r = 0; r <= p; r++) this.right[before + r] = this.left[at + r]
      }
      bump.taylor(tau[p + 1] - 1, tau[p + 1], this.right, this.start[c + 1] - (p + 1))
    }
  }

  /** The jump of the highest coefficient at interior break i. */
  jump({ left }: Pieces, i: number): number {
    const p = this.degree
    const at = this.sites.ofBreak[i + 1] * (p + 1) + p
    return left[at] - left[at - (p + 1)]
  }

  /** Adds w G_b to pieces, the one that ends at b. */
  add(i: number, w: number, to: Pieces): void {
    if (w === 0) return
    const c = choices * i
    const from = this.start[c]
    const shift = this.first[c] * (this.degree + 1) - from
    for (let at = from; at < this.start[c + 1]; at++) {
      to.left[at + shift] += w * this.left[at]
      to.right[at + shift] += w * this.right[at]
    }
  }

  /** What a linear functional that is zero for splines on these breaks makes of G_b. */
  apply(i: number, functional: Pieces): number {
    let best = 0
    let smallest = Number.POSITIVE_INFINITY
    for (let c = choices * i; c < choices * (i + 1); c++) {
      const from = this.start[c]
      const shift = this.first[c] * (this.degree + 1) - from
      let sum = 0
      let size = 0
      for (let at = from; at < this.start[c + 1]; at++) {
        const x = functional.left[at + shift] * this.left[at]
        const y = functional.right[at + shift] * this.right[at]
        sum += x + y
        size += Math.abs(x) + Math.abs(y)
      }
      if (size < smallest) {
        smallest = size
        best = sum
      }
    }
    return best
  }
}

const choices = 3

/** The sites of the p + 2 spline knots of choice c, around a break that is among them twice, after `before` others. */
function support(p: number, ofBreak: Int32Array, c: number, tau: Int32Array): void {
  const choice = c % choices
  const l = (c - choice) / choices + 1
  const before = choice === 0 ? p : choice === 1 ? p >> 1 : 0
  for (let j = 0; j < p + 2; j++) {
    const offset = j <= before ? j - before : j - before - 1
    tau[j] = ofBreak[Math.min(Math.max(l + offset, 0), ofBreak.length - 1)]
  }
}

/** One B-spline of degree p by its p + 2 spline knots, scaled to be G_b. */
class Bump {
  private readonly p: number
  private readonly sites: Sites
  private tau: Int32Array = new Int32Array(0)
  /** Row r: the coefficients of its r-th derivative over r! among the r + 1 B-splines of degree p − r inside it. */
  private readonly e: Float64Array
  /** τ[i+q] − τ[i] at q (p + 2) + i. */
  private readonly span: Float64Array
  /** |x − τ[i]| for the site x. */
  private readonly away: Float64Array
  private readonly N: Float64Array

  constructor(p: number, sites: Sites) {
    this.p = p
    this.sites = sites
    this.e = new Float64Array((p + 1) * (p + 1))
    this.span = new Float64Array((p + 2) * (p + 2))
    this.away = new Float64Array(p + 2)
    this.N = new Float64Array(p + 2)
  }

  set(tau: Int32Array, b: number): void {
    const { p, e, sites, span } = this
    this.tau = tau
    for (let q = 1; q <= p + 1; q++)
      for (let i = 0; i + q <= p + 1; i++) span[q * (p + 2) + i] = distance(sites, tau[i], tau[i + q])
    let scale = 1 / span[(p + 1) * (p + 2)]
    // (−1)ᵖ Π (b − τⱼ): those on the left count as they are, and (−1)ᵖ as (−1) for each on the right is left over for those on the left.
    for (const site of tau) {
      if (site < b) scale *= -distance(sites, site, b)
      if (site > b) scale *= distance(sites, b, site)
    }
    e.fill(0)
    e[0] = scale
    for (let r = 1; r <= p; r++) {
      for (let i = 0; i <= r; i++) {
        const now = r * (p + 1)
        const before = now - (p + 1)
        const width = span[(p - r + 1) * (p + 2) + i]
        const rise = (i < r ? e[before + i] : 0) - (i > 0 ? e[before + i - 1] : 0)
        e[now + i] = width === 0 ? 0 : ((p - r + 1) / r) * (rise / width)
      }
    }
  }

  /** Its Taylor coefficients at a site that ends the piece, as on that piece, from `at` on in `out`. */
  taylor(piece: number, site: number, out: Float64Array, at: number): void {
    const { p, e, sites, span, away, tau, N } = this
    for (let i = 0; i <= p + 1; i++)
      away[i] = tau[i] <= site ? distance(sites, tau[i], site) : distance(sites, site, tau[i])
    let k = 0
    while (tau[k + 1] <= piece) k++
    N[k] = 1
    out[at + p] = e[p * (p + 1) + k]
    // Cox and de Boor: degree q from degree q − 1, all that lie on these knots; of those, k − q to k are not zero on the piece.
    for (let q = 1; q <= p; q++) {
      const r = p - q
      const row = q * (p + 2)
      const last = Math.min(k, r)
      let sum = 0
      for (let i = Math.max(0, k - q); i <= last; i++) {
        const rising = i === k - q ? 0 : (away[i] / span[row + i]) * N[i]
        const falling = i === k ? 0 : (away[i + q + 1] / span[row + i + 1]) * N[i + 1]
        N[i] = rising + falling
        sum += e[r * (p + 1) + i] * N[i]
      }
      out[at + r] = sum
    }
  }
}
