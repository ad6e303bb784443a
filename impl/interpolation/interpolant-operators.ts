/**
 * A kind of interpolant and its integral as operators (INP-5 to INP-10), from its curve: what remains is to fold
 * the queries (INP-4) and to give the sign that a reflection has in odd derivatives.
 */
import type { Options } from '../../spec/operator.ts'
import { type Doubles, type Maps, operator, type SharingOperator, type Wanted } from '../operator.ts'
import { type Cotangents, type Curve, fitAt, integrand } from './curve.ts'
import { addMovedEnds, movedEnds } from './ends.ts'
import { Folding } from './fold.ts'
import { pieceCurve } from './piece-curve.ts'
import type { PieceRule } from './pieces.ts'
import { type Stretches, stretchesOf } from './stretches.ts'

/** What a kind is to the operators: a curve for knots and options. */
export type CurveOf = (knots: Float64Array, options: Options) => Curve

/** The curve of a kind that has pieces. */
export function curveOfPieces(rule: PieceRule): CurveOf {
  return (knots, options) => pieceCurve(rule(knots, options), options)
}

/** The operators `name` and `name-integral`. */
export function interpolantOperators(name: string, curveOf: CurveOf): Readonly<Record<string, SharingOperator>> {
  return { [name]: valueOperator(name, curveOf), [`${name}-integral`]: integralOperator(`${name}-integral`, curveOf) }
}

/** Queries where they are evaluated. */
interface Folded {
  readonly folding: Folding
  /** Nothing where no query moves. */
  readonly cells: Float64Array | undefined
  readonly x: Float64Array
}

function foldedQueries(knots: Float64Array, queries: Float64Array, options: Options): Folded {
  const folding = new Folding(knots, options.extrapolation)
  if (!folding.folds) return { folding, cells: undefined, x: queries }
  const cells = queries.map((q) => folding.cellOf(q))
  return { folding, cells, x: queries.map((q, j) => folding.place(cells[j], q)) }
}

/** σʳ y in place. */
function sign(y: Float64Array, { folding, cells }: Folded, order: number): Float64Array {
  if (cells !== undefined && order === 1) for (let j = 0; j < y.length; j++) y[j] *= folding.sigma(cells[j])
  return y
}

function fitted(curveOf: CurveOf, args: Doubles, options: Options): Curve {
  const curve = curveOf(args.knots, options)
  curve.fit(args)
  return curve
}

/** Zero cotangents for the data; without those of the knots, which cost most, where they are not wanted. */
function zerosOf(args: Doubles, places: readonly string[], wanted: Wanted): Record<string, Float64Array> {
  const zeros: Record<string, Float64Array> = {}
  for (const name in args) {
    if (places.includes(name) || (name === 'knots' && !wanted(name))) continue
    zeros[name] = new Float64Array(args[name].length)
  }
  return zeros
}

/** Ends a pullback; where no data are wanted, there is nothing to add up. */
function end(curve: Curve, into: Cotangents, wanted: Wanted): void {
  if (Object.keys(into).some(wanted)) curve.end(into)
}

function valueOperator(name: string, curveOf: CurveOf): SharingOperator {
  return operator(name, {
    at(args, options): Maps {
      const order = Number(options.order)
      const folded = foldedQueries(args.knots, args.queries, options)
      const { folding, cells, x } = folded
      const curve = curveOf(args.knots, options)
      let isFitted = false
      const fit = (): void => {
        if (!isFitted) curve.fit(args)
        isFitted = true
      }
      return {
        primal() {
          const y = new Float64Array(args.queries.length)
          if (!isFitted) isFitted = fitAt(curve, args, x)
          curve.evaluate(x, order, y)
          return sign(y, folded, order)
        },
        /** ẋ = σ q̇ + α ṫ[0] + β ṫ[n−1] */
        pushforward(tangents) {
          const first = tangents.knots[0]
          const last = tangents.knots[tangents.knots.length - 1]
          const xDot =
            cells === undefined
              ? tangents.queries
              : tangents.queries.map(
                  (qDot, j) =>
                    folding.sigma(cells[j]) * qDot + folding.alpha(cells[j]) * first + folding.beta(cells[j]) * last,
                )
          const yDot = new Float64Array(x.length)
          fit()
          curve.evaluateTangent(x, xDot, order, tangents, yDot)
          return sign(yDot, folded, order)
        },
        /** q̄ = σ x̄,  t̄[0] += α x̄,  t̄[n−1] += β x̄ */
        pullback(cotangent, wanted) {
          const yBar = cells === undefined ? cotangent : sign(new Float64Array(cotangent), folded, order)
          const xBar = new Float64Array(x.length)
          const into = zerosOf(args, ['queries'], wanted)
          fit()
          curve.begin()
          curve.evaluatePullback(x, order, yBar, xBar)
          end(curve, into, wanted)
          if (cells !== undefined) {
            const { knots } = into
            for (let j = 0; j < xBar.length; j++) {
              if (knots !== undefined) {
                knots[0] += folding.alpha(cells[j]) * xBar[j]
                knots[knots.length - 1] += folding.beta(cells[j]) * xBar[j]
              }
              xBar[j] *= folding.sigma(cells[j])
            }
          }
          return { ...into, queries: xBar }
        },
      }
    },
  })
}

function integralOperator(name: string, curveOf: CurveOf): SharingOperator {
  return operator(name, {
    at(args, options): Maps {
      const folding = new Folding(args.knots, options.extrapolation)
      const stretches = stretchesOf(folding, args.from, args.to)
      const { owner, weight, x1, x2, starts, ends } = stretches
      const curve = fitted(curveOf, args, options)
      return {
        primal() {
          const parts = new Float64Array(owner.length)
          curve.integrate(x1, x2, parts)
          return gathered(parts, owner, weight, args.from.length)
        },
        /** İ = Σ w (∫ ġ + g(x₂) ẋ₂ − g(x₁) ẋ₁) */
        pushforward(tangents) {
          const parts = new Float64Array(owner.length)
          curve.integrateTangent(x1, x2, tangents, parts)
          const [g1, g2] = boundaryValues(curve, stretches)
          for (let s = 0; s < parts.length; s++)
            parts[s] += movedEnds(folding, starts[s], ends[s], g1[s], g2[s], tangents, owner[s])
          return gathered(parts, owner, weight, args.from.length)
        },
        /** w Ī for each stretch;  x̄₂ = w Ī g(x₂),  x̄₁ = −w Ī g(x₁) */
        pullback(cotangent, wanted) {
          const into = zerosOf(args, ['from', 'to'], wanted)
          const bar = weight.map((w, s) => w * cotangent[owner[s]])
          curve.begin()
          curve.integratePullback(x1, x2, bar)
          end(curve, into, wanted)
          if (!wanted('from') && !wanted('to') && !wanted('knots')) return into
          const bounds = { from: new Float64Array(args.from.length), to: new Float64Array(args.to.length) }
          const [g1, g2] = boundaryValues(curve, stretches)
          for (let s = 0; s < bar.length; s++) {
            addMovedEnds(folding, starts[s], ends[s], -bar[s] * g1[s], bar[s] * g2[s], into.knots, bounds, owner[s])
          }
          return { ...into, ...bounds }
        },
      }
    },
  })
}

function gathered(parts: Float64Array, owner: Int32Array, weight: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count)
  for (let s = 0; s < parts.length; s++) sums[owner[s]] += weight[s] * parts[s]
  return sums
}

/** The integrand at both ends of each stretch. */
function boundaryValues(curve: Curve, { x1, x2 }: Stretches): readonly [Float64Array, Float64Array] {
  const g1 = new Float64Array(x1.length)
  const g2 = new Float64Array(x2.length)
  integrand(curve, x1, g1)
  integrand(curve, x2, g2)
  return [g1, g2]
}
