/**
 * The B-splines that are not zero at a site, p + 1 of them from number piece[site] on, and their Taylor coefficients
 * there: the rows of the matrices that turn control points into pieces (BSP-8).
 *
 *   N[a] of degree q:  (x − τ) N[a−1] / span + (τ' − x) N[a] / span of those of degree q − 1      Cox and de Boor
 *   eʳ[i] = (p−r+1)/r (eʳ⁻¹[i] − eʳ⁻¹[i−1]) / (τ[i+p−r+1] − τ[i])                                differences
 *   s⁽ʳ⁾(x)/r! = Σ N[a] eʳ[a], N of degree p − r; so as a row for e⁰ = c:  the differences, transposed
 *
 * A site is read in the piece on its right; on the left of a break the coefficients are the same but for the highest.
 * Source: de Boor, A Practical Guide to Splines, ch. X.
 */
import type { Accumulator, Arithmetic, Row } from './arithmetic.ts'
import { distance, type Sites } from './sites.ts'

/** Row r of site s at (s (p + 1) + r) (p + 1). */
export function taylorRows(arithmetic: Arithmetic, p: number, sites: Sites): Row {
  const { piece } = sites
  const width = p + 1
  const rows = arithmetic.row(piece.length * width * width)
  const x = arithmetic.register()
  const perSpan = inverseSpans(arithmetic, x, p, sites)
  const points = sites.ofBreak.length - 1 + p
  const N = arithmetic.row(width * width)
  const below = arithmetic.row(width)
  const above = arithmetic.row(width)
  x.be(1).store(N, 0)
  for (let s = 0; s < piece.length; s++) {
    const l = piece[s]
    for (let k = 1; k <= p; k++) {
      distance(x, sites, breakOf(sites, p, l + p + 1 - k), s, below, p - k)
      distance(x, sites, s, breakOf(sites, p, l + p + k), above, k - 1)
    }
    for (let q = 1; q <= p; q++)
      x.raise(perSpan, q * points + l + p + 1 - q, below, p - q, above, N, (q - 1) * width, q)
    for (let r = 0; r <= p; r++) {
      const row = (s * width + r) * width
      // p (p−1) … (p−r+1) / r!
      let factor = 1
      for (let k = 1; k <= r; k++) factor = (factor * (p - k + 1)) / k
      for (let a = 0; a <= p - r; a++) {
        x.load(N, (p - r) * width + a)
        if (factor !== 1) x.timesDouble(factor)
        x.store(rows, row + a)
      }
      for (let q = p - r + 1; q <= p; q++) x.difference(perSpan, q * points + l + p + 1 - q, rows, row, q)
    }
  }
  return rows
}

/** Π (τ − b) over the p spline knots inside number j + i but b itself, for each interior break b = b[j], at (j − 1) p + i. */
export function breakWeights(arithmetic: Arithmetic, p: number, sites: Sites): Row {
  const { ofBreak } = sites
  const inner = ofBreak.length - 2
  const weights = arithmetic.row(inner * p)
  const x = arithmetic.register()
  const away = arithmetic.row(2 * p + 1)
  for (let j = 1; j <= inner; j++) {
    for (let k = -p; k <= p; k++) {
      const site = breakOf(sites, p, p + j + k)
      const d = k + p
      if (k < 0) {
        distance(x, sites, site, ofBreak[j], away, d)
        x.load(away, d).timesDouble(-1).store(away, d)
      } else distance(x, sites, ofBreak[j], site, away, d)
    }
    // Spline knots j + i + 1 to j + i + p are those at k = i + 1 − p to i from b.
    for (let i = 0; i < p; i++) {
      x.be(1)
      for (let k = i + 1 - p; k <= i; k++) if (k !== 0) x.times(away, k + p)
      x.store(weights, (j - 1) * p + i)
    }
  }
  return weights
}

/** 1 / (τ[i+q] − τ[i]) at q · points + i. */
function inverseSpans(arithmetic: Arithmetic, x: Accumulator, p: number, sites: Sites): Row {
  const points = sites.ofBreak.length - 1 + p
  const inverse = arithmetic.row((p + 1) * points)
  for (let q = 1; q <= p; q++) {
    for (let i = p + 1 - q; i < points; i++) {
      const at = q * points + i
      distance(x, sites, breakOf(sites, p, i), breakOf(sites, p, i + q), inverse, at)
      x.be(1).over(inverse, at).store(inverse, at)
    }
  }
  return inverse
}

/** The site of spline knot τ[k]: the first and the last break count p + 1 times. */
function breakOf({ ofBreak }: Sites, p: number, k: number): number {
  return ofBreak[Math.min(Math.max(k - p, 0), ofBreak.length - 1)]
}
