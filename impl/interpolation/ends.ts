/**
 * How the ends of a stretch move with the bounds of its integral and with the end knots, x = σ·bound + α t[0] + β t[n−1],
 * and the adjoint of that (INP-9, INP-10). Ends in one cell have α and β in common: what they bring through the knots
 * is taken together, where most of it cancels.
 */
import type { Doubles } from '../operator.ts'
import type { Folding } from './fold.ts'
import type { End } from './stretches.ts'

const isBound = (source: End['source']): source is 'from' | 'to' => source === 'from' || source === 'to'

const areInOneCell = (start: End, end: End): boolean =>
  isBound(start.source) && isBound(end.source) && start.cell === end.cell

/** g₂ ẋ₂ − g₁ ẋ₁ for the stretch from `start` to `end` of integral j. */
export function movedEnds(
  folding: Folding,
  start: End,
  end: End,
  g1: number,
  g2: number,
  tangents: Doubles,
  j: number,
): number {
  const own = g2 * movedBound(folding, end, tangents, j) - g1 * movedBound(folding, start, tangents, j)
  if (areInOneCell(start, end)) return own + (g2 - g1) * movedKnots(folding, end, tangents)
  return own + g2 * movedKnots(folding, end, tangents) - g1 * movedKnots(folding, start, tangents)
}

function movedBound(folding: Folding, { source, cell }: End, tangents: Doubles, j: number): number {
  return isBound(source) ? folding.sigma(cell) * tangents[source][j] : 0
}

function movedKnots(folding: Folding, { source, cell }: End, { knots }: Doubles): number {
  const last = knots.length - 1
  if (source === 'first') return knots[0]
  if (source === 'last') return knots[last]
  return folding.alpha(cell) * knots[0] + folding.beta(cell) * knots[last]
}

/** Adds what x̄₁ of the start and x̄₂ of the end bring to the bounds of integral j and to the end knots, if wanted. */
export function addMovedEnds(
  folding: Folding,
  start: End,
  end: End,
  x1Bar: number,
  x2Bar: number,
  knots: Float64Array | undefined,
  bounds: { readonly from: Float64Array; readonly to: Float64Array },
  j: number,
): void {
  addBound(folding, start, x1Bar, bounds, j)
  addBound(folding, end, x2Bar, bounds, j)
  if (knots === undefined) return
  if (areInOneCell(start, end)) addKnots(folding, end, x1Bar + x2Bar, knots)
  else {
    addKnots(folding, start, x1Bar, knots)
    addKnots(folding, end, x2Bar, knots)
  }
}

function addBound(
  folding: Folding,
  { source, cell }: End,
  xBar: number,
  bounds: { readonly from: Float64Array; readonly to: Float64Array },
  j: number,
): void {
  if (isBound(source)) bounds[source][j] += folding.sigma(cell) * xBar
}

function addKnots(folding: Folding, { source, cell }: End, xBar: number, knots: Float64Array): void {
  if (source !== 'last') knots[0] += source === 'first' ? xBar : folding.alpha(cell) * xBar
  if (source !== 'first') knots[knots.length - 1] += source === 'last' ? xBar : folding.beta(cell) * xBar
}
