/**
 * The polynomial of degree n − 1 through all data as a curve, LOC-10 to LOC-12:
 *
 *   g⁽ʳ⁾(x) = Σ u[j] ℓ[j]⁽ʳ⁾(x),    ∂g⁽ʳ⁾/∂u[j] = ℓ[j]⁽ʳ⁾(x),    ∂g⁽ʳ⁾/∂t[j] = −p′(t[j]) ℓ[j]⁽ʳ⁾(x)
 *
 * A value takes O(n), an integral O(n²): Gauss–Legendre with ⌈n/2⌉ points, which is exact for it. Outside the knots
 * the polynomial itself goes on, or its value or tangent at the end knot (`Tail`).
 */
import { sidesOf } from '../../../spec/contract.ts'
import type { Options } from '../../../spec/operator.ts'
import type { Doubles } from '../../operator.ts'
import type { Cotangents, Curve } from '../curve.ts'
import { Basis } from './basis.ts'
import { BasisRows, blockLength } from './basis-rows.ts'
import { gaussLegendre, type Rule } from './gauss-legendre.ts'
import { Tail } from './tail.ts'

export const lagrangeCurve = (knots: Float64Array, { extrapolation }: Options): Curve =>
  new LagrangeCurve(new BasisRows(new Basis(knots), 1), gaussLegendre(Math.ceil(knots.length / 2)), extrapolation)

export class LagrangeCurve implements Curve {
  private readonly extrapolation: Options[string]
  private readonly basis: Basis
  private readonly rows: BasisRows
  private readonly rule: Rule
  /** What stands for the polynomial outside; nothing where itself does. */
  private readonly left: Tail | undefined
  private readonly right: Tail | undefined
  private u: Float64Array
  private readonly row: Float64Array
  /** p′(t[j]), computed when first asked for after a fit. */
  private readonly slopes: Float64Array
  private areSlopesCurrent = false
  /** Σ ȳ ∂g/∂u[j], and the part of it that the knots share in. */
  private readonly uBar: Float64Array
  private readonly ellBar: Float64Array

  constructor(rows: BasisRows, rule: Rule, extrapolation: Options[string]) {
    const { basis } = rows
    const n = basis.t.length
    const { left, right } = sidesOf(extrapolation)
    this.extrapolation = extrapolation
    this.basis = basis
    this.rows = rows
    this.rule = rule
    this.left = Tail.of(left, this.basis, 0)
    this.right = Tail.of(right, this.basis, n - 1)
    this.u = new Float64Array(n)
    this.row = new Float64Array(n)
    this.slopes = new Float64Array(n)
    this.uBar = new Float64Array(n)
    this.ellBar = new Float64Array(n)
  }

  several(count: number): readonly LagrangeCurve[] {
    const { basis, extrapolation, rule } = this
    const rows = new BasisRows(basis, blockLength)
    return Array.from({ length: count }, () => new LagrangeCurve(rows, rule, extrapolation))
  }

  fit({ values }: Doubles): void {
    this.u = values
    this.areSlopesCurrent = false
    this.left?.fit(values)
    this.right?.fit(values)
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    for (let j = 0; j < y.length; j++) {
      const tail = this.tailAt(x[j])
      y[j] = tail === undefined ? dot(this.rows.at(j, x[j], order), this.u) : tail.value(x[j], order)
    }
  }

  /** ẏ = Σ v[j] ℓ[j]⁽ʳ⁾(x) + g⁽ʳ⁺¹⁾(x) ẋ,   v[j] = u̇[j] − p′(t[j]) ṫ[j] */
  evaluateTangent(x: Float64Array, xDot: Float64Array, order: number, tangents: Doubles, yDot: Float64Array): void {
    const v = this.moved(tangents)
    for (let j = 0; j < yDot.length; j++) {
      const tail = this.tailAt(x[j])
      yDot[j] =
        tail === undefined
          ? this.derivative(x[j], order, v) + this.derivative(x[j], order + 1, this.u) * xDot[j]
          : tail.tangent(x[j], xDot[j], order, tangents, v)
    }
  }

  begin(): void {
    this.uBar.fill(0)
    this.ellBar.fill(0)
    this.left?.begin()
    this.right?.begin()
  }

  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    for (let j = 0; j < xBar.length; j++) {
      const tail = this.tailAt(x[j])
      if (tail === undefined) {
        this.collect(this.rows.at(j, x[j], order), yBar[j])
        xBar[j] = yBar[j] * dot(this.rows.at(j, x[j], order + 1), this.u)
      } else xBar[j] = tail.pullback(x[j], order, yBar[j])
    }
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    for (let j = 0; j < y.length; j++) {
      y[j] = 0
      this.eachPart(x1[j], x2[j], (tail, a, b) => {
        y[j] += tail === undefined ? this.integral(a, b, this.u) : tail.integral(a, b)
      })
    }
  }

  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void {
    const v = this.moved(tangents)
    for (let j = 0; j < yDot.length; j++) {
      yDot[j] = 0
      this.eachPart(x1[j], x2[j], (tail, a, b) => {
        yDot[j] += tail === undefined ? this.integral(a, b, v) : tail.integralTangent(a, b, tangents, v)
      })
    }
  }

  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    for (let j = 0; j < yBar.length; j++) {
      this.eachPart(x1[j], x2[j], (tail, a, b) => {
        if (tail === undefined) this.eachNode(a, b, (weight) => this.collect(this.row, yBar[j] * weight))
        else tail.integralPullback(a, b, yBar[j])
      })
    }
  }

  end(into: Cotangents): void {
    const { ellBar, left, right, uBar } = this
    const { knots, values } = into
    left?.end(uBar, ellBar)
    right?.end(uBar, ellBar)
    for (let j = 0; j < uBar.length; j++) values[j] += uBar[j]
    if (knots === undefined) return
    const slopes = this.slopesAtKnots()
    for (let j = 0; j < ellBar.length; j++) knots[j] -= slopes[j] * ellBar[j]
    left?.addKnotPullback(knots)
    right?.addKnotPullback(knots)
  }

  private tailAt(x: number): Tail | undefined {
    const { t } = this.basis
    if (x < t[0]) return this.left
    return x > t[t.length - 1] ? this.right : undefined
  }

  /** The parts of the way from x₁ to x₂, with their signs: in the tails and between. */
  private eachPart(x1: number, x2: number, visit: (tail: Tail | undefined, a: number, b: number) => void): void {
    const { t } = this.basis
    const low = this.left === undefined ? Number.NEGATIVE_INFINITY : t[0]
    const high = this.right === undefined ? Number.POSITIVE_INFINITY : t[t.length - 1]
    const clamp = (x: number): number => Math.min(Math.max(x, low), high)
    if (x1 < low || x2 < low) visit(this.left, Math.min(x1, low), Math.min(x2, low))
    if (clamp(x1) !== clamp(x2)) visit(undefined, clamp(x1), clamp(x2))
    if (x1 > high || x2 > high) visit(this.right, Math.max(x1, high), Math.max(x2, high))
  }

  /** Σ c[j] ℓ[j]⁽ʳ⁾(x) */
  private derivative(x: number, order: number, c: Float64Array): number {
    this.basis.fill(x, 0, order, this.row)
    return dot(this.row, c)
  }

  private integral(a: number, b: number, c: Float64Array): number {
    let sum = 0
    this.eachNode(a, b, (weight) => {
      sum += weight * dot(this.row, c)
    })
    return sum
  }

  /** Fills `row` with ℓ at each node between a and b, measured from the nearer of the two. */
  private eachNode(a: number, b: number, visit: (weight: number) => void): void {
    const { nodes, weights, count } = this.rule
    const length = b - a
    for (let i = 0; i < count; i++) {
      const k = Math.min(i, count - 1 - i)
      if (i === k) this.basis.fill(a, length * nodes[k], 0, this.row)
      else this.basis.fill(b, -length * nodes[k], 0, this.row)
      visit(length * weights[k])
    }
  }

  private collect(row: Float64Array, weight: number): void {
    const { ellBar, uBar } = this
    for (let j = 0; j < row.length; j++) {
      uBar[j] += weight * row[j]
      ellBar[j] += weight * row[j]
    }
  }

  private moved({ knots: tDot, values: uDot }: Doubles): Float64Array {
    const slopes = this.slopesAtKnots()
    return uDot.map((dotted, j) => dotted - slopes[j] * tDot[j])
  }

  private slopesAtKnots(): Float64Array {
    const { t } = this.basis
    if (!this.areSlopesCurrent) {
      for (let j = 0; j < t.length; j++) this.slopes[j] = this.derivative(t[j], 1, this.u)
      this.areSlopesCurrent = true
    }
    return this.slopes
  }
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}
