/**
 * The constant or linear continuation of the polynomial p through all data beyond an end knot e (INP-3, LOC-10):
 *
 *   constant   g = u[e]
 *   linear     g = u[e] + z s,   s = x − t[e],   z = p′(t[e]) = Σ u[j] ℓ[j]′(t[e])
 *              ∂z/∂u[j] = ℓ[j]′(t[e]),   ∂z/∂t[j] = −p′(t[j]) ℓ[j]′(t[e]) for j ≠ e
 *              ∂z/∂t[e] = p″(t[e]) − z ℓ[e]′(t[e]), in which much cancels; what is left (LOC-11) is
 *                         Σ u[j] ℓ[j]′(t[e]) (ℓ[e]′(t[e]) − 2/d[j]) − u[e] Σ 1/d[j]²,   d[j] = t[e] − t[j], j ≠ e
 */
import type { Doubles } from '../../operator.ts'
import type { Basis } from './basis.ts'

export class Tail {
  private readonly isLinear: boolean
  private readonly e: number
  private readonly at: number
  /** ℓ[j]′(t[e]), and the factors of u[j] in ∂z/∂t[e] */
  private readonly first: Float64Array
  private readonly turning: Float64Array
  private value0 = 0
  private z = 0
  /** ∂z/∂t[e] */
  private turn = 0
  private uBar = 0
  private zBar = 0
  private sBar = 0

  /** Nothing where the polynomial itself goes on, or no query stays outside. */
  static of(side: string | number, basis: Basis, e: number): Tail | undefined {
    return side === 'constant' || side === 'linear' ? new Tail(side === 'linear', basis, e) : undefined
  }

  private constructor(isLinear: boolean, basis: Basis, e: number) {
    const n = basis.t.length
    this.isLinear = isLinear
    this.e = e
    this.at = basis.t[e]
    this.first = new Float64Array(n)
    this.turning = new Float64Array(n)
    if (!isLinear) return
    const { first, turning } = this
    basis.fill(this.at, 0, 1, first)
    for (let j = 0; j < n; j++) {
      if (j === e) continue
      const d = this.at - basis.t[j]
      turning[j] = first[j] * (first[e] - 2 / d)
      turning[e] -= 1 / d / d
    }
  }

  fit(u: Float64Array): void {
    this.value0 = u[this.e]
    this.z = 0
    this.turn = 0
    for (let j = 0; j < u.length; j++) {
      this.z += u[j] * this.first[j]
      this.turn += u[j] * this.turning[j]
    }
  }

  value(x: number, order: number): number {
    if (order === 0) return this.value0 + this.z * (x - this.at)
    return order === 1 ? this.z : 0
  }

  /** u̇[e] + ż s + z (ẋ − ṫ[e]); v is u̇ less what the knots' motion takes from it. */
  tangent(x: number, xDot: number, order: number, tangents: Doubles, v: Float64Array): number {
    if (order > 1) return 0
    const zDot = this.slopeTangent(tangents, v)
    if (order === 1) return zDot
    return tangents.values[this.e] + zDot * (x - this.at) + this.z * (xDot - tangents.knots[this.e])
  }

  /** u[e] (b − a) + z (s_b² − s_a²)/2 */
  integral(a: number, b: number): number {
    return (b - a) * (this.value0 + this.z * this.meanDistance(a, b))
  }

  integralTangent(a: number, b: number, tangents: Doubles, v: Float64Array): number {
    const { e, z } = this
    const mean = this.slopeTangent(tangents, v) * this.meanDistance(a, b)
    return (b - a) * (tangents.values[e] + mean - z * tangents.knots[e])
  }

  begin(): void {
    this.uBar = 0
    this.zBar = 0
    this.sBar = 0
  }

  /** Collects; gives x̄. */
  pullback(x: number, order: number, yBar: number): number {
    if (order > 1) return 0
    if (order === 1) {
      this.zBar += yBar
      return 0
    }
    this.uBar += yBar
    this.zBar += yBar * (x - this.at)
    this.sBar += yBar
    return yBar * this.z
  }

  integralPullback(a: number, b: number, yBar: number): void {
    const w = yBar * (b - a)
    this.uBar += w
    this.zBar += w * this.meanDistance(a, b)
    this.sBar += w
  }

  /** What was collected, to the cotangent of the values and to that of ℓ in the knots (LOC-12). */
  end(uBar: Float64Array, ellBar: Float64Array): void {
    uBar[this.e] += this.uBar
    if (!this.isLinear) return
    for (let j = 0; j < uBar.length; j++) {
      uBar[j] += this.zBar * this.first[j]
      if (j !== this.e) ellBar[j] += this.zBar * this.first[j]
    }
  }

  /** The part of t[e]: ∂z/∂t[e] z̄ − z s̄ */
  addKnotPullback(tBar: Float64Array): void {
    if (this.isLinear) tBar[this.e] += this.turn * this.zBar - this.z * this.sBar
  }

  private slopeTangent({ knots: tDot, values: uDot }: Doubles, v: Float64Array): number {
    const { e, first } = this
    let zDot = this.turn * tDot[e]
    for (let j = 0; j < v.length; j++) zDot += (j === e ? uDot[e] : v[j]) * first[j]
    return zDot
  }

  private meanDistance(a: number, b: number): number {
    return (a - this.at) / 2 + (b - this.at) / 2
  }
}
