/**
 * Steps as a curve, LOC-1 to LOC-3: each query takes the value of one knot. Every true derivative of it is zero but
 * that in the values; the integral depends on where the jumps are. Integrals over many steps take O(log n).
 */
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import type { Cotangents, Curve } from './curve.ts'
import { type Side, Steps } from './steps.ts'
import { addRange, addRangeSum, buildTree, pushDown } from './sum-tree.ts'

export const constantCurve = (knots: Float64Array, { side }: Options): ConstantCurve =>
  new ConstantCurve(new Steps(knots, side as Side))

export class ConstantCurve implements Curve {
  readonly steps: Steps
  /** Lengths of the steps between two jumps; those at the ends have none. */
  private readonly lengths: Float64Array
  private u: Float64Array
  private tree: Float64Array | undefined
  private isTreeCurrent = false
  private readonly uBar: Float64Array
  /** The weights of the integrals that begin in a step and leave it to the right, and of those that come in and end there. */
  private readonly started: Float64Array
  private readonly ended: Float64Array
  /** Those of the integrals that pass over a step, in a tree. */
  private readonly passed: Float64Array

  constructor(steps: Steps, lengths: Float64Array = steps.lengths()) {
    const n = lengths.length
    this.steps = steps
    this.lengths = lengths
    this.u = new Float64Array(n)
    this.uBar = new Float64Array(n)
    this.started = new Float64Array(n)
    this.ended = new Float64Array(n)
    this.passed = new Float64Array(2 * n)
  }

  several(count: number): readonly ConstantCurve[] {
    return Array.from({ length: count }, () => new ConstantCurve(this.steps, this.lengths))
  }

  fit({ values }: Doubles): void {
    this.u = values
    this.isTreeCurrent = false
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    this.select(this.u, x, order, y)
  }

  /** ẏ = u̇[k] */
  evaluateTangent(x: Float64Array, _xDot: Float64Array, order: number, tangents: Doubles, yDot: Float64Array): void {
    this.select(tangents.values, x, order, yDot)
  }

  /** ū[k] += ȳ,  x̄ = 0 */
  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    xBar.fill(0)
    if (order > 0) return
    for (let j = 0; j < xBar.length; j++) this.uBar[this.steps.at(x[j])] += yBar[j]
  }

  /** The derivative of an integral in its bound x[j]: the value of the step on its left (`Steps.below`). */
  integrand(x: ArrayLike<number>, y: Float64Array): void {
    for (let j = 0; j < y.length; j++) y[j] = this.u[this.steps.below(x[j])]
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    const { lengths, u } = this
    const n = u.length
    this.tree ??= new Float64Array(2 * n)
    if (!this.isTreeCurrent) {
      for (let k = 1; k < n - 1; k++) this.tree[n + k] = u[k] * lengths[k]
      buildTree(this.tree, n)
      this.isTreeCurrent = true
    }
    for (let j = 0; j < y.length; j++) this.sumOver(x1, x2, j, u, this.tree, y)
  }

  /** İ = Σ u̇[k] times the length in step k, + Σ J̇[k] (u[k] − u[k+1]) over the jumps on the way, by knots */
  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void {
    const { lengths, steps } = this
    const { knots: tDot, values: uDot } = tangents
    const n = uDot.length
    const inner = new Float64Array(2 * n)
    const moved = new Float64Array(2 * n)
    const between = new Float64Array(1)
    for (let k = 1; k < n - 1; k++) {
      inner[n + k] = uDot[k] * lengths[k]
      moved[n + k] = this.motion(k, tDot, 'passes')
    }
    buildTree(inner, n)
    buildTree(moved, n)
    for (let j = 0; j < yDot.length; j++) {
      this.sumOver(x1, x2, j, uDot, inner, yDot)
      const sign = x1[j] <= x2[j] ? 1 : -1
      const k1 = steps.below(Math.min(x1[j], x2[j]))
      const k2 = steps.below(Math.max(x1[j], x2[j]))
      if (k1 === k2) continue
      between[0] = this.motion(k1, tDot, 'begins') + this.motion(k2, tDot, 'ends')
      addRangeSum(moved, n, k1 + 1, k2, between, 0)
      yDot[j] += sign * between[0]
    }
  }

  begin(): void {
    this.uBar.fill(0)
    this.started.fill(0)
    this.ended.fill(0)
    this.passed.fill(0)
  }

  /** The adjoint of sumOver in the values, and the weights of the jumps on the way. */
  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    const { ended, passed, started, steps, uBar } = this
    for (let j = 0; j < yBar.length; j++) {
      const isForward = x1[j] <= x2[j]
      const low = isForward ? x1[j] : x2[j]
      const high = isForward ? x2[j] : x1[j]
      const w = isForward ? yBar[j] : -yBar[j]
      const k1 = steps.below(low)
      const k2 = steps.below(high)
      if (k1 === k2) {
        uBar[k1] += w * (high - low)
        continue
      }
      uBar[k1] -= w * steps.distance(k1, low)
      uBar[k2] += w * steps.distance(k2 - 1, high)
      started[k1] += w
      ended[k2] += w
      addRange(passed, uBar.length, k1 + 1, k2, isForward ? 1 : -1, yBar, j)
    }
  }

  /** ū from the lengths;  t̄ as the transpose of `motion`. */
  end({ knots, values }: Cotangents): void {
    const { ended, lengths, passed, started, steps, u, uBar } = this
    const n = u.length
    pushDown(passed, n)
    for (let k = 0; k < n; k++) {
      const w = passed[n + k]
      values[k] += uBar[k] + w * lengths[k]
      if (knots === undefined) continue
      if (steps.side === 'nearest') {
        knots[k] +=
          (w * this.drop(k - 1, k + 1) + started[k] * this.drop(k, k + 1) + ended[k] * this.drop(k - 1, k)) / 2
      } else if (k < n - 1) knots[steps.side === 'next' ? k : k + 1] += (started[k] + w) * this.drop(k, k + 1)
    }
  }

  /**
   * What the jumps' motion adds to an integral that passes over step k, begins in it, or ends in it: J̇ (u[k] − u[k+1])
   * by jumps; half-way ones by knots, each of which moves the two beside it. Then u[k] falls out of what passes, and
   * must not be rounded with.
   */
  private motion(k: number, tDot: Float64Array, way: 'passes' | 'begins' | 'ends'): number {
    const { side } = this.steps
    if (side === 'nearest') return (tDot[k] * this.drop(way === 'begins' ? k : k - 1, way === 'ends' ? k : k + 1)) / 2
    return way === 'ends' ? 0 : tDot[side === 'next' ? k : k + 1] * this.drop(k, k + 1)
  }

  /** u[i] − u[j]; nothing where there is no such step. */
  private drop(i: number, j: number): number {
    const { u } = this
    return i < 0 || j >= u.length ? 0 : u[i] - u[j]
  }

  private select(u: Float64Array, x: ArrayLike<number>, order: number, y: Float64Array): void {
    if (order > 0) y.fill(0)
    else for (let j = 0; j < y.length; j++) y[j] = u[this.steps.at(x[j])]
  }

  /** y[j] = Σ u[k] times the length in step k: the two ends, and what lies between from the tree. */
  private sumOver(
    x1: Float64Array,
    x2: Float64Array,
    j: number,
    u: Float64Array,
    tree: Float64Array,
    y: Float64Array,
  ): void {
    const { steps } = this
    const isForward = x1[j] <= x2[j]
    const low = isForward ? x1[j] : x2[j]
    const high = isForward ? x2[j] : x1[j]
    const k1 = steps.below(low)
    const k2 = steps.below(high)
    if (k1 === k2) y[j] = u[k1] * (high - low)
    else {
      y[j] = u[k2] * steps.distance(k2 - 1, high) - u[k1] * steps.distance(k1, low)
      addRangeSum(tree, u.length, k1 + 1, k2, y, j)
    }
    if (!isForward) y[j] = -y[j]
  }
}
