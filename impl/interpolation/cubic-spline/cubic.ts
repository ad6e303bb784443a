/**
 * The quantities of a cubic spline (CSP-7), in the symbols of its clauses: gaps h, slopes m of the chords, halves
 * c of the second derivatives at the knots, cubic coefficients κ of the pieces, slopes z at the knots. As tangents
 * or cotangents, the same shape. Everything that is made of knots alone is made once (`gapsOf`).
 */
import { roomFor } from '../room.ts'

export interface Cubic {
  /** n − 1 each. */
  readonly h: Float64Array
  readonly m: Float64Array
  readonly kappa: Float64Array
  /** n each. */
  readonly c: Float64Array
  readonly z: Float64Array
}

export function newCubic(n: number, h: Float64Array = roomFor(n - 1)): Cubic {
  return { h, m: roomFor(n - 1), kappa: roomFor(n - 1), c: roomFor(n), z: roomFor(n) }
}

/** As many knots as the room for quantities that nobody keeps is itself kept for. */
const mostPassing = 2 ** 10

const none = new Float64Array(0)
let passing = newCubic(1, none)

/** For quantities that are of no use after the call that they are made in; holds what others left. */
export function passingCubic(n: number, h: Float64Array): Cubic {
  if (n > mostPassing) return newCubic(n, h)
  if (passing.c.length !== n) passing = newCubic(n, none)
  const { m, kappa, c, z } = passing
  return { h, m, kappa, c, z }
}

/** What knots alone decide. */
export interface Gaps {
  readonly h: Float64Array
  /** 1/h, n − 1. */
  readonly reciprocal: Float64Array
  /** By inner knot: w = h[i−1] h[i]/(h[i−1] + h[i]); the chord on either side has the weight w/h, of two that add up to 1. */
  readonly w: Float64Array
}

export function gapsOf(t: Float64Array): Gaps {
  const n = t.length
  const h = roomFor(n - 1)
  const reciprocal = roomFor(n - 1)
  const w = roomFor(n)
  let before = t[1] - t[0]
  h[0] = before
  reciprocal[0] = 1 / before
  for (let i = 1; i < n - 1; i++) {
    const after = t[i + 1] - t[i]
    h[i] = after
    reciprocal[i] = 1 / after
    w[i] = before * (after / (before + after))
    before = after
  }
  return { h, reciprocal, w }
}
