/**
 * The quantities of a cubic spline (CSP-7), in the symbols of its clauses: gaps h, slopes m of the chords, halves
 * c of the second derivatives at the knots, cubic coefficients κ of the pieces, slopes z at the knots. As tangents
 * or cotangents, the same shape. Everything that is made of knots alone is made once (`gapsOf`).
 */

export interface Cubic {
  /** n − 1 each. */
  readonly h: Float64Array
  readonly m: Float64Array
  readonly kappa: Float64Array
  /** n each. */
  readonly c: Float64Array
  readonly z: Float64Array
}

/** One buffer: allocating many costs more than the arithmetic for short splines. */
export function newCubic(n: number, given?: Float64Array): Cubic {
  const room = new Float64Array(given === undefined ? 5 * n : 4 * n)
  return {
    c: room.subarray(0, n),
    z: room.subarray(n, 2 * n),
    m: room.subarray(2 * n, 3 * n - 1),
    kappa: room.subarray(3 * n, 4 * n - 1),
    h: given ?? room.subarray(4 * n, 5 * n - 1),
  }
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
  const room = new Float64Array(3 * n - 2)
  const h = room.subarray(0, n - 1)
  const reciprocal = room.subarray(n - 1, 2 * n - 2)
  const w = room.subarray(2 * n - 2)
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
