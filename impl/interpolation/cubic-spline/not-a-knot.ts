/** The condition not-a-knot at one end (CSP-8). */
import type { Cubic } from './cubic.ts'
import type { End } from './ends.ts'
import { freeSlope, freeSlopePullback, freeSlopeTangent, type Side } from './side.ts'

/**
 * p‴ is the same on both sides of the next knot: over two gaps one cubic, the parabola through three points plus
 * κ (x − t₀)(x − t₁)(x − t₂). With f its divided difference, d = h₀ + h₁, e = h₀ + 2h₁ and κ′ = ±κ
 *
 *   d f = ±(m₁ − m₀),   e c₁ = (h₀ − h₁) c₂ + 3h₁ f,   e c₀ = 3d f − (2h₀ + h₁) c₂,   e κ′ = c₂ − f
 *
 * so that c₁ leaves row 2, whose 2h₁ becomes 3h₁d/e. Differentiated, as c₂ − c₁ = 3h₁κ′ and so on:
 *
 *   e ċ₁ = (h₀ − h₁) ċ₂ + 3h₁ ḟ + 3κ′ (h₁ḣ₀ − h₀ḣ₁)
 *   e ċ₀ = 3d ḟ − (2h₀ + h₁) ċ₂ − 3κ′ (h₁ḣ₀ − h₀ḣ₁)
 *   e κ̇′ = ċ₂ − ḟ − κ′ (ḣ₀ + 2ḣ₁),   d ḟ = ±(ṁ₁ − ṁ₀) − f (ḣ₀ + ḣ₁)
 *
 * κ is not (c₂ − c₁)/3h₁, which would lose what a narrow h₁ does not show. Nor is z₁ the mean of its neighbours' parts,
 * in which c₀ cancels with the chord, but
 *
 *   d e z₁ = 2h₁² m₀ + h₀ (h₀ + 3h₁) m₁ ∓ d h₀ h₁ c₂,   e ∂z₁/∂h₀ = ±2h₁² (f/d − κ′),
 *                                                        e ∂z₁/∂h₁ = ∓h₀ ((h₀ + 3h₁) f/d + h₀ κ′)
 */
export function notAKnot(side: Side, h: Float64Array): End {
  const { sign, k0, k1, k2, g0, g1 } = side
  const h0 = h[g0]
  const h1 = h[g1]
  const d = h0 + h1
  const e = h0 + 2 * h1
  const kept = new Float64Array(3) // c̄₁, c̄₀ and κ̄′ as they were before the solve
  const difference = (m: Float64Array): number => (sign * (m[g1] - m[g0])) / d
  const differenceTangent = ({ m }: Cubic, dot: Cubic): number =>
    difference(dot.m) - (difference(m) * (dot.h[g0] + dot.h[g1])) / d
  /** e ċ₁ without ċ₂. */
  const shift = (x: Cubic, dot: Cubic): number => 3 * h1 * differenceTangent(x, dot) + turn(x, dot)
  const turn = ({ kappa }: Cubic, dot: Cubic): number => 3 * sign * kappa[g0] * (h1 * dot.h[g0] - h0 * dot.h[g1])
  // Of z₁: the weights of m₀ and m₁, and ±∂z₁/∂h₀ and ∓∂z₁/∂h₁.
  const outer = ((2 * h1) / d) * (h1 / e)
  const inner = (h0 / d) * ((h0 + 3 * h1) / e)
  const byOuter = ({ m, kappa }: Cubic): number => ((2 * h1 * h1) / e) * (difference(m) / d - sign * kappa[g0])
  const byInner = ({ m, kappa }: Cubic): number => inner * difference(m) + (h0 / e) * h0 * sign * kappa[g0]
  return {
    known: 2,
    diagonal: (3 * h1 * d) / e,
    ownsGap: false,
    ownsNext: true,
    load(_args, { m, c }) {
      c[k2] -= ((3 * h1) / e) * h1 * difference(m)
    },
    loadTangent(x, _tangents, dot) {
      dot.c[k2] -= (h1 / e) * shift(x, dot)
    },
    /** λ₂ has passed −h₁λ₂ on to c̄₁; then everything but c₂, which the matrix holds. */
    loadPullback({ m, kappa }, bar) {
      const [out1, out0, kBar] = kept
      const w1 = (out1 - h1 * bar.c[k2]) / e
      const w0 = out0 / e
      const k = kBar / e
      const fBar = (3 * h1 * w1 + 3 * d * w0 - k) / d
      const kappaPrime = sign * kappa[g0]
      const f = difference(m)
      bar.m[g1] += sign * fBar
      bar.m[g0] -= sign * fBar
      bar.h[g0] += kappaPrime * (3 * h1 * (w1 - w0) - k) - f * fBar
      bar.h[g1] -= kappaPrime * (3 * h0 * (w1 - w0) + 2 * k) + f * fBar
    },
    finish(_args, { m, c, kappa }) {
      const f = difference(m)
      c[k1] = ((h0 - h1) * c[k2] + 3 * h1 * f) / e
      c[k0] = (3 * d * f - (2 * h0 + h1) * c[k2]) / e
      const k = (sign * (c[k2] - f)) / e
      kappa[g0] = k
      kappa[g1] = k
    },
    finishTangent(x, _tangents, dot) {
      const fDot = differenceTangent(x, dot)
      const twist = sign * x.kappa[g0] * (dot.h[g0] + 2 * dot.h[g1])
      dot.c[k1] = ((h0 - h1) * dot.c[k2] + shift(x, dot)) / e
      dot.c[k0] = (3 * d * fDot - (2 * h0 + h1) * dot.c[k2] - turn(x, dot)) / e
      const k = (sign * (dot.c[k2] - fDot - twist)) / e
      dot.kappa[g0] = k
      dot.kappa[g1] = k
    },
    finishPullback(_x, bar) {
      kept[0] = bar.c[k1]
      kept[1] = bar.c[k0]
      kept[2] = sign * (bar.kappa[g0] + bar.kappa[g1])
      bar.c[k2] += ((h0 - h1) * kept[0] - (2 * h0 + h1) * kept[1] + kept[2]) / e
      bar.c[k1] = 0
      bar.c[k0] = 0
    },
    slope(_args, x) {
      const { m, c, z } = x
      freeSlope(side, x)
      z[k1] = outer * m[g0] + inner * m[g1] - (sign * h0 * h1 * c[k2]) / e
    },
    slopeTangent(x, _tangents, dot) {
      freeSlopeTangent(side, x, dot)
      const fixed = outer * dot.m[g0] + inner * dot.m[g1] - (sign * h0 * h1 * dot.c[k2]) / e
      dot.z[k1] = fixed + sign * (byOuter(x) * dot.h[g0] - byInner(x) * dot.h[g1])
    },
    slopePullback(x, bar) {
      freeSlopePullback(side, x, bar)
      const zBar = sign * bar.z[k1]
      bar.m[g0] += outer * bar.z[k1]
      bar.m[g1] += inner * bar.z[k1]
      bar.c[k2] -= (h0 * h1 * zBar) / e
      bar.h[g0] += byOuter(x) * zBar
      bar.h[g1] -= byInner(x) * zBar
    },
  }
}
