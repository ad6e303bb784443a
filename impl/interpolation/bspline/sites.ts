/**
 * The places that a spline is known at: its breaks, which are weighted means of two neighbouring knots, and the
 * knots themselves (BSP-1, BSP-7). All are kept as a cell and a share of it,
 *
 *   x = t[cell] + (share / of) (t[cell+1] − t[cell]),   0 ≤ share < of
 *
 * so that the distance between any two is a sum of positive terms in which nothing cancels (NUM-4), and their
 * derivative maps are those of a mean.
 */

import type { Accumulator, Row } from './arithmetic.ts'
import { doubled } from './digits.ts'

/** Where the interior breaks of a spline lie, from left to right. */
export interface InnerBreaks {
  readonly cell: readonly number[]
  readonly share: readonly number[]
  readonly of: number
}

/** Knots and breaks in one increasing row; where they fall together, once. */
export interface Sites {
  readonly knots: Float64Array
  /** As doubles. */
  readonly x: Float64Array
  /** By how much each of these is beyond its place: nothing at a knot, but far from the origin a good part of a gap. */
  readonly rounding: Float64Array
  readonly cell: Int32Array
  readonly share: Int32Array
  readonly of: number
  /** The site of each knot. */
  readonly ofKnot: Int32Array
  /** The site of each break of the spline, the ends included. */
  readonly ofBreak: Int32Array
  /** The piece of the spline on the right of each site; of the last site, on its left. */
  readonly piece: Int32Array
}

export function sitesOf(knots: Float64Array, { cell, share, of }: InnerBreaks): Sites {
  const cells: number[] = []
  const shares: number[] = []
  const pieces: number[] = []
  const ofKnot = new Int32Array(knots.length)
  const ofBreak = [0]
  let next = 0
  const add = (inCell: number, itsShare: number, isBreak: boolean): void => {
    if (isBreak) {
      ofBreak.push(cells.length)
      next++
    }
    cells.push(inCell)
    shares.push(itsShare)
    pieces.push(next)
  }
  for (let i = 0; i < knots.length; i++) {
    ofKnot[i] = cells.length
    add(i, 0, cell[next] === i && share[next] === 0)
    while (cell[next] === i) add(i, share[next], true)
  }
  pieces[pieces.length - 1] = next
  ofBreak.push(cells.length - 1)
  const x = Float64Array.from(cells, (i, s) =>
    shares[s] === 0 ? knots[i] : knots[i] + ((knots[i + 1] - knots[i]) * shares[s]) / of,
  )
  const place = doubled.register()
  const rounding = x.map((x, s) => {
    if (shares[s] === 0) return 0
    const i = cells[s]
    return -partOf(place, { knots, of }, i, shares[s]).plusDouble(knots[i]).plusDouble(-x).value
  })
  return {
    knots,
    x,
    rounding,
    cell: Int32Array.from(cells),
    share: Int32Array.from(shares),
    of,
    ofKnot,
    ofBreak: Int32Array.from(ofBreak),
    piece: Int32Array.from(pieces),
  }
}

/** x[b] − x[a] for a ≤ b: the rest of a's cell, the cells between, the share of b's. Into d[at], by way of x. */
export function distance(x: Accumulator, sites: Sites, a: number, b: number, d: Row, at: number): void {
  const { knots, cell, share, of } = sites
  const i = cell[a]
  const j = cell[b]
  if (share[a] === 0) x.be(knots[j]).plusDouble(-knots[i]).store(d, at)
  else if (i === j) {
    partOf(x, sites, i, share[b] - share[a]).store(d, at)
    return
  } else {
    partOf(x, sites, i, of - share[a]).store(d, at)
    x.be(knots[j])
      .plusDouble(-knots[i + 1])
      .plus(d, at)
      .store(d, at)
  }
  if (share[b] !== 0) partOf(x, sites, j, share[b]).plus(d, at).store(d, at)
}

/** The distances between one break and the next. */
export function breakGaps(sites: Sites): Float64Array {
  const gaps = doubled.row(sites.ofBreak.length - 1)
  const x = doubled.register()
  for (let j = 0; j < gaps.hi.length; j++) distance(x, sites, sites.ofBreak[j], sites.ofBreak[j + 1], gaps, j)
  return gaps.hi
}

/** share / of of cell i. */
function partOf(x: Accumulator, { knots, of }: Pick<Sites, 'knots' | 'of'>, i: number, share: number): Accumulator {
  return x
    .be(knots[i + 1])
    .plusDouble(-knots[i])
    .timesDouble(share)
    .overDouble(of)
}

/** ẋ = ṫ[cell] + (share / of) (ṫ[cell+1] − ṫ[cell]) */
export function moveSites(x: Accumulator, { cell, share, of }: Sites, tDot: ArrayLike<number>, xDot: Row): void {
  for (let s = 0; s < cell.length; s++) {
    const i = cell[s]
    x.be(0)
    if (share[s] !== 0)
      x.be(tDot[i + 1])
        .plusDouble(-tDot[i])
        .timesDouble(share[s])
        .overDouble(of)
    x.plusDouble(tDot[i]).store(xDot, s)
  }
}

/** t̄[cell] += (1 − share / of) x̄,  t̄[cell+1] += (share / of) x̄ */
export function addSitesPullback(x: Accumulator, { cell, share, of }: Sites, xBar: Row, tBar: Row): void {
  for (let s = 0; s < cell.length; s++) {
    const i = cell[s]
    if (share[s] === 0) {
      x.load(xBar, s).plus(tBar, i).store(tBar, i)
      continue
    }
    x.load(xBar, s)
      .timesDouble(of - share[s])
      .overDouble(of)
      .plus(tBar, i)
      .store(tBar, i)
    x.load(xBar, s)
      .timesDouble(share[s])
      .overDouble(of)
      .plus(tBar, i + 1)
      .store(tBar, i + 1)
  }
}
