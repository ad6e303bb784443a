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
import { addSegment, derivativeAt, segmentIntegral, segmentRise } from './local-polynomial.ts'
import { type Locator, locateBy, locatorOf, middleOf } from './locate.ts'
import { emptyPieces, OneFit, type Pieces, type PreparedPieces } from './pieces.ts'
import { addRunValues, Runs, runValues } from './runs.ts'
import { addRange, buildTree, pushDown, rangeSum } from './sum-tree.ts'

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
  readonly pieces: Pieces
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
    shared: Shared = { locator: locatorOf(prepared.breaks), bar: undefined },
  ) {
    this.prepared = prepared
    this.topLeft = topLeft
    this.topRight = topRight
    this.width = prepared.degree + 1
    this.pieces = emptyPieces(prepared.degree, prepared.breaks)
    this.shared = shared
    this.locator = shared.locator
    this.runs = new Runs(shared.locator, prepared.degree, topLeft, topRight)
  }

  several(count: number): readonly PieceCurve[] {
    const { locator, prepared, topLeft, topRight } = this
    const first = prepared.another === undefined ? new OneFit(prepared) : prepared
    const shared = Array.from({ length: atOnce }, (): Shared => ({ locator, bar: undefined }))
    return Array.from(
      { length: count },
      (_, c) => new PieceCurve(c === 0 ? first : first.another!(), topLeft, topRight, shared[c % atOnce]),
    )
  }

  /** The cotangents of the pieces, collected since `begin`. */
  get collected(): Pieces {
    return this.shared.bar!
  }

  fit(args: Doubles): void {
    this.args = args
    this.prepared.fit(args, this.pieces)
    this.isTreeCurrent = false
    if (this.width === 4) cubicTails(this.pieces, this.topLeft, this.topRight, this.tails)
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
    const { pieces } = this
    const tree = this.wholePieces(pieces)
    for (let j = 0; j < y.length; j++) y[j] = this.sumOver(x1[j], x2[j], pieces, tree)
  }

  /** The coefficients move, and with each anchor the polynomial about it: ∫ ġ = Σ ∫ Σ ċ[k] sᵏ − ȧ (p(hi) − p(lo)). */
  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void {
    const { pieces } = this
    const dot = this.moved(tangents)
    const moves: Moves = { pieces, dot }
    const leaves = pieces.breaks.length - 1
    const tree = new Float64Array(2 * leaves)
    for (let i = 0; i < leaves; i++)
      tree[leaves + i] = this.sumWithin(i, pieces.breaks[i], pieces.breaks[i + 1], dot, moves)
    buildTree(tree, leaves)
    for (let j = 0; j < yDot.length; j++) yDot[j] = this.sumOver(x1[j], x2[j], dot, tree, moves)
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
    const leaves = this.pieces.breaks.length - 1
    this.treeBar ??= new Float64Array(2 * leaves)
    this.isTreeBarUsed = true
    for (let j = 0; j < yBar.length; j++) this.addOver(x1[j], x2[j], yBar[j], this.treeBar)
  }

  end(into: Cotangents): void {
    const { breaks } = this.pieces
    if (this.isTreeBarUsed) {
      const leaves = breaks.length - 1
      const treeBar = this.treeBar!
      pushDown(treeBar, leaves)
      for (let i = 0; i < leaves; i++) {
        const w = treeBar[leaves + i]
        if (w !== 0) this.addWithin(i, breaks[i], breaks[i + 1], w)
      }
    }
    if (this.width === 4) addCubicTails(this.tailsBar, this.topLeft, this.topRight, this.collected)
    this.pullbackPieces(this.collected, into)
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
    const leaves = pieces.breaks.length - 1
    this.tree ??= new Float64Array(2 * leaves)
    if (!this.isTreeCurrent) {
      for (let i = 0; i < leaves; i++)
        this.tree[leaves + i] = this.sumWithin(i, pieces.breaks[i], pieces.breaks[i + 1], pieces)
      buildTree(this.tree, leaves)
      this.isTreeCurrent = true
    }
    return this.tree
  }

  /** The integral from x₁ to x₂ of the polynomials `of`: tails, parts of pieces, and whole pieces from the tree. */
  private sumOver(x1: number, x2: number, of: Pieces, tree: Float64Array, moves?: Moves): number {
    if (x1 > x2) return -this.sumOver(x2, x1, of, tree, moves)
    const { breaks } = this.pieces
    const end = breaks.length - 1
    let sum = 0
    if (x1 < breaks[0]) sum += this.segment(false, 0, 0, this.topLeft, x1, Math.min(x2, breaks[0]), of, moves)
    const low = Math.max(x1, breaks[0])
    const high = Math.min(x2, breaks[end])
    if (low < high) {
      const i = locateBy(this.locator, low, this.place.piece)
      const k = locateBy(this.locator, high, i)
      this.place.piece = k
      if (i === k) sum += this.sumWithin(i, low, high, of, moves)
      else {
        sum += this.sumWithin(i, low, breaks[i + 1], of, moves)
        sum += rangeSum(tree, end, i + 1, k)
        sum += this.sumWithin(k, breaks[k], high, of, moves)
      }
    }
    if (x2 > breaks[end])
      sum += this.segment(true, end - 1, end, this.topRight, Math.max(x1, breaks[end]), x2, of, moves)
    return sum
  }

  /** Within one piece, each half about its own end. */
  private sumWithin(i: number, low: number, high: number, of: Pieces, moves?: Moves): number {
    const { breaks, degree } = this.pieces
    const middle = middleOf(breaks, i)
    let sum = 0
    if (low < middle) sum += this.segment(false, i, i, degree, low, Math.min(high, middle), of, moves)
    if (high > middle) sum += this.segment(true, i, i + 1, degree, Math.max(low, middle), high, of, moves)
    return sum
  }

  private segment(
    isRight: boolean,
    piece: number,
    anchor: number,
    top: number,
    low: number,
    high: number,
    of: Pieces,
    moves: Moves | undefined,
  ): number {
    const offset = piece * this.width
    const a = low - this.pieces.breaks[anchor]
    const b = high - this.pieces.breaks[anchor]
    const inner = segmentIntegral(isRight ? of.right : of.left, offset, top, a, b, high - low)
    if (moves === undefined) return inner
    const row = isRight ? moves.pieces.right : moves.pieces.left
    return inner - moves.dot.breaks[anchor] * segmentRise(row, offset, top, a, b, high - low)
  }

  /** The adjoint of sumOver. */
  private addOver(x1: number, x2: number, w: number, treeBar: Float64Array): void {
    if (x1 > x2) {
      this.addOver(x2, x1, -w, treeBar)
      return
    }
    const { breaks } = this.pieces
    const end = breaks.length - 1
    if (x1 < breaks[0]) this.addTo(false, 0, 0, this.topLeft, x1, Math.min(x2, breaks[0]), w)
    const low = Math.max(x1, breaks[0])
    const high = Math.min(x2, breaks[end])
    if (low < high) {
      const i = locateBy(this.locator, low, this.place.piece)
      const k = locateBy(this.locator, high, i)
      this.place.piece = k
      if (i === k) this.addWithin(i, low, high, w)
      else {
        this.addWithin(i, low, breaks[i + 1], w)
        addRange(treeBar, end, i + 1, k, w)
        this.addWithin(k, breaks[k], high, w)
      }
    }
    if (x2 > breaks[end]) this.addTo(true, end - 1, end, this.topRight, Math.max(x1, breaks[end]), x2, w)
  }

  private addWithin(i: number, low: number, high: number, w: number): void {
    const { breaks, degree } = this.pieces
    const middle = middleOf(breaks, i)
    if (low < middle) this.addTo(false, i, i, degree, low, Math.min(high, middle), w)
    if (high > middle) this.addTo(true, i, i + 1, degree, Math.max(low, middle), high, w)
  }

  /** c̄[k] += w (bᵏ⁺¹ − aᵏ⁺¹)/(k+1),  ā −= w (p(b) − p(a)). */
  private addTo(
    isRight: boolean,
    piece: number,
    anchor: number,
    top: number,
    low: number,
    high: number,
    w: number,
  ): void {
    const { pieces } = this
    const bar = this.collected
    const offset = piece * this.width
    const a = low - pieces.breaks[anchor]
    const b = high - pieces.breaks[anchor]
    addSegment(isRight ? bar.right : bar.left, offset, top, a, b, w * (high - low))
    bar.breaks[anchor] -= w * segmentRise(isRight ? pieces.right : pieces.left, offset, top, a, b, high - low)
  }
}

/** Of several curves over the same knots, how many may collect a pullback at the same time: neighbours. */
const atOnce = 2

/** What several curves over the same knots have in common. */
interface Shared {
  readonly locator: Locator
  /** Where they collect a pullback, one after the other; made when it is first begun. */
  bar: Pieces | undefined
}

/** How the anchors move, where an integral's tangent is wanted. */
interface Moves {
  readonly pieces: Pieces
  readonly dot: Pieces
}
