/**
 * The values of piecewise cubics and their adjoint (INP-2), in loops of their own: this is what most people ask for
 * most of the time. Queries that follow each other in one half of a piece are a run: their coefficients are read once,
 * and in the adjoint written once. The same sums as in `piece-curve.ts`, where everything else is.
 */
import { type Locator, locateBy, middleOf } from './locate.ts'
import type { Pieces } from './pieces.ts'
import { meet, newHalf } from './runs.ts'

/** The coefficients that go on outside, padded with zeros to cubics: left of the first break, right of the last. */
export type Tails = Float64Array

export function cubicTails({ left, right }: Pieces, topLeft: number, topRight: number, tails: Tails): void {
  const end = right.length - 4
  for (let k = 0; k < 4; k++) {
    tails[k] = k <= topLeft ? left[k] : 0
    tails[4 + k] = k <= topRight ? right[end + k] : 0
  }
}

/** The adjoint of `cubicTails`. */
export function addCubicTails(tails: Tails, topLeft: number, topRight: number, { left, right }: Pieces): void {
  const end = right.length - 4
  for (let k = 0; k <= topLeft; k++) left[k] += tails[k]
  for (let k = 0; k <= topRight; k++) right[end + k] += tails[4 + k]
}

export function cubicValues(
  locator: Locator,
  pieces: Pieces,
  tails: Tails,
  x: ArrayLike<number>,
  y: Float64Array,
): void {
  const { breaks: t, left, right } = pieces
  const m = y.length
  const last = t.length - 2
  const first = t[0]
  const final = t[last + 1]
  let i = 0
  let j = 0
  while (j < m) {
    let q = x[j]
    if (q < first || q > final) {
      const k = q < first ? 0 : 4
      const s = q - (q < first ? first : final)
      y[j++] = ((tails[k + 3] * s + tails[k + 2]) * s + tails[k + 1]) * s + tails[k]
      continue
    }
    // Mostly the next piece.
    if (i < last && q > t[i + 1] && q <= t[i + 2]) i++
    else i = locateBy(locator, q, i)
    const start = t[i]
    const stop = t[i + 1]
    const middle = middleOf(t, i)
    const k = 4 * i
    if (q <= middle) {
      const c0 = left[k]
      const c1 = left[k + 1]
      const c2 = left[k + 2]
      const c3 = left[k + 3]
      do {
        const s = q - start
        y[j++] = ((c3 * s + c2) * s + c1) * s + c0
        if (j === m) return
        q = x[j]
      } while (q > start && q <= middle)
      if (!(q > middle && q <= stop)) continue
    }
    const c0 = right[k]
    const c1 = right[k + 1]
    const c2 = right[k + 2]
    const c3 = right[k + 3]
    do {
      const s = q - stop
      y[j++] = ((c3 * s + c2) * s + c1) * s + c0
      if (j === m) return
      q = x[j]
    } while (q > middle && q <= stop)
  }
}

/** c̄[k] += ȳ sᵏ,  x̄ = ȳ g′(x),  and −x̄ for the break that s is measured from. */
export function addCubicValues(
  locator: Locator,
  pieces: Pieces,
  tails: Tails,
  bar: Pieces,
  tailsBar: Tails,
  x: ArrayLike<number>,
  yBar: ArrayLike<number>,
  xBar: Float64Array,
): void {
  const { breaks: t, left, right } = pieces
  const half = newHalf()
  const m = xBar.length
  let j = 0
  while (j < m) {
    let q = x[j]
    meet(half, locator, q)
    const { anchor, hi, isRight, lo, outside } = half
    const row = outside !== 0 ? tails : isRight ? right : left
    const rowBar = outside !== 0 ? tailsBar : isRight ? bar.right : bar.left
    const k = outside === 0 ? 4 * half.piece : outside < 0 ? 0 : 4
    const a = t[anchor]
    const c1 = row[k + 1]
    const c2 = 2 * row[k + 2]
    const c3 = 3 * row[k + 3]
    let b0 = 0
    let b1 = 0
    let b2 = 0
    let b3 = 0
    let moved = 0
    do {
      const s = q - a
      const w = yBar[j]
      const ws = w * s
      const ss = s * s
      b0 += w
      b1 += ws
      b2 += w * ss
      b3 += ws * ss
      const gradient = w * ((c3 * s + c2) * s + c1)
      moved += gradient
      xBar[j++] = gradient
      if (j === m) break
      q = x[j]
    } while (q > lo && q <= hi)
    rowBar[k] += b0
    rowBar[k + 1] += b1
    rowBar[k + 2] += b2
    rowBar[k + 3] += b3
    bar.breaks[anchor] -= moved
  }
}
