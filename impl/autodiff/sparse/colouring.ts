/**
 * Colouring of columns: no two columns of a colour have a row in common, so that one product J s with the sum s of
 * their unit vectors holds all their entries apart (Curtis, Powell and Reid 1974; Gebremedhin, Manne and Pothen,
 * "What color is your Jacobian?", SIAM Review 47 (2005) 629, section 3: partial distance-2 colouring).
 *
 * No colouring has fewer colours than the longest row has entries. Greedy in the natural order reaches that bound for
 * every band; where it does not, the smallest-last order is tried too. Neither promises the minimum, which is NP-hard.
 */
import { longestColumn, type SparsityPattern, transposed } from './pattern.ts'

export interface Colouring {
  /** Of each column. */
  readonly colourOf: Int32Array
  readonly colours: number
}

/** Above this many steps the second order would cost more than it can save. */
const mostSteps = 5e6

export function columnColouring(pattern: SparsityPattern): Colouring {
  const byRow = transposed(pattern)
  const natural = greedy(
    pattern,
    byRow,
    Int32Array.from({ length: pattern.columns }, (_, j) => j),
  )
  if (natural.colours === longestColumn(byRow) || pairsInRows(byRow) > mostSteps) return natural
  const other = greedy(pattern, byRow, smallestLast(pattern, byRow))
  return other.colours < natural.colours ? other : natural
}

/**
 * The first colour that no column with a common row has, column by column. A row whose columns so far have exactly
 * the colours 0 … k − 1 forbids these without a look at each, which keeps dense rows linear.
 */
function greedy(pattern: SparsityPattern, byRow: SparsityPattern, order: Int32Array): Colouring {
  const { columnPointers, rowIndices } = pattern
  const colourOf = new Int32Array(pattern.columns).fill(-1)
  const seen = new Int32Array(pattern.rows)
  const largest = new Int32Array(pattern.rows).fill(-1)
  // forbidden[c] = j: not for column j.
  const forbidden = new Int32Array(pattern.columns + 1).fill(-1)
  let colours = 0
  for (const column of order) {
    const begin = columnPointers[column]
    const end = columnPointers[column + 1]
    let colour = 0
    for (let p = begin; p < end; p++) {
      const row = rowIndices[p]
      if (largest[row] + 1 === seen[row]) {
        colour = Math.max(colour, seen[row])
        continue
      }
      for (let q = byRow.columnPointers[row]; q < byRow.columnPointers[row + 1]; q++) {
        const other = colourOf[byRow.rowIndices[q]]
        if (other >= 0) forbidden[other] = column
      }
    }
    while (forbidden[colour] === column) colour++
    colourOf[column] = colour
    colours = Math.max(colours, colour + 1)
    for (let p = begin; p < end; p++) {
      const row = rowIndices[p]
      seen[row]++
      largest[row] = Math.max(largest[row], colour)
    }
  }
  return { colourOf, colours }
}

function pairsInRows({ columns, columnPointers }: SparsityPattern): number {
  let pairs = 0
  for (let row = 0; row < columns; row++) pairs += (columnPointers[row + 1] - columnPointers[row]) ** 2
  return pairs
}

/**
 * The order whose last column has the fewest neighbours, the one before it the fewest in what is left, and so on
 * (Matula and Beck 1983). Neighbours are counted once for each common row.
 */
function smallestLast(pattern: SparsityPattern, byRow: SparsityPattern): Int32Array {
  const { columns, columnPointers, rowIndices } = pattern
  const degrees = new Int32Array(columns)
  for (let row = 0; row < byRow.columns; row++) {
    const length = byRow.columnPointers[row + 1] - byRow.columnPointers[row]
    for (let q = byRow.columnPointers[row]; q < byRow.columnPointers[row + 1]; q++)
      degrees[byRow.rowIndices[q]] += length
  }
  const buckets: number[][] = []
  const put = (column: number): void => {
    buckets[degrees[column]] ??= []
    buckets[degrees[column]].push(column)
  }
  for (let column = 0; column < columns; column++) put(column)
  const order = new Int32Array(columns)
  const isTaken = new Uint8Array(columns)
  let least = 0
  for (let left = columns; left > 0; ) {
    const column = buckets[least]?.pop()
    if (column === undefined) {
      least++
      continue
    }
    // What has been put into a lower bucket since is there, too.
    if (isTaken[column] === 1 || degrees[column] !== least) continue
    isTaken[column] = 1
    order[--left] = column
    for (let p = columnPointers[column]; p < columnPointers[column + 1]; p++) {
      const row = rowIndices[p]
      for (let q = byRow.columnPointers[row]; q < byRow.columnPointers[row + 1]; q++) {
        const other = byRow.rowIndices[q]
        if (isTaken[other] === 1) continue
        degrees[other]--
        put(other)
        least = Math.min(least, degrees[other])
      }
    }
  }
  return order
}
