/**
 * Piecewise evaluation y = u[i] + z[i] s + σ[i] s², s = q − t[i], i the piece of q: QSP-11 to QSP-13.
 *
 * Derivatives hold the piece fixed: at an interior knot they are those of the piece on its left (OPR-5).
 * A value is the same at a knot from either side only if u, z and σ are those of one continuous spline.
 */
import type { Operator } from '../../../spec/operator.ts'
import { type Doubles, operator } from '../../operator.ts'
import { locateFrom } from '../locate.ts'

/**
 * Which end of its piece a query is measured from: always the left one, as the operator is defined; or
 * the nearer one, for a spline whose z and σ belong together. There it is the same polynomial, without
 * the cancellation of z s against σ s² at the far end (QSP-14).
 */
export type Anchor = 'left' | 'nearer'

function anchorOf(anchor: Anchor, t: Float64Array, q: number, i: number): number {
  return anchor === 'nearer' && q - t[i] > t[i + 1] - q ? i + 1 : i
}

/** A piecewise quadratic: knots t and coefficients u, z, σ of each piece. */
export interface Pieces {
  readonly t: Float64Array
  readonly u: Float64Array
  readonly z: Float64Array
  readonly sigma: Float64Array
}

/** Cotangents of the pieces, to be added to. */
export interface PieceCotangents {
  readonly t: Float64Array
  readonly u: Float64Array
  readonly z: Float64Array
  readonly sigma: Float64Array
}

export function composeInto(
  y: Float64Array,
  { t, u, z, sigma }: Pieces,
  queries: ArrayLike<number>,
  anchor: Anchor,
): void {
  let i = 0
  for (let j = 0; j < y.length; j++) {
    const q = queries[j]
    i = locateFrom(t, q, i)
    const e = anchorOf(anchor, t, q, i)
    const s = q - t[e]
    y[j] = u[e] + s * (z[e] + sigma[i] * s)
  }
}

/** ẏ = u̇ + ż s + σ̇ s² + (z + 2σs) ṡ,  ṡ = q̇ − ṫ. */
export function composeTangent(
  pieces: Pieces,
  dot: Pieces,
  queries: Float64Array,
  qDot: Float64Array,
  anchor: Anchor,
): Float64Array {
  const { t, z, sigma } = pieces
  let i = 0
  return queries.map((q, j) => {
    i = locateFrom(t, q, i)
    const e = anchorOf(anchor, t, q, i)
    const s = q - t[e]
    const slope = z[e] + 2 * sigma[i] * s
    return dot.u[e] + s * (dot.z[e] + s * dot.sigma[i]) + slope * (qDot[j] - dot.t[e])
  })
}

/** ū += ȳ,  z̄ += ȳ s,  σ̄ += ȳ s²,  q̄ = ȳ (z + 2σs),  t̄ −= q̄. */
export function addComposePullback(
  { t, z, sigma }: Pieces,
  queries: ArrayLike<number>,
  yBar: ArrayLike<number>,
  bar: PieceCotangents,
  qBar: Float64Array,
  anchor: Anchor,
): void {
  let i = 0
  for (let j = 0; j < qBar.length; j++) {
    const q = queries[j]
    i = locateFrom(t, q, i)
    const e = anchorOf(anchor, t, q, i)
    const s = q - t[e]
    const w = yBar[j]
    const gradient = w * (z[e] + 2 * sigma[i] * s)
    bar.u[e] += w
    bar.z[e] += w * s
    bar.sigma[i] += w * s * s
    bar.t[e] -= gradient
    qBar[j] = gradient
  }
}

/** Zero cotangents for n knots. */
export function zeroCotangents(n: number): PieceCotangents {
  return {
    t: new Float64Array(n),
    u: new Float64Array(n),
    z: new Float64Array(n),
    sigma: new Float64Array(n - 1),
  }
}

const piecesOf = ({ knots, values, slopes, curvatures }: Doubles): Pieces => ({
  t: knots,
  u: values,
  z: slopes,
  sigma: curvatures,
})

export const quadraticSplineCompose: Operator = operator('quadratic-spline-compose', {
  primal(args) {
    const y = new Float64Array(args.queries.length)
    composeInto(y, piecesOf(args), args.queries, 'left')
    return y
  },
  pushforward: (args, tangents) =>
    composeTangent(piecesOf(args), piecesOf(tangents), args.queries, tangents.queries, 'left'),
  pullback(args, yBar) {
    const bar = zeroCotangents(args.knots.length)
    const queries = new Float64Array(yBar.length)
    addComposePullback(piecesOf(args), args.queries, yBar, bar, queries, 'left')
    return { knots: bar.t, values: bar.u, slopes: bar.z, curvatures: bar.sigma, queries }
  },
})
