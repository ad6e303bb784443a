/**
 * `pchip`: a weighted harmonic mean of the chords at an inner knot, the limited slope of a parabola at an end; 0, and
 * at rest, where the data turn or are flat (HER-16 to HER-18).
 */
import { type Chords, signByGaps } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'
import { type Slope, setMultiple, setParabolaAtEnd, signAtEnd, threePoint } from './three-point.ts'

/**
 * z = 1/(α/m[i] + β/m[j]),  α = (1 + ρ)/3,  β = (1 + λ)/3, by the ratio of the chords, which keeps clear of overflow.
 *
 * With x = z/m[i] and y = z/m[j], both at most 3, ∂z/∂m[i] = α x², ∂z/∂m[j] = β y². Since dα = (λ dh[j] − ρ dh[i])/3H,
 * ∂z/∂α = −z (x − y), dm = −m dh/h, and λ + ρ = 1 takes what cancels out of the sums:
 *
 *   ∂z/∂h[i] = −z (y ρ + x (1 + ρ²)/λ)/3H,   ∂z/∂h[j] = −z (x λ + y (1 + λ²)/ρ)/3H
 *   by the knot between: their difference, 2z (y λ/ρ − x ρ/λ)/3H
 */
function setHarmonicMean({ h, m }: Chords, i: number, j: number, slope: Slope): void {
  const span = h[i] + h[j]
  const lambda = h[i] / span
  const rho = h[j] / span
  const alpha = (1 + rho) / 3
  const beta = (1 + lambda) / 3
  const isFlatterI = Math.abs(m[i]) <= Math.abs(m[j])
  const ratio = isFlatterI ? m[i] / m[j] : m[j] / m[i]
  // 1/(α + β ratio) by α + β = 1: of equal chords it is 1, and there is less than a bit to lose.
  const flatter = 1 / (1 - (isFlatterI ? beta : alpha) * (1 - ratio))
  const x = isFlatterI ? flatter : flatter * ratio
  const y = isFlatterI ? flatter * ratio : flatter
  const z = isFlatterI ? x * m[i] : y * m[j]
  const share = z / (3 * span)
  slope.z = z
  slope.byRiseI = (alpha * x * x) / h[i]
  slope.byRiseJ = (beta * y * y) / h[j]
  slope.byHi = -share * (y * rho + (x * (1 + rho * rho)) / lambda)
  slope.byHj = -share * (x * lambda + (y * (1 + lambda * lambda)) / rho)
  slope.byMiddle = 2 * share * ((y * lambda) / rho - (x * rho) / lambda)
}

export const pchip: SlopeRule = threePoint(() => ({
  /** Signs are compared, not the product, which may underflow. */
  inner(chords, i, j, slope) {
    const { m } = chords
    const isMonotone = (m[i] > 0 && m[j] > 0) || (m[i] < 0 && m[j] < 0)
    if (isMonotone) setHarmonicMean(chords, i, j, slope)
    else setMultiple(chords, 0, i, slope)
  },

  /** |d| > 3 |m[i]| where d − 3 m[i], which is −((1 + ρ) m[i] + λ m[j]), has the sign of m[i]: then m[j] has the other. */
  end(chords, i, j, slope) {
    const { m } = chords
    const sign = Math.sign(m[i])
    if (sign === 0 || signAtEnd(chords, i, j) !== sign) setMultiple(chords, 0, i, slope)
    else if (signByGaps(chords, i, j, 1, 2, 1, 0) === -sign) setMultiple(chords, 3, i, slope)
    else setParabolaAtEnd(chords, i, j, slope)
  },
}))
