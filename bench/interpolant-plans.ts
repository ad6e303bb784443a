/** The rows and growths of the interpolants: the same for every kind. */
import type { KindName } from '../impl/interpolation/kinds.ts'
import type { ComparisonPlan } from './comparisons.ts'
import type { GrowthPlan } from './growth.ts'
import {
  allKinds,
  inManyCalls,
  inOneCall,
  isLargeEnough,
  linearKinds,
  mostKnotsOf,
  naturalSpline,
  planEvaluate,
  planPullback,
  primal,
  pullback,
  uses,
} from './interpolants.ts'
import type { NativePeers } from './native.ts'
import type { SubjectMaker } from './subject.ts'

export const queriesPerKnot = 10
export const fewestGslKnots = 3
const columns = 8
/** Beyond, eight columns of ten queries a knot do not fit beside each other. */
const mostKnots = 1e5
/** What stays the same while the other grows: few, so that growth is not hidden by what they cost. */
const heldFixed = 64

/** The knots among these numbers that interpolants are compared at. */
export const comparedKnots = (knots: readonly number[]): readonly number[] => knots.filter((n) => n <= mostKnots)

export function interpolantPlans(knots: readonly number[], native: NativePeers | undefined): readonly ComparisonPlan[] {
  const compared = comparedKnots(knots)
  return [
    ...allKinds.flatMap((kind) =>
      [...new Set(compared.map((n) => mostKnotsOf(kind, n)))]
        .filter((n) => isLargeEnough(kind, n))
        .flatMap((n) => kindPlans(kind, n)),
    ),
    ...compared.filter((n) => n >= fewestGslKnots).map((n) => splineAgainstGsl(n, native)),
  ]
}

function kindPlans(kind: KindName, n: number): readonly ComparisonPlan[] {
  const m = queriesPerKnot * n
  const size = { kind, n, m }
  const row = (what: string, head: SubjectMaker, base: SubjectMaker, curves = 1): ComparisonPlan => ({
    name: `${kind}: ${what}`,
    n,
    elements: curves * m,
    head,
    bases: [base],
  })
  return [
    row('pullback / primal', pullback(size), primal(size)),
    row('plan pullback / evaluate', planPullback(size), planEvaluate(size)),
    ...Object.entries(uses).map(([name, use]) =>
      row(
        `${columns} columns / ${columns} calls, ${name}`,
        inOneCall(size, columns, use),
        inManyCalls(size, columns, use),
        columns,
      ),
    ),
  ]
}

function splineAgainstGsl(n: number, native: NativePeers | undefined): ComparisonPlan {
  const m = queriesPerKnot * n
  const isThere = native?.kernels.includes('gsl-spline') === true
  return {
    name: 'cubic-spline: build and evaluate / GSL',
    n,
    elements: m,
    head: naturalSpline(n, m),
    bases: isThere ? [() => native.subject('gsl-spline', n)] : [],
  }
}

/** From the least to the largest of these numbers, in knots and in queries. */
export function interpolantGrowth(numbers: readonly number[]): readonly GrowthPlan[] {
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
  if (!(from < to)) return []
  const maps = { primal, pullback }
  return linearKinds.flatMap((kind) =>
    Object.entries(maps).flatMap(([name, map]) => [
      { name: `growth of ${kind} ${name}, knots`, makerOf: (n) => map({ kind, n, m: heldFixed }), from, to },
      { name: `growth of ${kind} ${name}, queries`, makerOf: (m) => map({ kind, n: heldFixed, m }), from, to },
    ]),
  )
}
