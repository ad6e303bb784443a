/**
 * Runs: queries that follow each other in one half of a piece (INP-2). A run is located once, its coefficients are
 * read once, and in the adjoint written once; what is left for a query is Horner's rule. Results and cotangents may lie
 * `stride` apart, as those of one curve among several do.
 */
import { falling } from './local-polynomial.ts'
import { type Locator, locateBy, middleOf } from './locate.ts'

/** Where a run reads its coefficients, and how far it goes: for lo < q ≤ hi. */
export interface Half {
  piece: number
  /** Whether it is the right half, whose coefficients are about the right end. */
  isRight: boolean
  /** −1 and 1 outside the breaks, where the first and the last piece go on. */
  outside: number
  /** The break that s is measured from. */
  anchor: number
  lo: number
  hi: number
}

export const newHalf = (): Half => ({
  piece: 0,
  isRight: false,
  outside: 0,
  anchor: 0,
  lo: Number.NaN,
  hi: Number.NaN,
})

/** The half in which q lies. A run outside on the left ends with each query: its last place would be an open end. */
export function meet(half: Half, locator: Locator, q: number): void {
  const { knots: t } = locator
  const end = t.length - 1
  if (q < t[0] || q > t[end]) {
    const isLeft = q < t[0]
    half.piece = isLeft ? 0 : end - 1
    half.isRight = !isLeft
    half.outside = isLeft ? -1 : 1
    half.anchor = isLeft ? 0 : end
    half.lo = t[end]
    half.hi = isLeft ? t[end] : Number.POSITIVE_INFINITY
    return
  }
  const i = locateBy(locator, q, half.piece)
  const middle = middleOf(t, i)
  const isRight = q > middle
  half.piece = i
  half.isRight = isRight
  half.outside = 0
  half.anchor = isRight ? i + 1 : i
  half.lo = isRight ? middle : t[i]
  half.hi = isRight ? t[i + 1] : middle
}

/** Goes through queries run by run. Made once for a curve: nothing is allocated on the way. */
export class Runs {
  readonly half: Half = newHalf()
  readonly t: Float64Array
  x: ArrayLike<number> = []
  order = 0
  /** The run at hand: queries from, …, to − 1, from the break `anchor`, with coefficients up to `top`. */
  from = 0
  to = 0
  anchor = 0
  top = 0
  private m = 0
  private readonly locator: Locator
  private readonly degree: number
  private readonly topLeft: number
  private readonly topRight: number

  constructor(locator: Locator, degree: number, topLeft: number, topRight: number) {
    this.locator = locator
    this.t = locator.knots
    this.degree = degree
    this.topLeft = topLeft
    this.topRight = topRight
  }

  /** The first m queries of x, for derivatives of this order. */
  start(x: ArrayLike<number>, order: number, m: number): void {
    this.x = x
    this.order = order
    this.m = m
    this.to = 0
    this.half.piece = 0
  }

  /** Moves to the next run; false when there is none. */
  next(): boolean {
    const { half, m, x } = this
    let j = this.to
    if (j >= m) return false
    this.from = j
    meet(half, this.locator, x[j])
    const { hi, lo } = half
    do j++
    while (j < m && x[j] > lo && x[j] <= hi)
    this.to = j
    this.anchor = half.anchor
    this.top = half.outside === 0 ? this.degree : half.outside < 0 ? this.topLeft : this.topRight
    return true
  }
}

/** y = Σ k!/(k−r)! c[k] sᵏ⁻ʳ, row `offset` of coefficients. */
export function runValues(
  run: Runs,
  c: Float64Array,
  offset: number,
  y: Float64Array,
  column: number,
  stride: number,
): void {
  const { from, order, to, top, x } = run
  const a = run.t[run.anchor]
  const isCubic = order === 0 && top === 3
  const c0 = isCubic ? c[offset] : term(c, offset, top, order, 0)
  const c1 = isCubic ? c[offset + 1] : term(c, offset, top, order, 1)
  const c2 = isCubic ? c[offset + 2] : term(c, offset, top, order, 2)
  const c3 = isCubic ? c[offset + 3] : term(c, offset, top, order, 3)
  let at = from * stride + column
  if (top - order <= 3) {
    for (let j = from; j < to; j++, at += stride) {
      const s = x[j] - a
      y[at] = ((c3 * s + c2) * s + c1) * s + c0
    }
    return
  }
  const c4 = term(c, offset, top, order, 4)
  const c5 = term(c, offset, top, order, 5)
  for (let j = from; j < to; j++, at += stride) {
    const s = x[j] - a
    y[at] = ((((c5 * s + c4) * s + c3) * s + c2) * s + c1) * s + c0
  }
}

/** c̄[k] += Σ ȳ k!/(k−r)! sᵏ⁻ʳ,  x̄ += ȳ g⁽ʳ⁺¹⁾(x),  and from the break that s is measured from as much. */
export function addRunValues(
  run: Runs,
  c: Float64Array,
  cBar: Float64Array,
  offset: number,
  yBar: ArrayLike<number>,
  column: number,
  stride: number,
  xBar: Float64Array,
  tBar: Float64Array,
): void {
  const { from, order, to, top, x } = run
  const a = run.t[run.anchor]
  const isCubic = order === 0 && top === 3
  const c0 = isCubic ? c[offset + 1] : term(c, offset, top, order + 1, 0)
  const c1 = isCubic ? 2 * c[offset + 2] : term(c, offset, top, order + 1, 1)
  const c2 = isCubic ? 3 * c[offset + 3] : term(c, offset, top, order + 1, 2)
  if (top - order <= 3) {
    let b0 = 0
    let b1 = 0
    let b2 = 0
    let b3 = 0
    let moved = 0
    for (let j = from, at = from * stride + column; j < to; j++, at += stride) {
      const w = yBar[at]
      const s = x[j] - a
      const ss = s * s
      const ws = w * s
      b0 += w
      b1 += ws
      b2 += w * ss
      b3 += ws * ss
      const gradient = w * ((c2 * s + c1) * s + c0)
      xBar[j] += gradient
      moved += gradient
    }
    tBar[run.anchor] -= moved
    if (isCubic) {
      cBar[offset] += b0
      cBar[offset + 1] += b1
      cBar[offset + 2] += b2
      cBar[offset + 3] += b3
      return
    }
    addTerm(cBar, offset, top, order, 0, b0)
    addTerm(cBar, offset, top, order, 1, b1)
    addTerm(cBar, offset, top, order, 2, b2)
    addTerm(cBar, offset, top, order, 3, b3)
    return
  }
  const c3 = term(c, offset, top, order + 1, 3)
  const c4 = term(c, offset, top, order + 1, 4)
  let b0 = 0
  let b1 = 0
  let b2 = 0
  let b3 = 0
  let b4 = 0
  let b5 = 0
  let moved = 0
  let at = from * stride + column
  for (let j = from; j < to; j++, at += stride) {
    const w = yBar[at]
    const s = x[j] - a
    const ss = s * s
    const ws = w * s
    const wsss = ws * ss
    b0 += w
    b1 += ws
    b2 += w * ss
    b3 += wsss
    b4 += wsss * s
    b5 += wsss * ss
    const gradient = w * ((((c4 * s + c3) * s + c2) * s + c1) * s + c0)
    xBar[j] += gradient
    moved += gradient
  }
  tBar[run.anchor] -= moved
  addTerm(cBar, offset, top, order, 0, b0)
  addTerm(cBar, offset, top, order, 1, b1)
  addTerm(cBar, offset, top, order, 2, b2)
  addTerm(cBar, offset, top, order, 3, b3)
  addTerm(cBar, offset, top, order, 4, b4)
  addTerm(cBar, offset, top, order, 5, b5)
}

/** The coefficient of sᵏ in the r-th derivative. */
function term(c: Float64Array, offset: number, top: number, r: number, k: number): number {
  return k + r > top ? 0 : falling(k + r, r) * c[offset + k + r]
}

function addTerm(cBar: Float64Array, offset: number, top: number, r: number, k: number, bar: number): void {
  if (k + r <= top) cBar[offset + k + r] += falling(k + r, r) * bar
}
