/**
 * The natural cubic spline that weighs closeness to the data against bending: SMO-1 to SMO-3, with λ given.
 * The equations are in `reinsch.ts`, the cubics in `cubics.ts`; derivatives hold λ fixed. Everything in between the
 * data and the pieces has twice the digits of a double.
 */

import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import { DoubleDoubles, Register } from '../double-double.ts'
import type { PieceRule, Pieces, PreparedPieces } from '../pieces.ts'
import { addBends, type Bends, cubics, cubicsPullback, emptyBends } from './cubics.ts'
import { emptyFit, type Fit, Reinsch } from './reinsch.ts'

export const smoothingSpline: PieceRule = (knots, { lambda }) =>
  new SmoothingSpline(knots, new Reinsch(knots, Number(lambda)))

const x = new Register()
const y = new Register()

/** Room that is of no use between two calls: data, tangents or cotangents. */
interface Passing {
  readonly ofFit: Fit
  readonly ofBends: Bends
  readonly ofGaps: DoubleDoubles
  readonly data: DoubleDoubles
}

function newPassing(n: number): Passing {
  return {
    ofFit: emptyFit(n),
    ofBends: emptyBends(n),
    ofGaps: new DoubleDoubles(n - 1),
    data: new DoubleDoubles(n),
  }
}

class SmoothingSpline implements PreparedPieces {
  readonly degree = 3
  readonly breaks: Float64Array
  private readonly equations: Reinsch
  private readonly fitted: Fit
  private readonly bends: Bends
  private readonly passing: Passing

  constructor(knots: Float64Array, equations: Reinsch, passing: Passing = newPassing(knots.length)) {
    const n = knots.length
    this.breaks = knots
    this.equations = equations
    this.passing = passing
    this.fitted = emptyFit(n)
    this.bends = emptyBends(n)
  }

  /** M γ = Qᵀ u,   g = u − λ Q γ */
  fit({ values }: Doubles, pieces: Pieces): void {
    const { equations, fitted, bends, passing } = this
    fitted.gamma.clear()
    equations.smooth(passing.data.set(values), fitted)
    setBends(equations.h, fitted.gamma, bends)
    cubics(equations.unit, fitted, bends, pieces)
  }

  /** M γ̇ = Qᵀ (u̇ − λ Q̇ γ) + Q̇ᵀ g − Ṙ γ,   ġ = (u̇ − λ Q̇ γ) − λ Q γ̇;  ḣ/h times the slopes is what Q̇ makes of them. */
  tangent(_: Doubles, __: Pieces, tangents: Doubles, dot: Pieces): void {
    const { equations, fitted } = this
    const { ofFit: fitDot, ofBends: bendsDot, ofGaps: hDot, data } = this.passing
    const { h, w, lambda, n, unit } = equations
    const { slope, curve, gamma } = fitted
    const { gamma: rest } = fitDot
    equations.differences(tangents.knots, hDot)
    data.set(tangents.values)
    setBends(hDot, gamma, bendsDot)
    rest.clear()
    for (let i = 0; i < n - 1; i++) {
      y.load(hDot, i).times(w, i).times(curve, i).timesDouble(lambda)
      x.load(data, i).plusRegister(y).store(data, i)
      x.load(data, i + 1)
        .minusRegister(y)
        .store(data, i + 1)
      y.load(hDot, i).times(w, i).times(slope, i)
      x.load(rest, i).minusRegister(y).minus(bendsDot.low, i).store(rest, i)
      x.load(rest, i + 1)
        .plusRegister(y)
        .minus(bendsDot.high, i)
        .store(rest, i + 1)
    }
    equations.smooth(data, fitDot)
    for (let i = 0; i < n - 1; i++) {
      y.load(hDot, i).times(w, i)
      x.load(fitDot.slope, i).minusRegister(y.times(slope, i)).store(fitDot.slope, i)
      y.load(hDot, i).times(w, i)
      x.load(fitDot.curve, i).minusRegister(y.times(curve, i)).store(fitDot.curve, i)
    }
    addBends(h, fitDot.gamma, bendsDot)
    cubics(unit, fitDot, bendsDot, dot)
    dot.breaks.set(tangents.knots)
  }

  /**
   * M ν = γ̄ − λ Qᵀ ḡ,  ū = ḡ + Q ν,  Q̄ = g νᵀ − λ ū γᵀ,  R̄ = −ν γᵀ; a gap's part of them is
   * (Δg/h) (Δν/h) − λ (Δū/h) (Δγ/h) and −(ν low + ν' high)/h, a dash for its right end.
   */
  pullback(_: Doubles, __: Pieces, bar: Pieces, into: Cotangents): void {
    const { equations, fitted, bends } = this
    const { ofFit: fitBar, ofGaps: hBar, data: knotsBar } = this.passing
    const { w, lambda, n, unit } = equations
    const { slope, curve } = fitted
    const { knots } = into
    cubicsPullback(equations, fitted, bends, bar, fitBar, knots === undefined ? undefined : hBar)
    equations.smoothTransposed(fitBar)
    const { g: uBar, gamma: nu, slope: uSlope, curve: nuSlope } = fitBar
    for (let i = 0; i < n; i++) into.values[i] = x.load(uBar, i).plusDouble(into.values[i]).value
    if (knots === undefined) return
    for (let i = 0; i < n; i++) x.be(bar.breaks[i]).plusDouble(knots[i]).store(knotsBar, i)
    for (let i = 0; i < n - 1; i++) {
      x.load(hBar, i).plusRegister(y.load(slope, i).times(nuSlope, i))
      x.minusRegister(y.load(uSlope, i).times(curve, i).timesDouble(lambda))
      x.minusRegister(y.load(bends.low, i).times(nu, i).times(w, i))
      x.minusRegister(
        y
          .load(bends.high, i)
          .times(nu, i + 1)
          .times(w, i),
      )
      x.overDouble(unit)
      y.load(knotsBar, i).minusRegister(x).store(knotsBar, i)
      y.load(knotsBar, i + 1)
        .plusRegister(x)
        .store(knotsBar, i + 1)
    }
    for (let i = 0; i < n; i++) knots[i] = x.load(knotsBar, i).value
  }

  another(): PreparedPieces {
    return new SmoothingSpline(this.breaks, this.equations, this.passing)
  }
}

function setBends(h: DoubleDoubles, gamma: DoubleDoubles, bends: Bends): void {
  bends.low.clear()
  bends.high.clear()
  addBends(h, gamma, bends)
}
