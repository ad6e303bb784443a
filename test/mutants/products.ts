/** Bugs planted in `tridiagonal` and `tridiagonal-multiply` (TRI-1 to TRI-6). */
import { type Mutant, onError, wrongIn } from './mutant.ts'

const dense = 'tridiagonal'
const multiply = 'tridiagonal-multiply'
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

const shrunk = (array: Float64Array, n: number): Float64Array => (n > 64 ? array.map((x) => x * (1 - 2 ** -20)) : array)

export const productMutants: readonly Mutant[] = [
  {
    id: 'dense-column-major',
    origin: 'tfjs #4135',
    operators: [dense],
    wrong: 'The matrix comes out transposed.',
    plant: wrongIn(dense, { primal: ({ args: { dl, d, du }, built }) => built[dense].primal({ dl: du, d, du: dl }) }),
    caughtBy: ['exact/primal', 'finite-differences/pushforward'],
  },
  {
    id: 'dense-triangle-leaks',
    origin: 'jax #1458',
    operators: [dense],
    wrong: 'The mask is missing: each entry below the subdiagonal adds to its row.',
    plant: wrongIn(dense, {
      pullback({ args: { d, dl }, cotangent }) {
        const n = d.length
        return { dl: dl.map((_, i) => cotangent.slice((i + 1) * n, (i + 1) * n + i + 1).reduce((sum, x) => sum + x)) }
      },
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'multiply-transpose-missing',
    origin: 'jax #25787',
    operators: [multiply],
    wrong: 'x̄ is Aȳ where Aᵀȳ is due.',
    plant: wrongIn(multiply, {
      pullback: ({ args, cotangent, built }) => ({ x: built[multiply].primal({ ...args, x: cotangent }) }),
    }),
    caughtBy: pullbackLaws,
    hint: 'the transpose is missing',
  },
  {
    id: 'multiply-second-superdiagonal',
    origin: 'FiniteDifferences.jl #237',
    operators: [multiply],
    wrong: 'The cotangent of du is read one column too far right.',
    plant: wrongIn(multiply, {
      pullback: ({ args: { du, x }, cotangent }) => ({ du: du.map((_, i) => cotangent[i] * (x[i + 2] ?? 0)) }),
    }),
    caughtBy: pullbackLaws,
  },
  {
    id: 'multiply-shifted',
    origin: 'planted',
    operators: [multiply],
    wrong: 'The cotangent of x is off by one entry.',
    plant: wrongIn(multiply, { pullback: ({ right }) => ({ x: right.x.map((_, i) => right.x[i - 1] ?? 0) }) }),
    caughtBy: pullbackLaws,
    hint: 'shifted by one towards the end',
  },
  {
    id: 'multiply-reversed',
    origin: 'planted',
    operators: [multiply],
    wrong: 'The cotangent of x is in reversed order.',
    plant: wrongIn(multiply, { pullback: ({ right }) => ({ x: right.x.toReversed() }) }),
    caughtBy: pullbackLaws,
    hint: 'in reversed order',
  },
  {
    id: 'multiply-divides-by-input',
    origin: 'burn #3864',
    operators: [multiply],
    wrong: 'The cotangent of d is the share of the output divided by d, NaN where d is zero.',
    plant: wrongIn(multiply, {
      pullback: ({ args: { d, x }, cotangent }) => ({ d: d.map((entry, i) => (cotangent[i] * entry * x[i]) / entry) }),
    }),
    caughtBy: ['exact/pullback', 'adjoint-identity'],
    hint: 'NaN where a number is due',
  },
  {
    id: 'multiply-single-precision',
    origin: 'planted',
    operators: [multiply],
    wrong: 'Products are rounded to single precision.',
    plant: wrongIn(multiply, { primal: ({ right }) => right.map(Math.fround) }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'multiply-affine',
    origin: 'planted',
    operators: [multiply],
    wrong: 'A constant is added to the product.',
    plant: wrongIn(multiply, { primal: ({ right }) => right.map((x) => x + 2 ** -20) }),
    caughtBy: ['exact/primal', 'linear-arguments'],
  },
  {
    id: 'multiply-long-affine',
    origin: 'planted',
    operators: [multiply],
    wrong: 'Beyond one block of eight rows a constant is added to the product.',
    plant: wrongIn(multiply, { primal: ({ args, right }) => (args.d.length > 8 ? right.map((x) => x + 1) : right) }),
    caughtBy: ['linear-arguments'],
    rows: 9,
  },
  {
    id: 'multiply-zero-is-something',
    origin: 'planted',
    operators: [multiply],
    wrong: 'The product with three zeros or more is a tiny number.',
    plant: wrongIn(multiply, {
      primal: ({ args: { x }, right }) =>
        x.length > 2 && x.every((entry) => entry === 0) ? right.map(() => 2 ** -600) : right,
    }),
    caughtBy: ['linear-arguments'],
    byNoOther: true,
  },
  {
    id: 'multiply-too-long-cut',
    origin: 'planted',
    operators: [multiply],
    wrong: 'A vector with entries to spare is cut to length.',
    plant: onError(multiply, (error, { args }, again) => {
      const n = args.d?.length ?? 0
      if (error.argument !== 'x' || !(args.x?.length > n)) throw error
      return again({ args: { ...args, x: Array.from(args.x).slice(0, n) } })
    }),
    caughtBy: ['bad-input'],
    byNoOther: true,
  },
  {
    id: 'multiply-long-shrunk',
    origin: 'planted',
    operators: [multiply],
    wrong: 'Beyond 64 rows every result is a millionth short, in all three maps alike.',
    plant: wrongIn(multiply, {
      primal: ({ right }) => shrunk(right, right.length),
      pushforward: ({ right }) => shrunk(right, right.length),
      pullback: ({ right, cotangent }) =>
        Object.fromEntries(Object.entries(right).map(([name, array]) => [name, shrunk(array, cotangent.length)])),
    }),
    caughtBy: ['any-length/primal', 'any-length/pushforward', 'any-length/pullback'],
    rows: 65,
  },
]
