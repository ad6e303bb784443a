/** One end of a spline, so that both are written once: reflected, a slope changes its sign and a second derivative does not. */
import type { Cubic, Gaps } from './cubic.ts'

export interface Side {
  /** 1 at the left end, −1 at the right: of slopes and of κ. */
  readonly sign: 1 | -1
  /** Its place among the two given slopes or second derivatives. */
  readonly index: 0 | 1
  /** The knots from the end inwards, and the gaps between them. */
  readonly k0: number
  readonly k1: number
  readonly k2: number
  readonly g0: number
  readonly g1: number
}

export const leftSide = (): Side => ({ sign: 1, index: 0, k0: 0, k1: 1, k2: 2, g0: 0, g1: 1 })

export const rightSide = (n: number): Side => ({
  sign: -1,
  index: 1,
  k0: n - 1,
  k1: n - 2,
  k2: n - 3,
  g0: n - 2,
  g1: n - 3,
})

/** z = m ∓ h (2c₀ + c₁)/3, c₀ that of the end. */
export function freeSlope({ sign, k0, k1, g0 }: Side, { h, m, c, z }: Cubic): void {
  z[k0] = m[g0] - (sign * h[g0] * (2 * c[k0] + c[k1])) / 3
}

export function freeSlopeTangent({ sign, k0, k1, g0 }: Side, { h, c }: Cubic, dot: Cubic): void {
  const bend = h[g0] * (2 * dot.c[k0] + dot.c[k1]) + dot.h[g0] * (2 * c[k0] + c[k1])
  dot.z[k0] = dot.m[g0] - (sign * bend) / 3
}

export function freeSlopePullback({ sign, k0, k1, g0 }: Side, { h, c }: Cubic, bar: Cubic): void {
  const zBar = bar.z[k0]
  const third = (sign * zBar) / 3
  bar.m[g0] += zBar
  bar.c[k0] -= 2 * third * h[g0]
  bar.c[k1] -= third * h[g0]
  bar.h[g0] -= third * (2 * c[k0] + c[k1])
}

/**
 * z₁ beside an end whose slope z₀ is given. Of z₁ = v₀ L + v₁ R with the weights of the chords
 *
 *   L = m₀ ± h₀ (c₀ + 2c₁)/3 = (3m₀ − z₀ ± h₀ c₁)/2,   R = m₁ ∓ h₁ (2c₁ + c₂)/3,   L = R
 *
 * the second form of L is used: c₀ may be large, and cancels. `isLast`: z₂ is given too, and R likewise. As L = R the
 * weights need not be differentiated.
 */
export function besideSlope(side: Side, gaps: Gaps, isLast: boolean, endSlopes: Float64Array, x: Cubic): void {
  const { sign, index, k1, k2, g0, g1 } = side
  const { h, m, c, z } = x
  const [outer, inner] = weights(side, gaps)
  const toLeft = (3 * m[g0] - endSlopes[index] + sign * h[g0] * c[k1]) / 2
  const toRight = isLast
    ? (3 * m[g1] - endSlopes[1 - index] - sign * h[g1] * c[k1]) / 2
    : m[g1] - (sign * h[g1] * (2 * c[k1] + c[k2])) / 3
  z[k1] = outer * toLeft + inner * toRight
}

export function besideTangent(side: Side, gaps: Gaps, isLast: boolean, { c }: Cubic, dot: Cubic): void {
  const { sign, k0, k1, k2, g0, g1 } = side
  const [outer, inner] = weights(side, gaps)
  const moved = (outer * c[k1] * dot.h[g0]) / 2
  const toLeft = (outer * (3 * dot.m[g0] - dot.z[k0])) / 2
  const w = inner * gaps.h[g1]
  if (isLast) {
    const toRight = (inner * (3 * dot.m[g1] - dot.z[k2])) / 2
    dot.z[k1] = toLeft + toRight + sign * (moved - (inner * c[k1] * dot.h[g1]) / 2)
    return
  }
  const turned = (inner * (2 * c[k1] + c[k2]) * dot.h[g1]) / 3
  const bend = (w * (dot.c[k1] + 2 * dot.c[k2])) / 6
  dot.z[k1] = toLeft + inner * dot.m[g1] + sign * (moved - turned - bend)
}

export function besidePullback(side: Side, gaps: Gaps, isLast: boolean, { c }: Cubic, bar: Cubic): void {
  const { sign, k0, k1, k2, g0, g1 } = side
  const [outer, inner] = weights(side, gaps)
  const toLeft = (outer * bar.z[k1]) / 2
  const toRight = inner * bar.z[k1]
  bar.m[g0] += 3 * toLeft
  bar.z[k0] -= toLeft
  bar.h[g0] += sign * toLeft * c[k1]
  if (isLast) {
    bar.m[g1] += 1.5 * toRight
    bar.z[k2] -= toRight / 2
    bar.h[g1] -= (sign * toRight * c[k1]) / 2
    return
  }
  const w = (sign * toRight * gaps.h[g1]) / 6
  bar.m[g1] += toRight
  bar.c[k1] -= w
  bar.c[k2] -= 2 * w
  bar.h[g1] -= (sign * toRight * (2 * c[k1] + c[k2])) / 3
}

/** Those of the chord outwards and of the chord inwards of knot k₁. */
const weights = ({ k1, g0, g1 }: Side, { w, reciprocal }: Gaps): readonly [number, number] => [
  w[k1] * reciprocal[g0],
  w[k1] * reciprocal[g1],
]
