/**
 * The face of a factorized linear system, the same for every kind of matrix and of factorization: checks
 * of the caller's buffers around the kernels that do the work. Its calls allocate nothing when they are
 * given Float64Arrays and their output, and check lengths only; what is not finite in a right-hand side is
 * found afterwards, in O(1). What they do not find: one entry of a result that alone is beyond the range of
 * doubles stays an infinity (a check of each costs 7 % of a solve). The `operators` check every entry.
 */
import { type Entry, lengthOf } from '../../spec/entry.ts'
import { CotangentError } from '../../spec/errors.ts'
import { doubleOf } from '../operator.ts'

/** Cotangents of the four arguments of a solve, or buffers for them: as long as the arguments are. */
export interface SolveCotangents extends Record<string, Float64Array> {
  dl: Float64Array
  d: Float64Array
  du: Float64Array
  b: Float64Array
}

/** Tangents of the four arguments; a missing one is zero. */
export type SolveTangents = { readonly [argument in 'dl' | 'd' | 'du' | 'b']?: ArrayLike<number> }

/** A factorized matrix A with the maps of x = A⁻¹ b. All arrays have n entries unless said otherwise. */
export interface LinearSystem<Kind extends string> {
  readonly n: number
  /** Which factorization was safe for this matrix. */
  readonly kind: Kind
  /** x = A⁻¹ b. `out` may be `b`. */
  solve(b: ArrayLike<number>, out?: Float64Array): Float64Array
  /** A⁻ᵀ c. `out` may be `c`. */
  solveTransposed(c: ArrayLike<number>, out?: Float64Array): Float64Array
  /** ẋ = A⁻¹ (ḃ − Ȧ x) for the solution x. `out` may be the tangent of b, but not x. */
  pushforward(x: ArrayLike<number>, tangents: SolveTangents, out?: Float64Array): Float64Array
  /** λ = A⁻ᵀ x̄: b̄ = λ, Ā = −λ xᵀ, for the solution x. The four buffers are overwritten; none may be x. */
  pullback(x: ArrayLike<number>, cotangent: ArrayLike<number>, into?: SolveCotangents): SolveCotangents
}

export interface SystemKernels<Kind extends string> {
  readonly n: number
  readonly kind: Kind
  solve(b: Float64Array, out: Float64Array): void
  solveTransposed(c: Float64Array, out: Float64Array): void
  /** out ← out − Ȧ x. */
  subtractTangentProduct(out: Float64Array, tangents: SolveTangents, x: ArrayLike<number>): void
  pullback(x: Float64Array, cotangent: Float64Array, into: SolveCotangents): void
}

export function linearSystem<Kind extends string>(entry: Entry, kernels: SystemKernels<Kind>): LinearSystem<Kind> {
  const { n, kind } = kernels
  const lengths = Object.fromEntries(entry.arguments.map(({ name, length }) => [name, lengthOf(length, n, 0)]))
  const room = (argument: string): Float64Array => new Float64Array(lengths[argument])
  const check = (name: string, array: ArrayLike<number>, length: number): void => {
    if (array?.length !== length) throw wrongLength(entry, name, array, length)
    if (!(array instanceof Float64Array)) checkNumbers(entry, name, array)
  }
  return {
    n,
    kind,
    solve(b, out = room('b')) {
      check('b', b, n)
      check('out', out, n)
      kernels.solve(doubleOf(b), out)
      checkFiniteSolution(entry, out)
      return out
    },
    solveTransposed(c, out = room('b')) {
      check('c', c, n)
      check('out', out, n)
      kernels.solveTransposed(doubleOf(c), out)
      checkFiniteSolution(entry, out)
      return out
    },
    pushforward(x, tangents, out = room('b')) {
      check('x', x, n)
      check('out', out, n)
      for (const { name } of entry.arguments) {
        const tangent = tangents[name as keyof SolveTangents]
        if (tangent !== undefined) check(name, tangent, lengths[name])
      }
      if (tangents.b === undefined) out.fill(0)
      else out.set(tangents.b)
      kernels.subtractTangentProduct(out, tangents, x)
      kernels.solve(out, out)
      checkFiniteSolution(entry, out)
      return out
    },
    pullback(x, cotangent, into = { dl: room('dl'), d: room('d'), du: room('du'), b: room('b') }) {
      check('x', x, n)
      check('cotangent', cotangent, n)
      check('dl', into.dl, lengths.dl)
      check('d', into.d, n)
      check('du', into.du, lengths.du)
      check('b', into.b, n)
      kernels.pullback(doubleOf(x), doubleOf(cotangent), into)
      checkFiniteSolution(entry, into.b)
      return into
    },
  }
}

/** The matrix has no inverse (ERR-6). */
export function singular(entry: Entry): CotangentError {
  return new CotangentError('SINGULAR', {
    operator: entry.name,
    constraint: 'the matrix of dl, d, du must be nonsingular',
    got: 'determinant 0',
    expected: 'a determinant other than 0',
  })
}

/**
 * Substitution runs towards both ends of x, and 0 · NaN and 0 · ∞ are NaN: whatever is not finite, in
 * the right-hand side or by overflow, makes the first or the last entry so. Two comparisons find it. Solvers
 * that do more than substitute see to it themselves (`refine.ts`, `bordered.ts`).
 */
function checkFiniteSolution(entry: Entry, x: Float64Array): void {
  if (Number.isFinite(x[0]) && Number.isFinite(x[x.length - 1])) return
  throw new CotangentError('NOT_FINITE', {
    operator: entry.name,
    constraint: 'the right-hand side must be finite and the solution within the range of doubles',
    got: `${x[0]} … ${x[x.length - 1]}`,
    expected: 'finite numbers',
  })
}

/** For arrays that are converted, where null would become 0. */
function checkNumbers(entry: Entry, name: string, array: ArrayLike<number>): void {
  for (let index = 0; index < array.length; index++) {
    if (Number.isFinite(array[index])) continue
    throw new CotangentError('NOT_FINITE', {
      operator: entry.name,
      constraint: `${name} must be finite numbers`,
      got: `${array[index]} at index ${index}`,
      expected: 'a finite number',
      argument: name,
      index,
    })
  }
}

function wrongLength(entry: Entry, name: string, array: ArrayLike<number>, length: number): CotangentError {
  return new CotangentError('LENGTH_MISMATCH', {
    operator: entry.name,
    constraint: `${name} must have ${length} entries, as the factorized matrix asks`,
    got: `${array?.length}`,
    expected: `${length}`,
    argument: name,
  })
}
