/**
 * The slope at one knot by Akima's scheme, and its partial derivatives (HER-10 to HER-15).
 *
 * Both are sums of large terms that cancel beside a steep chord or a spike, whatever the other data are. No change of
 * the data by a rounding explains what is left of such a sum (NUM-4); so they are written out in a second way, in which
 * the terms that cancel are left out, and of the two ways that with the smaller terms is taken.
 */
import type { Chords } from './chord-rule.ts'
import type { Weights } from './chord-weights.ts'

/**
 * The slope at a knot and its partial derivatives by the four chords p, q, r, s around it: written anew for each knot.
 * Two knots or more from the ends, where all four are of the data, also by the three values that two of them share,
 * u[i−1] to u[i+1]: on their own, since there the two parts may cancel.
 */
export interface Mean {
  z: number
  byP: number
  byQ: number
  byR: number
  byS: number
  byBefore: number
  byHere: number
  byAfter: number
}

export function emptyMean(): Mean {
  return { z: 0, byP: 0, byQ: 0, byR: 0, byS: 0, byBefore: 0, byHere: 0, byAfter: 0 }
}

/** Whether all four chords around knot i are of the data. */
export const isInside = (i: number, n: number): boolean => i > 1 && i < n - 2

/** The sum of two expressions of one quantity that has the smaller terms. */
const smaller = (first: number, firstSize: number, second: number, secondSize: number): number =>
  firstSize <= secondSize ? first : second

/**
 * z = a q + b r with a = v₁/W, b = v₂/W, W = v₁ + v₂, g = (r − q)/W. Inside v₂ = P p + Q q and v₁ = R r + S s; at the
 * knots next to the ends p = 2q − r is none of the data and v₂ = Q q + X r, or v₁ = Y q + R r. Written out,
 *
 *   W z = q (Y q + (Q + R) r + S s) + r (P p + X r)
 *   ∂z/∂q = a (1 + Q g) − b Y g,   W (1 + Q g) = P p + Y q + (X + Q + R) r + S s,   ∂z/∂p = a P g
 *   ∂z/∂r = b (1 − R g) + a X g,   W (1 − R g) = P p + (Q + R + Y) q + X r + S s,   ∂z/∂s = −b S g
 *
 * where Q + R is often zero: with p = s = 0 nothing is left of z. By the values, the chords on both sides of one with
 * their gaps, where p/hq + q/hp = (u[i] − u[i−2])/(hp hq), and likewise of the next two pairs,
 *
 *   W ∂z/∂u[i−1] = a (P r/hp − ((Q + R) r + S s)/hq − P (p/hq + q/hp))
 *   W ∂z/∂u[i+1] = b ((P p + (Q + R) q)/hr − S q/hs + S (r/hs + s/hr))
 *   W² ∂z/∂u[i]  = (P p + S s) (S s/hq − P p/hr + R (q/hr + r/hq))       if Q + R = 0
 */
export function setMean(chords: Chords, i: number, { e, v, byD, byS }: Weights, mean: Mean): void {
  const n = chords.u.length
  const W = v[i] + v[i + 2]
  const q = e[i + 1]
  const r = e[i + 2]
  if (W === 0) {
    setPlainMean(chords, i, q, r, mean)
    return
  }
  const isFirst = i === 1
  const isLast = i === n - 2
  const P = isFirst ? 0 : byS[i] - byD[i]
  const Q = isFirst ? 3 * byS[i] - byD[i] : byS[i] + byD[i]
  const X = isFirst ? byD[i] - byS[i] : 0
  const S = isLast ? 0 : byS[i + 2] + byD[i + 2]
  const R = isLast ? 3 * byS[i + 2] + byD[i + 2] : byS[i + 2] - byD[i + 2]
  const Y = isLast ? -byD[i + 2] - byS[i + 2] : 0
  const a = v[i + 2] / W
  const b = v[i] / W
  const g = (r - q) / W
  // The forms in p to s, each term divided by W at once so that none overflows.
  const pW = e[i] / W
  const qW = q / W
  const rW = r / W
  const sW = e[i + 3] / W
  const inner = P * pW + S * sW
  const innerSize = Math.abs(P * pW) + Math.abs(S * sW)

  const product = q * (Y * qW + (Q + R) * rW + S * sW) + r * (P * pW + X * rW)
  const productSize =
    Math.abs(q) * (Math.abs(Y * qW) + Math.abs((Q + R) * rW) + Math.abs(S * sW)) +
    Math.abs(r) * (Math.abs(P * pW) + Math.abs(X * rW))
  mean.z = smaller(a * q + b * r, a * Math.abs(q) + b * Math.abs(r), product, productSize)

  const onQ = inner + Y * qW + (X + Q + R) * rW
  const onQSize = innerSize + Math.abs(Y * qW) + Math.abs((X + Q + R) * rW)
  mean.byQ = a * smaller(1 + Q * g, 1 + Math.abs(Q * g), onQ, onQSize) - b * Y * g
  const onR = inner + (Q + R + Y) * qW + X * rW
  const onRSize = innerSize + Math.abs((Q + R + Y) * qW) + Math.abs(X * rW)
  mean.byR = b * smaller(1 - R * g, 1 + Math.abs(R * g), onR, onRSize) + a * X * g
  mean.byP = a * P * g
  mean.byS = -b * S * g
  if (!isInside(i, n)) return

  const { u, h } = chords
  const hp = h[i - 2]
  const hq = h[i - 1]
  const hr = h[i]
  const hs = h[i + 1]
  const K = Q + R
  const Pp = P * pW
  const Ss = S * sW
  const acrossPQ = (u[i] - u[i - 2]) / W / hp / hq
  const acrossQR = (u[i + 1] - u[i - 1]) / W / hq / hr
  const acrossRS = (u[i + 2] - u[i]) / W / hr / hs
  mean.byBefore = shared(mean.byP / hp, -mean.byQ / hq, a, (P * rW) / hp, -(K * rW + Ss) / hq, -P * acrossPQ)
  mean.byAfter = shared(mean.byR / hr, -mean.byS / hs, b, (Pp + K * qW) / hr, (-S * qW) / hs, S * acrossRS)
  mean.byHere =
    K === 0
      ? shared(mean.byQ / hq, -mean.byR / hr, inner, Ss / hq, -Pp / hr, R * acrossQR)
      : mean.byQ / hq - mean.byR / hr
}

/** x + y, or what is the same factor (first + second + third), whichever has the smaller terms. */
function shared(x: number, y: number, factor: number, first: number, second: number, third: number): number {
  const size = Math.abs(factor) * (Math.abs(first) + Math.abs(second) + Math.abs(third))
  return smaller(x + y, Math.abs(x) + Math.abs(y), factor * (first + second + third), size)
}

/** Where both weights are zero: half of either chord. */
function setPlainMean({ h }: Chords, i: number, q: number, r: number, mean: Mean): void {
  mean.z = (q + r) / 2
  mean.byP = 0
  mean.byQ = 0.5
  mean.byR = 0.5
  mean.byS = 0
  mean.byBefore = -0.5 / h[i - 1]
  mean.byHere = 0.5 / h[i - 1] - 0.5 / h[i]
  mean.byAfter = 0.5 / h[i]
}
