/**
 * Knot sets and the queries among them.
 *
 * Knots are positive gaps summed up, not sorted numbers (measured: they shrink in a few steps). Gaps are
 * (1 + m/16)·2^e with ratios to 10⁶ and offsets to 10⁶, on a grid on which the sums are exact up to
 * thousands of knots, so that no two knots fall together by rounding.
 */
import * as fc from 'fast-check'

/** A gap; shrinks to 1. */
export const gap: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: fc.integer({ min: 1, max: 16 }), weight: 3 },
  {
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: -10, max: 10 }))
      .map(([m, e]) => (1 + m / 16) * 2 ** e),
    weight: 2,
  },
)

/** A gap of 2⁻²⁰ to 2²⁰: ratios to 10¹². */
export const wideGap: fc.Arbitrary<number> = fc.integer({ min: -20, max: 20 }).map((e) => 2 ** e)

/** Where the knots lie as a whole: one of them, counted round and round, and its place. */
export interface Origin {
  readonly knot: number
  readonly at: number
}

/** Often a knot at 0, where a result has no other digits to lose but its own. Shrinks to the first at 0. */
export const origin: fc.Arbitrary<Origin> = fc.record({
  knot: fc.nat({ max: 63 }),
  at: fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.constant(0), weight: 2 },
    { arbitrary: fc.integer({ min: -8, max: 8 }), weight: 4 },
    { arbitrary: fc.integer({ min: -(2 ** 20), max: 2 ** 20 }), weight: 1 },
  ),
})

/** Beyond 10⁹. */
export const farOrigin: fc.Arbitrary<Origin> = fc.record({
  knot: fc.nat({ max: 63 }),
  at: fc.integer({ min: 2 ** 30, max: 2 ** 31 }).chain((x) => fc.constantFrom(x, -x)),
})

/** t[i] = t[i−1] + gaps[i], moved to their origin; the first gap is not used. */
export function knotsOf({ knot, at }: Origin, gaps: readonly number[]): number[] {
  const knots = [0]
  for (let i = 1; i < gaps.length; i++) knots.push(knots[i - 1] + gaps[i])
  const shift = at - knots[knot % knots.length]
  return knots.map((t) => t + shift)
}

/**
 * Where a query lies, before the knots are known: `piece` counts knots or pieces round and round, `sixteenths` within the
 * piece, `cell` the periods outside, or pairs of gaps; an `image` is that of a knot in another cell.
 */
export interface Place {
  readonly where: 'inside' | 'knot' | 'below-knot' | 'above-knot' | 'left' | 'right' | 'image-left' | 'image-right'
  readonly piece: number
  readonly sixteenths: number
  readonly cell: number
}

/** Periods outside, more often few: the first, of either parity, and some whose α and β are those of no other (INP-4). */
const cells = [1, 1, 2, 1, 3, 2, 4, 7] as const

const placeOf = (
  where: fc.Arbitrary<Place['where']>,
  sixteenths: fc.Arbitrary<number> = fc.integer({ min: 1, max: 15 }),
): fc.Arbitrary<Place> =>
  fc.record({
    where,
    piece: fc.nat({ max: 63 }),
    sixteenths,
    cell: fc.nat({ max: cells.length - 1 }).map((i) => cells[i]),
  })

/** One of these, equally likely; shrinks towards the first by way of those between. */
const oneOf = (...wheres: readonly Place['where'][]): fc.Arbitrary<Place['where']> =>
  fc.noBias(fc.nat({ max: wheres.length - 1 })).map((index) => wheres[index])

/** Everywhere: inside, at knots, next to knots, outside, at images of knots. */
export const anyPlace: fc.Arbitrary<Place> = placeOf(
  oneOf(
    'inside',
    'inside',
    'inside',
    'inside',
    'left',
    'right',
    'knot',
    'left',
    'right',
    'image-left',
    'image-right',
    'below-knot',
    'above-knot',
  ),
)

/**
 * At least a sixteenth of a gap away from every knot, and off the middle and the quarters of a piece, where a spline
 * may have its breaks: every operator is smooth there.
 */
export const smoothPlace: fc.Arbitrary<Place> = placeOf(oneOf('inside', 'inside', 'inside', 'left', 'right')).map(
  (place) => (place.sixteenths % 4 === 0 ? { ...place, sixteenths: place.sixteenths - 1 } : place),
)

/** At a knot or its image; now and then half-way between two, where the nearest changes. */
export const knotPlace: fc.Arbitrary<Place> = placeOf(
  oneOf('knot', 'knot', 'knot', 'inside', 'image-left', 'image-right'),
  fc.constant(8),
)

/** What a query means that leaves the knots: it may not, the end piece goes on, or it is folded back. */
type Beyond = 'none' | 'tail' | 'periodic' | 'reflective'

export interface Range {
  readonly left: Beyond
  readonly right: Beyond
}

/**
 * The query of a place. What may not lie outside is moved into the piece at that end; what is folded back lies
 * some periods off a place inside, so that it is as far from knots as that one. All sums are exact on the grid of knots.
 */
export function queryAt({ where, piece, sixteenths, cell }: Place, knots: readonly number[], range: Range): number {
  const pieces = knots.length - 1
  const first = knots[0]
  const last = knots[pieces]
  const inside = (i: number): number => knots[i] + ((knots[i + 1] - knots[i]) * sixteenths) / 16
  // −1 is the last.
  const pieceAt = (piece + pieces) % pieces
  const knot = knots[(piece + knots.length) % knots.length]
  /** What folds onto x, in the cell so many periods away; where nothing folds, x itself. */
  const imageOf = (x: number, beyond: Beyond, direction: 1 | -1): number => {
    if (beyond === 'tail' || beyond === 'none') return x
    const between = direction * (cell - 1) * (last - first)
    if (beyond === 'reflective' && cell % 2 === 1) return 2 * (direction === 1 ? last : first) - x + between
    return x + direction * (last - first) + between
  }
  switch (where) {
    case 'inside':
      return inside(pieceAt)
    case 'knot':
      return knot
    case 'below-knot':
      return knot === first ? beside(first, 1, range.left) : neighbour(knot, -1)
    case 'above-knot':
      return knot === last ? beside(last, -1, range.right) : neighbour(knot, 1)
    case 'left':
      if (range.left === 'none') return inside(0)
      if (range.left === 'tail') return first - ((knots[1] - first) * sixteenths * cell) / 8
      return imageOf(inside(pieceAt), range.left, -1)
    case 'right':
      if (range.right === 'none') return inside(pieces - 1)
      if (range.right === 'tail') return last + ((last - knots[pieces - 1]) * sixteenths * cell) / 8
      return imageOf(inside(pieceAt), range.right, 1)
    case 'image-left':
      return imageOf(knot, range.left, -1)
    case 'image-right':
      return imageOf(knot, range.right, 1)
  }
}

/**
 * The query next to an end knot on its outside; `inwards` leads to the other side. Reflected, it is the neighbour on the
 * inside without rounding, or the knot. Carried to the other end it would have lost what it is apart from the knot: there,
 * and where it may not be asked for, it is the knot.
 */
function beside(knot: number, inwards: 1 | -1, beyond: Beyond): number {
  if (beyond === 'tail') return neighbour(knot, inwards === 1 ? -1 : 1)
  return beyond === 'reflective' ? 2 * knot - neighbour(knot, inwards) : knot
}

const double = new Float64Array(1)
const bits = new BigInt64Array(double.buffer)

/** The next double below (−1) or above (1); of 0 something as small beside the gaps, far from underflow. */
export function neighbour(x: number, direction: 1 | -1): number {
  if (x === 0) return direction * 2 ** -60
  double[0] = x
  bits[0] += BigInt(x > 0 ? direction : -direction)
  return double[0]
}
