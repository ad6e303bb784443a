/**
 * What all spline kinds of free degree have in common (BSP-7): where the breaks lie, how the coefficients are
 * found from the data, and the pieces that this makes, in the basis of truncated powers.
 *
 *   A[i] = row of the basis at t[i]     c = fit(A, u)     pieces[l][k] = row(k) at b[l] · c
 *
 * The derivative maps are the chain of these steps; the rows move with knots and breaks.
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, divide, multiply, smaller } from '../math.ts'
import type { Matrix, Scalar } from '../scalar.ts'
import type { PieceRule } from './pieces.ts'
import { type Place, row, rowPullback, rowPushforward } from './truncated-powers.ts'

/** The break t[cell] + (share / of) (t[cell+1] − t[cell]). */
export interface Mean {
  readonly cell: number
  readonly share: number
  readonly of: number
}

/** Coefficients from data, and the derivative maps of that. */
export interface Fit {
  primal<T extends Scalar>(A: Matrix<T>, u: readonly T[]): T[]
  pushforward<T extends Scalar>(A: Matrix<T>, u: readonly T[], Adot: Matrix<T>, uDot: readonly T[]): T[]
  pullback<T extends Scalar>(A: Matrix<T>, u: readonly T[], cBar: readonly T[]): { readonly A: T[][]; readonly b: T[] }
}

/** What makes one kind differ from another. */
export interface SplineKind {
  degree(options: Options): number
  /** The interior breaks for n knots. */
  means(n: number, options: Options): readonly Mean[]
  readonly fit: Fit
}

/** The breaks, the ends included: linear in the knots, and so its own pushforward. */
function breaksOf<T extends Scalar>(t: readonly T[], means: readonly Mean[]): T[] {
  const inner = means.map(({ cell, share, of }) => {
    if (share === 0) return t[cell]
    return divide(add(multiply(of - share, t[cell]), multiply(share, t[cell + 1])), constant(of, t[0]))
  })
  return [t[0], ...inner, t[t.length - 1]]
}

/** Adds what reaches the breaks to t̄, by the weights of the means. */
function addBreaksPullback<T extends Scalar>(tBar: T[], bar: readonly T[], means: readonly Mean[]): void {
  const give = (i: number, w: T): void => {
    tBar[i] = add(tBar[i], w)
  }
  give(0, bar[0])
  give(tBar.length - 1, bar[bar.length - 1])
  means.forEach(({ cell, share, of }, i) => {
    const w = divide(bar[i + 1], constant(of, bar[i + 1]))
    give(cell, multiply(of - share, w))
    if (share !== 0) give(cell + 1, multiply(share, w))
  })
}

/** The breaks, the matrix, and where its rows and those of the pieces are taken. */
interface Made<T> {
  readonly p: number
  readonly means: readonly Mean[]
  readonly breaks: readonly T[]
  readonly sites: readonly Place<T>[]
  readonly corners: readonly Place<T>[]
  readonly A: readonly T[][]
}

function make<T extends Scalar>(kind: SplineKind, t: readonly T[], options: Options): Made<T> {
  const p = kind.degree(options)
  const means = kind.means(t.length, options)
  const breaks = breaksOf(t, means)
  const inner = breaks.slice(1, -1)
  const sites = t.map((x) => ({ x, active: inner.filter((b) => smaller(b, x)).length }))
  const corners = breaks.slice(0, -1).map((x, active) => ({ x, active }))
  return { p, means, breaks, sites, corners, A: sites.map((place) => row(breaks, p, place, 0)) }
}

/** Orders 0 … p of Taylor coefficients. */
const orders = (p: number): number[] => Array.from({ length: p + 1 }, (_, k) => k)

const dot = <T extends Scalar>(x: readonly T[], y: readonly T[]): T =>
  x.reduce((sum, entry, j) => add(sum, multiply(entry, y[j])), constant(0, y[0]))

export function splinePieces(kind: SplineKind): PieceRule {
  return {
    primal(args, options) {
      const { p, breaks, corners, A } = make(kind, args.knots, options)
      const c = kind.fit.primal(A, args.values)
      const coefficients = corners.map((place) => orders(p).map((k) => dot(row(breaks, p, place, k), c)))
      return { breaks, coefficients }
    },

    /** ċ by the fit from Ȧ and u̇; then the coefficients of a piece move by row · ċ + rowDot · c. */
    pushforward(args, tangents, options) {
      const { p, means, breaks, sites, corners, A } = make(kind, args.knots, options)
      const breaksDot = breaksOf(tangents.knots, means)
      const Adot = sites.map((place, i) => rowPushforward(breaks, p, place, 0, breaksDot, tangents.knots[i]))
      const c = kind.fit.primal(A, args.values)
      const cDot = kind.fit.pushforward(A, args.values, Adot, tangents.values)
      const coefficients = corners.map((place, l) =>
        orders(p).map((k) => {
          const rowDot = rowPushforward(breaks, p, place, k, breaksDot, breaksDot[l])
          return add(dot(row(breaks, p, place, k), cDot), dot(rowDot, c))
        }),
      )
      return { breaks: breaksDot, coefficients }
    },

    /** c̄ += row · bar,  row̄ = bar · c for every coefficient of a piece; then Ā and ū by the fit, and the rows of A in turn. */
    pullback(args, bar, options) {
      const { p, means, breaks, sites, corners, A } = make(kind, args.knots, options)
      const c = kind.fit.primal(A, args.values)
      const zero = constant(0, args.knots[0])
      const breaksBar = [...bar.breaks]
      const tBar = args.knots.map(() => zero)
      let cBar = c.map(() => zero)
      const addAll = (into: readonly (typeof zero)[], from: readonly (typeof zero)[]): (typeof zero)[] =>
        into.map((entry, i) => add(entry, from[i]))
      corners.forEach((place, l) => {
        for (const k of orders(p)) {
          const w = bar.coefficients[l][k]
          cBar = addAll(
            cBar,
            row(breaks, p, place, k).map((entry) => multiply(w, entry)),
          )
          const rowBar = c.map((entry) => multiply(w, entry))
          const moved = rowPullback(breaks, p, place, k, rowBar)
          moved.breaks.forEach((entry, i) => {
            breaksBar[i] = add(breaksBar[i], entry)
          })
          breaksBar[l] = add(breaksBar[l], moved.x)
        }
      })
      const { A: Abar, b } = kind.fit.pullback(A, args.values, cBar)
      sites.forEach((place, i) => {
        const moved = rowPullback(breaks, p, place, 0, Abar[i])
        moved.breaks.forEach((entry, l) => {
          breaksBar[l] = add(breaksBar[l], entry)
        })
        tBar[i] = add(tBar[i], moved.x)
      })
      addBreaksPullback(tBar, breaksBar, means)
      return { knots: tBar, values: b }
    },
  }
}
