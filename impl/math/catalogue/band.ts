/**
 * The three diagonals of a tridiagonal and of a cyclic tridiagonal matrix in terms of primitives: what one diagonal adds
 * to a product A x or Aᵀ x, and the part of a product r cᵀ of two vectors that lies on it.
 *
 *   tridiagonal  A[i+1, i] = dl[i],  A[i, i] = d[i],  A[i, i+1] = du[i]
 *   cyclic       A[i, i−1] = dl[i],  A[i, i] = d[i],  A[i, i+1] = du[i]     with indices modulo n
 */
import { multiply } from '../arithmetic.ts'
import { concat } from '../concatenation.ts'
import { gather } from '../gathering.ts'
import { slice } from '../structure.ts'
import { shapeOf, type Value, type Vector } from '../value.ts'

/** Diagonals by their place among the arguments: dl, d, du. */
export type Diagonal = 0 | 1 | 2
export const diagonals: readonly Diagonal[] = [0, 1, 2]

export interface Band {
  /** What the diagonal, with these entries, adds to A x, or to Aᵀ x. */
  product(diagonal: Diagonal, entries: Value, x: Value, isTransposed: boolean): Value
  /** The entries of r cᵀ on the diagonal. */
  outer(diagonal: Diagonal, r: Value, c: Value): Value
}

const part = (x: Value, from: number, to?: number): Value => slice(x as Vector, from, to) as Value
const head = (x: Value): Value => part(x, 0, shapeOf(x)[0] - 1)
const tail = (x: Value): Value => part(x, 1)

export const openBand: Band = {
  product(diagonal, entries, x, isTransposed) {
    if (diagonal === 1) return multiply.of(entries, x)
    const isBelow = (diagonal === 0) !== isTransposed
    const products = multiply.of(entries, isBelow ? head(x) : tail(x)) as Vector
    return (isBelow ? concat(0, products) : concat(products, 0)) as Value
  },
  outer(diagonal, r, c) {
    if (diagonal === 1) return multiply.of(r, c)
    return diagonal === 0 ? multiply.of(tail(r), head(c)) : multiply.of(head(r), tail(c))
  },
}

/** x[i + step], indices modulo n. */
function turned(x: Value, step: 1 | -1): Value {
  const n = shapeOf(x)[0]
  const places = Int32Array.from({ length: n }, (_, i) => (i + step + n) % n)
  return gather(x as Vector, places) as Value
}

export const cyclicBand: Band = {
  product(diagonal, entries, x, isTransposed) {
    if (diagonal === 1) return multiply.of(entries, x)
    const step = diagonal === 0 ? -1 : 1
    return isTransposed ? turned(multiply.of(entries, x), step === 1 ? -1 : 1) : multiply.of(entries, turned(x, step))
  },
  outer(diagonal, r, c) {
    if (diagonal === 1) return multiply.of(r, c)
    return multiply.of(r, turned(c, diagonal === 0 ? -1 : 1))
  },
}
