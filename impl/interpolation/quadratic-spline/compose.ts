/**
 * Piecewise evaluation y = u[i] + z[i] s + σ[i] s², s = q − t[i], i the piece of q: QSP-11 to QSP-13.
 *
 * Derivatives hold the piece fixed: at an interior knot they are those of the piece on its left (OPR-5).
 * A value is the same at a knot from either side only if u, z and σ are those of one continuous spline, which
 * then is better evaluated from the nearer knot: `quadratic-spline.ts`.
 */
import { type Doubles, operator, type SharingOperator } from '../../operator.ts'
import { locateFrom } from '../locate.ts'

/** A piecewise quadratic: knots t and coefficients u, z, σ of each piece; or cotangents of these, to be added to. */
interface Pieces {
  readonly t: Float64Array
  readonly u: Float64Array
  readonly z: Float64Array
  readonly sigma: Float64Array
}

function compose({ t, u, z, sigma }: Pieces, queries: Float64Array): Float64Array {
  let i = 0
  return queries.map((q) => {
    i = locateFrom(t, q, i)
    const s = q - t[i]
    return u[i] + s * (z[i] + sigma[i] * s)
  })
}

/** ẏ = u̇ + ż s + σ̇ s² + (z + 2σs) ṡ,  ṡ = q̇ − ṫ. */
function composeTangent({ t, z, sigma }: Pieces, dot: Pieces, queries: Float64Array, qDot: Float64Array): Float64Array {
  let i = 0
  return queries.map((q, j) => {
    i = locateFrom(t, q, i)
    const s = q - t[i]
    const slope = z[i] + 2 * sigma[i] * s
    return dot.u[i] + s * (dot.z[i] + s * dot.sigma[i]) + slope * (qDot[j] - dot.t[i])
  })
}

/** ū += ȳ,  z̄ += ȳ s,  σ̄ += ȳ s²,  q̄ = ȳ (z + 2σs),  t̄ −= q̄. */
function addComposePullback(
  { t, z, sigma }: Pieces,
  queries: Float64Array,
  yBar: Float64Array,
  bar: Pieces,
  qBar: Float64Array,
): void {
  let i = 0
  for (let j = 0; j < qBar.length; j++) {
    i = locateFrom(t, queries[j], i)
    const s = queries[j] - t[i]
    const w = yBar[j]
    const gradient = w * (z[i] + 2 * sigma[i] * s)
    bar.u[i] += w
    bar.z[i] += w * s
    bar.sigma[i] += w * s * s
    bar.t[i] -= gradient
    qBar[j] = gradient
  }
}

const piecesOf = ({ knots, values, slopes, curvatures }: Doubles): Pieces => ({
  t: knots,
  u: values,
  z: slopes,
  sigma: curvatures,
})

export const quadraticSplineCompose: SharingOperator = operator('quadratic-spline-compose', {
  primal: (args) => compose(piecesOf(args), args.queries),
  pushforward: (args, tangents) => composeTangent(piecesOf(args), piecesOf(tangents), args.queries, tangents.queries),
  pullback(args, yBar) {
    const n = args.knots.length
    const bar = {
      t: new Float64Array(n),
      u: new Float64Array(n),
      z: new Float64Array(n),
      sigma: new Float64Array(n - 1),
    }
    const queries = new Float64Array(yBar.length)
    addComposePullback(piecesOf(args), args.queries, yBar, bar, queries)
    return { knots: bar.t, values: bar.u, slopes: bar.z, curvatures: bar.sigma, queries }
  },
})
