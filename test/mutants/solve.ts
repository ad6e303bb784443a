/** Bugs planted in the primal of `tridiagonal-solve`, and in the matrix that all three maps work with (TRI-7, TRI-10, TRI-11). */
import { CotangentError } from '../../spec/errors.ts'
import { type Doubles, type Mutant, whereSingular, withEntry, wrongIn } from './mutant.ts'

const name = 'tridiagonal-solve'
const operators = [name]
const primalLaws = ['exact/primal', 'finite-differences/pushforward']
const exactLaws = ['exact/primal', 'exact/pushforward', 'exact/pullback']

/** Textbook elimination without pivoting (Thomas); `pivot` may change a pivot or refuse it. */
function thomas(
  { dl, d, du, b }: Doubles,
  pivot: (value: number, row: number) => number = (value) => value,
  sign = -1,
): Float64Array {
  const n = d.length
  const u = d.slice()
  const x = b.slice()
  u[0] = pivot(u[0], 0)
  for (let i = 1; i < n; i++) {
    const multiplier = dl[i - 1] / u[i - 1]
    u[i] = pivot(u[i] + sign * multiplier * du[i - 1], i)
    x[i] -= multiplier * x[i - 1]
  }
  x[n - 1] /= u[n - 1]
  for (let i = n - 2; i >= 0; i--) x[i] = (x[i] - du[i] * x[i + 1]) / u[i]
  return x
}

/** Elimination with partial pivoting on rows as they are (LAPACK's dgtsv). */
function pivotedOnce({ dl, d, du, b }: Doubles): Float64Array {
  const n = d.length
  const x = b.slice()
  const rows: number[][] = []
  // The row to be eliminated with: its pivot and the two entries beside it.
  let row = [d[0], du[0] ?? 0, 0]
  for (let i = 0; i < n - 1; i++) {
    let next = [dl[i], d[i + 1], du[i + 1] ?? 0]
    if (Math.abs(next[0]) > Math.abs(row[0])) {
      ;[row, next] = [next, row]
      ;[x[i], x[i + 1]] = [x[i + 1], x[i]]
    }
    const multiplier = next[0] / row[0]
    rows.push(row)
    row = [next[1] - multiplier * row[1], next[2] - multiplier * row[2], 0]
    x[i + 1] -= multiplier * x[i]
  }
  rows.push(row)
  for (let i = n - 1; i >= 0; i--) {
    const [pivot, first, second] = rows[i]
    x[i] = (x[i] - first * (x[i + 1] ?? 0) - second * (x[i + 2] ?? 0)) / pivot
  }
  return x
}

const refuse = (): never => {
  throw new CotangentError('SINGULAR', 'a pivot is too small')
}

/** All three maps with a matrix other than the one that was given. */
const withMatrix = (change: (args: Doubles) => Doubles): Mutant['plant'] =>
  wrongIn(name, {
    primal: ({ args, built }) => built[name].primal(change(args)),
    pushforward: ({ args, tangents, built }) => built[name].pushforward(change(args), tangents),
    pullback: ({ args, cotangent, built }) => built[name].pullback(change(args), cotangent),
  })

export const solveMutants: readonly Mutant[] = [
  {
    id: 'solve-elimination-sign',
    origin: 'planted',
    operators,
    wrong: 'Elimination adds the multiple of the row above where it should subtract it.',
    plant: wrongIn(name, { primal: ({ args }) => thomas(args, undefined, 1) }),
    caughtBy: primalLaws,
  },
  {
    id: 'solve-without-pivoting',
    origin: 'solve-tridiagonal 2.0.0: [[1e-20, 1], [1, 1]] x = [1, 2] answered [0, 1]',
    operators,
    wrong: 'Elimination never exchanges rows, so a small pivot costs all digits.',
    plant: wrongIn(name, {
      primal({ args, right }) {
        const x = thomas(args)
        return x.every(Number.isFinite) ? x : right
      },
    }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'solve-without-refinement',
    origin: 'planted',
    operators,
    wrong: 'Rows are exchanged by size, scales notwithstanding, and nothing is refined.',
    plant: wrongIn(name, { primal: ({ args }) => pivotedOnce(args) }),
    caughtBy: ['exact/primal'],
    hint: 'only the last digits are wrong',
  },
  {
    id: 'solve-zero-pivot-refused',
    origin: 'solve-tridiagonal 2.0.0: [[0, 1], [1, 0]] refused',
    operators,
    wrong: 'A pivot that is zero is taken for a singular matrix.',
    plant: wrongIn(name, {
      primal({ args, right }) {
        thomas(args, (value) => (value === 0 ? refuse() : value))
        return right
      },
    }),
    caughtBy: ['exact/primal'],
    byNoOther: true,
  },
  {
    id: 'solve-small-pivot-refused',
    origin: 'planted',
    operators,
    wrong: 'A pivot below 10⁻⁵ is taken for a singular matrix.',
    plant: wrongIn(name, {
      primal({ args, right }) {
        thomas(args, (value) => (Math.abs(value) < 1e-5 ? refuse() : value))
        return right
      },
    }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'solve-singular-answered',
    origin: 'solve-tridiagonal 2.0.0',
    operators,
    wrong: 'A singular matrix is answered with numbers.',
    plant: whereSingular(name, (args) => thomas(args, (value) => (value === 0 ? 1e-20 : value))),
    caughtBy: ['bad-input'],
    byNoOther: true,
  },
  {
    id: 'solve-singular-by-pivots-alone',
    origin: 'LAPACK’s dgtsv: info > 0 for a pivot that is exactly zero, and for no other',
    operators,
    wrong: 'A singular matrix is answered with numbers unless a pivot rounds to zero.',
    plant: whereSingular(name, pivotedOnce),
    caughtBy: ['bad-input'],
    byNoOther: true,
  },
  {
    id: 'solve-everything-singular',
    origin: 'planted',
    operators,
    wrong: 'Every matrix is said to be singular.',
    plant: wrongIn(name, { primal: refuse, pushforward: refuse, pullback: refuse }),
    caughtBy: exactLaws,
  },
  {
    id: 'solve-regularised',
    origin: 'planted',
    operators,
    wrong: '10⁻⁸ is added to the diagonal in all three maps alike.',
    plant: withMatrix((args) => ({ ...args, d: args.d.map((x) => x + 1e-8) })),
    caughtBy: exactLaws,
  },
  {
    id: 'solve-superdiagonal-lost-at-two',
    origin: 'DataInterpolations.jl #303',
    operators,
    wrong: 'With two rows the loop over du never runs, in none of the maps.',
    plant: withMatrix((args) => (args.d.length === 2 ? { ...args, du: args.du.map(() => 0) } : args)),
    caughtBy: exactLaws,
  },
  {
    id: 'solve-one-row',
    origin: 'SciPy #6222',
    operators,
    wrong: 'With one row the right-hand side comes back undivided.',
    plant: wrongIn(name, { primal: ({ args, right }) => (args.d.length === 1 ? args.b : right) }),
    caughtBy: primalLaws,
  },
  {
    id: 'solve-single-precision',
    origin: 'planted',
    operators,
    wrong: 'The matrix is kept in single precision.',
    plant: wrongIn(name, {
      primal({ args, built }) {
        const { dl, d, du, b } = args
        return built[name].primal({ dl: dl.map(Math.fround), d: d.map(Math.fround), du: du.map(Math.fround), b })
      },
    }),
    caughtBy: ['exact/primal'],
  },
  {
    id: 'solve-block-end-lost',
    origin: 'planted',
    operators,
    wrong: 'Beyond one block of 64 rows the superdiagonal at its end is lost, in all three maps alike.',
    plant: withMatrix((args) => (args.d.length > 64 ? { ...args, du: withEntry(args.du, 63, 0) } : args)),
    caughtBy: ['any-length/primal', 'any-length/pushforward', 'any-length/pullback'],
    rows: 65,
  },
]
