/** Bugs planted in the derivative maps of `tridiagonal-solve` (TRI-8, TRI-9). */
import type { Operators } from '../../spec/operator.ts'
import { type Doubles, type Mutant, negated, withEntry, wrongIn } from './mutant.ts'

const name = 'tridiagonal-solve'
const operators = [name]
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

const solve = (built: Operators, { dl, d, du }: Doubles, b: Float64Array): Float64Array =>
  built[name].primal({ dl, d, du, b })

/** Ā = −λ xᵀ on the three diagonals (TRI-9). */
const outer = (lambda: Float64Array, x: Float64Array): Doubles => ({
  dl: x.slice(1).map((_, i) => -lambda[i + 1] * x[i]),
  d: x.map((_, i) => -lambda[i] * x[i]),
  du: x.slice(1).map((_, i) => -lambda[i] * x[i + 1]),
})

/** The tangents of the matrix negated. */
const matrixNegated = ({ dl, d, du }: Doubles): Doubles => ({ dl: negated(dl), d: negated(d), du: negated(du) })

/** By rows or by columns. */
const isDominant = ({ dl, d, du }: Doubles): boolean =>
  [
    [dl, du],
    [du, dl],
  ].some(([left, right]) =>
    d.every((entry, i) => Math.abs(entry) >= Math.abs(left[i - 1] ?? 0) + Math.abs(right[i] ?? 0)),
  )

export const solveDerivatives: readonly Mutant[] = [
  {
    id: 'solve-transpose-missing',
    origin: 'jax #25787',
    operators,
    wrong: 'λ is A⁻¹ȳ where A⁻ᵀȳ is due.',
    plant: wrongIn(name, {
      pullback({ args, cotangent, built }) {
        const lambda = solve(built, args, cotangent)
        return { ...outer(lambda, solve(built, args, args.b)), b: lambda }
      },
    }),
    caughtBy: pullbackLaws,
    hint: 'the transpose is missing',
  },
  {
    id: 'solve-padding-leaks',
    origin: 'jax #25693',
    operators,
    wrong:
      'The transpose is made by rolling padded diagonals, and what stood in the padding comes round to the corners.',
    plant: wrongIn(name, {
      pullback({ args: { dl, d, du, b }, right, cotangent, built }) {
        if (d.length === 1) return right
        const rolled = { dl: [1, ...du], d, du: [...dl, 1], b: cotangent }
        const lambda = built['cyclic-tridiagonal-solve'].primal(rolled)
        return { ...outer(lambda, solve(built, { dl, d, du }, b)), b: lambda }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'solve-diagonals-swapped',
    origin: 'ChainRules.jl #758',
    operators,
    wrong: 'The cotangents of dl and du are in each other’s place.',
    plant: wrongIn(name, { pullback: ({ right }) => ({ dl: right.du, du: right.dl }) }),
    caughtBy: pullbackLaws,
    hint: 'dl holds what du should be and the other way round',
  },
  {
    id: 'solve-superdiagonal-from-subdiagonal',
    origin: 'planted',
    operators,
    wrong: 'The cotangent of du is a copy of that of dl.',
    plant: wrongIn(name, { pullback: ({ right }) => ({ du: right.dl }) }),
    caughtBy: pullbackLaws,
    hint: 'the entry for du holds what dl should be',
  },
  {
    id: 'solve-matrix-sign',
    origin: 'HIPS/autograd #412',
    operators,
    wrong: 'Ā is +λxᵀ.',
    plant: wrongIn(name, { pullback: ({ right }) => matrixNegated(right) }),
    caughtBy: pullbackLaws,
    hint: 'every sign in the cotangent of',
  },
  {
    id: 'solve-shared-sign',
    origin: 'planted',
    operators,
    wrong: 'ẋ is A⁻¹(ḃ + Ȧx) and Ā is +λxᵀ: the two agree with each other.',
    plant: wrongIn(name, {
      pushforward: ({ args, tangents, built }) =>
        built[name].pushforward(args, { ...tangents, ...matrixNegated(tangents) }),
      pullback: ({ right }) => matrixNegated(right),
    }),
    caughtBy: ['exact/pushforward', 'exact/pullback', 'finite-differences/pushforward', 'finite-differences/pullback'],
  },
  {
    id: 'solve-long-shared-omission',
    origin: 'planted',
    operators,
    wrong: 'Beyond one block of eight rows both derivative maps take du for a constant.',
    plant: wrongIn(name, {
      pushforward: ({ right, args, tangents, built }) =>
        args.d.length > 8 ? built[name].pushforward(args, { ...tangents, du: args.du.map(() => 0) }) : right,
      pullback: ({ right, args }) => (args.d.length > 8 ? { du: args.du.map(() => 0) } : right),
    }),
    caughtBy: ['finite-differences/pushforward', 'finite-differences/pullback'],
    rows: 9,
  },
  {
    id: 'solve-long-pivoted-transpose-missing',
    origin: 'planted',
    operators,
    wrong: 'Beyond eight rows the pivoted path solves with A where Aᵀ is due.',
    plant: wrongIn(name, {
      pullback({ args, right, cotangent, built }) {
        if (args.d.length <= 8 || isDominant(args)) return right
        const lambda = solve(built, args, cotangent)
        return { ...outer(lambda, solve(built, args, args.b)), b: lambda }
      },
    }),
    caughtBy: ['adjoint-identity'],
    rows: 9,
  },
  {
    id: 'solve-ninth-digit',
    origin: 'planted',
    operators,
    wrong: 'The cotangent of d is wrong in its ninth digit.',
    plant: wrongIn(name, { pullback: ({ right }) => ({ d: right.d.map((x) => x * (1 + 1e-9)) }) }),
    caughtBy: ['exact/pullback', 'adjoint-identity'],
  },
  {
    id: 'solve-zero-shortcut',
    origin: 'Enzyme.jl #445',
    operators,
    wrong: 'Where b is zero, so is its cotangent.',
    plant: wrongIn(name, { pullback: ({ args, right }) => ({ b: right.b.map((x, i) => (args.b[i] === 0 ? 0 : x)) }) }),
    caughtBy: ['exact/pullback', 'adjoint-identity'],
  },
  {
    id: 'solve-last-entry-dropped',
    origin: 'DataInterpolations.jl #119',
    operators,
    wrong: 'The last entry of the cotangent of d is left at zero.',
    plant: wrongIn(name, { pullback: ({ right }) => ({ d: withEntry(right.d, right.d.length - 1, 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'right but for the last entry',
  },
]
