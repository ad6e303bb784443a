/**
 * The cubic through four knots (CSP-6). With the divided differences f = (m[1] − m[0])/(h[0] + h[1]), g the next,
 * s = t[3] − t[0] and κ = (g − f)/s
 *
 *   c[i] = ((s − x[i]) f + x[i] g)/s = f + κ x[i]        x[i] an integer combination of the gaps
 *   ċ[i] = ((s − x[i]) ḟ + x[i] ġ)/s + κ (ẋ[i] − x[i] ṡ/s),   κ̇ = (ġ − ḟ − κ ṡ)/s
 */
import type { Cubic } from './cubic.ts'
import { addDifferencePullback, difference, differenceTangent } from './divided-difference.ts'
import type { Polynomial } from './one-polynomial.ts'

/** x[i] by gaps: half the second derivative of (x − t[0])(x − t[1])(x − t[2]) at t[i]. */
const combinations = [
  [-2, -1, 0],
  [1, -1, 0],
  [1, 2, 0],
  [1, 2, 3],
] as const

export function fourKnots(h: Float64Array): Polynomial {
  const s = h[0] + h[1] + h[2]
  const combine = ([a, b, c]: readonly [number, number, number], of: Float64Array): number =>
    a * of[0] + b * of[1] + c * of[2]
  /** x[i]/s, and (s − x[i])/s without its cancellation. */
  const toG = combinations.map((x) => combine(x, h) / s)
  const toF = combinations.map(([a, b, c]) => combine([1 - a, 1 - b, 1 - c], h) / s)
  return {
    solve(_args, { m, c, kappa }) {
      const f = difference(h, m, 0)
      const g = difference(h, m, 1)
      for (let i = 0; i < 4; i++) c[i] = toF[i] * f + toG[i] * g
      kappa.fill((g - f) / s)
    },
    solveTangent(x, _tangents, dot) {
      const fDot = differenceTangent(x, dot, 0)
      const gDot = differenceTangent(x, dot, 1)
      const sDot = dot.h[0] + dot.h[1] + dot.h[2]
      const k = x.kappa[0]
      for (let i = 0; i < 4; i++) {
        const moved = combine(combinations[i], dot.h) - toG[i] * sDot
        dot.c[i] = toF[i] * fDot + toG[i] * gDot + k * moved
      }
      dot.kappa.fill((gDot - fDot - k * sDot) / s)
    },
    solvePullback(x, bar) {
      const k = x.kappa[0]
      const kBar = (bar.kappa[0] + bar.kappa[1] + bar.kappa[2]) / s
      let fBar = -kBar
      let gBar = kBar
      let sBar = -k * kBar
      for (let i = 0; i < 4; i++) {
        const cBar = bar.c[i]
        fBar += toF[i] * cBar
        gBar += toG[i] * cBar
        sBar -= k * toG[i] * cBar
        for (let j = 0; j < 3; j++) bar.h[j] += k * combinations[i][j] * cBar
      }
      for (let j = 0; j < 3; j++) bar.h[j] += sBar
      addDifferencePullback(x, fBar, 0, bar)
      addDifferencePullback(x, gBar, 1, bar)
      bar.c.fill(0)
    },
    inner: innerSlopes(h),
  }
}

/**
 * p′(t[1]) = m[0] + h[0] f − κ h[0] h[1] by the chords it hangs on, and p′(t[2]) as its reflection: their weights do not
 * cancel where the third gap is wide. With d[0] = h[0] + h[1] and d[1] = h[1] + h[2], and ḟ, ġ, κ̇ for the gaps alone
 *
 *   s ∂z[1]/∂h = [h[1] d[1] (f/d[0] − κ),  −h[0] ((s + h[1]) f/d[0] − h[1] g/d[1] + (s − h[1]) κ),  h[0] h[1] (g/d[1] + κ)]
 */
function innerSlopes(h: Float64Array): NonNullable<Polynomial['inner']> {
  const [h0, h1, h2] = h
  const d0 = h0 + h1
  const d1 = h1 + h2
  const s = d0 + h2
  const byChords = [
    [(h1 / d0) * (d1 / s), (h0 / s) * ((s + h1) / d0 + h1 / d1), -(h0 / d1) * (h1 / s)],
    [-(h2 / d0) * (h1 / s), (h2 / s) * ((s + h1) / d1 + h1 / d0), (h1 / d1) * (d0 / s)],
  ]
  const byGaps = [new Float64Array(3), new Float64Array(3)]
  const fillByGaps = ({ m, kappa }: Cubic): void => {
    const f = difference(h, m, 0) / d0
    const g = difference(h, m, 1) / d1
    const k = kappa[0]
    const [one, two] = byGaps
    one[0] = (h1 / s) * d1 * (f - k)
    one[1] = -(h0 / s) * ((s + h1) * f - h1 * g + (h0 + h2) * k)
    one[2] = (h0 / s) * h1 * (g + k)
    two[0] = -(h2 / s) * h1 * (f - k)
    two[1] = (h2 / s) * ((s + h1) * g - h1 * f - (h0 + h2) * k)
    two[2] = -(h1 / s) * d0 * (g + k)
  }
  return {
    endSlopes(_args, { m, z }) {
      for (let i = 0; i < 2; i++) z[i + 1] = byChords[i][0] * m[0] + byChords[i][1] * m[1] + byChords[i][2] * m[2]
    },
    endSlopesTangent(x, _tangents, dot) {
      fillByGaps(x)
      for (let i = 0; i < 2; i++) {
        let sum = 0
        for (let j = 0; j < 3; j++) sum += byChords[i][j] * dot.m[j] + byGaps[i][j] * dot.h[j]
        dot.z[i + 1] = sum
      }
    },
    endSlopesPullback(x, bar) {
      fillByGaps(x)
      for (let i = 0; i < 2; i++) {
        for (let j = 0; j < 3; j++) {
          bar.m[j] += byChords[i][j] * bar.z[i + 1]
          bar.h[j] += byGaps[i][j] * bar.z[i + 1]
        }
      }
    },
  }
}
