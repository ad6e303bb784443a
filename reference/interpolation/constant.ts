/**
 * The constant kind (LOC-1 to LOC-3) and its integral (INP-8 to INP-10): the value of one of the two knots that a
 * query lies between.
 *
 *   y = u[k],   k the step of x = σ q + α t[0] + β t[n−1]        ∫ g = Σ u[k] (hi − lo) over the steps from x₁ to x₂
 *
 * The value depends on neither knots nor queries but by jumping, so those derivatives are zero, and so is every
 * derivative of order 1 or 2. The integral depends on the places of the jumps.
 */
import type { Options } from '../../spec/operator.ts'
import { add, constant, multiply, negate, subtract } from '../math.ts'
import type { DifferentiableOperator } from '../operator.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import { cellOf, folded, foldOf } from './fold.ts'
import type { Interpolant } from './interpolant.ts'
import { type End, intervals, type Stretch } from './intervals.ts'
import { jumpsOf, jumpsPullback, stepAt, stepBelow } from './steps.ts'

const zeros = <T extends Scalar>(like: readonly T[]): T[] => like.map((entry) => constant(0, entry))

const sum = <T extends Scalar>(terms: readonly T[], zero: T): T => terms.reduce((total, term) => add(total, term), zero)

/** The step of each query. */
function stepsOf<T extends Scalar>({ knots, queries }: Vectors<T>, options: Options): number[] {
  const jumps = jumpsOf(knots, options)
  const first = knots[0]
  const last = knots[knots.length - 1]
  return queries.map((q) => {
    const cell = cellOf(q, first, last, options.extrapolation)
    return stepAt(jumps, folded(foldOf(cell, options.extrapolation), q, first, last), options)
  })
}

/** u[k] for each query, or the zero that every derivative of a step is. Linear in u. */
function select<T extends Scalar>(args: Vectors<T>, u: readonly T[], options: Options): T[] {
  return stepsOf(args, options).map((k) => (Number(options.order) === 0 ? u[k] : constant(0, u[k])))
}

const value: DifferentiableOperator = {
  primal: (args, options) => select(args, args.values, options),
  pushforward: (args, tangents, options) => select(args, tangents.values, options),
  pullback(args, cotangent, options) {
    const values = zeros(args.values)
    if (Number(options.order) === 0) {
      stepsOf(args, options).forEach((k, j) => {
        values[k] = add(values[k], cotangent[j])
      })
    }
    return { knots: zeros(args.knots), values, queries: zeros(args.queries) }
  },
}

/** The part of a stretch on one step, and the jumps that bound it; nothing where the stretch's own end does. */
interface Part<T> {
  readonly step: number
  readonly lo: T
  readonly hi: T
  readonly loJump?: number
  readonly hiJump?: number
}

function partsOf<T extends Scalar>(jumps: readonly T[], { start, end }: Stretch<T>, first: T): Part<T>[] {
  const from = stepBelow(jumps, start.x, first)
  const to = stepBelow(jumps, end.x, first)
  return Array.from({ length: to - from + 1 }, (_, k) => {
    const step = from + k
    return {
      step,
      lo: step === from ? start.x : jumps[step - 1],
      hi: step === to ? end.x : jumps[step],
      ...(step === from ? {} : { loJump: step - 1 }),
      ...(step === to ? {} : { hiJump: step }),
    }
  })
}

const ends = <T>(t: readonly T[]): readonly [T, T] => [t[0], t[t.length - 1]]

const integral: DifferentiableOperator = {
  primal({ knots, values, from, to }, options) {
    const jumps = jumpsOf(knots, options)
    const [first, last] = ends(knots)
    return from.map((a, j) => {
      const zero = constant(0, a)
      const terms = intervals(a, to[j], first, last, options.extrapolation).map((stretch) => {
        const parts = partsOf(jumps, stretch, first).map(({ step, lo, hi }) => multiply(values[step], subtract(hi, lo)))
        return multiply(stretch.weight, sum(parts, zero))
      })
      return sum(terms, zero)
    })
  },

  /** İ = Σ w Σ (u̇[k] (hi − lo) + u[k] (ḣi − l̇o)) */
  pushforward({ knots, values, from, to }, dot, options) {
    const jumps = jumpsOf(knots, options)
    const jumpsDot = jumpsOf(dot.knots, options)
    const [first, last] = ends(knots)
    const [firstDot, lastDot] = ends(dot.knots)
    return from.map((a, j) => {
      const zero = constant(0, a)
      const moved = ({ fold, bound }: End<typeof a>) => folded(fold, dot[bound][j], firstDot, lastDot)
      const terms = intervals(a, to[j], first, last, options.extrapolation).map((stretch) => {
        const parts = partsOf(jumps, stretch, first).map(({ step, lo, hi, loJump, hiJump }) => {
          const loDot = loJump === undefined ? moved(stretch.start) : jumpsDot[loJump]
          const hiDot = hiJump === undefined ? moved(stretch.end) : jumpsDot[hiJump]
          return add(multiply(dot.values[step], subtract(hi, lo)), multiply(values[step], subtract(hiDot, loDot)))
        })
        return multiply(stretch.weight, sum(parts, zero))
      })
      return sum(terms, zero)
    })
  },

  /** ū[k] += w Ī (hi − lo);  w Ī u[k] to what hi is, and from what lo is: a jump gets w Ī (u[k] − u[k+1]) in all. */
  pullback({ knots, values, from, to }, cotangent, options) {
    const jumps = jumpsOf(knots, options)
    const [first, last] = ends(knots)
    const bar = { values: zeros(values), from: zeros(from), to: zeros(to) }
    const jumpsBar = zeros(jumps)
    const knotsBar = zeros(knots)
    from.forEach((a, j) => {
      const addTo = (array: (typeof a)[], index: number, term: typeof a): void => {
        array[index] = add(array[index], term)
      }
      const toEnd = ({ fold, bound }: End<typeof a>, xBar: typeof a): void => {
        addTo(bar[bound], j, multiply(fold.sigma, xBar))
        addTo(knotsBar, 0, multiply(fold.alpha, xBar))
        addTo(knotsBar, knots.length - 1, multiply(fold.beta, xBar))
      }
      for (const stretch of intervals(a, to[j], first, last, options.extrapolation)) {
        const w = multiply(stretch.weight, cotangent[j])
        for (const { step, lo, hi, loJump, hiJump } of partsOf(jumps, stretch, first)) {
          addTo(bar.values, step, multiply(w, subtract(hi, lo)))
          const xBar = multiply(w, values[step])
          if (hiJump === undefined) toEnd(stretch.end, xBar)
          else addTo(jumpsBar, hiJump, xBar)
          if (loJump === undefined) toEnd(stretch.start, negate(xBar))
          else addTo(jumpsBar, loJump, negate(xBar))
        }
      }
    })
    return { knots: jumpsPullback(jumpsBar, options).map((entry, i) => add(entry, knotsBar[i])), ...bar }
  },
}

export const constantInterpolation: Interpolant = { value, integral }
