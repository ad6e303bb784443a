/**
 * The system of CSP-7 with a condition at each end: a symmetric, diagonally dominant tridiagonal matrix, factorized
 * without pivoting (TRI-11). Knots that are no unknowns have a row of their own in it that nothing couples to.
 */
import type { Doubles } from '../../operator.ts'
import { solveDirect } from '../../tridiagonal/direct.ts'
import type { Cotangents } from '../curve.ts'
import { roomFor } from '../room.ts'
import type { Conditions } from './conditions.ts'
import type { Cubic, Gaps } from './cubic.ts'
import { chord, clamped, type End, Natural, secondDerivative } from './ends.ts'
import { notAKnot } from './not-a-knot.ts'
import { leftSide, rightSide, type Side } from './side.ts'

function endOf(condition: string | number, side: Side, gaps: Gaps, other: string | number): End {
  const { h } = gaps
  switch (condition) {
    case 'clamped':
      return clamped(side, gaps, other)
    case 'second-derivatives':
      return secondDerivative(side, h)
    case 'not-a-knot':
      return h.length === 1 ? chord(side) : notAKnot(side, h)
    default:
      return new Natural(side, h)
  }
}

export class TwoEnds implements Conditions {
  readonly from: number
  readonly to: number
  readonly rowsFrom: number
  readonly rowsTo: number
  readonly slopesFrom: number
  readonly slopesTo: number
  private readonly left: End
  private readonly right: End
  /** An end that needs the c of the third knot is finished after one that may decide it. */
  private readonly first: End
  private readonly second: End
  /** Reciprocal pivots, and the entries of L, beside the diagonal. */
  private readonly r: Float64Array
  private readonly l: Float64Array

  constructor(gaps: Gaps, left: string | number, right: string | number) {
    const n = gaps.h.length + 1
    const leftEnd = endOf(left, leftSide(), gaps, right)
    const rightEnd = endOf(right, rightSide(n), gaps, left)
    const isLeftFirst = leftEnd.known < rightEnd.known
    this.left = leftEnd
    this.right = rightEnd
    this.first = isLeftFirst ? leftEnd : rightEnd
    this.second = isLeftFirst ? rightEnd : leftEnd
    this.from = leftEnd.known === 2 ? 2 : 0
    this.to = rightEnd.known === 2 ? n - 3 : n - 1
    this.rowsFrom = leftEnd.ownsGap ? 1 : 0
    this.rowsTo = rightEnd.ownsGap ? n - 2 : n - 1
    this.slopesFrom = leftEnd.ownsNext ? 2 : 1
    this.slopesTo = rightEnd.ownsNext ? n - 2 : n - 1
    this.r = roomFor(n)
    this.l = roomFor(n - 1)
    factorize(gaps, leftEnd, rightEnd, this.r, this.l)
  }

  solve(args: Doubles, x: Cubic): void {
    this.first.load(args, x)
    this.second.load(args, x)
    this.substitute(x.c)
    this.first.finish(args, x)
    this.second.finish(args, x)
  }

  solveTangent(x: Cubic, tangents: Doubles, dot: Cubic): void {
    this.first.loadTangent(x, tangents, dot)
    this.second.loadTangent(x, tangents, dot)
    this.substitute(dot.c)
    this.first.finishTangent(x, tangents, dot)
    this.second.finishTangent(x, tangents, dot)
  }

  solvePullback(x: Cubic, bar: Cubic, into: Cotangents): void {
    this.second.finishPullback(x, bar)
    this.first.finishPullback(x, bar)
    this.substitute(bar.c)
    this.second.loadPullback(x, bar, into)
    this.first.loadPullback(x, bar, into)
  }

  endSlopes(args: Doubles, x: Cubic): void {
    this.left.slope(args, x)
    this.right.slope(args, x)
  }

  endSlopesTangent(x: Cubic, tangents: Doubles, dot: Cubic): void {
    this.right.slopeTangent(x, tangents, dot)
    this.left.slopeTangent(x, tangents, dot)
  }

  endSlopesPullback(x: Cubic, bar: Cubic, into: Cotangents): void {
    this.left.slopePullback(x, bar, into)
    this.right.slopePullback(x, bar, into)
  }

  private substitute(b: Float64Array): void {
    solveDirect(this.l, this.r, this.l, b, b)
  }
}

/**
 * L D Lᵀ: l[i] = h[i]/pivot and reciprocals r = l/h of the pivots; the product h l cannot leave the range, h² could.
 * Rows that the system has not have r = 0, and give c = 0.
 */
function factorize({ h, reciprocal }: Gaps, left: End, right: End, r: Float64Array, l: Float64Array): void {
  const n = h.length + 1
  const begin = left.known
  const end = n - 1 - right.known
  if (begin > end) return
  let before = begin < end ? h[begin] : 0
  let pivot = left.diagonal + (begin < end ? 2 * before : right.diagonal)
  for (let i = begin; i < end; i++) {
    const quotient = before / pivot
    const after = i + 1 < end ? h[i + 1] : 0
    r[i] = quotient * reciprocal[i]
    l[i] = quotient
    // Only a division, a product and a difference are on the chain from pivot to pivot.
    pivot = 2 * (before + after) - before * quotient
    before = after
  }
  r[end] = 1 / (begin < end ? pivot + right.diagonal : pivot)
}
