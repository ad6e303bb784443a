/**
 * Integrals of a fitted curve between bounds, with their adjoint (INP-8, INP-10). Where queries fold, the way from
 * one bound to the other is cut into stretches; elsewhere each integral is one, and nothing is allocated.
 */
import type { Fitted } from './columns.ts'
import { type Cotangents, integrand } from './curve.ts'
import { addMovedEnds } from './ends.ts'
import type { Folding } from './fold.ts'
import { noRoom, sized } from './room.ts'
import { stretchesOf } from './stretches.ts'

/** Cotangents of the bounds. */
interface Bounds {
  readonly from: Float64Array
  readonly to: Float64Array
}

export class Integrals {
  private readonly curve: Fitted
  private readonly folding: Folding
  private readonly columns: number
  private atBound: Float64Array = noRoom

  constructor(curve: Fitted, folding: Folding, columns: number) {
    this.curve = curve
    this.folding = folding
    this.columns = columns
  }

  evaluate(from: Float64Array, to: Float64Array, y: Float64Array): void {
    const { columns, curve, folding } = this
    if (!folding.folds) {
      curve.integrate(from, to, y)
      return
    }
    const { owner, weight, x1, x2 } = stretchesOf(folding, from, to)
    const parts = new Float64Array(owner.length * columns)
    curve.integrate(x1, x2, parts)
    y.fill(0)
    for (let k = 0; k < parts.length; k++) {
      const s = Math.floor(k / columns)
      y[owner[s] * columns + (k % columns)] += weight[s] * parts[k]
    }
  }

  /** Writes the cotangents of the bounds, adds those of the data: x̄₂ = w Ī g(x₂), x̄₁ = −w Ī g(x₁) for each stretch. */
  pullback(from: Float64Array, to: Float64Array, yBar: Float64Array, data: Cotangents, bounds: Bounds): void {
    const { columns, curve, folding } = this
    curve.begin(data)
    if (!folding.folds) {
      curve.integratePullback(from, to, yBar)
      curve.end(data)
      this.weigh(from, yBar, -1, bounds.from)
      this.weigh(to, yBar, 1, bounds.to)
      return
    }
    const { owner, weight, x1, x2, starts, ends } = stretchesOf(folding, from, to)
    const partsBar = new Float64Array(owner.length * columns)
    for (let k = 0; k < partsBar.length; k++) {
      const s = Math.floor(k / columns)
      partsBar[k] = weight[s] * yBar[owner[s] * columns + (k % columns)]
    }
    curve.integratePullback(x1, x2, partsBar)
    curve.end(data)
    const g1 = new Float64Array(partsBar.length)
    const g2 = new Float64Array(partsBar.length)
    integrand(curve, x1, g1)
    integrand(curve, x2, g2)
    bounds.from.fill(0)
    bounds.to.fill(0)
    for (let k = 0; k < partsBar.length; k++) {
      const s = Math.floor(k / columns)
      const w = partsBar[k]
      addMovedEnds(folding, starts[s], ends[s], -w * g1[k], w * g2[k], data.knots, bounds, owner[s])
    }
  }

  /** x̄ = ± Σ w g(x) over the columns */
  private weigh(x: Float64Array, w: Float64Array, sign: number, xBar: Float64Array): void {
    const { columns } = this
    this.atBound = sized(this.atBound, w.length)
    const g = this.atBound
    integrand(this.curve, x, g)
    for (let j = 0, k = 0; j < xBar.length; j++) {
      let sum = 0
      for (const end = k + columns; k < end; k++) sum += sign * w[k] * g[k]
      xBar[j] = sum
    }
  }
}
