/**
 * Taylor coefficients at the sites (`jets.ts`) as the pieces of `../pieces.ts`, and back. The sites are the breaks
 * of these pieces: a knot inside a piece of the spline parts it in two of the same polynomial, and a query at a
 * knot meets the datum itself.
 */
import type { Pieces } from '../pieces.ts'
import type { Sites } from './sites.ts'

/** Room for Taylor coefficients at every site, their tangents or cotangents. */
export const emptyJets = (degree: number, { x }: Sites): Float64Array => new Float64Array(x.length * (degree + 1))

/** Pieces that are zero. */
export function clear(pieces: Pieces): Pieces {
  pieces.left.fill(0)
  pieces.right.fill(0)
  return pieces
}

/** Adds to left and right of each piece; on the left of a break the highest coefficient is that of the piece. */
export function addJets(jets: Float64Array, { degree: p, left, right }: Pieces): void {
  for (let at = 0; at < left.length; at++) {
    left[at] += jets[at]
    right[at] += jets[at % (p + 1) === p ? at : at + p + 1]
  }
}

/** Its adjoint: overwrites `jetsBar`. */
export function fromPieces({ degree: p, left, right }: Pieces, jetsBar: Float64Array): void {
  jetsBar.fill(0)
  for (let at = 0; at < left.length; at++) {
    jetsBar[at] += left[at]
    jetsBar[at % (p + 1) === p ? at : at + p + 1] += right[at]
  }
}

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

/** Its adjoint: x̄ += (k+1) c[k+1] c̄[k]. */
export function addMovedSitesPullback(pieces: Pieces, bar: Pieces, xBar: Float64Array): void {
  const p = pieces.degree
  for (let at = 0; at < pieces.left.length; at++) {
    const k = at % (p + 1)
    if (k === p) continue
    const i = (at - k) / (p + 1)
    xBar[i] += (k + 1) * pieces.left[at + 1] * bar.left[at]
    xBar[i + 1] += (k + 1) * pieces.right[at + 1] * bar.right[at]
  }
}

/** What the pieces say at each knot: coefficient k there. The last knot is read from its left, the others from their right. */
export function atKnots(pieces: Pieces, { ofKnot }: Sites, k: number, out: Float64Array): void {
  const width = pieces.degree + 1
  const last = out.length - 1
  for (let i = 0; i < last; i++) out[i] = pieces.left[ofKnot[i] * width + k]
  out[last] = pieces.right[pieces.right.length - width + k]
}

/** Its adjoint for values: adds to cotangents. */
export function addAtKnots(bar: Pieces, { ofKnot }: Sites, w: Float64Array): void {
  const width = bar.degree + 1
  const last = w.length - 1
  for (let i = 0; i < last; i++) bar.left[ofKnot[i] * width] += w[i]
  bar.right[bar.right.length - width] += w[last]
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
