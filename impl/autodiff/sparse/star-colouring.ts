/**
 * Star colouring of a symmetric pattern: neighbours differ in colour, and every path on four vertices has at least
 * three colours (Gebremedhin, Manne and Pothen, "What color is your Jacobian?", SIAM Review 47 (2005) 629, section 4).
 *
 * For an edge (i, j), put otherwise: not both i has two neighbours of the colour of j and j has two of the colour of
 * i. So hᵢⱼ stands alone in one of two places of the compressed matrix B = H S, where S has a column for each colour:
 * in row i at the colour of j, or in row j at the colour of i. That is recovery without any arithmetic (`places`).
 *
 * Greedy in three orders, the fewest colours win; the minimum is NP-hard.
 */
import type { Colouring } from './colouring.ts'
import type { SparsityPattern } from './pattern.ts'

/** `pattern` is symmetric and holds both triangles. */
export function starColouring(pattern: SparsityPattern): Colouring {
  const { columns } = pattern
  const natural = Int32Array.from({ length: columns }, (_, j) => j)
  const degree = (j: number): number => pattern.columnPointers[j + 1] - pattern.columnPointers[j]
  // Hubs last: what surrounds a hub can share a colour then.
  const orders = [
    natural.toSorted((a, b) => degree(a) - degree(b)),
    natural,
    natural.toSorted((a, b) => degree(b) - degree(a)),
  ]
  let best: Colouring | undefined
  for (const order of orders) best = greedyStar(pattern, order, best?.colours ?? Number.POSITIVE_INFINITY) ?? best
  return best!
}

/** Undefined as soon as `limit` colours are needed. */
function greedyStar(pattern: SparsityPattern, order: Int32Array, limit: number): Colouring | undefined {
  const { columns, columnPointers, rowIndices } = pattern
  const neighbours = (j: number): Int32Array => rowIndices.subarray(columnPointers[j], columnPointers[j + 1])
  const colourOf = new Int32Array(columns).fill(-1)
  const around = new Neighbourhoods(columns)
  const forbidden = new Int32Array(columns + 1).fill(-1)
  let colours = 0
  for (const v of order) {
    for (const w of neighbours(v)) {
      const own = colourOf[w]
      if (own < 0) continue
      forbidden[own] = v
      if (around.countOf(v, own) >= 2) {
        // v is between two of one colour: neither may have another neighbour of the colour of v.
        for (const x of neighbours(w)) if (colourOf[x] >= 0) forbidden[colourOf[x]] = v
      } else {
        for (const hub of around.hubsOf(w)) if (colourOf[hub] >= 0) forbidden[colourOf[hub]] = v
      }
    }
    let colour = 0
    while (forbidden[colour] === v) colour++
    colourOf[v] = colour
    colours = Math.max(colours, colour + 1)
    if (colours >= limit) return undefined
    for (const w of neighbours(v)) if (w !== v) around.coloured(w, v, colour)
  }
  return { colourOf, colours }
}

/** How many neighbours of each colour a vertex has, and the hubs of a vertex: neighbours with two of its colour. */
class Neighbourhoods {
  private readonly size: number
  /** By vertex and colour: how many neighbours, and the first of them. */
  private readonly counts = new Map<number, number>()
  private readonly firsts = new Map<number, number>()
  private readonly hubs: (number[] | undefined)[] = []

  constructor(size: number) {
    this.size = size
  }

  countOf(vertex: number, colour: number): number {
    return this.counts.get(vertex * this.size + colour) ?? 0
  }

  hubsOf(vertex: number): readonly number[] {
    return this.hubs[vertex] ?? none
  }

  /** The neighbour v of w got its colour. */
  coloured(w: number, v: number, colour: number): void {
    const key = w * this.size + colour
    const count = (this.counts.get(key) ?? 0) + 1
    this.counts.set(key, count)
    if (count === 1) this.firsts.set(key, v)
    if (count === 2) this.addHub(this.firsts.get(key)!, w)
    if (count >= 2) this.addHub(v, w)
  }

  private addHub(vertex: number, hub: number): void {
    this.hubs[vertex] ??= []
    this.hubs[vertex].push(hub)
  }
}

const none: readonly number[] = []

/** Where the entries of a symmetric matrix, in the order of its pattern, stand in H S: at `rows[p]`, `colours[p]`. */
export interface Places {
  readonly rows: Int32Array
  readonly colours: Int32Array
}

export function places(pattern: SparsityPattern, { colourOf }: Colouring): Places {
  const { columns, columnPointers, rowIndices } = pattern
  const rows = new Int32Array(rowIndices.length)
  const colours = new Int32Array(rowIndices.length)
  // How many neighbours of column j have each colour, and whose count it is.
  const counts = new Int32Array(columns)
  const countedFor = new Int32Array(columns).fill(-1)
  for (let j = 0; j < columns; j++) {
    for (let p = columnPointers[j]; p < columnPointers[j + 1]; p++) {
      const colour = colourOf[rowIndices[p]]
      counts[colour] = countedFor[colour] === j ? counts[colour] + 1 : 1
      countedFor[colour] = j
    }
    for (let p = columnPointers[j]; p < columnPointers[j + 1]; p++) {
      const i = rowIndices[p]
      const isAlone = counts[colourOf[i]] === 1
      rows[p] = isAlone ? j : i
      colours[p] = colourOf[isAlone ? i : j]
    }
  }
  return { rows, colours }
}
