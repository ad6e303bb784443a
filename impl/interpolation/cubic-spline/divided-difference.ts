/** The divided difference of three knots and its derivative maps. */
import type { Cubic } from './cubic.ts'

/** The divided difference at gaps i and i + 1 with its derivative maps:  d f = m[i+1] − m[i],  d = h[i] + h[i+1]. */
export const difference = (h: Float64Array, m: Float64Array, i: number): number => (m[i + 1] - m[i]) / (h[i] + h[i + 1])

export const differenceTangent = ({ h, m }: Cubic, dot: Cubic, i: number): number =>
  (dot.m[i + 1] - dot.m[i] - difference(h, m, i) * (dot.h[i] + dot.h[i + 1])) / (h[i] + h[i + 1])

export function addDifferencePullback({ h, m }: Cubic, fBar: number, i: number, bar: Cubic): void {
  const w = fBar / (h[i] + h[i + 1])
  const f = difference(h, m, i)
  bar.m[i + 1] += w
  bar.m[i] -= w
  bar.h[i] -= f * w
  bar.h[i + 1] -= f * w
}
