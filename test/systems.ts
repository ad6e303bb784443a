/** Drawn systems of every shape for the tests of solvers, with right-hand sides for A and Aᵀ and with tangents. */
import * as fc from 'fast-check'
import type { LinearSystem } from '../impl/tridiagonal/system.ts'
import { type Diagonals, matrixOf, type Row, type Shape } from '../properties/draw/matrices.ts'
import { dyadic, moderateReal } from '../properties/draw/numbers.ts'
import { backwardError, type Rows, stabilityFactor, transpose } from './exact-error.ts'

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
