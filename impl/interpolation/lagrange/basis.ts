/**
 * Lagrange's basis and its derivatives, LOC-10: ℓ[j](x) = w[j] Π (x − t[k]), k ≠ j, with the barycentric weights
 * w[j] = 1 / Π (t[j] − t[k]).
 *
 * The products over k < j and over k > j are carried as truncated power series in a shift of x, so that all n
 * derivatives of one order come in O(n) without a division by x − t[j]: each ℓ[j] has a relative error of some 3n
 * roundings anywhere, at and next to knots too. Distances are in units of a quarter of the range, the capacity
 * that keeps the products in the range of doubles (Berrut & Trefethen 2004, § 7), rounded to a power of two.
 */
import { CotangentError } from '../../../spec/errors.ts'

/** Coefficients of a truncated series: derivatives up to the third. */
const width = 4
const factorials = [1, 1, 2, 6]
/** Weights beyond 2^±this leave no room for the products that they are multiplied with. */
const largestExponent = 900

export class Basis {
  readonly t: Float64Array
  private readonly unit: number
  private readonly weights: Float64Array
  /** Row j: the series of the product over k ≥ j. */
  private readonly after: Float64Array
  private readonly before: Float64Array = new Float64Array(width)

  constructor(t: Float64Array) {
    const n = t.length
    this.t = t
    this.unit = 2 ** Math.round(Math.log2(4 / (t[n - 1] - t[0])))
    this.weights = t.map((own, j) => weightOf(t, this.unit, own, j))
    this.after = new Float64Array((n + 1) * width)
  }

  /** out[j] = ℓ[j]⁽ʳ⁾(base + offset), r ≤ 3; the two are not added up, so that no knot is nearer than it seems. */
  fill(base: number, offset: number, order: number, out: Float64Array): void {
    const { after, before, t, unit, weights } = this
    const n = t.length
    after.fill(0, n * width)
    after[n * width] = 1
    for (let j = n - 1; j >= 0; j--) {
      const d = (base - t[j] + offset) * unit
      const row = j * width
      for (let a = order; a > 0; a--) after[row + a] = after[row + width + a] * d + after[row + width + a - 1]
      after[row] = after[row + width] * d
    }
    before.fill(0)
    before[0] = 1
    let met = -1
    for (let j = 0; j < n; j++) {
      const d = (base - t[j] + offset) * unit
      if (d === 0) met = j
      const row = (j + 1) * width
      let coefficient = 0
      for (let a = 0; a <= order; a++) coefficient += before[a] * after[row + order - a]
      out[j] = coefficient * weights[j] * factorials[order] * unit ** order
      for (let a = order; a > 0; a--) before[a] = before[a] * d + before[a - 1]
      before[0] *= d
    }
    // The others are zero already.
    if (met >= 0 && order === 0) out[met] = 1
  }
}

function weightOf(t: Float64Array, unit: number, own: number, j: number): number {
  let product = 1
  for (let k = 0; k < t.length; k++) if (k !== j) product *= (own - t[k]) * unit
  if (!(Math.abs(Math.log2(Math.abs(product))) < largestExponent)) {
    throw new CotangentError('NOT_FINITE', {
      operator: 'lagrange-interpolation',
      constraint: 'the products of the distances between knots must stay within the range of doubles',
      got: `${t.length} knots with 2^${Math.log2(Math.abs(product))} for knots[${j}]`,
      expected: `at most 2^±${largestExponent}: fewer knots, or knots less unevenly spaced`,
      argument: 'knots',
      index: j,
    })
  }
  return 1 / product
}
