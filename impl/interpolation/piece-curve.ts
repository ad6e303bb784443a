/**
 * Piecewise polynomials as a curve (INP-1 to INP-3, INP-8): evaluation, derivatives and integrals with their
 * adjoints, once for every kind that has pieces. A query is evaluated from the nearer end of its piece,
 *
 *   g⁽ʳ⁾(x) = Σₖ k!/(k−r)! c[k] sᵏ⁻ʳ,   s = x − a,   a that end, c the Taylor coefficients there
 *
 * and one outside the knots from the end knot, with as many coefficients as its tail has. The pieces are
 * continuous at their breaks: this is why a break between two pieces has no part in the adjoint of an integral
 * over both. Folding is the interpolant's business.
 */
import { sidesOf } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import { addCubicTails, addCubicValues, cubicTails, cubicValues } from './cubic-values.ts'
import type { Cotangents, Curve } from './curve.ts'
import { derivativeAt } from './local-polynomial.ts'
import { type Locator, locateBy, locatorOf, middleOf } from './locate.ts'
import { emptyPieces, OneFit, type Pieces, type PreparedPieces } from './pieces.ts'
import { addRunValues, Runs, runValues } from './runs.ts'
import { Segments } from './segments.ts'
import { addRange, addRangeSum, buildTree, pushDown } from './sum-tree.ts'

export function pieceCurve(prepared: PreparedPieces, { extrapolation }: Options): Curve {
  const { left, right } = sidesOf(extrapolation)
  return new PieceCurve(prepared, topOf(left, prepared.degree), topOf(right, prepared.degree))
}

/** The highest coefficient of the end piece that goes on outside. */
function topOf(side: string | number, degree: number): number {
  if (side === 'constant') return 0
  return side === 'linear' ? Math.min(1, degree) : degree
}

/** Where a query is evaluated from: a row of coefficients, the break it is about, and how many of it count. */
export interface Place {
  isRight: boolean
  piece: number
  anchor: number
  top: number
}

export class PieceCurve implements Curve {
  readonly prepared: PreparedPieces
  pieces: Pieces
  readonly topLeft: number
  readonly topRight: number
  private readonly shared: Shared
  readonly locator: Locator
  readonly runs: Runs
  private readonly width: number
  readonly place: Place = { isRight: false, piece: 0, anchor: 0, top: 0 }
  private args: Doubles = {}
  /** Made when they are first asked for. */
  private dot: Pieces | undefined
  /** Integrals of whole pieces, summed up; filled anew when they are first asked for after a fit. */
  private tree: Float64Array | undefined
  private isTreeCurrent = false
  private treeBar: Float64Array | undefined
  private isTreeBarUsed = false
  /** Of cubics alone. */
  private readonly tails: Float64Array = new Float64Array(8)
  private readonly tailsBar: Float64Array = new Float64Array(8)

  constructor(
    prepared: PreparedPieces,
    topLeft: number,
    topRight: number,
    shared: Shared = sharedBy(locatorOf(prepared.breaks), emptyPieces(prepared.degree, prepared.breaks)),
  ) {
    this.prepared = prepared
    this.topLeft = topLeft
    this.topRight = topRight
    this.width = prepared.degree + 1
    this.pieces = shared.pieces
    this.shared = shared
    this.locator = shared.locator
    this.runs = new Runs(shared.locator, prepared.degree, topLeft, topRight)
  }

  several(count: number): readonly PieceCurve[] {
    const { locator, pieces, prepared, topLeft, topRight } = this
    const { degree, breaks } = prepared
    const first = prepared.another === undefined ? new OneFit(prepared) : prepared
    const shared = Array.from({ length: atOnce }, (_, k) =>
      sharedBy(locator, k === 0 ? pieces : emptyPieces(degree, breaks)),
    )
    const curves = Array.from(
      { length: count },
      (_, c) => new PieceCurve(c === 0 ? first : first.another!(), topLeft, topRight, shared[c % atOnce]),
    )
    const isLittle = count * (pieces.left.length + pieces.right.length) <= mostKept
    if (isLittle) for (const curve of curves) curve.keepFit()
    return curves
  }

  /** The cotangents of the pieces, collected since `begin`. */
  get collected(): Pieces {
    return this.shared.bar!
  }

  /** Made when the first integral is asked for. */
  private get segments(): Segments {
    const { prepared, shared, topLeft, topRight } = this
    shared.segments ??= new Segments(prepared.breaks, prepared.degree, topLeft, topRight)
    return shared.segments
  }

  get keepsFit(): boolean {
    return this.pieces !== this.shared.pieces || this.shared.fitted === this
  }

  keepFit(): void {
    const { degree, breaks } = this.prepared
    if (this.pieces === this.shared.pieces) this.pieces = emptyPieces(degree, breaks)
  }

  fit(args: Doubles): void {
    this.args = args
    if (this.pieces === this.shared.pieces) this.shared.fitted = this
    this.prepared.fit(args, this.pieces)
    this.isTreeCurrent = false
    if (this.width === 4) cubicTails(this.pieces, this.topLeft, this.topRight, this.tails)
  }

  fitAt(args: Doubles, x: ArrayLike<number>): boolean {
    const { pieces, prepared, place } = this
    const last = pieces.breaks.length - 2
    if (prepared.fitPiece === undefined || x.length * fewQueries > last) {
      this.fit(args)
      return true
    }
    this.args = args
    // The end pieces go on outside.
    for (const i of [0, last]) prepared.fitPiece(args, pieces, i)
    for (let j = 0; j < x.length; j++) {
      this.meet(x[j])
      prepared.fitPiece(args, pieces, place.piece)
    }
    if (this.width === 4) cubicTails(pieces, this.topLeft, this.topRight, this.tails)
    return false
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    const { pieces, width } = this
    if (width === 4 && order === 0) {
      cubicValues(this.locator, pieces, this.tails, x, y)
      return
    }
    const { runs } = this
    runs.start(x, order, y.length)
    while (runs.next()) {
      const { isRight, piece } = runs.half
      runValues(runs, isRight ? pieces.right : pieces.left, piece * width, y, 0, 1)
    }
  }

  evaluateTangent(x: Float64Array, xDot: Float64Array, order: number, tangents: Doubles, yDot: Float64Array): void {
    const { pieces, place, width } = this
    const dot = this.moved(tangents)
    place.piece = 0
    for (let j = 0; j < yDot.length; j++) {
      const s = this.meet(x[j])
      const offset = place.piece * width
      const slope = derivativeAt(place.isRight ? pieces.right : pieces.left, offset, place.top, order + 1, s)
      const inner = derivativeAt(place.isRight ? dot.right : dot.left, offset, place.top, order, s)
      yDot[j] = inner + slope * (xDot[j] - dot.breaks[place.anchor])
    }
  }

  /** c̄[k] += ȳ k!/(k−r)! sᵏ⁻ʳ,  x̄ = ȳ g⁽ʳ⁺¹⁾(x),  ā −= x̄. */
  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    const { pieces, width } = this
    const bar = this.collected
    if (width === 4 && order === 0) {
      addCubicValues(this.locator, pieces, this.tails, bar, this.tailsBar, x, yBar, xBar)
      return
    }
    xBar.fill(0)
    const { runs } = this
    runs.start(x, order, xBar.length)
    while (runs.next()) {
      const { isRight, piece } = runs.half
      const c = isRight ? pieces.right : pieces.left
      addRunValues(runs, c, isRight ? bar.right : bar.left, piece * width, yBar, 0, 1, xBar, bar.breaks)
    }
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    const { pieces, segments } = this
    const leaves = pieces.breaks.length - 1
    const tree = this.wholePieces(pieces)
    for (let j = 0; j < y.length; j++) {
      segments.cut(x1, x2, j)
      y[j] = 0
      addRangeSum(tree, leaves, segments.from, segments.to, y, j)
      segments.addIntegrals(pieces, y, j)
      y[j] *= segments.sign
    }
  }

  /** The coefficients move, and with each anchor the polynomial about it: ∫ ġ = Σ ∫ Σ ċ[k] sᵏ − ȧ (p(hi) − p(lo)). */
  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void {
    const { pieces, segments } = this
    const dot = this.moved(tangents)
    const leaves = pieces.breaks.length - 1
    const tree = new Float64Array(2 * leaves)
    for (let i = 0; i < leaves; i++) {
      segments.cutPiece(i)
      segments.addIntegrals(dot, tree, leaves + i)
      segments.addMoves(pieces, dot.breaks, tree, leaves + i)
    }
    buildTree(tree, leaves)
    for (let j = 0; j < yDot.length; j++) {
      segments.cut(x1, x2, j)
      yDot[j] = 0
      addRangeSum(tree, leaves, segments.from, segments.to, yDot, j)
      segments.addIntegrals(dot, yDot, j)
      segments.addMoves(pieces, dot.breaks, yDot, j)
      yDot[j] *= segments.sign
    }
  }

  begin(): void {
    const { pieces, shared } = this
    const { bar } = shared
    if (bar === undefined) shared.bar = emptyPieces(pieces.degree, new Float64Array(pieces.breaks.length))
    else {
      bar.breaks.fill(0)
      bar.left.fill(0)
      bar.right.fill(0)
    }
    this.tailsBar.fill(0)
    if (this.isTreeBarUsed) this.treeBar!.fill(0)
    this.isTreeBarUsed = false
  }

  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    const { collected, pieces, segments } = this
    const leaves = pieces.breaks.length - 1
    this.treeBar ??= new Float64Array(2 * leaves)
    this.isTreeBarUsed = true
    for (let j = 0; j < yBar.length; j++) {
      segments.cut(x1, x2, j)
      segments.addPullback(pieces, collected, yBar, j)
      addRange(this.treeBar, leaves, segments.from, segments.to, segments.sign, yBar, j)
    }
  }

  end(into: Cotangents): void {
    const { collected, pieces, segments } = this
    if (this.isTreeBarUsed) {
      const leaves = pieces.breaks.length - 1
      const treeBar = this.treeBar!
      pushDown(treeBar, leaves)
      for (let i = 0; i < leaves; i++) {
        if (treeBar[leaves + i] === 0) continue
        segments.cutPiece(i)
        segments.addPullback(pieces, collected, treeBar, leaves + i)
      }
    }
    if (this.width === 4) addCubicTails(this.tailsBar, this.topLeft, this.topRight, collected)
    this.pullbackPieces(collected, into)
  }

  /** The cotangents of the data from those of the pieces. */
  pullbackPieces(bar: Pieces, into: Cotangents): void {
    this.prepared.pullback(this.args, this.pieces, bar, into)
  }

  /** Sets `place` for x, searching from the piece of the last call; returns s. */
  meet(x: number): number {
    const { place, topLeft, topRight } = this
    const { breaks, degree } = this.pieces
    const end = breaks.length - 1
    if (x < breaks[0]) {
      place.isRight = false
      place.piece = 0
      place.anchor = 0
      place.top = topLeft
      return x - breaks[0]
    }
    if (x > breaks[end]) {
      place.isRight = true
      place.piece = end - 1
      place.anchor = end
      place.top = topRight
      return x - breaks[end]
    }
    const i = locateBy(this.locator, x, place.piece)
    place.isRight = x > middleOf(breaks, i)
    place.piece = i
    place.anchor = place.isRight ? i + 1 : i
    place.top = degree
    return x - breaks[place.anchor]
  }

  private moved(tangents: Doubles): Pieces {
    const { pieces } = this
    this.dot ??= emptyPieces(pieces.degree, new Float64Array(pieces.breaks.length))
    this.prepared.tangent(this.args, pieces, tangents, this.dot)
    return this.dot
  }

  private wholePieces(pieces: Pieces): Float64Array {
    const { segments } = this
    const leaves = pieces.breaks.length - 1
    this.tree ??= new Float64Array(2 * leaves)
    if (!this.isTreeCurrent) {
      this.tree.fill(0)
      for (let i = 0; i < leaves; i++) {
        segments.cutPiece(i)
        segments.addIntegrals(pieces, this.tree, leaves + i)
      }
      buildTree(this.tree, leaves)
      this.isTreeCurrent = true
    }
    return this.tree
  }
}

/** Of several curves over the same knots, how many may collect a pullback at the same time: neighbours. */
const atOnce = 2

/**
 * Numbers in the pieces of several curves that are all kept from the first fit on: half a megabyte, which a cache holds.
 * More of them are slower to get and to come back to than to make again once (measured with 8 curves of 10⁴ knots).
 */
const mostKept = 2 ** 16

/**
 * So many pieces for each query, and it pays to make only those that are asked for: a piece that is met costs a search. Room
 * that is not written to costs nothing; the first time it is, more than what is written (measured: twice as much).
 */
const fewQueries = 8

/** What several curves over the same knots have in common. */
interface Shared {
  readonly locator: Locator
  /** Room for a fit of those that do not keep it, and whose it is. */
  readonly pieces: Pieces
  fitted: PieceCurve | undefined
  /** Where they collect a pullback, one after the other; made when it is first begun. */
  bar: Pieces | undefined
  segments: Segments | undefined
}

function sharedBy(locator: Locator, pieces: Pieces): Shared {
  return { locator, pieces, fitted: undefined, bar: undefined, segments: undefined }
}
