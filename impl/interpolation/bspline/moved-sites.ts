/**
 * What the sites have to do with pieces (`../pieces.ts`) apart from the spline: the Taylor coefficients move with the
 * sites that they belong to, and of a spline through the data a query at a knot meets the datum itself. The sites are
 * the breaks of the pieces: a knot inside a piece of the spline parts it in two of the same polynomial.
 */
import type { Pieces } from '../pieces.ts'
import type { Accumulator, Row } from './arithmetic.ts'
import type { Sites } from './sites.ts'

/** How the coefficients move with the sites that they belong to: (k+1) c[k+1] ẋ. Adds. */
export function addMovedSites(pieces: Pieces, xDot: Float64Array, dot: Pieces): void {
  const p = pieces.degree
  for (let at = 0; at < pieces.left.length; at++) {
    const k = at % (p + 1)
    if (k === p) continue
    const i = (at - k) / (p + 1)
    dot.left[at] += (k + 1) * pieces.left[at + 1] * xDot[i]
    dot.right[at] += (k + 1) * pieces.right[at + 1] * xDot[i + 1]
  }
}

/**
 * Its adjoint: x̄ += (k+1) c[k+1] c̄[k]. But for values at knots, k = 0: where the slope is one there, p ≥ 2, their part
 * is taken together with that of the datum, which it may all but cancel (`valuesAtKnots`).
 */
export function addMovedSitesPullback(x: Accumulator, pieces: Pieces, bar: Pieces, sites: Sites, xBar: Row): void {
  const p = pieces.degree
  const least = (s: number): number => (p > 1 && sites.share[s] === 0 ? 1 : 0)
  for (let i = 0; i < pieces.breaks.length - 1; i++) {
    for (let k = 0, at = i * (p + 1); k < p; k++, at++) {
      if (bar.left[at] !== 0 && k >= least(i))
        x.be(bar.left[at])
          .timesDouble((k + 1) * pieces.left[at + 1])
          .plus(xBar, i)
          .store(xBar, i)
      if (bar.right[at] !== 0 && k >= least(i + 1))
        x.be(bar.right[at])
          .timesDouble((k + 1) * pieces.right[at + 1])
          .plus(xBar, i + 1)
          .store(xBar, i + 1)
    }
  }
}

/** What is left of them: the cotangent of the value at each knot, from both sides; nothing for p = 1. */
export function valuesAtKnots(bar: Pieces, { ofKnot }: Sites, values: Float64Array): void {
  const width = bar.degree + 1
  values.fill(0)
  if (bar.degree === 1) return
  for (let i = 0; i < values.length; i++) {
    const at = ofKnot[i] * width
    if (at < bar.left.length) values[i] += bar.left[at]
    if (at > 0) values[i] += bar.right[at - width]
  }
}

/** Coefficients about a place to those about the double that stands for it, d further on: c[k] += (k+1) c[k+1] d. */
export function roundSites({ left, right, degree: p }: Pieces, { rounding }: Sites): void {
  for (let s = 0; s < rounding.length; s++) {
    const d = rounding[s]
    if (d === 0) continue
    for (let k = 0, at = s * (p + 1); k < p; k++, at++) {
      left[at] += (k + 1) * left[at + 1] * d
      right[at - p - 1] += (k + 1) * right[at - p] * d
    }
  }
}

/** Its adjoint: c̄[k+1] += (k+1) c̄[k] d, from the highest down. */
export function roundSitesPullback({ left, right, degree: p }: Pieces, { rounding }: Sites): void {
  for (let s = 0; s < rounding.length; s++) {
    const d = rounding[s]
    if (d === 0) continue
    for (let k = p - 1, at = s * (p + 1) + k; k >= 0; k--, at--) {
      left[at + 1] += (k + 1) * left[at] * d
      right[at - p] += (k + 1) * right[at - p - 1] * d
    }
  }
}

/** A value at a knot is its datum, from either side. */
export function setValues(pieces: Pieces, { ofKnot }: Sites, u: Float64Array): void {
  const width = pieces.degree + 1
  for (let i = 0; i < u.length; i++) {
    const at = ofKnot[i] * width
    if (at < pieces.left.length) pieces.left[at] = u[i]
    if (at > 0) pieces.right[at - width] = u[i]
  }
}

/** Its adjoint: adds to ū what the values at knots have, and takes it from them. */
export function takeValues(bar: Pieces, { ofKnot }: Sites, uBar: Float64Array): void {
  const width = bar.degree + 1
  for (let i = 0; i < uBar.length; i++) {
    const at = ofKnot[i] * width
    if (at < bar.left.length) {
      uBar[i] += bar.left[at]
      bar.left[at] = 0
    }
    if (at > 0) {
      uBar[i] += bar.right[at - width]
      bar.right[at - width] = 0
    }
  }
}
