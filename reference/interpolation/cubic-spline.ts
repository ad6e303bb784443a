/**
 * `cubic-spline`: the slopes that make a piecewise cubic C², with a condition at each end (CSP-1 to CSP-6).
 *
 * Every equation is a sum of terms over pieces j with gap h[j] and chord slope m[j],
 *
 *   Σ w (a z[j] + b z[j+1] − c m[j]) = g,   w = ±h[k]ᵉ the weight of the term,   e = 0, 1 or 2
 *
 * so the equations are data, and the derivative maps are written once for all of them: A z = r with
 * A[row, j] += w a, A[row, j+1] += w b, r[row] += w c m[j], and r[row] += g. Dense and for reading.
 */
import { sidesOf } from '../../spec/contract.ts'
import type { Options } from '../../spec/operator.ts'
import { differences, differencesPullback } from '../differences.ts'
import { solve, solvePullback, solvePushforward } from '../linear.ts'
import { add, constant, divide, multiply, subtract } from '../math.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import type { SlopeRule } from './slope-rule.ts'

const name = 'cubic-spline'

/** w (a z[j] + b z[j+1] − c m[j]) with w = sign · h[k]ᵉ. */
interface Term {
  readonly j: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly k: number
  readonly e: number
  readonly sign: 1 | -1
}

/** g = factor · h[k] · argument[index], without h where k is absent. */
interface Given {
  readonly argument: string
  readonly index: 0 | 1
  readonly factor: number
  readonly k?: number
}

interface Equation {
  readonly terms: readonly Term[]
  readonly given?: Given
}

const term = (j: number, [a, b, c]: readonly [number, number, number], k = 0, e = 0, sign: 1 | -1 = 1): Term => ({
  j,
  a,
  b,
  c,
  k,
  e,
  sign,
})

/** h p″/2 at the right end, and −h p″/2 at the left end, of a piece. */
const bendRight = [1, 2, 3] as const
const bendLeft = [2, 1, 3] as const
/** h² p‴/6 */
const twist = [1, 1, 2] as const

/** CSP-1: p″ of the pieces j and k is the same at the knot between them. */
const smooth = (j: number, k: number): Equation => ({ terms: [term(j, bendRight, k, 1), term(k, bendLeft, j, 1)] })

/** CSP-4 to CSP-6: the condition at one end, at piece j with its neighbour k inwards. */
function endEquation(condition: string | number, index: 0 | 1, n: number, isFreeAtBoth: boolean): Equation {
  const j = index === 0 ? 0 : n - 2
  const k = index === 0 ? 1 : n - 3
  const [slope, bend] = index === 0 ? [[1, 0] as const, bendLeft] : [[0, 1] as const, bendRight]
  switch (condition) {
    case 'clamped':
      return { terms: [term(j, [...slope, 0])], given: { argument: 'endSlopes', index, factor: 1 } }
    case 'second-derivatives': {
      // Twice the equation, so that nothing is halved.
      const [a, b, c] = bend
      const given: Given = { argument: 'endCurvatures', index, factor: index === 0 ? -1 : 1, k: j }
      return { terms: [term(j, [2 * a, 2 * b, 2 * c])], given }
    }
    case 'not-a-knot':
      if (n === 2) return { terms: [term(j, [...slope, 1])] }
      if (n === 3 && isFreeAtBoth) return { terms: [term(j, twist)] }
      return { terms: [term(j, twist, k, 2), term(k, twist, j, 2, -1)] }
    default:
      return { terms: [term(j, bend)] }
  }
}

/** One equation for each unknown: n of them, or n − 1 where z[n−1] is z[0]. */
function equationsOf(n: number, { boundary }: Options): readonly Equation[] {
  const { left, right } = sidesOf(boundary)
  const inner = Array.from({ length: n - 2 }, (_, i) => smooth(i, i + 1))
  if (left === 'periodic') return [smooth(n - 2, 0), ...inner]
  const isFreeAtBoth = left === 'not-a-knot' && right === 'not-a-knot'
  return [endEquation(left, 0, n, isFreeAtBoth), ...inner, endEquation(right, 1, n, isFreeAtBoth)]
}

interface System<T> {
  readonly equations: readonly Equation[]
  readonly h: readonly T[]
  readonly m: readonly T[]
  readonly A: readonly T[][]
  readonly r: readonly T[]
}

interface Moving<T> {
  readonly A: T[][]
  readonly r: T[]
}

const zeros = <T extends Scalar>(equations: readonly Equation[], like: T): Moving<T> => ({
  A: equations.map(() => equations.map(() => constant(0, like))),
  r: equations.map(() => constant(0, like)),
})

function weight<T extends Scalar>({ k, e, sign }: Term, h: readonly T[]): T {
  const one = constant(sign, h[k])
  if (e === 0) return one
  return multiply(one, e === 1 ? h[k] : multiply(h[k], h[k]))
}

/** ∂w/∂h[k] */
function weightSlope<T extends Scalar>({ k, e, sign }: Term, h: readonly T[]): T {
  return e === 2 ? multiply(2 * sign, h[k]) : constant(e * sign, h[k])
}

function addTerm<T extends Scalar>({ A, r }: Moving<T>, row: number, { j, a, b, c }: Term, w: T, wm: T): void {
  const next = (j + 1) % r.length
  A[row][j] = add(A[row][j], multiply(a, w))
  A[row][next] = add(A[row][next], multiply(b, w))
  r[row] = add(r[row], multiply(c, wm))
}

function systemOf<T extends Scalar>(args: Vectors<T>, options: Options): System<T> {
  const equations = equationsOf(args.knots.length, options)
  const h = differences(args.knots)
  const m = differences(args.values).map((rise, i) => divide(rise, h[i]))
  const system = zeros(equations, h[0])
  equations.forEach(({ terms, given }, row) => {
    for (const one of terms) {
      const w = weight(one, h)
      addTerm(system, row, one, w, multiply(w, m[one.j]))
    }
    if (given !== undefined) system.r[row] = add(system.r[row], givenOf(given, args, h))
  })
  return { equations, h, m, ...system }
}

function givenOf<T extends Scalar>({ argument, index, factor, k }: Given, args: Vectors<T>, h: readonly T[]): T {
  const entry = multiply(factor, args[argument][index])
  return k === undefined ? entry : multiply(entry, h[k])
}

/** z[n−1] = z[0] where the curve is periodic. */
const closed = <T>(z: readonly T[], n: number): T[] => Array.from({ length: n }, (_, i) => z[i % z.length])

export const cubicSplineSlopes: SlopeRule = {
  primal(args, options) {
    const { A, r } = systemOf(args, options)
    return closed(solve(name, A, r), args.knots.length)
  },

  /** CSP-2: ż = A⁻¹ (ṙ − Ȧ z);  ṁ = (u̇[i+1] − u̇[i] − m ḣ)/h,  ẇ = ∂w/∂h ḣ */
  pushforward(args, tangents, options) {
    const { equations, h, m, A, r } = systemOf(args, options)
    const hDot = differences(tangents.knots)
    const mDot = differences(tangents.values).map((rise, i) => divide(subtract(rise, multiply(m[i], hDot[i])), h[i]))
    const dot = zeros(equations, h[0])
    equations.forEach(({ terms, given }, row) => {
      for (const one of terms) {
        const { j, k } = one
        const wDot = multiply(weightSlope(one, h), hDot[k])
        addTerm(dot, row, one, wDot, add(multiply(wDot, m[j]), multiply(weight(one, h), mDot[j])))
      }
      if (given === undefined) return
      dot.r[row] = add(dot.r[row], givenOf(given, tangents, h))
      if (given.k !== undefined) dot.r[row] = add(dot.r[row], givenOf(given, args, hDot))
    })
    return closed(solvePushforward(name, A, r, dot.A, dot.r), args.knots.length)
  },

  /**
   * CSP-3: r̄ = λ = A⁻ᵀ z̄ and Ā = −λ zᵀ; each term gives w̄ = a Ā[row, j] + b Ā[row, j+1] + c r̄[row] m[j] to
   * h̄[k] and c w r̄[row] to m̄[j]; each m̄ gives m̄/h to ū[i+1] and from ū[i], and −m m̄/h to h̄.
   */
  pullback(args, zBar, options) {
    const { equations, h, m, A, r } = systemOf(args, options)
    const zero = constant(0, h[0])
    const unknown = r.map((_, i) => zBar[i])
    for (let i = r.length; i < zBar.length; i++) unknown[0] = add(unknown[0], zBar[i])
    const bar = solvePullback(name, A, r, unknown)
    const hBar = h.map(() => zero)
    const mBar = h.map(() => zero)
    const ends = Object.fromEntries(
      ['endSlopes', 'endCurvatures'].filter((end) => end in args).map((end) => [end, [zero, zero]]),
    )
    equations.forEach(({ terms, given }, row) => {
      for (const one of terms) {
        const { j, k, a, b, c } = one
        const fromA = add(multiply(a, bar.A[row][j]), multiply(b, bar.A[row][(j + 1) % r.length]))
        const wBar = add(fromA, multiply(c, multiply(bar.b[row], m[j])))
        hBar[k] = add(hBar[k], multiply(weightSlope(one, h), wBar))
        mBar[j] = add(mBar[j], multiply(c, multiply(weight(one, h), bar.b[row])))
      }
      if (given === undefined) return
      const { argument, index, factor, k } = given
      const gBar = multiply(factor, bar.b[row])
      ends[argument][index] = k === undefined ? gBar : multiply(gBar, h[k])
      if (k !== undefined) hBar[k] = add(hBar[k], multiply(gBar, args[argument][index]))
    })
    const riseBar = mBar.map((entry, i) => divide(entry, h[i]))
    const total = hBar.map((entry, i) => subtract(entry, multiply(riseBar[i], m[i])))
    return { knots: differencesPullback(total), values: differencesPullback(riseBar), ...ends }
  },
}
