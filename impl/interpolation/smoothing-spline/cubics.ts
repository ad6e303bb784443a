/**
 * The cubics between values g and second derivatives γ at the knots (SMO-1), with their derivative maps:
 *
 *   at the left end:    g[i],    Δg/h − low,    γ[i]/2,     Δγ/6h        low = h (2 γ[i] + γ[i+1])/6
 *   at the right end:   g[i+1],  Δg/h + high,   γ[i+1]/2,   Δγ/6h        high = h (γ[i] + 2 γ[i+1])/6
 *
 * All of it has twice the digits of a double, and each coefficient is rounded once. Lengths are in the unit of the
 * equations, those of the pieces are not.
 */
import { DoubleDoubles, Register } from '../double-double.ts'
import type { Pieces } from '../pieces.ts'
import type { Fit, Reinsch } from './reinsch.ts'

/** low and high of every gap, or their tangents. */
export interface Bends {
  readonly low: DoubleDoubles
  readonly high: DoubleDoubles
}

const x = new Register()
const y = new Register()

export function emptyBends(n: number): Bends {
  return { low: new DoubleDoubles(n - 1), high: new DoubleDoubles(n - 1) }
}

/** Adds low and high, which are linear in h and in γ: with ḣ and with γ̇ they are their tangents. */
export function addBends(h: DoubleDoubles, gamma: DoubleDoubles, { low, high }: Bends): void {
  for (let i = 0; i < h.hi.length; i++) {
    y.load(gamma, i)
      .timesDouble(2)
      .plus(gamma, i + 1)
      .times(h, i)
      .overDouble(6)
    x.load(low, i).plusRegister(y).store(low, i)
    y.load(gamma, i + 1)
      .timesDouble(2)
      .plus(gamma, i)
      .times(h, i)
      .overDouble(6)
    x.load(high, i).plusRegister(y).store(high, i)
  }
}

/** Linear in all that it takes: of tangents it makes tangents. */
export function cubics(
  unit: number,
  { g, gamma, slope, curve }: Fit,
  { low, high }: Bends,
  { left, right }: Pieces,
): void {
  for (let i = 0, at = 0; i < slope.hi.length; i++, at += 4) {
    left[at] = x.load(g, i).value
    left[at + 1] = x.load(slope, i).minus(low, i).value / unit
    left[at + 2] = x.load(gamma, i).value / 2 / unit ** 2
    left[at + 3] = x.load(curve, i).overDouble(6).value / unit ** 3
    right[at] = x.load(g, i + 1).value
    right[at + 1] = x.load(slope, i).plus(high, i).value / unit
    right[at + 2] = x.load(gamma, i + 1).value / 2 / unit ** 2
    right[at + 3] = left[at + 3]
  }
}

/** Each line of `cubics`, transposed, the slopes and bends with it. Writes ḡ, γ̄ and, where it is wanted, h̄. */
export function cubicsPullback(
  { h, w, unit }: Reinsch,
  { slope, curve }: Fit,
  { low, high }: Bends,
  { left, right }: Pieces,
  { g: gBar, gamma: gammaBar }: Fit,
  hBar: DoubleDoubles | undefined,
): void {
  gBar.clear()
  gammaBar.clear()
  const half = 0.5 / unit ** 2
  const cube = 1 / unit ** 3
  for (let i = 0, at = 0; i < h.hi.length; i++, at += 4) {
    const low1 = left[at + 1] / unit
    const high1 = right[at + 1] / unit
    // Of Δg/h, of Δγ/h, of low and high.
    x.be(low1).plusDouble(high1).times(w, i)
    y.load(gBar, i).plusDouble(left[at]).minusRegister(x).store(gBar, i)
    y.be(right[at])
      .plusRegister(x)
      .store(gBar, i + 1)
    if (hBar !== undefined) x.times(slope, i).timesDouble(-1).store(hBar, i)

    x.be(left[at + 3])
      .plusDouble(right[at + 3])
      .timesDouble(cube)
      .overDouble(6)
      .times(w, i)
    y.load(gammaBar, i)
      .plusDouble(left[at + 2] * half)
      .minusRegister(x)
      .store(gammaBar, i)
    y.be(right[at + 2] * half)
      .plusRegister(x)
      .store(gammaBar, i + 1)
    if (hBar !== undefined) y.load(hBar, i).minusRegister(x.times(curve, i)).store(hBar, i)

    x.be(-2 * low1)
      .plusDouble(high1)
      .times(h, i)
      .overDouble(6)
    y.load(gammaBar, i).plusRegister(x).store(gammaBar, i)
    x.be(2 * high1)
      .plusDouble(-low1)
      .times(h, i)
      .overDouble(6)
    y.load(gammaBar, i + 1)
      .plusRegister(x)
      .store(gammaBar, i + 1)
    if (hBar === undefined) continue
    x.load(high, i).timesDouble(high1)
    x.minusRegister(y.load(low, i).timesDouble(low1)).times(w, i)
    y.load(hBar, i).plusRegister(x).store(hBar, i)
  }
}
