/**
 * For the tests of solvers: drawn systems of every shape, with right-hand sides for A and Aᵀ and with tangents,
 * and what every factorized matrix is held to.
 */
import * as fc from 'fast-check'
import type { LinearSystem } from '../impl/tridiagonal/system.ts'
import { type Diagonals, matrixOf, type Row, type Shape } from '../properties/draw/matrices.ts'
import { dyadic, moderateReal } from '../properties/draw/numbers.ts'
import { backwardError, type Rows, stabilityFactor, transpose, unitRoundoff } from './exact-error.ts'

/**
 * The shapes of the laws, and besides: dominant by no more than the exact sum but in one row or column,
 * units of 10^±150, and nothing on the diagonal (nonsingular for even n).
 */
export type Kind = Shape | 'weak' | 'weak-columns' | 'far-rows' | 'far-columns' | 'zero-diagonal'

export interface System extends Diagonals {
  readonly b: number[]
  readonly c: number[]
  readonly tangents: Diagonals & { readonly b: number[] }
}

/** Every length up to 40: ends, middles and remainders of unrolled loops all fall differently. */
export const lengths: readonly number[] = Array.from({ length: 40 }, (_, i) => i + 1)

/** Backward error of a refined solution: the rounding of a residual of four terms and of the correction (TRI-11). */
export const refined: number = 9 * unitRoundoff

type Factorize = (dl: ArrayLike<number>, d: ArrayLike<number>, du: ArrayLike<number>) => LinearSystem<string>

/** Systems of n rows; of `isCyclic` ones all three diagonals have n entries. */
export function systems(kind: Kind, n: number, isCyclic: boolean): fc.Arbitrary<System> {
  const entry = kind.startsWith('weak') ? dyadic : moderateReal
  const row = fc.record({
    below: entry,
    on: entry,
    above: entry,
    exponent: fc.integer({ min: -20, max: 20 }),
    reals: fc.array(moderateReal, { minLength: 6, maxLength: 6 }),
  })
  return fc.array(row, { minLength: n, maxLength: n }).map((rows) => {
    const column = (k: number): number[] => rows.map(({ reals }) => reals[k])
    const shorten = ({ dl, d, du }: Diagonals): Diagonals =>
      isCyclic ? { dl, d, du } : { dl: dl.slice(1), d, du: du.slice(0, n - 1) }
    return {
      ...shorten(diagonalsOf(kind, rows, isCyclic)),
      b: column(0),
      c: column(1),
      tangents: { ...shorten(inUnits(kind, rows, { dl: column(2), d: column(3), du: column(4) })), b: column(5) },
    }
  })
}

/** Rows or columns times their 2^(25 exponent), of a matrix whose diagonals have n entries, for the kinds that say so. */
function inUnits(kind: Kind, rows: readonly Row[], { dl, d, du }: Diagonals): Diagonals {
  const n = rows.length
  const unit = (i: number): number => 2 ** (25 * rows[(i + n) % n].exponent)
  if (kind !== 'far-rows' && kind !== 'far-columns') return { dl, d, du }
  const shift = kind === 'far-rows' ? 0 : 1
  return {
    dl: dl.map((entry, i) => entry * unit(i - shift)),
    d: d.map((entry, i) => entry * unit(i)),
    du: du.map((entry, i) => entry * unit(i + shift)),
  }
}

function diagonalsOf(kind: Kind, rows: readonly Row[], isCyclic: boolean): Diagonals {
  const n = rows.length
  switch (kind) {
    case 'far-rows':
    case 'far-columns':
      return inUnits(kind, rows, matrixOf('general', rows, isCyclic))
    case 'zero-diagonal':
      return { ...matrixOf('general', rows, isCyclic), d: rows.map(() => 0) }
    case 'weak':
    case 'weak-columns': {
      const { dl, d, du } = matrixOf('general', rows, isCyclic)
      const strict = Math.abs(rows[0].exponent) % n
      const sums = d.map((_, i) =>
        kind === 'weak' ? Math.abs(dl[i]) + Math.abs(du[i]) : Math.abs(dl[(i + 1) % n]) + Math.abs(du[(i + n - 1) % n]),
      )
      return { dl, d: d.map((entry, i) => (entry < 0 ? -1 : 1) * (sums[i] + (i === strict ? 1 : 0))), du }
    }
    default:
      return matrixOf(kind, rows, isCyclic)
  }
}

/**
 * The worst of x = A⁻¹ b, A⁻ᵀ c, the pullback's λ and the tangent ẋ: largest K (NUM-2), and largest ω of
 * all but the tangent (TRI-11), whose right-hand side has roundings of its own.
 */
export interface Figures {
  readonly K: number
  readonly omega: number
}

/** Whatever the factorized matrix answers, against the exact residuals. `rowsOf`: where its entries lie. */
export function figuresOf(
  A: LinearSystem<string>,
  rowsOf: (diagonals: Diagonals) => Rows,
  { b, c, tangents, ...diagonals }: System,
): Figures {
  const rows = rowsOf(diagonals)
  const columns = transpose(rows)
  const x = A.solve(b)
  const dot = { rows: rowsOf(tangents), y: x }
  const xDot = A.pushforward(x, tangents)
  const solutions = [A.solveTransposed(c), A.pullback(x, c).b]
  return {
    K: Math.max(
      stabilityFactor(rows, x, b),
      ...solutions.map((lambda) => stabilityFactor(columns, lambda, c)),
      stabilityFactor(rows, xDot, tangents.b, dot),
    ),
    omega: Math.max(backwardError(rows, x, b), ...solutions.map((lambda) => backwardError(columns, lambda, c))),
  }
}

/** The larger ω of A⁻¹ b and A⁻ᵀ c (TRI-11), whatever the size: no K is measured. */
export function solutionError(
  factorizeAs: Factorize,
  rowsOf: (diagonals: Diagonals) => Rows,
  { dl, d, du, b, c }: System,
): number {
  const A = factorizeAs(dl, d, du)
  const rows = rowsOf({ dl, d, du })
  return Math.max(backwardError(rows, A.solve(b), b), backwardError(transpose(rows), A.solveTransposed(c), c))
}

/** Solutions with A and Aᵀ before and after the arrays that A was made of have been overwritten, and its kind. */
export function solutionsAround(
  factorizeAs: Factorize,
  diagonals: readonly (readonly number[])[],
): { readonly kind: string; readonly before: readonly Float64Array[]; readonly after: readonly Float64Array[] } {
  const [dl, d, du] = diagonals.map((diagonal) => Float64Array.from(diagonal))
  const A = factorizeAs(dl, d, du)
  const rhs = d.map((_, i) => i + 1)
  const solutions = (): readonly Float64Array[] => [A.solve(rhs), A.solveTransposed(rhs)]
  const before = solutions()
  for (const diagonal of [dl, d, du]) diagonal.fill(0.5)
  return { kind: A.kind, before, after: solutions() }
}
