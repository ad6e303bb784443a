/** Bugs planted in `cyclic-tridiagonal-solve` (CYC-1 to CYC-5), most of them about the corners. */
import { type Doubles, type Mutant, whereSingular, withEntry, wrongIn } from './mutant.ts'

const name = 'cyclic-tridiagonal-solve'
const operators = [name]
const primalLaws = ['exact/primal', 'finite-differences/pushforward']
const pullbackLaws = ['exact/pullback', 'adjoint-identity', 'finite-differences/pullback']

/** The primal with another matrix. */
const withMatrix = (change: (args: Doubles) => Doubles): Mutant['plant'] =>
  wrongIn(name, { primal: ({ args, built }) => built[name].primal(change(args)) })

/** Dense elimination with partial pivoting; not finite where a pivot is zero. */
function dense({ dl, d, du, b }: Doubles): Float64Array {
  const n = d.length
  const rows = Array.from(d, (_, i) => {
    const row = [...new Array<number>(n).fill(0), b[i]]
    row[i] += d[i]
    row[(i + n - 1) % n] += dl[i]
    row[(i + 1) % n] += du[i]
    return row
  })
  for (let k = 0; k < n; k++) {
    const best = rows.reduce((most, row, i) => (i > k && Math.abs(row[k]) > Math.abs(rows[most][k]) ? i : most), k)
    ;[rows[k], rows[best]] = [rows[best], rows[k]]
    for (let i = k + 1; i < n; i++) {
      const multiplier = rows[i][k] / rows[k][k]
      for (let j = k; j <= n; j++) rows[i][j] -= multiplier * rows[k][j]
    }
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    x[i] = rows[i][n]
    for (let j = i + 1; j < n; j++) x[i] -= rows[i][j] * x[j]
    x[i] /= rows[i][i]
  }
  return x
}

/** The ring without its top-right corner, if it is long. */
const cornerLost = (args: Doubles): Doubles => (args.d.length > 16 ? { ...args, dl: withEntry(args.dl, 0, 0) } : args)

export const cyclicMutants: readonly Mutant[] = [
  {
    id: 'cyclic-corners-ignored',
    origin: 'openmm #2627',
    operators,
    wrong: 'The corners are left out of the matrix.',
    plant: withMatrix(({ dl, d, du, b }) => ({ dl: withEntry(dl, 0, 0), d, du: withEntry(du, du.length - 1, 0), b })),
    caughtBy: primalLaws,
  },
  {
    id: 'cyclic-corners-swapped',
    origin: 'planted',
    operators,
    wrong: 'The two corners are in each other’s place.',
    plant: withMatrix(({ dl, d, du, b }) => {
      const last = du.length - 1
      return { dl: withEntry(dl, 0, du[last]), d, du: withEntry(du, last, dl[0]), b }
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cyclic-corner-off-by-one',
    origin: 'SciPy #13097',
    operators,
    wrong: 'The bottom-left corner is read from the entry before the last.',
    plant: withMatrix((args) => {
      const last = args.du.length - 1
      return last < 2 ? args : { ...args, du: withEntry(args.du, last, args.du[last - 1]) }
    }),
    caughtBy: primalLaws,
  },
  {
    id: 'cyclic-corner-cotangents-zero',
    origin: 'planted',
    operators,
    wrong: 'The cotangents of the two corners are zero.',
    plant: wrongIn(name, {
      pullback: ({ right: { dl, du } }) => ({ dl: withEntry(dl, 0, 0), du: withEntry(du, du.length - 1, 0) }),
    }),
    caughtBy: pullbackLaws,
    hint: 'right but for the',
  },
  {
    id: 'cyclic-rows-of-the-tridiagonal',
    origin: 'planted',
    operators,
    wrong: 'The cotangent of dl counts rows as TRI-9 does, where dl[i] stands in row i + 1.',
    plant: wrongIn(name, {
      pullback: ({ right: { dl } }) => ({ dl: dl.map((_, i) => dl[(i + 1) % dl.length]) }),
    }),
    caughtBy: pullbackLaws,
    hint: 'shifted by one towards the start',
  },
  {
    id: 'cyclic-transpose-missing',
    origin: 'jax #25787',
    operators,
    wrong: 'b̄ is A⁻¹ȳ where A⁻ᵀȳ is due.',
    plant: wrongIn(name, {
      pullback: ({ args, cotangent, built }) => ({ b: built[name].primal({ ...args, b: cotangent }) }),
    }),
    caughtBy: pullbackLaws,
    hint: 'the transpose is missing',
  },
  {
    id: 'cyclic-singular-by-pivots-alone',
    origin: 'planted',
    operators,
    wrong: 'A singular ring is answered with numbers unless a pivot rounds to zero.',
    plant: whereSingular(name, dense),
    caughtBy: ['bad-input'],
    byNoOther: true,
  },
  {
    id: 'cyclic-long-corner-lost',
    origin: 'planted',
    operators,
    wrong: 'In rings of more than 16 rows the top-right corner is lost, in all three maps alike.',
    plant: wrongIn(name, {
      primal: ({ args, built }) => built[name].primal(cornerLost(args)),
      pushforward: ({ args, tangents, built }) => built[name].pushforward(cornerLost(args), cornerLost(tangents)),
      pullback({ args, cotangent, built }) {
        const bars = built[name].pullback(cornerLost(args), cotangent)
        return cotangent.length > 16 ? { ...bars, dl: withEntry(Float64Array.from(bars.dl), 0, 0) } : bars
      },
    }),
    caughtBy: ['any-length/primal', 'any-length/pushforward', 'any-length/pullback'],
    rows: 17,
  },
]
