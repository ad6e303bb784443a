/**
 * The conditions that one end may have by itself (CSP-8). Each adds to the right-hand side before the system is
 * solved (`load`) and finishes what the system does not hold after (`finish`); in the pullback, the other way round.
 */
import type { Doubles } from '../../operator.ts'
import type { Cotangents } from '../curve.ts'
import type { Cubic, Gaps } from './cubic.ts'
import {
  besidePullback,
  besideSlope,
  besideTangent,
  freeSlope,
  freeSlopePullback,
  freeSlopeTangent,
  type Side,
} from './side.ts'

export interface End {
  /** How many knots from the end on have a c that is no unknown of the system. */
  readonly known: 0 | 1 | 2
  /** What the gap outwards of the first unknown adds to its diagonal entry. */
  readonly diagonal: number
  /** Whether it differentiates the rows in the gap beside it, which else is done as for all gaps. */
  readonly ownsGap: boolean
  /** Whether the slope at the knot next to it is this end's, which else is as at all knots. */
  readonly ownsNext: boolean
  load(args: Doubles, x: Cubic): void
  loadTangent(x: Cubic, tangents: Doubles, dot: Cubic): void
  loadPullback(x: Cubic, bar: Cubic, into: Cotangents): void
  finish(args: Doubles, x: Cubic): void
  finishTangent(x: Cubic, tangents: Doubles, dot: Cubic): void
  finishPullback(x: Cubic, bar: Cubic): void
  slope(args: Doubles, x: Cubic): void
  slopeTangent(x: Cubic, tangents: Doubles, dot: Cubic): void
  slopePullback(x: Cubic, bar: Cubic, into: Cotangents): void
}

const free = (side: Side): Pick<End, 'slope' | 'slopeTangent' | 'slopePullback'> => ({
  slope: (_args, x) => freeSlope(side, x),
  slopeTangent: (x, _tangents, dot) => freeSlopeTangent(side, x, dot),
  slopePullback: (x, bar) => freeSlopePullback(side, x, bar),
})

const nothing = (): void => {}

/** p″ = σ, given: c₀ = σ/2, so that the next row loses h₀ c₀. */
export function secondDerivative(side: Side, h: Float64Array): End {
  const { k0, k1, g0, index } = side
  const kept = new Float64Array(1) // c̄₀ as it was before the solve
  return {
    known: 1,
    diagonal: 2 * h[g0],
    ownsGap: false,
    ownsNext: false,
    load({ endCurvatures }, { c }) {
      c[k1] -= h[g0] * (endCurvatures[index] / 2)
    },
    loadTangent(_x, { endCurvatures }, dot) {
      dot.c[k1] -= h[g0] * (endCurvatures[index] / 2)
    },
    loadPullback(_x, bar, { endCurvatures }) {
      endCurvatures[index] += (kept[0] - h[g0] * bar.c[k1]) / 2
    },
    finish({ endCurvatures }, { c }) {
      c[k0] = endCurvatures[index] / 2
    },
    finishTangent(_x, { endCurvatures }, dot) {
      dot.c[k0] = endCurvatures[index] / 2
    },
    finishPullback(_x, bar) {
      kept[0] = bar.c[k0]
      bar.c[k0] = 0
    },
    ...free(side),
  }
}

/** p″ = 0. A class, as by far the most ends are made of it: nine closures cost more than the rest of an end. */
export class Natural implements End {
  readonly known = 1
  readonly diagonal: number
  readonly ownsGap = false
  readonly ownsNext = false
  private readonly side: Side

  constructor(side: Side, h: Float64Array) {
    this.side = side
    this.diagonal = 2 * h[side.g0]
  }

  load(): void {}

  loadTangent(): void {}

  loadPullback(): void {}

  finish(_args: Doubles, { c }: Cubic): void {
    c[this.side.k0] = 0
  }

  finishTangent(_x: Cubic, _tangents: Doubles, dot: Cubic): void {
    dot.c[this.side.k0] = 0
  }

  finishPullback(_x: Cubic, bar: Cubic): void {
    bar.c[this.side.k0] = 0
  }

  slope(_args: Doubles, x: Cubic): void {
    freeSlope(this.side, x)
  }

  slopeTangent(x: Cubic, _tangents: Doubles, dot: Cubic): void {
    freeSlopeTangent(this.side, x, dot)
  }

  slopePullback(x: Cubic, bar: Cubic): void {
    freeSlopePullback(this.side, x, bar)
  }
}

/**
 * p′ = s, given: the row 2h₀ c₀ + h₀ c₁ = ±3 (m₀ − s). Where c₁ has a row too, λ₀ = c̄₀/2h₀ − λ₁/2 in that of h̄₀:
 *
 *   −λ₀ (2c₀ + c₁) − λ₁ (c₀ + 2c₁) = −c̄₀ (2c₀ + c₁)/2h₀ − 3λ₁ c₁/2
 *
 * with c̄₀ as before the solve, and without c₀, which may be large and cancels; the same for the tangent.
 */
export function clamped(side: Side, gaps: Gaps, other: string | number): End {
  const { sign, index, k0, k1, g0 } = side
  const { h } = gaps
  // Whether c₁ has a row and the gap h₀ is this end's alone.
  const isApart = h.length > (other === 'not-a-knot' ? 2 : 1)
  // Of three knots with both ends clamped, the middle one is the left end's.
  const isBetween = h.length === 2 && other === 'clamped'
  const ownsNext = isApart && !(isBetween && index === 1)
  const kept = new Float64Array(1) // c̄₀ as it was before the solve
  return {
    known: 0,
    diagonal: 0,
    ownsGap: isApart,
    ownsNext,
    load({ endSlopes }, { c }) {
      c[k0] -= 3 * sign * endSlopes[index]
    },
    loadTangent({ c }, { endSlopes }, dot) {
      dot.c[k0] -= 3 * sign * endSlopes[index]
      if (isApart) dot.c[k1] -= 1.5 * c[k1] * dot.h[g0]
    },
    loadPullback({ c }, bar, { endSlopes }) {
      endSlopes[index] -= 3 * sign * bar.c[k0]
      if (isApart) bar.h[g0] -= kept[0] * ((2 * c[k0] + c[k1]) / (2 * h[g0])) + 1.5 * bar.c[k1] * c[k1]
    },
    finish: nothing,
    finishTangent({ c }, _tangents, dot) {
      if (isApart) dot.c[k0] -= ((2 * c[k0] + c[k1]) / (2 * h[g0])) * dot.h[g0]
    },
    finishPullback(_x, bar) {
      kept[0] = bar.c[k0]
    },
    slope({ endSlopes }, x) {
      x.z[k0] = endSlopes[index]
      if (ownsNext) besideSlope(side, gaps, isBetween, endSlopes, x)
    },
    slopeTangent(x, { endSlopes }, dot) {
      dot.z[k0] = endSlopes[index]
      if (ownsNext) besideTangent(side, gaps, isBetween, x, dot)
    },
    slopePullback(x, bar, { endSlopes }) {
      if (ownsNext) besidePullback(side, gaps, isBetween, x, bar)
      endSlopes[index] += bar.z[k0]
    },
  }
}

/** p′ is the slope of the chord: what is left of not-a-knot where there are two knots. The row 2c₀ + c₁ = 0. */
export function chord({ sign, k0, g0 }: Side): End {
  return {
    known: 0,
    diagonal: 0,
    ownsGap: false,
    ownsNext: false,
    load(_args, { m, c }) {
      c[k0] -= 3 * sign * m[g0]
    },
    loadTangent(_x, _tangents, dot) {
      dot.c[k0] -= 3 * sign * dot.m[g0]
    },
    loadPullback(_x, bar) {
      bar.m[g0] -= 3 * sign * bar.c[k0]
    },
    finish: nothing,
    finishTangent: nothing,
    finishPullback: nothing,
    slope(_args, { m, z }) {
      z[k0] = m[g0]
    },
    slopeTangent(_x, _tangents, dot) {
      dot.z[k0] = dot.m[g0]
    },
    slopePullback(_x, bar) {
      bar.m[g0] += bar.z[k0]
    },
  }
}
