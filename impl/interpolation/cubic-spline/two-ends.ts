/**
 * The system of CSP-7 with a condition at each end: a symmetric, diagonally dominant tridiagonal matrix, factorized
 * without pivoting (TRI-11). Knots that are no unknowns have a row of their own in it that nothing couples to.
 */
import { solveDirect } from '../../tridiagonal/direct.ts'
import type { Conditions } from './conditions.ts'
import type { Gaps } from './cubic.ts'
import { chord, clamped, type End, natural, secondDerivative } from './ends.ts'
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
      return natural(side, h)
  }
}

export function twoEnds(gaps: Gaps, left: string | number, right: string | number): Conditions {
  const { h } = gaps
  const n = h.length + 1
  const leftEnd = endOf(left, leftSide(), gaps, right)
  const rightEnd = endOf(right, rightSide(n), gaps, left)
  const { r, l } = factorize(gaps, leftEnd, rightEnd)
  // An end that needs the c of the third knot is finished after one that may decide it.
  const ends = leftEnd.known < rightEnd.known ? [leftEnd, rightEnd] : [rightEnd, leftEnd]
  const [first, second] = ends
  return {
    from: leftEnd.known === 2 ? 2 : 0,
    to: rightEnd.known === 2 ? n - 3 : n - 1,
    rowsFrom: leftEnd.ownsGap ? 1 : 0,
    rowsTo: rightEnd.ownsGap ? n - 2 : n - 1,
    slopesFrom: leftEnd.ownsNext ? 2 : 1,
    slopesTo: rightEnd.ownsNext ? n - 2 : n - 1,
    solve(args, x) {
      first.load(args, x)
      second.load(args, x)
      solveDirect(l, r, l, x.c, x.c)
      first.finish(args, x)
      second.finish(args, x)
    },
    solveTangent(x, tangents, dot) {
      first.loadTangent(x, tangents, dot)
      second.loadTangent(x, tangents, dot)
      solveDirect(l, r, l, dot.c, dot.c)
      first.finishTangent(x, tangents, dot)
      second.finishTangent(x, tangents, dot)
    },
    solvePullback(x, bar, into) {
      second.finishPullback(x, bar)
      first.finishPullback(x, bar)
      solveDirect(l, r, l, bar.c, bar.c)
      second.loadPullback(x, bar, into)
      first.loadPullback(x, bar, into)
    },
    endSlopes(args, x) {
      leftEnd.slope(args, x)
      rightEnd.slope(args, x)
    },
    endSlopesTangent(x, tangents, dot) {
      rightEnd.slopeTangent(x, tangents, dot)
      leftEnd.slopeTangent(x, tangents, dot)
    },
    endSlopesPullback(x, bar, into) {
      leftEnd.slopePullback(x, bar, into)
      rightEnd.slopePullback(x, bar, into)
    },
  }
}

/**
 * L D Lᵀ: l[i] = h[i]/pivot and reciprocals r = l/h of the pivots; the product h l cannot leave the range, h² could.
 * Rows that the system has not have r = 0, and give c = 0.
 */
function factorize(
  { h, reciprocal }: Gaps,
  left: End,
  right: End,
): { readonly r: Float64Array; readonly l: Float64Array } {
  const n = h.length + 1
  const room = new Float64Array(2 * n - 1)
  const r = room.subarray(0, n)
  const l = room.subarray(n)
  const begin = left.known
  const end = n - 1 - right.known
  if (begin > end) return { r, l }
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
  return { r, l }
}
