/**
 * `pchip`: a weighted harmonic mean of the chords at an inner knot, the limited slope of a parabola at an end; 0 where
 * the data turn (HER-16 to HER-18).
 */
import { add, constant, divide, multiply, negate } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { type Chords, signOf, signOfSum } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'
import { multipleOfChord, parabolaAtEnd, type Slope, sharesOf, signAtEnd, threePoint } from './three-point.ts'

/** z = 1/(α/m[i] + β/m[j]),  α = (1 + ρ)/3,  β = (1 + λ)/3 */
function harmonicMean<T extends Scalar>(chords: Chords<T>, i: number, j: number): Slope<T> {
  const { m } = chords
  const { lambda, rho, turn } = sharesOf(chords, i, j)
  const three = constant(3, lambda)
  const alpha = divide(add(rho, 1), three)
  const beta = divide(add(lambda, 1), three)
  const z = divide(constant(1, lambda), add(divide(alpha, m[i]), divide(beta, m[j])))
  const ratios = [divide(z, m[i]), divide(z, m[j])]
  // ∂z/∂α at α + β = 1 is −z²/m[i] + z²/m[j] = −z² (m[j] − m[i])/(m[i] m[j]), and dα = (λ ḣ[j] − ρ ḣ[i])/3H
  const byShare = divide(multiply(multiply(ratios[0], ratios[1]), turn), three)
  return {
    z,
    m: [multiply(alpha, multiply(ratios[0], ratios[0])), multiply(beta, multiply(ratios[1], ratios[1]))],
    h: [multiply(byShare, rho), negate(multiply(byShare, lambda))],
  }
}

export const pchip: SlopeRule = threePoint({
  inner(chords, i, j) {
    const sign = signOf(chords.m[i])
    const isMonotone = sign !== 0 && sign === signOf(chords.m[j])
    return isMonotone ? harmonicMean(chords, i, j) : multipleOfChord(chords, 0, i)
  },

  /** |d| > 3 |m[i]| where d − 3 m[i], which is −((1 + ρ) m[i] + λ m[j]), has the sign of m[i]: then m[j] has the other. */
  end(chords, i, j) {
    const { h, m } = chords
    const sign = signOf(m[i])
    if (sign === 0 || signAtEnd(chords, i, j) !== sign) return multipleOfChord(chords, 0, i)
    const excess = -signOfSum(chords, add(h[i], multiply(2, h[j])), i, h[i], j)
    return excess === sign ? multipleOfChord(chords, 3, i) : parabolaAtEnd(chords, i, j)
  },
})
