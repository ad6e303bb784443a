/** Which piece of the knots a query lies in (INP-1), and how a perturbation of both leaves it there (NUM-7). */
import type { Entry } from '../spec/entry.ts'
import { neighbour } from './draw/knots.ts'
import type { Numbers } from './law.ts'

/** The i of (t[i], t[i+1]], with −1 and n − 1 for what lies outside; the first knot belongs to piece 0. */
export function pieceOf(knots: readonly number[], q: number): number {
  if (q === knots[0]) return 0
  let [below, above] = [-1, knots.length]
  while (above - below > 1) {
    const middle = (below + above) >> 1
    if (knots[middle] < q) below = middle
    else above = middle
  }
  return below
}

/** The moved arguments, but that a query which has crossed a knot is put back on its own side, as far from it. */
export function heldInPieces({ arguments: args }: Entry, before: Numbers, moved: Numbers): Numbers {
  const knots = args.find(({ role }) => role === 'knots')?.name
  if (knots === undefined) return moved
  const held = args
    .filter(({ name, role }) => role === 'queries' && name in moved)
    .map(({ name }) => [
      name,
      moved[name].map((q, j) => within(pieceOf(before[knots], before[name][j]), moved[knots], q)),
    ])
  return { ...moved, ...Object.fromEntries(held) }
}

function within(piece: number, knots: readonly number[], q: number): number {
  const left = knots[piece] ?? Number.NEGATIVE_INFINITY
  const right = knots[piece + 1] ?? Number.POSITIVE_INFINITY
  if (q > right) return 2 * right - q
  if (q > left || (piece === 0 && q === left)) return q
  return piece === 0 ? 2 * left - q : Math.max(2 * left - q, neighbour(left, 1))
}
