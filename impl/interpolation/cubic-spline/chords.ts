/**
 * The slopes m of the chords of a cubic spline, and what they are to the right-hand side of its system (CSP-7), with
 * both derivative maps. The entries of the matrix, which are gaps, are differentiated here too.
 */
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { Pieces } from '../pieces.ts'
import type { Conditions } from './conditions.ts'
import type { Cubic, Gaps } from './cubic.ts'

/** m, and 3 (m[i] − m[i−1]) in the place of c; at the ends what is there of it. */
export function fillChords({ reciprocal }: Gaps, { values: u }: Doubles, { m, c }: Cubic): void {
  let before = 0
  let left = u[0]
  for (let i = 0; i < m.length; i++) {
    const right = u[i + 1]
    const slope = (right - left) * reciprocal[i]
    m[i] = slope
    c[i] = 3 * (slope - before)
    before = slope
    left = right
  }
  c[m.length] = -3 * before
}

/** ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h;  in the place of ċ, 3 (ṁ[i] − ṁ[i−1]) and −Ȧ c. */
export function chordsTangent(
  { reciprocal }: Gaps,
  { rowsFrom, rowsTo }: Conditions,
  { m, c }: Cubic,
  tangents: Doubles,
  dot: Cubic,
): void {
  const { knots: tDot, values: uDot } = tangents
  dot.c[0] = 0
  for (let i = 0; i < m.length; i++) {
    const hDot = tDot[i + 1] - tDot[i]
    const mDot = (uDot[i + 1] - uDot[i] - m[i] * hDot) * reciprocal[i]
    dot.h[i] = hDot
    dot.m[i] = mDot
    const turn = i >= rowsFrom && i < rowsTo ? hDot : 0
    dot.c[i] += 3 * mDot - turn * (2 * c[i] + c[i + 1])
    dot.c[i + 1] = -3 * mDot - turn * (c[i] + 2 * c[i + 1])
  }
}

/** λ[i] and λ[i+1] meet m[i] with 3 and −3, h[i] with −(2c[i] + c[i+1]) and −(c[i] + 2c[i+1]); m̄ and h̄ go to the data. */
export function chordsPullback(
  { reciprocal }: Gaps,
  { rowsFrom, rowsTo }: Conditions,
  { m, c }: Cubic,
  from: Pieces,
  bar: Cubic,
  into: Cotangents,
): void {
  const { knots, values } = into
  const { c: lambda } = bar
  const last = m.length
  for (let i = 0; i < last; i++) {
    const rise = (bar.m[i] + 3 * (lambda[i] - lambda[i + 1])) * reciprocal[i]
    values[i] -= rise
    values[i + 1] += rise
    if (knots === undefined) continue
    const inRows = i >= rowsFrom && i < rowsTo
    const matrix = !inRows ? 0 : lambda[i] * (2 * c[i] + c[i + 1]) + lambda[i + 1] * (c[i] + 2 * c[i + 1])
    const gap = bar.h[i] - matrix - m[i] * rise
    knots[i] += from.breaks[i] - gap
    knots[i + 1] += gap
  }
  if (knots !== undefined) knots[last] += from.breaks[last]
}
