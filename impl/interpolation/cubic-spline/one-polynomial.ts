/**
 * Two, three or four knots with not-a-knot at both ends: the line, the parabola or the cubic through all of them
 * (CSP-6). The second derivatives follow from divided differences, without a system.
 */
import type { Conditions } from './conditions.ts'
import { addDifferencePullback, difference, differenceTangent } from './divided-difference.ts'
import { fourKnots } from './four-knots.ts'
import { freeSlope, freeSlopePullback, freeSlopeTangent, leftSide, rightSide } from './side.ts'

/** What is left to say of a polynomial: its c and κ, and where it has better than the general ones its inner slopes. */
export interface Polynomial extends Pick<Conditions, 'solve' | 'solveTangent' | 'solvePullback'> {
  readonly inner?: Pick<Conditions, 'endSlopes' | 'endSlopesTangent' | 'endSlopesPullback'>
}

export function onePolynomial(h: Float64Array): Conditions {
  const last = h.length
  const sides = [leftSide(), rightSide(last + 1)]
  const { inner, ...solving } = [line, parabola, fourKnots][last - 1](h)
  return {
    from: last,
    to: last,
    rowsFrom: 0,
    rowsTo: last,
    slopesFrom: inner === undefined ? 1 : last,
    slopesTo: last,
    ...solving,
    endSlopes(args, x) {
      for (const side of sides) freeSlope(side, x)
      inner?.endSlopes(args, x)
    },
    endSlopesTangent(x, tangents, dot) {
      for (const side of sides) freeSlopeTangent(side, x, dot)
      inner?.endSlopesTangent(x, tangents, dot)
    },
    endSlopesPullback(x, bar, into) {
      for (const side of sides) freeSlopePullback(side, x, bar)
      inner?.endSlopesPullback(x, bar, into)
    },
  }
}

function line(): Polynomial {
  return {
    solve(_args, { c, kappa }) {
      c.fill(0)
      kappa.fill(0)
    },
    solveTangent(_x, _tangents, dot) {
      dot.c.fill(0)
      dot.kappa.fill(0)
    },
    solvePullback(_x, bar) {
      bar.c.fill(0)
    },
  }
}

function parabola(h: Float64Array): Polynomial {
  return {
    solve(_args, { m, c, kappa }) {
      c.fill(difference(h, m, 0))
      kappa.fill(0)
    },
    solveTangent(x, _tangents, dot) {
      dot.c.fill(differenceTangent(x, dot, 0))
      dot.kappa.fill(0)
    },
    solvePullback(x, bar) {
      addDifferencePullback(x, bar.c[0] + bar.c[1] + bar.c[2], 0, bar)
      bar.c.fill(0)
    },
  }
}
