/**
 * A matrix from its products with a few vectors: a seed for each colour, the sum of the unit vectors of its columns,
 * and for each entry of the pattern the colour and the place in that product where it stands alone.
 */
import type { Shape } from '../../math/shape.ts'
import { entriesOf, ofShape, type Plain, type Value } from '../../math/value.ts'
import { type Colouring, columnColouring } from './colouring.ts'
import { longestColumn, type SparsityPattern, transposed } from './pattern.ts'
import { places, starColouring } from './star-colouring.ts'

export interface Compression {
  readonly colours: number
  /** By columns from J s, by rows from Jᵀ s. */
  readonly side: 'columns' | 'rows'
  readonly colourOf: Int32Array
  /** What colour c recovers: entry `to[q]` of the pattern is entry `from[q]` of the product, for q of `pointers`. */
  readonly pointers: Int32Array
  readonly to: Int32Array
  readonly from: Int32Array
}

/** By the side that needs fewer colours, of those that are at hand. */
export function jacobianCompression(pattern: SparsityPattern, sides: readonly Compression['side'][]): Compression {
  if (sides.length === 1) return sides[0] === 'columns' ? byColumns(pattern) : byRows(pattern)
  // No colouring of the one side has fewer colours than the other side has entries in its longest.
  const leastOfColumns = longestColumn(transposed(pattern))
  const leastOfRows = longestColumn(pattern)
  if (leastOfColumns <= leastOfRows) {
    const columns = byColumns(pattern)
    if (columns.colours <= leastOfRows) return columns
    const rows = byRows(pattern)
    return columns.colours <= rows.colours ? columns : rows
  }
  const rows = byRows(pattern)
  if (rows.colours < leastOfColumns) return rows
  const columns = byColumns(pattern)
  return columns.colours <= rows.colours ? columns : rows
}

function byColumns(pattern: SparsityPattern): Compression {
  const colouring = columnColouring(pattern)
  return grouped(
    colouring,
    'columns',
    columnsOf(pattern).map((j) => colouring.colourOf[j]),
    pattern.rowIndices,
  )
}

function byRows(pattern: SparsityPattern): Compression {
  const colouring = columnColouring(transposed(pattern))
  return grouped(
    colouring,
    'rows',
    pattern.rowIndices.map((i) => colouring.colourOf[i]),
    columnsOf(pattern),
  )
}

/** Of a symmetric matrix, both triangles. */
export function hessianCompression(pattern: SparsityPattern): Compression {
  const colouring = starColouring(pattern)
  const { rows, colours } = places(pattern, colouring)
  return grouped(colouring, 'columns', colours, rows)
}

/** The column of each entry. */
function columnsOf({ columns, columnPointers, rowIndices }: SparsityPattern): Int32Array {
  const own = new Int32Array(rowIndices.length)
  for (let j = 0; j < columns; j++) own.fill(j, columnPointers[j], columnPointers[j + 1])
  return own
}

/** Entry p stands at entry `places[p]` of the product of colour `colours[p]`. */
function grouped(
  { colourOf, colours: count }: Colouring,
  side: Compression['side'],
  colours: Int32Array,
  places: Int32Array,
): Compression {
  const pointers = new Int32Array(count + 1)
  for (const colour of colours) pointers[colour + 1]++
  for (let c = 0; c < count; c++) pointers[c + 1] += pointers[c]
  const next = pointers.slice()
  const to = new Int32Array(colours.length)
  const from = new Int32Array(colours.length)
  for (let p = 0; p < colours.length; p++) {
    const place = next[colours[p]]++
    to[place] = p
    from[place] = places[p]
  }
  return { colours: count, side, colourOf, pointers, to, from }
}

/** The seed of each colour, of the shape of what it multiplies. */
export function seedsOf({ colours, colourOf }: Compression, shape: Shape): Plain[] {
  const seeds = Array.from({ length: colours }, () => new Float64Array(colourOf.length))
  colourOf.forEach((colour, j) => {
    seeds[colour][j] = 1
  })
  return seeds.map((seed) => ofShape(shape, seed))
}

/** What the product of a colour holds, into `values`. */
export function recover(
  values: Float64Array,
  { pointers, to, from }: Compression,
  colour: number,
  product: Value,
): void {
  const entries = entriesOf(product as Plain)
  for (let q = pointers[colour]; q < pointers[colour + 1]; q++) values[to[q]] = entries[from[q]]
}
