/**
 * The quadratic spline by collocation, QSP-19: no slope is given, but the last three knots share a parabola. It fixes
 * the slope at its first knot, and from there slopes are handed on to the left, undamped (QSP-18):
 *
 *   last two pieces    the parabola through the last three knots (LOC-7)
 *   i = n−4 … 0        z[i] = 2 m[i] − z[i+1],   σ[i] = (z[i+1] − m[i])/h[i]
 *
 * So a piece depends on the data to its right and at its left end, and on nothing else: not by cancellation, as in a
 * solve for all coefficients at once, but not at all.
 */
import { addParabolaPullback, emptyParabolas, fillParabola, type Parabolas, parabolaTangent } from '../parabolas.ts'
import type { PieceRule, Pieces } from '../pieces.ts'

/** Gaps and slopes of all chords, and the last parabola, whose chords are the last two of them. */
interface Chords {
  readonly h: Float64Array
  readonly m: Float64Array
  readonly last: Parabolas
}

function emptyChords(n: number): Chords {
  const h = new Float64Array(n - 1)
  const m = new Float64Array(n - 1)
  return { h, m, last: { ...emptyParabolas(3), h: h.subarray(n - 3), m: m.subarray(n - 3) } }
}

export const collocation: PieceRule = (t) => {
  const at = emptyChords(t.length)
  for (let i = 0; i < at.h.length; i++) at.h[i] = t[i + 1] - t[i]
  let room: Chords | undefined
  return {
    degree: 2,
    breaks: t,
    fit({ values }, pieces) {
      fillChords(at, values)
      handOn(at, at, values, pieces)
    },
    tangent({ values }, pieces, tangents, dot) {
      room ??= emptyChords(t.length)
      fillChords(at, values)
      chordsTangent(at, tangents.knots, tangents.values, room)
      dot.breaks.set(tangents.knots)
      handOn(at, room, tangents.values, dot)
      for (let i = 0, k = 2; i < t.length - 3; i++, k += 3) {
        const bend = (pieces.left[k] * room.h[i]) / at.h[i]
        dot.left[k] -= bend
        dot.right[k] -= bend
      }
    },
    pullback({ values }, pieces, bar, { knots: tBar, values: uBar }) {
      room ??= emptyChords(t.length)
      fillChords(at, values)
      handBack(at, pieces, bar, room)
      for (let i = 0, k = 0; i < at.h.length; i++, k += 3) {
        const w = room.m[i] / at.h[i]
        uBar[i] += bar.left[k] - w
        uBar[i + 1] += bar.right[k] + w
        if (tBar === undefined) continue
        const hBar = room.h[i] - at.m[i] * w
        tBar[i] += bar.breaks[i] - hBar
        tBar[i + 1] += hBar
      }
      if (tBar !== undefined) tBar[at.h.length] += bar.breaks[at.h.length]
    },
    another() {
      return this
    },
  }
}

function fillChords({ h, m, last }: Chords, u: Float64Array): void {
  for (let i = 0; i < h.length; i++) m[i] = (u[i + 1] - u[i]) / h[i]
  fillParabola(last, 0)
}

/** ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h */
function chordsTangent({ h, m, last }: Chords, tDot: Float64Array, uDot: Float64Array, dot: Chords): void {
  for (let i = 0; i < h.length; i++) {
    dot.h[i] = tDot[i + 1] - tDot[i]
    dot.m[i] = (uDot[i + 1] - uDot[i] - m[i] * dot.h[i]) / h[i]
  }
  parabolaTangent(last, dot.last, 0)
}

/** The pieces from m and the last parabola; or with ṁ and its tangents theirs, for fixed gaps. */
function handOn({ h }: Chords, { m, last }: Chords, u: Float64Array, { left, right }: Pieces): void {
  const start = h.length - 2
  const write = (i: number, z: number, zNext: number, sigma: number): void => {
    const k = 3 * i
    left[k] = u[i]
    left[k + 1] = z
    left[k + 2] = sigma
    right[k] = u[i + 1]
    right[k + 1] = zNext
    right[k + 2] = sigma
  }
  write(start + 1, last.middle[0], last.last[0], last.sigma[0])
  write(start, last.first[0], last.middle[0], last.sigma[0])
  for (let i = start - 1, zNext = last.first[0]; i >= 0; i--) {
    const z = 2 * m[i] - zNext
    write(i, z, zNext, (zNext - m[i]) / h[i])
    zNext = z
  }
}

/**
 * The adjoint of `handOn`, from the first piece to the last: with ζ what reaches z[i], w = σ̄[i]/h[i], and σ̄ and z̄′ of
 * the piece's right end,
 *
 *   m̄[i] = 2ζ − w,   h̄[i] = −σ[i] w,   and  z̄′ − ζ + w  is handed on to z[i+1]
 *
 * Writes h̄ and m̄.
 */
function handBack({ h, last }: Chords, { left: c }: Pieces, { left, right }: Pieces, bar: Chords): void {
  const start = h.length - 2
  let handed = 0
  for (let i = 0, k = 0; i < start; i++, k += 3) {
    const zeta = handed + left[k + 1]
    const w = (left[k + 2] + right[k + 2]) / h[i]
    bar.m[i] = 2 * zeta - w
    bar.h[i] = -c[k + 2] * w
    handed = right[k + 1] - zeta + w
  }
  const k = 3 * start
  bar.last.h.fill(0)
  bar.last.m.fill(0)
  bar.last.first[0] = handed + left[k + 1]
  bar.last.middle[0] = right[k + 1] + left[k + 4]
  bar.last.last[0] = right[k + 4]
  bar.last.sigma[0] = left[k + 2] + right[k + 2] + left[k + 5] + right[k + 5]
  addParabolaPullback(last, bar.last, 0)
}
