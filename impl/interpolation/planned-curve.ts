/** A curve at places that are known beforehand, for values that change. */
import type { Doubles } from '../operator.ts'
import { ConstantCurve } from './constant.ts'
import type { Cotangents, Curve } from './curve.ts'
import { PieceCurve } from './piece-curve.ts'
import { PlannedPieces } from './planned-pieces.ts'

export interface PlannedCurve {
  /** y[j] = g⁽ʳ⁾(x[j]) of these data, which are kept, not copied. */
  evaluate(args: Doubles, y: Float64Array): void
  /** Adds to the cotangents of the data of the last evaluation. */
  pullback(yBar: Float64Array, into: Cotangents): void
}

/** A curve over n knots, at x. */
export function plannedCurve(curve: Curve, n: number, x: Float64Array, order: number): PlannedCurve {
  if (curve instanceof PieceCurve) return new PlannedPieces(curve, x, order)
  if (curve instanceof ConstantCurve && order === 0) return new PlannedSteps(curve, x, n)
  if (n * x.length <= mostWeights) return new PlannedWeights(curve, n, x, order)
  return new PlannedAnyhow(curve, x, order)
}

/** 32 MB. */
const mostWeights = 2 ** 22

/** Steps: each query takes the value of one knot. */
class PlannedSteps implements PlannedCurve {
  private readonly knot: Int32Array

  /** Values that are their own places show whose value a query takes. */
  constructor(curve: ConstantCurve, x: Float64Array, n: number) {
    const knot = new Float64Array(x.length)
    curve.fit({ values: Float64Array.from({ length: n }, (_, i) => i) })
    curve.evaluate(x, 0, knot)
    this.knot = Int32Array.from(knot)
  }

  evaluate({ values: u }: Doubles, y: Float64Array): void {
    for (let j = 0; j < y.length; j++) y[j] = u[this.knot[j]]
  }

  /** Queries that follow each other and take the same value are added up first. */
  pullback(yBar: Float64Array, { values: uBar }: Cotangents): void {
    const { knot } = this
    for (let j = 0; j < yBar.length; ) {
      const k = knot[j]
      let sum = 0
      do sum += yBar[j++]
      while (j < yBar.length && knot[j] === k)
      uBar[k] += sum
    }
  }
}

/** Any curve that is made of values and linear in them: y = W u. A row of W is the pullback of a unit cotangent. */
class PlannedWeights implements PlannedCurve {
  private readonly weights: Float64Array
  private readonly n: number

  constructor(curve: Curve, n: number, x: Float64Array, order: number) {
    this.weights = new Float64Array(n * x.length)
    this.n = n
    const unit = Float64Array.of(1)
    const xBar = new Float64Array(1)
    curve.fit({ values: new Float64Array(n) })
    for (let j = 0; j < x.length; j++) {
      curve.begin()
      curve.evaluatePullback(x.subarray(j, j + 1), order, unit, xBar)
      curve.end({ values: this.weights.subarray(j * n, (j + 1) * n) })
    }
  }

  evaluate({ values: u }: Doubles, y: Float64Array): void {
    const { n, weights } = this
    for (let j = 0, k = 0; j < y.length; j++) {
      let sum = 0
      for (let i = 0; i < n; i++, k++) sum += weights[k] * u[i]
      y[j] = sum
    }
  }

  /** ū += Wᵀ ȳ, two rows at a time: ū is read and written half as often. */
  pullback(yBar: Float64Array, { values: uBar }: Cotangents): void {
    const { n, weights } = this
    const m = yBar.length
    let j = 0
    let k = 0
    for (; j + 1 < m; j += 2, k += n) {
      const v = yBar[j]
      const w = yBar[j + 1]
      for (let i = 0; i < n; i++, k++) uBar[i] += weights[k] * v + weights[k + n] * w
    }
    if (j < m) for (let i = 0; i < n; i++, k++) uBar[i] += weights[k] * yBar[j]
  }
}

/** A curve that has nothing to prepare for places, or too much. */
class PlannedAnyhow implements PlannedCurve {
  private readonly curve: Curve
  private readonly x: Float64Array
  private readonly order: number
  private readonly xBar: Float64Array

  constructor(curve: Curve, x: Float64Array, order: number) {
    this.curve = curve
    this.x = x
    this.order = order
    this.xBar = new Float64Array(x.length)
  }

  evaluate(args: Doubles, y: Float64Array): void {
    this.curve.fit(args)
    this.curve.evaluate(this.x, this.order, y)
  }

  pullback(yBar: Float64Array, into: Cotangents): void {
    this.curve.begin()
    this.curve.evaluatePullback(this.x, this.order, yBar, this.xBar)
    this.curve.end(into)
  }
}
