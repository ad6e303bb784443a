/**
 * The cubic between two knots from values and slopes at both, HER-1 to HER-3. With h the gap, m the slope of the
 * chord, a = m − z[i] and b = m − z[i+1]:
 *
 *   about t[i]:    u[i],   z[i],    (2a + b)/h,    −(a + b)/h²
 *   about t[i+1]:  u[i+1], z[i+1], −(a + 2b)/h,    −(a + b)/h²
 *
 * A rule that chooses the slopes makes a kind of interpolant of it.
 */
import type { Cotangents } from './curve.ts'
import { linearPieces } from './linear.ts'
import type { PieceRule, Pieces } from './pieces.ts'
import type { SlopeRule } from './slope-rule.ts'

/** The slopes as they are given: the kind `cubic-hermite`. */
export const givenSlopes: SlopeRule = () => ({
  slopes: ({ slopes }, z) => z.set(slopes),
  tangent: (_args, { slopes }, zDot) => zDot.set(slopes),
  pullback(_args, zBar, { slopes }) {
    for (let i = 0; i < zBar.length; i++) slopes[i] += zBar[i]
  },
})

/** The kind that chooses its slopes by `rule`. */
export function hermite(rule: SlopeRule): PieceRule {
  return (knots, options) => {
    const slopes = rule(knots, options)
    const z = new Float64Array(knots.length)
    const zBar = new Float64Array(knots.length)
    let zDot: Float64Array | undefined
    return {
      degree: 3,
      breaks: knots,
      fit(args, pieces) {
        slopes.slopes(args, z)
        fillCubics(pieces, args.values, z)
      },
      tangent(args, pieces, tangents, dot) {
        zDot ??= new Float64Array(knots.length)
        slopes.tangent(args, tangents, zDot)
        dot.breaks.set(tangents.knots)
        cubicsTangent(pieces, tangents.values, zDot, dot)
      },
      pullback(args, pieces, bar, into) {
        zBar.fill(0)
        addCubicsPullback(pieces, bar, zBar, into)
        slopes.pullback(args, zBar, into)
      },
      another() {
        return this
      },
    }
  }
}

/**
 * The kind whose slopes are chosen by the chords. With two knots there is one, whose slope every such rule takes: the line
 * itself, which far outside has digits that the cubic's terms in s³ would cost.
 */
export function throughChords(rule: SlopeRule): PieceRule {
  const cubics = hermite(rule)
  return (knots, options) => (knots.length === 2 ? linearPieces(knots, options) : cubics(knots, options))
}

function fillCubics({ breaks: t, left, right }: Pieces, u: Float64Array, z: Float64Array): void {
  for (let i = 0, k = 0; i < t.length - 1; i++, k += 4) {
    const h = t[i + 1] - t[i]
    const r = 1 / h
    // Divided, as the rules divide: a chord that is also a slope leaves nothing.
    const m = (u[i + 1] - u[i]) / h
    const a = m - z[i]
    const b = m - z[i + 1]
    const d = -(a + b) * r * r
    left[k] = u[i]
    left[k + 1] = z[i]
    left[k + 2] = (2 * a + b) * r
    left[k + 3] = d
    right[k] = u[i + 1]
    right[k + 1] = z[i + 1]
    right[k + 2] = -(a + 2 * b) * r
    right[k + 3] = d
  }
}

/** HER-2: each coefficient's numerator moves, and ḣ takes c ḣ/h from the third and 2 d ḣ/h from the last. */
function cubicsTangent({ breaks: t, left, right }: Pieces, uDot: Float64Array, zDot: Float64Array, dot: Pieces): void {
  for (let i = 0, k = 0; i < t.length - 1; i++, k += 4) {
    const h = t[i + 1] - t[i]
    const r = 1 / h
    const hDot = dot.breaks[i + 1] - dot.breaks[i]
    const m = (right[k] - left[k]) / h
    const mDot = (uDot[i + 1] - uDot[i] - m * hDot) / h
    const aDot = mDot - zDot[i]
    const bDot = mDot - zDot[i + 1]
    const dDot = (-(aDot + bDot) * r - 2 * left[k + 3] * hDot) * r
    dot.left[k] = uDot[i]
    dot.left[k + 1] = zDot[i]
    dot.left[k + 2] = (2 * aDot + bDot - left[k + 2] * hDot) * r
    dot.left[k + 3] = dDot
    dot.right[k] = uDot[i + 1]
    dot.right[k + 1] = zDot[i + 1]
    dot.right[k + 2] = (-(aDot + 2 * bDot) - right[k + 2] * hDot) * r
    dot.right[k + 3] = dDot
  }
}

/**
 * HER-3: with c̄ of either end and d̄ of both, ā = (2 c̄ₗ − c̄ᵣ)/h − d̄/h² and b̄ = (c̄ₗ − 2 c̄ᵣ)/h − d̄/h²;
 * m̄ = ā + b̄ goes to the chord, −ā and −b̄ to the slopes, h̄ = −(m̄ m + c̄ₗ cₗ + c̄ᵣ cᵣ + 2 d̄ d)/h to the knots.
 */
function addCubicsPullback(
  { breaks: t, left, right }: Pieces,
  bar: Pieces,
  zBar: Float64Array,
  { knots, values }: Cotangents,
): void {
  for (let i = 0, k = 0; i < t.length - 1; i++, k += 4) {
    const h = t[i + 1] - t[i]
    const r = 1 / h
    const cl = bar.left[k + 2] * r
    const cr = bar.right[k + 2] * r
    const d = (bar.left[k + 3] + bar.right[k + 3]) * r
    const aBar = 2 * cl - cr - d * r
    const bBar = cl - 2 * cr - d * r
    const toU = (aBar + bBar) / h
    values[i] += bar.left[k] - toU
    values[i + 1] += bar.right[k] + toU
    zBar[i] += bar.left[k + 1] - aBar
    zBar[i + 1] += bar.right[k + 1] - bBar
    if (knots === undefined) continue
    const m = (right[k] - left[k]) / h
    const hBar = -(toU * m + cl * left[k + 2] + cr * right[k + 2] + 2 * d * left[k + 3])
    knots[i] += bar.breaks[i] - hBar
    knots[i + 1] += hBar
  }
  if (knots !== undefined) knots[t.length - 1] += bar.breaks[t.length - 1]
}
