import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryOf } from '../spec/catalogue.ts'
import { neighbour } from './draw/knots.ts'
import { heldInPieces, pieceOf } from './pieces.ts'

const knots = [-1, 0, 2, 3]
const entry = entryOf('linear-interpolation')!

describe('pieceOf', () => {
  it.each([
    [-2, -1],
    [-1, 0],
    [-0.5, 0],
    [0, 0],
    [0.5, 1],
    [2, 1],
    [3, 2],
    [4, 3],
  ])('of %d is %d', (q, piece) => {
    expect(pieceOf(knots, q)).toBe(piece)
  })
})

describe('heldInPieces', () => {
  it('leaves every query in its piece, at and beside the knots too', () => {
    const place = fc.constantFrom(...knots.flatMap((t) => [t, neighbour(t, 1), neighbour(t, -1), t + 0.5]))
    const move = fc.double({ min: -(2 ** -10), max: 2 ** -10, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, move)), fc.array(move, { minLength: 4, maxLength: 4 }), (moves, shifts) => {
        const queries = moves.map(([q]) => q)
        const moved = {
          knots: knots.map((t, i) => t + shifts[i]),
          queries: moves.map(([q, by]) => q + by),
        }
        const held = heldInPieces(entry, { knots, queries }, moved)
        expect(held.knots).toEqual(moved.knots)
        held.queries.forEach((q, k) => {
          // Left of all knots a query may be put onto the first one, which counts as the first piece.
          if (q === moved.knots[0]) return
          expect(pieceOf(moved.knots, q)).toBe(pieceOf(knots, queries[k]))
        })
      }),
    )
  })

  it('moves nothing that has not crossed a knot', () => {
    const moved = { knots: [-1, 0.25, 2, 3], queries: [0.125, 0.5, 4] }
    expect(heldInPieces(entry, { knots, queries: [-0.25, 0.75, 4] }, moved)).toEqual(moved)
    expect(heldInPieces(entry, { knots, queries: [0.125] }, { ...moved, queries: [0.125] }).queries).toEqual([0.375])
  })
})
