/**
 * The quintic between two knots from values, slopes and second derivatives at both (HER-4 to HER-6): with
 * h = t[i+1] − t[i], m = (u[i+1] − u[i])/h, and z and κ at the two ends
 *
 *   c[0] = u₀,  c[1] = z₀,  c[2] = κ₀/2,
 *   c[3] = ((10m − 6z₀ − 4z₁)/h + (κ₁ − 3κ₀)/2) / h
 *   c[4] = ((8z₀ + 7z₁ − 15m)/h + (3κ₀ − 2κ₁)/2) / h²
 *   c[5] = ((6m − 3z₀ − 3z₁)/h + (κ₁ − κ₀)/2) / h³
 */
import { add, constant, divide, multiply, negate } from '../math.ts'
import type { Scalar, Vectors } from '../scalar.ts'
import { chords, chordsPullback, chordsPushforward } from './chord.ts'
import type { PieceRule } from './pieces.ts'

/** The integers of c[3], c[4], c[5]: those of m, z₀ and z₁, then twice those of κ₀ and κ₁. */
const rows: readonly { readonly first: readonly number[]; readonly second: readonly number[] }[] = [
  { first: [10, -6, -4], second: [-3, 1] },
  { first: [-15, 8, 7], second: [3, -2] },
  { first: [6, -3, -3], second: [-1, 1] },
]

const combine = <T extends Scalar>(weights: readonly number[], x: readonly T[]): T =>
  x.map((entry, k) => multiply(weights[k], entry)).reduce((total, term) => add(total, term))

const half = <T extends Scalar>(x: T): T => divide(x, constant(2, x))

/** x / hᵏ */
const over = <T extends Scalar>(x: T, h: T, k: number): T => (k === 0 ? x : over(divide(x, h), h, k - 1))

/** What enters the coefficients of piece i. */
function endsOf<T extends Scalar>({ slopes: z, curvatures: kappa }: Vectors<T>, m: readonly T[], i: number) {
  return { first: [m[i], z[i], z[i + 1]], second: [kappa[i], kappa[i + 1]] }
}

/** c[3], c[4], c[5], or their tangents for fixed h: they are linear in m, z and κ. */
function upper<T extends Scalar>({ first, second }: { first: readonly T[]; second: readonly T[] }, h: T): T[] {
  return rows.map((row, k) =>
    over(add(divide(combine(row.first, first), h), half(combine(row.second, second))), h, k + 1),
  )
}

/** ∂c/∂h for c[3], c[4], c[5], the chord held fixed: −((k+2) first/h + (k+1) second/2) / hᵏ⁺² */
function upperByGap<T extends Scalar>({ first, second }: { first: readonly T[]; second: readonly T[] }, h: T): T[] {
  return rows.map((row, k) => {
    const one = multiply(k + 2, divide(combine(row.first, first), h))
    const two = multiply(k + 1, half(combine(row.second, second)))
    return negate(over(add(one, two), h, k + 2))
  })
}

export const quinticPieces: PieceRule = {
  primal(args) {
    const { h, m } = chords(args.knots, args.values)
    const coefficients = h.map((gap, i) => [
      args.values[i],
      args.slopes[i],
      half(args.curvatures[i]),
      ...upper(endsOf(args, m, i), gap),
    ])
    return { breaks: args.knots, coefficients }
  },

  /** c[3] to c[5] are linear in m, z, κ, beside ∂c/∂h ḣ. */
  pushforward(args, dot) {
    const at = chords(args.knots, args.values)
    const { h, m } = at
    const { h: hDot, m: mDot } = chordsPushforward(at, dot.knots, dot.values)
    const coefficients = h.map((gap, i) => {
      const byGap = upperByGap(endsOf(args, m, i), gap)
      const linear = upper(endsOf(dot, mDot, i), gap)
      const above = linear.map((entry, k) => add(entry, multiply(byGap[k], hDot[i])))
      return [dot.values[i], dot.slopes[i], half(dot.curvatures[i]), ...above]
    })
    return { breaks: dot.knots, coefficients }
  },

  /** The transpose: each c̄[k] by its integers to m̄, z̄, κ̄ and by ∂c/∂h to h̄; then the adjoint of the chords. */
  pullback(args, { breaks, coefficients }) {
    const at = chords(args.knots, args.values)
    const { h, m } = at
    const zero = constant(0, h[0])
    const slopes = args.slopes.map(() => zero)
    const curvatures = args.curvatures.map(() => zero)
    const mBar = h.map(() => zero)
    const hBar = h.map(() => zero)
    h.forEach((gap, i) => {
      const [, bar1, bar2, ...barUpper] = coefficients[i]
      slopes[i] = add(slopes[i], bar1)
      curvatures[i] = add(curvatures[i], half(bar2))
      const byGap = upperByGap(endsOf(args, m, i), gap)
      rows.forEach(({ first, second }, k) => {
        const w = over(barUpper[k], gap, k + 1)
        const v = divide(w, gap)
        mBar[i] = add(mBar[i], multiply(first[0], v))
        slopes[i] = add(slopes[i], multiply(first[1], v))
        slopes[i + 1] = add(slopes[i + 1], multiply(first[2], v))
        curvatures[i] = add(curvatures[i], half(multiply(second[0], w)))
        curvatures[i + 1] = add(curvatures[i + 1], half(multiply(second[1], w)))
        hBar[i] = add(hBar[i], multiply(byGap[k], barUpper[k]))
      })
    })
    const { t, u } = chordsPullback(at, { h: hBar, m: mBar })
    return {
      knots: t.map((entry, i) => add(entry, breaks[i])),
      values: u.map((entry, i) => (i < h.length ? add(entry, coefficients[i][0]) : entry)),
      slopes,
      curvatures,
    }
  },
}
