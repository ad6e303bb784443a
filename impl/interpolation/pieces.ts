/**
 * Polynomials between breaks (INP-1), each about both of its ends: a query is evaluated from the nearer one,
 * where nothing cancels (NUM-4). A kind is the rule that makes them from its data, with its adjoint; what is
 * done with them is the same for all kinds (`piece-curve.ts`).
 */
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import type { Cotangents } from './curve.ts'
import { roomFor } from './room.ts'

/**
 * Polynomial i holds on (breaks[i], breaks[i+1]]. Row i of `left` has its Taylor coefficients p⁽ᵏ⁾/k! at
 * breaks[i], row i of `right` those at breaks[i+1]; a row has degree + 1 entries. The first break is the first
 * knot, the last the last. As tangents or cotangents, the same shape: a cotangent of left and one of right add
 * up, as if the two were independent of each other.
 */
export interface Pieces {
  readonly degree: number
  readonly breaks: Float64Array
  readonly left: Float64Array
  readonly right: Float64Array
}

export function emptyPieces(degree: number, breaks: Float64Array): Pieces {
  const size = (breaks.length - 1) * (degree + 1)
  return { degree, breaks, left: roomFor(size), right: roomFor(size) }
}

/** A kind of interpolant: everything that it makes of knots and options alone. */
export type PieceRule = (knots: Float64Array, options: Options) => PreparedPieces

/** What the kind makes of its data for fixed knots. After the first call of each method nothing is allocated. */
export interface PreparedPieces {
  readonly degree: number
  readonly breaks: Float64Array
  /** Writes left and right. */
  fit(args: Doubles, pieces: Pieces): void
  /** Writes piece i alone, of a kind whose pieces are made of the data beside them: for few queries among many knots. */
  fitPiece?(args: Doubles, pieces: Pieces, i: number): void
  /** Writes breaks, left and right of `dot`; `pieces` are those of `args`. */
  tangent(args: Doubles, pieces: Pieces, tangents: Doubles, dot: Pieces): void
  /** Adds to the cotangents in `into`; `bar` may be overwritten. Where `into` has no `knots`, theirs are left out. */
  pullback(args: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void
  /**
   * The same for other data over the same knots, sharing what they alone make; itself where no more is kept of a fit than
   * its pieces. A kind without it keeps one fit, and is fitted again (`OneFit`).
   */
  another?(): PreparedPieces
}

/** The kind as several curves use it in turn, where it keeps the last fit only: fitted again when that was another's. */
export class OneFit implements PreparedPieces {
  readonly degree: number
  readonly breaks: Float64Array
  private readonly prepared: PreparedPieces
  private fitted: Pieces | undefined

  constructor(prepared: PreparedPieces) {
    this.prepared = prepared
    this.degree = prepared.degree
    this.breaks = prepared.breaks
  }

  fit(args: Doubles, pieces: Pieces): void {
    this.fitted = pieces
    this.prepared.fit(args, pieces)
  }

  tangent(args: Doubles, pieces: Pieces, tangents: Doubles, dot: Pieces): void {
    if (this.fitted !== pieces) this.fit(args, pieces)
    this.prepared.tangent(args, pieces, tangents, dot)
  }

  pullback(args: Doubles, pieces: Pieces, bar: Pieces, into: Cotangents): void {
    if (this.fitted !== pieces) this.fit(args, pieces)
    this.prepared.pullback(args, pieces, bar, into)
  }

  another(): PreparedPieces {
    return this
  }
}
