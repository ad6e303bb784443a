/**
 * The quintic between two knots from values, slopes and second derivatives at both, HER-4 to HER-6. Seen from the
 * knot ₀ towards the knot ₁, with h = t₁ − t₀ (negative from the right end) and m the slope of the chord:
 *
 *   c[0] = u₀,  c[1] = z₀,  c[2] = κ₀/2,  c[3] = (P₃/h + Q₃)/h,  c[4] = (P₄/h + Q₄)/h²,  c[5] = (P₅/h + Q₅)/h³
 *   P₃ = 10m − 6z₀ − 4z₁      P₄ = 8z₀ + 7z₁ − 15m      P₅ = 6m − 3z₀ − 3z₁
 *   Q₃ = (κ₁ − 3κ₀)/2         Q₄ = (3κ₀ − 2κ₁)/2        Q₅ = (κ₁ − κ₀)/2
 *
 * The same formulas from either end: each end is exact in its own data.
 */
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'
import type { PieceRule, Pieces } from './pieces.ts'

const width = 6

export const quinticPieces: PieceRule = (knots) => ({
  degree: 5,
  breaks: knots,

  fit(args, pieces) {
    for (let i = 0; i < knots.length - 1; i++) fillPiece(knots, args, pieces, i)
  },

  fitPiece: (args, pieces, i) => fillPiece(knots, args, pieces, i),

  tangent(args, _pieces, tangents, dot) {
    const { knots: tDot, values: uDot } = tangents
    dot.breaks.set(tDot)
    for (let i = 0; i < knots.length - 1; i++) {
      const m = chord(knots, args.values, i)
      const mDot = (uDot[i + 1] - uDot[i] - m * (tDot[i + 1] - tDot[i])) / (knots[i + 1] - knots[i])
      fillEnd(dot.left, i * width, tangents, mDot, i, i + 1, knots)
      fillEnd(dot.right, i * width, tangents, mDot, i + 1, i, knots)
      addGapTangent(dot.left, i * width, args, m, i, i + 1, knots, tDot)
      addGapTangent(dot.right, i * width, args, m, i + 1, i, knots, tDot)
    }
  },

  pullback(args, _pieces, bar, into) {
    const { knots: tBar, values: uBar } = into
    for (let i = 0; i < knots.length - 1; i++) {
      const m = chord(knots, args.values, i)
      const mBar =
        addEndPullback(bar.left, i * width, args, m, i, i + 1, knots, into) +
        addEndPullback(bar.right, i * width, args, m, i + 1, i, knots, into)
      const w = mBar / (knots[i + 1] - knots[i])
      uBar[i + 1] += w
      uBar[i] -= w
      if (tBar === undefined) continue
      tBar[i + 1] -= m * w
      tBar[i] += m * w
    }
    if (tBar !== undefined) for (let i = 0; i < knots.length; i++) tBar[i] += bar.breaks[i]
  },

  another() {
    return this
  },
})

function fillPiece(t: Float64Array, args: Doubles, { left, right }: Pieces, i: number): void {
  const m = chord(t, args.values, i)
  fillEnd(left, i * width, args, m, i, i + 1, t)
  fillEnd(right, i * width, args, m, i + 1, i, t)
}

const chord = (t: Float64Array, u: Float64Array, i: number): number => (u[i + 1] - u[i]) / (t[i + 1] - t[i])

/** The coefficients about knot `near`; linear in the data and m, so of their tangents too. */
function fillEnd(
  row: Float64Array,
  k: number,
  { values: u, slopes: z, curvatures: kappa }: Doubles,
  m: number,
  near: number,
  far: number,
  t: Float64Array,
): void {
  const h = t[far] - t[near]
  row[k] = u[near]
  row[k + 1] = z[near]
  row[k + 2] = kappa[near] / 2
  row[k + 3] = ((10 * m - 6 * z[near] - 4 * z[far]) / h + (kappa[far] - 3 * kappa[near]) / 2) / h
  row[k + 4] = ((8 * z[near] + 7 * z[far] - 15 * m) / h + (3 * kappa[near] - 2 * kappa[far]) / 2) / h / h
  row[k + 5] = ((6 * m - 3 * z[near] - 3 * z[far]) / h + (kappa[far] - kappa[near]) / 2) / h / h / h
}

/** ∂c[3]/∂h = −(2P₃/h + Q₃)/h²,   ∂c[4]/∂h = −(3P₄/h + 2Q₄)/h³,   ∂c[5]/∂h = −(4P₅/h + 3Q₅)/h⁴,   m held fixed */
function addGapTangent(
  row: Float64Array,
  k: number,
  { slopes: z, curvatures: kappa }: Doubles,
  m: number,
  near: number,
  far: number,
  t: Float64Array,
  tDot: Float64Array,
): void {
  const h = t[far] - t[near]
  const r = (tDot[far] - tDot[near]) / h
  row[k + 3] -= (r * ((20 * m - 12 * z[near] - 8 * z[far]) / h + (kappa[far] - 3 * kappa[near]) / 2)) / h
  row[k + 4] -= (r * ((24 * z[near] + 21 * z[far] - 45 * m) / h + 3 * kappa[near] - 2 * kappa[far])) / h / h
  row[k + 5] -= (r * ((24 * m - 12 * z[near] - 12 * z[far]) / h + (3 * (kappa[far] - kappa[near])) / 2)) / h / h / h
}

/** The transpose of both, with w₃ = c̄[3]/h, w₄ = c̄[4]/h², w₅ = c̄[5]/h³; gives m̄. */
function addEndPullback(
  bar: Float64Array,
  k: number,
  { slopes: z, curvatures: kappa }: Doubles,
  m: number,
  near: number,
  far: number,
  t: Float64Array,
  { knots: tBar, values: uBar, slopes: zBar, curvatures: kappaBar }: Cotangents,
): number {
  const h = t[far] - t[near]
  const w3 = bar[k + 3] / h
  const w4 = bar[k + 4] / h / h
  const w5 = bar[k + 5] / h / h / h
  uBar[near] += bar[k]
  zBar[near] += bar[k + 1] + (8 * w4 - 6 * w3 - 3 * w5) / h
  zBar[far] += (7 * w4 - 4 * w3 - 3 * w5) / h
  kappaBar[near] += (bar[k + 2] + 3 * w4 - 3 * w3 - w5) / 2
  kappaBar[far] += (w3 - 2 * w4 + w5) / 2
  if (tBar !== undefined) {
    const hBar =
      (w3 * ((20 * m - 12 * z[near] - 8 * z[far]) / h + (kappa[far] - 3 * kappa[near]) / 2) +
        w4 * ((24 * z[near] + 21 * z[far] - 45 * m) / h + 3 * kappa[near] - 2 * kappa[far]) +
        w5 * ((24 * m - 12 * z[near] - 12 * z[far]) / h + (3 * (kappa[far] - kappa[near])) / 2)) /
      h
    tBar[far] -= hBar
    tBar[near] += hBar
  }
  return (10 * w3 - 15 * w4 + 6 * w5) / h
}
