/**
 * The error of a solution, measured exactly, for any n: what the tests of solvers are held to.
 *
 * A residual of doubles is a sum of integers in units of 2^−2148, so b − A x̂ is known without rounding,
 * and with it two figures: the componentwise backward error ω (TRI-11), and the stability factor K of the
 * solution (NUM-2), since x̂ − x = −A⁻¹ (b − A x̂). No reference is needed, nor its time.
 */

export const unitRoundoff: number = 2 ** -53

/** A matrix by rows: each a list of [column, entry]; entries in the same place add up (CYC-1). */
export type Rows = readonly (readonly (readonly [column: number, entry: number])[])[]

type Vector = ArrayLike<number>
interface Matrix {
  readonly dl: Vector
  readonly d: Vector
  readonly du: Vector
}

/** dl and du with n − 1 entries (TRI-1). */
export function tridiagonalRows({ dl, d, du }: Matrix): Rows {
  return Array.from(d, (entry, i) => {
    const row: [number, number][] = [[i, entry]]
    if (i > 0) row.push([i - 1, dl[i - 1]])
    if (i < d.length - 1) row.push([i + 1, du[i]])
    return row
  })
}

/** dl and du with n entries (CYC-1). */
export function cyclicRows({ dl, d, du }: Matrix): Rows {
  const n = d.length
  return Array.from(d, (entry, i) => [[i, entry] as const, [(i + n - 1) % n, dl[i]], [(i + 1) % n, du[i]]])
}

export function transpose(A: Rows): Rows {
  const columns: [number, number][][] = A.map(() => [])
  A.forEach((row, i) => {
    for (const [j, entry] of row) columns[j].push([i, entry])
  })
  return columns
}

/** [A B]: each row of A goes on with that of B. */
const beside = (A: Rows, B: Rows): Rows =>
  A.map((row, i) => [...row, ...B[i].map(([j, entry]) => [j + A.length, entry] as const)])

/** x·2^1074, an integer for every finite double. */
export function integerOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.abs(x))
  const bits = view.getBigUint64(0)
  const biased = bits >> 52n
  const fraction = bits & 0xfffffffffffffn
  const magnitude = biased === 0n ? fraction : (fraction | (1n << 52n)) << (biased - 1n)
  return x < 0 ? -magnitude : magnitude
}

const magnitudeOf = (v: bigint): bigint => (v < 0n ? -v : v)

/** v·2^exponent to 60 bits. */
function doubleOf(v: bigint, exponent: number): number {
  const excess = Math.max(0, 4 * magnitudeOf(v).toString(16).length - 60)
  return timesPowerOfTwo(Number(v >> BigInt(excess)), exponent + excess)
}

/** x·2^exponent, also where 2^exponent alone is out of range. */
function timesPowerOfTwo(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2)
  return x * 2 ** half * 2 ** (exponent - half)
}

/** b − A x and |b| + |A| |x|, exactly, in units of 2^−2148. */
function residual(A: Rows, x: Vector, b: Vector): { readonly error: bigint; readonly size: bigint }[] {
  return A.map((row, i) => {
    const right = integerOf(b[i]) << 1074n
    let error = right
    let size = magnitudeOf(right)
    for (const [j, entry] of row) {
      const product = integerOf(entry) * integerOf(x[j])
      error -= product
      size += magnitudeOf(product)
    }
    return { error, size }
  })
}

/** ω = maxᵢ |b − A x|ᵢ / (|A||x| + |b|)ᵢ, with 0/0 = 0; infinite for an x that is not finite. */
export function backwardError(A: Rows, x: Vector, b: Vector): number {
  if (!Array.from(x).every(Number.isFinite)) return Number.POSITIVE_INFINITY
  return residual(A, x, b).reduce(
    (worst, { error, size }) => (size === 0n ? worst : Math.max(worst, ratio(error, size))),
    0,
  )
}

const ratio = (error: bigint, size: bigint): number => Number((magnitudeOf(error) << 120n) / size) / 2 ** 120

/** Rows of a product that stands on the left besides: A x + more.rows y = b. */
export interface More {
  readonly rows: Rows
  readonly y: Vector
}

/** Error and scale of each entry of a solution (NUM-2), where entry i is counted in units of 2^exponents[i]. */
interface Errors {
  readonly error: number[]
  readonly scale: number[]
  readonly exponents: number[]
}

/** The error x̂ − x of a solution x̂ of A x = b, and what it is measured by: |A⁻¹| (|A||x̂| + |b|) + |x̂|. */
function errorsOf(A: Rows, x: Vector, b: Vector, more?: More): Errors {
  const whole = more === undefined ? A : beside(A, more.rows)
  const r = residual(whole, more === undefined ? x : [...Array.from(x), ...Array.from(more.y)], b)
  const { inverse, rowExponents, columnExponents } = scaledInverse(A)
  const errors = r.map((row, i) => doubleOf(row.error, rowExponents[i] - 2148))
  const sizes = r.map((row, i) => doubleOf(row.size, rowExponents[i] - 2148))
  return {
    error: inverse.map((row) => -dot(row, errors)),
    scale: inverse.map(
      (row, i) => dot(row.map(Math.abs), sizes) + Math.abs(timesPowerOfTwo(x[i], -columnExponents[i])),
    ),
    exponents: columnExponents,
  }
}

/** What the error of each entry of a solution x̂ of A x = b is measured by (NUM-2). */
export function scaleOf(A: Rows, x: Vector, b: Vector, more?: More): number[] {
  const { scale, exponents } = errorsOf(A, x, b, more)
  return scale.map((entry, i) => timesPowerOfTwo(entry, exponents[i]))
}

/** K = maxᵢ |x̂ − x|ᵢ / ε scaleᵢ (NUM-2); infinite for an x̂ that is not finite. */
export function stabilityFactor(A: Rows, x: Vector, b: Vector, more?: More): number {
  if (!Array.from(x).every(Number.isFinite)) return Number.POSITIVE_INFINITY
  const { error, scale } = errorsOf(A, x, b, more)
  return error.reduce(
    (worst, entry, i) => (entry === 0 ? worst : Math.max(worst, Math.abs(entry) / (unitRoundoff * scale[i]))),
    0,
  )
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, entry, i) => sum + entry * b[i], 0)

/** The inverse of 2^rows A 2^columns, whose entries are of one size: two digits of it are enough. */
function scaledInverse(A: Rows): {
  readonly inverse: number[][]
  readonly rowExponents: number[]
  readonly columnExponents: number[]
} {
  const dense = A.map((row) => {
    const full = new Array<number>(A.length).fill(0)
    for (const [j, entry] of row) full[j] += entry
    return full
  })
  const { rowExponents, columnExponents } = exponentsOf(dense)
  const scaled = dense.map((row, i) =>
    row.map((entry, j) => timesPowerOfTwo(entry, rowExponents[i] + columnExponents[j])),
  )
  return { inverse: inverseOf(scaled), rowExponents, columnExponents }
}

/** Exponents that bring the logarithms of all entries nearest to 0 (Curtis & Reid, J. Inst. Maths Applics 10, 1972, 118). */
function exponentsOf(dense: readonly (readonly number[])[]): { rowExponents: number[]; columnExponents: number[] } {
  const places = dense.flatMap((row, i) =>
    row.flatMap((entry, j) => (entry === 0 ? [] : [{ i, j, log: Math.log2(Math.abs(entry)) }])),
  )
  const rows = dense.map(() => 0)
  const columns = dense.map(() => 0)
  const counts = { rows: dense.map(() => 0), columns: dense.map(() => 0) }
  for (const { i, j } of places) {
    counts.rows[i]++
    counts.columns[j]++
  }
  // Rows and columns in turn, each at its best for the other: the sums fall, the slower the longer the chain.
  let largest = Number.POSITIVE_INFINITY
  for (let sweep = 0; sweep < 1000 && largest > 0.05; sweep++) {
    const [own, count] = sweep % 2 === 0 ? [rows, counts.rows] : [columns, counts.columns]
    const excess = dense.map(() => 0)
    for (const { i, j, log } of places) excess[sweep % 2 === 0 ? i : j] += log + rows[i] + columns[j]
    largest = 0
    excess.forEach((sum, k) => {
      if (count[k] === 0) return
      own[k] -= sum / count[k]
      largest = Math.max(largest, Math.abs(sum / count[k]))
    })
  }
  return { rowExponents: rows.map(Math.round), columnExponents: columns.map(Math.round) }
}

/** Gauss and Jordan, with partial pivoting. */
function inverseOf(A: readonly (readonly number[])[]): number[][] {
  const n = A.length
  const work = A.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let j = 0; j < n; j++) {
    let p = j
    for (let i = j + 1; i < n; i++) if (Math.abs(work[i][j]) > Math.abs(work[p][j])) p = i
    const pivotRow = work[p].map((entry) => entry / work[p][j])
    work[p] = work[j]
    work[j] = pivotRow
    for (let i = 0; i < n; i++) {
      const factor = work[i][j]
      if (i === j || factor === 0) continue
      for (let c = j; c < 2 * n; c++) work[i][c] -= factor * pivotRow[c]
    }
  }
  return work.map((row) => row.slice(n))
}

/** The determinant, exactly, up to a power of two (Bareiss, Math. Comp. 22, 1968, 565). */
export function determinant(A: Rows): bigint {
  const n = A.length
  const work = A.map((row) => {
    const full = new Array<bigint>(n).fill(0n)
    for (const [j, entry] of row) full[j] += integerOf(entry)
    return full
  })
  let previous = 1n
  let sign = 1n
  for (let j = 0; j < n; j++) {
    const p = work.findIndex((row, i) => i >= j && row[j] !== 0n)
    if (p === -1) return 0n
    if (p !== j) {
      sign = -sign
      const row = work[p]
      work[p] = work[j]
      work[j] = row
    }
    for (let i = j + 1; i < n; i++) {
      for (let c = j + 1; c < n; c++) work[i][c] = (work[i][c] * work[j][j] - work[i][j] * work[j][c]) / previous
    }
    previous = work[j][j]
  }
  return sign * previous
}
