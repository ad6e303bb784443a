/**
 * `quadratic-spline-compose`: piecewise evaluation (QSP-11 to QSP-13).
 *
 *   y = u[i] + z[i] s + σ[i] s²,   s = q − t[i],   i = locate(q)
 *
 * Derivatives hold i fixed: at a knot they are those of the piece on its left (OPR-5).
 */
import { pieceOf } from './locate.ts'
import { add, constant, multiply, subtract } from './math.ts'
import type { DifferentiableOperator } from './operator.ts'
import type { Scalar, Vectors } from './scalar.ts'

/** What a query meets: its piece i, its place s in it, and the slope g = z[i] + 2 σ[i] s of the piece there. */
function meet<T extends Scalar>({ knots, slopes, curvatures }: Vectors<T>, query: T): { i: number; s: T; g: T } {
  const i = pieceOf(knots, query)
  const s = subtract(query, knots[i])
  return { i, s, g: add(slopes[i], multiply(2, multiply(curvatures[i], s))) }
}

/** u + z s + σ s² */
function quadratic<T extends Scalar>(u: T, z: T, sigma: T, s: T): T {
  return add(u, multiply(add(z, multiply(sigma, s)), s))
}

export const quadraticSplineCompose: DifferentiableOperator = {
  primal(args) {
    const { values, slopes, curvatures, queries } = args
    return queries.map((query) => {
      const { i, s } = meet(args, query)
      return quadratic(values[i], slopes[i], curvatures[i], s)
    })
  },

  /** QSP-12: ẏ = u̇[i] + ż[i] s + σ̇[i] s² + g (q̇ − ṫ[i]) */
  pushforward(args, tangents) {
    const { knots, values, slopes, curvatures, queries } = tangents
    return args.queries.map((query, k) => {
      const { i, s, g } = meet(args, query)
      const sdot = subtract(queries[k], knots[i])
      return add(quadratic(values[i], slopes[i], curvatures[i], s), multiply(g, sdot))
    })
  },

  /** QSP-13: each query adds ȳ to ū[i], ȳ s to z̄[i], ȳ s² to σ̄[i] and −ȳ g to t̄[i], and has q̄ = ȳ g. */
  pullback(args, cotangent) {
    const zeros = <T extends Scalar>(array: readonly T[]): T[] => array.map((entry) => constant(0, entry))
    const bar = {
      knots: zeros(args.knots),
      values: zeros(args.values),
      slopes: zeros(args.slopes),
      curvatures: zeros(args.curvatures),
      queries: zeros(args.queries),
    }
    args.queries.forEach((query, k) => {
      const { i, s, g } = meet(args, query)
      const ybar = cotangent[k]
      const sbar = multiply(ybar, g)
      bar.values[i] = add(bar.values[i], ybar)
      bar.slopes[i] = add(bar.slopes[i], multiply(ybar, s))
      bar.curvatures[i] = add(bar.curvatures[i], multiply(ybar, multiply(s, s)))
      bar.knots[i] = subtract(bar.knots[i], sbar)
      bar.queries[k] = sbar
    })
    return bar
  },
}
