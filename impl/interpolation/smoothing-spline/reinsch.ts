/**
 * Reinsch's equations for fixed knots and λ (SMO-1), with twice the digits of a double:
 *
 *   M γ = Qᵀ u,   g = u − λ Q γ,   M = R + λ Qᵀ Q
 *
 * Q takes second differences, bend(v)[i] = Δv[i]/h[i] − Δv[i−1]/h[i−1]: Qᵀ v is the inner part of bend(v), and Q γ is
 * bend of γ with a zero at either end. Vectors of inner knots are kept with these zeros, one entry a knot.
 *
 * 6 M = L D Lᵀ has five diagonals: O(n). Its condition grows with λ/h³; so do g and γ beside their differences from knot to
 * knot, which the pieces are made of: this is why doubles are not enough (SMO-1). Lengths are in a unit that makes λ about
 * one, which keeps extreme λ from overflow.
 *
 * Sources: Reinsch, Numer. Math. 10 (1967), 177; Green & Silverman, Nonparametric Regression, § 2.3.
 */
import { DoubleDoubles, Register } from '../double-double.ts'

/** Values and second derivatives at the knots, or their cotangents, and how steep they are in each gap. */
export interface Fit {
  /** Knot by knot: g and γ, Δg/h and Δγ/h gap by gap. */
  readonly g: DoubleDoubles
  readonly gamma: DoubleDoubles
  readonly slope: DoubleDoubles
  readonly curve: DoubleDoubles
}

export function emptyFit(n: number): Fit {
  return {
    g: new DoubleDoubles(n),
    gamma: new DoubleDoubles(n),
    slope: new DoubleDoubles(n - 1),
    curve: new DoubleDoubles(n - 1),
  }
}

/** Its cube is as far from overflow as from underflow. */
const largestExponent = 300

const x = new Register()
const y = new Register()

export class Reinsch {
  readonly n: number
  /** A power of two: what a length of one stands for. */
  readonly unit: number
  readonly lambda: number
  readonly h: DoubleDoubles
  /** 1/h */
  readonly w: DoubleDoubles
  /** Of the inner knots, at their own numbers: L[j+1,j], L[j+2,j] and D[j] of 6 M. */
  readonly L1: DoubleDoubles
  readonly L2: DoubleDoubles
  readonly D: DoubleDoubles

  constructor(knots: Float64Array, lambda: number) {
    const n = knots.length
    this.n = n
    const exponent = lambda === 0 ? 0 : Math.round(Math.log2(lambda) / 3)
    this.unit = 2 ** Math.max(-largestExponent, Math.min(exponent, largestExponent))
    this.lambda = lambda / this.unit ** 3
    this.h = new DoubleDoubles(n - 1)
    this.w = new DoubleDoubles(n - 1)
    this.differences(knots, this.h)
    for (let i = 0; i < n - 1; i++) x.be(1).over(this.h, i).store(this.w, i)
    this.L1 = new DoubleDoubles(n)
    this.L2 = new DoubleDoubles(n)
    this.D = new DoubleDoubles(n)
    this.factorize()
  }

  /** Of places that are doubles, in the unit of this class. */
  differences(t: ArrayLike<number>, out: DoubleDoubles): void {
    const scale = 1 / this.unit
    for (let i = 0; i < this.n - 1; i++) {
      x.be(t[i + 1])
        .plusDouble(-t[i])
        .timesDouble(scale)
        .store(out, i)
    }
  }

  /** M γ = Qᵀ u + b, b in γ at first,  g = u − λ Q γ,  and the slopes of both. */
  smooth(u: DoubleDoubles, { g, gamma, slope, curve }: Fit): void {
    const { n, lambda } = this
    this.slopes(u, slope)
    for (let j = 1; j < n - 1; j++)
      x.load(gamma, j)
        .plus(slope, j)
        .minus(slope, j - 1)
        .store(gamma, j)
    this.solve(gamma)
    this.slopes(gamma, curve)
    for (let i = 0; i < n; i++) {
      y.load(curve, i)
        .minus(curve, i - 1)
        .timesDouble(lambda)
      x.load(u, i).minusRegister(y).store(g, i)
    }
    this.slopes(g, slope)
  }

  /** M ν = γ̄ − λ Qᵀ ḡ, ν written over γ̄, and ḡ becomes ū = ḡ + Q ν; the slopes of both. */
  smoothTransposed({ g: gBar, gamma: nu, slope, curve }: Fit): void {
    const { n, lambda } = this
    this.slopes(gBar, slope)
    for (let j = 1; j < n - 1; j++) {
      y.load(slope, j)
        .minus(slope, j - 1)
        .timesDouble(lambda)
      x.load(nu, j).minusRegister(y).store(nu, j)
    }
    this.solve(nu)
    this.slopes(nu, curve)
    for (let i = 0; i < n; i++) {
      x.load(gBar, i)
        .plus(curve, i)
        .minus(curve, i - 1)
        .store(gBar, i)
    }
    this.slopes(gBar, slope)
  }

  /** Δv/h */
  private slopes(v: DoubleDoubles, out: DoubleDoubles): void {
    for (let i = 0; i < this.n - 1; i++) {
      x.load(v, i + 1)
        .minus(v, i)
        .times(this.w, i)
        .store(out, i)
    }
  }

  /** b ← M⁻¹ b for the inner knots; zero at the ends. */
  private solve(b: DoubleDoubles): void {
    const { n, L1, L2, D } = this
    x.be(0).store(b, 0)
    x.store(b, n - 1)
    for (let j = 1; j < n - 1; j++) {
      x.load(b, j).timesDouble(6)
      x.minusRegister(y.load(L1, j - 1).times(b, j - 1))
      x.minusRegister(y.load(L2, j - 2).times(b, j - 2))
      x.store(b, j)
    }
    for (let j = n - 2; j > 0; j--) {
      x.load(b, j).over(D, j)
      x.minusRegister(y.load(L1, j).times(b, j + 1))
      x.minusRegister(y.load(L2, j).times(b, j + 2))
      x.store(b, j)
    }
  }

  /** Column j of Q has w[j−1], −(w[j−1] + w[j]), w[j]. Entries of L for the ends are left at zero. */
  private factorize(): void {
    const { n, lambda, h, w, L1, L2, D } = this
    for (let j = 1; j < n - 1; j++) {
      const a = j - 1
      const b = j
      x.load(w, a).plus(w, b)
      x.store(D, j)
      x.times(D, j)
      x.plusRegister(y.load(w, a).times(w, a))
      x.plusRegister(y.load(w, b).times(w, b))
      x.timesDouble(lambda).timesDouble(6)
      x.plusRegister(y.load(h, a).plus(h, b).timesDouble(2))
      x.minusRegister(
        y
          .load(L1, j - 1)
          .times(L1, j - 1)
          .times(D, j - 1),
      )
      x.minusRegister(
        y
          .load(L2, j - 2)
          .times(L2, j - 2)
          .times(D, j - 2),
      )
      x.store(D, j)
      if (j + 1 > n - 2) continue
      const c = j + 1
      x.load(w, b).timesDouble(2).plus(w, a).plus(w, c).times(w, b)
      x.timesDouble(lambda).timesDouble(-6).plus(h, b)
      x.minusRegister(
        y
          .load(L1, j - 1)
          .times(L2, j - 1)
          .times(D, j - 1),
      )
      x.over(D, j).store(L1, j)
      if (j + 2 > n - 2) continue
      x.load(w, b).times(w, c).timesDouble(lambda).timesDouble(6).over(D, j).store(L2, j)
    }
  }
}
