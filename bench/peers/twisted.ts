/**
 * The twisted (two-ended) solve in JavaScript: elimination from both ends meets in the middle, so that two
 * independent chains run side by side (van der Vorst, Parallel Computing 5, 1987, 45). The usual remedy for
 * the latency of a recurrence, and what the library's looking ahead is held to. Dominant systems only.
 */

export interface TwistedFactors {
  readonly lo: Float64Array
  readonly r: Float64Array
  readonly up: Float64Array
}

/** Edge e lies between rows e and e + 1; above row k it is eliminated downwards, below it upwards. */
export function twistedFactors(dl: Float64Array, d: Float64Array, du: Float64Array): TwistedFactors {
  const n = d.length
  const k = n >> 1
  const [lo, r, up] = [new Float64Array(n - 1), new Float64Array(n), new Float64Array(n - 1)]
  const pivots = d.slice()
  for (let e = 0; e < k; e++) {
    lo[e] = dl[e] / pivots[e]
    up[e] = du[e] / pivots[e]
    pivots[e + 1] -= lo[e] * du[e]
  }
  for (let e = n - 2; e >= k; e--) {
    lo[e] = du[e] / pivots[e + 1]
    up[e] = dl[e] / pivots[e + 1]
    pivots[e] -= lo[e] * dl[e]
  }
  for (let i = 0; i < n; i++) r[i] = 1 / pivots[i]
  return { lo, r, up }
}

/** Inwards from both ends, then outwards, both chains in one loop. n ≥ 3. */
export function twistedReady({ lo, r, up }: TwistedFactors, b: Float64Array, x: Float64Array): void {
  const n = x.length
  const k = n >> 1
  let top = b[0]
  let bottom = b[n - 1]
  x[0] = top
  x[n - 1] = bottom
  let e = 1
  let f = n - 2
  for (; f > k; e++, f--) {
    top = b[e] - lo[e - 1] * top
    x[e] = top
    bottom = b[f] - lo[f] * bottom
    x[f] = bottom
  }
  for (; e < k; e++) {
    top = b[e] - lo[e - 1] * top
    x[e] = top
  }
  top = (b[k] - lo[k - 1] * top - lo[k] * bottom) * r[k]
  bottom = top
  x[k] = top
  e = k - 1
  f = k
  for (; f < n - 1; e--, f++) {
    top = x[e] * r[e] - up[e] * top
    x[e] = top
    bottom = x[f + 1] * r[f + 1] - up[f] * bottom
    x[f + 1] = bottom
  }
  if (e === 0) x[0] = x[0] * r[0] - up[0] * top
}
