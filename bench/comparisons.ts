/** The rows of the table: which subject is held to which. */
import { interpolantPlans } from './interpolant-plans.ts'
import * as kernels from './kernels.ts'
import type { NativeKernel, NativePeers } from './native.ts'
import { faster, type PairSettings } from './pairs.ts'
import type { SubjectMaker } from './subject.ts'

export interface ComparisonPlan {
  /** `head / base`, as the table prints it and `--only` matches it. */
  readonly name: string
  readonly n: number
  /** The entries that one repetition works on, for the times per element. */
  readonly elements: number
  readonly head: SubjectMaker
  /** More than one: all do the same, and the fastest here is the one to be held to. None: the peer is not installed. */
  readonly bases: readonly SubjectMaker[]
}

/** All rows for systems of these sizes and interpolants of these knots. */
export function comparisonPlans(
  sizes: readonly number[],
  knots: readonly number[],
  native: NativePeers | undefined,
): readonly ComparisonPlan[] {
  return [...sizes.flatMap((n) => systemPlans(n, native)), ...splinePlans, ...interpolantPlans(knots, native)]
}

function systemPlans(n: number, native: NativePeers | undefined): readonly ComparisonPlan[] {
  const row = (name: string, head: SubjectMaker, ...bases: SubjectMaker[]): ComparisonPlan => ({
    name,
    n,
    elements: n,
    head,
    bases,
  })
  const c = (kernel: NativeKernel): readonly SubjectMaker[] =>
    native?.kernels.includes(kernel) === true ? [() => native.subject(kernel, n)] : []
  const solve = kernels.preparedSolve(n, 'dominant')
  const pivotedSolve = kernels.preparedSolve(n, 'general')
  const built = kernels.unpreparedSolve(n, 'dominant')
  const pivotedBuilt = kernels.unpreparedSolve(n, 'general')
  return [
    row('prepared solve / C Thomas, factors ready', solve, ...c('thomas-ready-plain')),
    row('prepared solve / C Thomas, arranged for FMA', solve, ...c('thomas-ready-scaled')),
    row('prepared solve / JS Thomas, factors ready', solve, kernels.readyThomasInJavaScript(n)),
    row('prepared solve / JS twisted, factors ready', solve, kernels.readyTwistedInJavaScript(n)),
    row('prepared transposed solve / prepared solve', kernels.preparedSolveTransposed(n, 'dominant'), solve),
    row('prepared pullback / prepared solve', kernels.preparedPullback(n, 'dominant'), solve),
    row('solve / C Thomas', built, ...c('thomas')),
    row('solve / JS Thomas', built, kernels.thomasInJavaScript(n)),
    row('pullback / solve', kernels.unpreparedPullback(n, 'dominant'), built),
    row('prepared pivoted solve / dgttrs', pivotedSolve, ...c('dgttrs')),
    row('prepared pivoted pullback / solve', kernels.preparedPullback(n, 'general'), pivotedSolve),
    row('pivoted solve / dgtsv', pivotedBuilt, ...c('dgtsv')),
  ]
}

const splineRow = (name: string, head: SubjectMaker, base: SubjectMaker): ComparisonPlan => ({
  name,
  n: kernels.splineKnots,
  elements: kernels.splineQueries,
  head,
  bases: [base],
})

const splinePlans: readonly ComparisonPlan[] = [
  splineRow('spline pullback / primal, built each time', kernels.builtSplinePullback, kernels.builtSpline),
  splineRow('spline pullback / primal, prepared', kernels.preparedSplinePullback, kernels.preparedSpline),
]

/** The fastest of the bases, each held to the best so far. */
export async function fastest(bases: readonly SubjectMaker[], settings: PairSettings): Promise<SubjectMaker> {
  let best = bases[0]
  for (const base of bases.slice(1)) best = await faster(best, base, settings)
  return best
}
