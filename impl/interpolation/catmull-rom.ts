/**
 * `catmull-rom`: at each knot the slope of the parabola through it and its neighbours, at an end that of the parabola
 * through the three knots there (HER-7 to HER-9). Reproduces parabolas from three knots on; overshoots where data turn.
 *
 * The cubics are made of the parabolas, not of the slopes: with their second coefficients σ[j] = (m[j+1] − m[j])/D,
 * D = h[j] + h[j+1], the chord of piece i has m − z[i] = h α and m − z[i+1] = −h β, α = σ[i−1] and β = σ[i]. So HER-1 is
 *
 *   about t[i]:    u[i],   z[i],   2α − β, (β − α)/h
 *   about t[i+1]:  u[i+1], z[i+1], 2β − α, (β − α)/h
 *
 * Where a narrow gap lies beside a wide one, m − z has lost the digits that σ has. The first and the last piece have one
 * σ for α and β, and are parabolas.
 */
import type { Cotangents } from './curve.ts'
import type { PieceRule, Pieces } from './pieces.ts'

/** Gaps and slopes of the chords, second coefficients, slopes at the knots; as tangents or cotangents the same shape. */
interface Parabolas {
  readonly h: Float64Array
  readonly m: Float64Array
  readonly sigma: Float64Array
  readonly z: Float64Array
}

const emptyParabolas = (n: number): Parabolas => ({
  h: new Float64Array(n - 1),
  m: new Float64Array(n - 1),
  sigma: new Float64Array(n - 2),
  z: new Float64Array(n),
})

export const catmullRom: PieceRule = (knots) => {
  const n = knots.length
  const at = emptyParabolas(n)
  for (let i = 0; i < n - 1; i++) at.h[i] = knots[i + 1] - knots[i]
  let room: Parabolas | undefined
  return {
    degree: 3,
    breaks: knots,
    fit({ values }, pieces) {
      fillParabolas(at, values)
      fillSlopes(at, at)
      fillCubics(at, at, values, pieces)
    },
    fitPiece({ values }, pieces, i) {
      // Of the chords beside it.
      const from = Math.max(0, i - 1)
      const to = Math.min(n - 1, i + 2)
      fillParabolas(at, values, from, to)
      fillSlopes(at, at, from, to)
      fillCubics(at, at, values, pieces, i, i + 1)
    },
    tangent({ values }, _pieces, tangents, dot) {
      room ??= emptyParabolas(n)
      fillParabolas(at, values)
      parabolasTangent(at, tangents.knots, tangents.values, room)
      dot.breaks.set(tangents.knots)
      cubicsTangent(at, room, tangents.values, dot)
    },
    pullback({ values }, _pieces, bar, into) {
      room ??= emptyParabolas(n)
      fillParabolas(at, values)
      addCubicsPullback(at, bar, room, into)
      addParabolasPullback(at, room, into)
    },
    another() {
      return this
    },
  }
}

/** Of chords `from` … `to` − 1, and between them; so below. */
function fillParabolas({ h, m, sigma }: Parabolas, u: Float64Array, from = 0, to = m.length): void {
  for (let i = from; i < to; i++) m[i] = (u[i + 1] - u[i]) / h[i]
  for (let j = from; j < to - 1; j++) sigma[j] = (m[j + 1] - m[j]) / (h[j] + h[j + 1])
}

/** HER-7, λ and ρ the shares of h[j] and h[j+1] in D; or with ṁ for m the tangents of the slopes for fixed gaps. */
function fillSlopes({ h }: Parabolas, { m, z }: Parabolas, from = 0, to = m.length): void {
  const last = m.length - 1
  for (let j = from; j < to - 1; j++) {
    const D = h[j] + h[j + 1]
    z[j + 1] = (h[j + 1] / D) * m[j] + (h[j] / D) * m[j + 1]
  }
  if (from === 0) z[0] = last === 0 ? m[0] : m[0] + (h[0] / (h[0] + h[1])) * (m[0] - m[1])
  if (to === m.length)
    z[last + 1] = last === 0 ? m[0] : m[last] + (h[last] / (h[last] + h[last - 1])) * (m[last] - m[last - 1])
}

/**
 * ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h,   σ̇ = (ṁ[j+1] − ṁ[j] − σ Ḋ)/D;   by HER-8 the gaps add g = σ (ρ ḣ[j] − λ ḣ[j+1]) to
 * the slope between them, and take it from that at a free end.
 */
function parabolasTangent(at: Parabolas, tDot: Float64Array, uDot: Float64Array, dot: Parabolas): void {
  const { h, m, sigma } = at
  for (let i = 0; i < m.length; i++) {
    dot.h[i] = tDot[i + 1] - tDot[i]
    dot.m[i] = (uDot[i + 1] - uDot[i] - m[i] * dot.h[i]) / h[i]
  }
  fillSlopes(at, dot)
  const last = sigma.length - 1
  for (let j = 0; j <= last; j++) {
    const D = h[j] + h[j + 1]
    dot.sigma[j] = (dot.m[j + 1] - dot.m[j] - sigma[j] * (dot.h[j] + dot.h[j + 1])) / D
    const g = sigma[j] * ((h[j + 1] / D) * dot.h[j] - (h[j] / D) * dot.h[j + 1])
    dot.z[j + 1] += g
    if (j === 0) dot.z[0] -= g
    if (j === last) dot.z[j + 2] -= g
  }
}

/** The transpose: z̄ and v = σ̄/D to m̄ and h̄, then w = m̄/h to values, h̄ − m w to knots. */
function addParabolasPullback({ h, m, sigma }: Parabolas, bar: Parabolas, { knots, values }: Cotangents): void {
  const last = sigma.length - 1
  if (last < 0) bar.m[0] += bar.z[0] + bar.z[1]
  for (let j = 0; j <= last; j++) {
    const D = h[j] + h[j + 1]
    const lambda = h[j] / D
    const rho = h[j + 1] / D
    const first = j === 0 ? bar.z[0] : 0
    const final = j === last ? bar.z[j + 2] : 0
    const inner = bar.z[j + 1]
    const v = bar.sigma[j] / D
    const g = sigma[j] * (inner - first - final)
    bar.m[j] += first + lambda * first + rho * (inner - final) - v
    bar.m[j + 1] += final + rho * final + lambda * (inner - first) + v
    bar.h[j] += rho * g - sigma[j] * v
    bar.h[j + 1] -= lambda * g + sigma[j] * v
  }
  for (let i = 0; i < m.length; i++) {
    const w = bar.m[i] / h[i]
    values[i] -= w
    values[i + 1] += w
    if (knots === undefined) continue
    const gap = bar.h[i] - m[i] * w
    knots[i] -= gap
    knots[i + 1] += gap
  }
}

/** At an end there is one σ for α and β, and with two knots none, but a line. Linear: tangents for fixed gaps likewise. */
function fillCubics(
  { h }: Parabolas,
  { sigma, z }: Parabolas,
  u: Float64Array,
  { left, right }: Pieces,
  from = 0,
  to = h.length,
): void {
  let alpha = sigma.length === 0 ? 0 : sigma[Math.max(0, from - 1)]
  for (let i = from, k = 4 * from; i < to; i++, k += 4) {
    const beta = i < sigma.length ? sigma[i] : alpha
    const twist = (beta - alpha) / h[i]
    left[k] = u[i]
    left[k + 1] = z[i]
    left[k + 2] = 2 * alpha - beta
    left[k + 3] = twist
    right[k] = u[i + 1]
    right[k + 1] = z[i + 1]
    right[k + 2] = 2 * beta - alpha
    right[k + 3] = twist
    alpha = beta
  }
}

/** d h = β − α:  ḋ = (β̇ − α̇ − d ḣ)/h */
function cubicsTangent(at: Parabolas, moved: Parabolas, uDot: Float64Array, dot: Pieces): void {
  const { h, sigma } = at
  fillCubics(at, moved, uDot, dot)
  for (let i = 1, k = 4; i < sigma.length; i++, k += 4) {
    const bend = (((sigma[i] - sigma[i - 1]) / h[i]) * moved.h[i]) / h[i]
    dot.left[k + 3] -= bend
    dot.right[k + 3] -= bend
  }
}

/**
 * ᾱ += 2c̄ − c̄' − v,  β̄ += 2c̄' − c̄ + v,  h̄ = −d v with v = d̄/h; of an end piece σ̄ += c̄ + c̄', and d = 0 whatever
 * the data. Writes z̄, σ̄ and h̄, with m̄ = 0; adds to the cotangents of values and knots what the pieces have of them.
 */
function addCubicsPullback(
  { h, sigma }: Parabolas,
  { breaks, left, right }: Pieces,
  bar: Parabolas,
  { knots, values }: Cotangents,
): void {
  const last = h.length - 1
  for (const array of [bar.h, bar.m, bar.sigma, bar.z]) array.fill(0)
  for (let i = 0, k = 0; i <= last; i++, k += 4) {
    values[i] += left[k]
    values[i + 1] += right[k]
    bar.z[i] += left[k + 1]
    bar.z[i + 1] += right[k + 1]
    const c = left[k + 2]
    const cRight = right[k + 2]
    if (i > 0 && i < last) {
      const v = (left[k + 3] + right[k + 3]) / h[i]
      bar.sigma[i - 1] += 2 * c - cRight - v
      bar.sigma[i] += 2 * cRight - c + v
      bar.h[i] = ((sigma[i - 1] - sigma[i]) / h[i]) * v
    } else if (last > 0) bar.sigma[i === 0 ? 0 : last - 1] += c + cRight
  }
  if (knots !== undefined) for (let i = 0; i < breaks.length; i++) knots[i] += breaks[i]
}
