/**
 * The values of several piecewise cubics, or below, at the runs of a table, and their adjoint (INP-2): for columns that
 * lie side by side, so that a run is looked up and s computed once for all of them. The same sums as in `runs.ts`.
 */
import type { Pieces } from './pieces.ts'
import type { RunTable } from './run-table.ts'

/** y = Σ c[k] sᵏ in the columns `column` and `column` + 1 */
export function pairValues(
  table: RunTable,
  first: number,
  last: number,
  x: ArrayLike<number>,
  { breaks, degree, left: leftC, right: rightC }: Pieces,
  { left: leftD, right: rightD }: Pieces,
  y: Float64Array,
  column: number,
  columns: number,
): void {
  const { row, to, top } = table
  let j = table.from(first)
  let at = j * columns + column
  for (let r = first; r < last; r++) {
    const here = row[r]
    const isRight = (here & 1) === 1
    const c = isRight ? rightC : leftC
    const d = isRight ? rightD : leftD
    const k = (here >> 1) * (degree + 1)
    const a = breaks[(here + 1) >> 1]
    const highest = top[r]
    const c0 = c[k]
    const c1 = highest > 0 ? c[k + 1] : 0
    const c2 = highest > 1 ? c[k + 2] : 0
    const c3 = highest > 2 ? c[k + 3] : 0
    const d0 = d[k]
    const d1 = highest > 0 ? d[k + 1] : 0
    const d2 = highest > 1 ? d[k + 2] : 0
    const d3 = highest > 2 ? d[k + 3] : 0
    for (const end = to[r]; j < end; j++, at += columns) {
      const s = x[j] - a
      y[at] = ((c3 * s + c2) * s + c1) * s + c0
      y[at + 1] = ((d3 * s + d2) * s + d1) * s + d0
    }
  }
}

/** The same in four columns: what a run costs is shared by more of them. */
export function fourValues(
  table: RunTable,
  first: number,
  last: number,
  x: ArrayLike<number>,
  { breaks, degree, left: leftC, right: rightC }: Pieces,
  { left: leftD, right: rightD }: Pieces,
  { left: leftE, right: rightE }: Pieces,
  { left: leftF, right: rightF }: Pieces,
  y: Float64Array,
  column: number,
  columns: number,
): void {
  const { row, to, top } = table
  let j = table.from(first)
  let at = j * columns + column
  for (let r = first; r < last; r++) {
    const here = row[r]
    const isRight = (here & 1) === 1
    const k = (here >> 1) * (degree + 1)
    const a = breaks[(here + 1) >> 1]
    const highest = top[r]
    const c = isRight ? rightC : leftC
    const d = isRight ? rightD : leftD
    const e = isRight ? rightE : leftE
    const f = isRight ? rightF : leftF
    const c0 = c[k]
    const c1 = highest > 0 ? c[k + 1] : 0
    const c2 = highest > 1 ? c[k + 2] : 0
    const c3 = highest > 2 ? c[k + 3] : 0
    const d0 = d[k]
    const d1 = highest > 0 ? d[k + 1] : 0
    const d2 = highest > 1 ? d[k + 2] : 0
    const d3 = highest > 2 ? d[k + 3] : 0
    const e0 = e[k]
    const e1 = highest > 0 ? e[k + 1] : 0
    const e2 = highest > 1 ? e[k + 2] : 0
    const e3 = highest > 2 ? e[k + 3] : 0
    const f0 = f[k]
    const f1 = highest > 0 ? f[k + 1] : 0
    const f2 = highest > 1 ? f[k + 2] : 0
    const f3 = highest > 2 ? f[k + 3] : 0
    for (const end = to[r]; j < end; j++, at += columns) {
      const s = x[j] - a
      y[at] = ((c3 * s + c2) * s + c1) * s + c0
      y[at + 1] = ((d3 * s + d2) * s + d1) * s + d0
      y[at + 2] = ((e3 * s + e2) * s + e1) * s + e0
      y[at + 3] = ((f3 * s + f2) * s + f1) * s + f0
    }
  }
}

/** c̄[k] += Σ ȳ sᵏ,  x̄ += ȳ g′(x),  and from the break that s is measured from as much, which goes with the first. */
export function addPairValues(
  table: RunTable,
  x: ArrayLike<number>,
  { breaks, degree, left: leftC, right: rightC }: Pieces,
  { left: leftD, right: rightD }: Pieces,
  cBar: Pieces,
  dBar: Pieces,
  yBar: ArrayLike<number>,
  column: number,
  columns: number,
  xBar: Float64Array,
): void {
  const { count, row, to, top } = table
  const breaksBar = cBar.breaks
  for (let r = 0, j = 0, at = column; r < count; r++) {
    const here = row[r]
    const isRight = (here & 1) === 1
    const c = isRight ? rightC : leftC
    const d = isRight ? rightD : leftD
    const k = (here >> 1) * (degree + 1)
    const anchor = (here + 1) >> 1
    const a = breaks[anchor]
    const highest = top[r]
    const c1 = highest > 0 ? c[k + 1] : 0
    const c2 = highest > 1 ? 2 * c[k + 2] : 0
    const c3 = highest > 2 ? 3 * c[k + 3] : 0
    const d1 = highest > 0 ? d[k + 1] : 0
    const d2 = highest > 1 ? 2 * d[k + 2] : 0
    const d3 = highest > 2 ? 3 * d[k + 3] : 0
    let v0 = 0
    let v1 = 0
    let v2 = 0
    let v3 = 0
    let w0 = 0
    let w1 = 0
    let w2 = 0
    let w3 = 0
    let moved = 0
    for (const end = to[r]; j < end; j++, at += columns) {
      const s = x[j] - a
      const ss = s * s
      const v = yBar[at]
      const w = yBar[at + 1]
      const vs = v * s
      const ws = w * s
      v0 += v
      v1 += vs
      v2 += v * ss
      v3 += vs * ss
      w0 += w
      w1 += ws
      w2 += w * ss
      w3 += ws * ss
      const gradient = v * ((c3 * s + c2) * s + c1) + w * ((d3 * s + d2) * s + d1)
      moved += gradient
      xBar[j] += gradient
    }
    const toC = isRight ? cBar.right : cBar.left
    const toD = isRight ? dBar.right : dBar.left
    toC[k] += v0
    toD[k] += w0
    if (highest > 0) {
      toC[k + 1] += v1
      toD[k + 1] += w1
    }
    if (highest > 1) {
      toC[k + 2] += v2
      toD[k + 2] += w2
    }
    if (highest > 2) {
      toC[k + 3] += v3
      toD[k + 3] += w3
    }
    breaksBar[anchor] -= moved
  }
}
