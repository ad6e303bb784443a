/**
 * The second derivatives of a periodic spline of four knots (CSP-9), solved by hand: with a the gap on the left of a
 * knot, b that on its right and o the opposite one, and ρ = a b o/(a + b)(b + o)(o + a)
 *
 *   c = 3/2 (−(2a + o)/(a + b)(o + a) m_a + (2b + o)/(a + b)(b + o) m_b + o (a − b)/(a + b)(b + o)(o + a) m_o)/(1 + ρ)
 *
 * A narrow opposite gap has a steep chord that comes to the knot from both sides and cancels, which elimination does not see.
 */
import type { Cubic } from './cubic.ts'

export function ringOfThree(h: Float64Array): (x: Cubic) => void {
  const [h0, h1, h2] = h
  const rho = (h0 / (h0 + h1)) * (h1 / (h1 + h2)) * (h2 / (h2 + h0))
  const weights = Array.from({ length: 3 }, (_, i) => {
    const a = h[(i + 2) % 3]
    const b = h[i]
    const o = h[(i + 1) % 3]
    const scale = 1.5 / ((1 + rho) * (a + b))
    const opposite = (o / (b + o)) * ((a - b) / (o + a))
    return [(-scale * (2 * a + o)) / (o + a), (scale * (2 * b + o)) / (b + o), scale * opposite]
  })
  return ({ m, c }) => {
    for (let i = 0; i < 3; i++) {
      const [left, right, opposite] = weights[i]
      c[i] = left * m[(i + 2) % 3] + right * m[i] + opposite * m[(i + 1) % 3]
    }
    c[3] = c[0]
  }
}
