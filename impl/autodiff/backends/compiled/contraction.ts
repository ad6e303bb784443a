/**
 * Matrix times vector as code. With few rows or few columns, the short way is written out:
 *
 *   y = A x     yᵢ = Σⱼ aᵢⱼ xⱼ     a loop over the rows; over the columns, adding to all yᵢ, where the rows are few
 *   y = Aᵀ x    yⱼ = Σᵢ aᵢⱼ xᵢ     a loop over the rows, adding to all yⱼ; over the columns where the rows are few
 *
 * so that what stands before and after in the rows goes into the same loop.
 */
import type { CallNode } from './graph.ts'
import { type Accumulation, type Code, type Entries, isFew, type Lowering, type Place } from './lowering.ts'

/** `isTransposed`: y = Aᵀ x. */
export function contraction(node: CallNode, isTransposed: boolean): Lowering {
  const [matrix] = node.inputs
  const [rows, columns] = matrix.shape
  const isLoaded = isTransposed ? isFew(columns) || isFew(rows) : isFew(columns)
  const entryOf = (code: Code, row: Place, column: Place): string => {
    const place = flat(row, columns, column)
    return isLoaded ? code.load(matrix, place) : code.at(matrix, place)
  }
  const terms: Terms = isTransposed
    ? { outer: columns, inner: rows, entryOf: (code, j, i) => entryOf(code, i, j) }
    : { outer: rows, inner: columns, entryOf }
  // The rows lie one after the other: they are what the loop runs through, unless there are few of them.
  const isByOutput = isTransposed ? isFew(rows) : !isFew(rows) || isFew(columns)
  return isByOutput ? byOutput(node, terms) : byInput(node, terms)
}

interface Terms {
  readonly outer: number
  readonly inner: number
  readonly entryOf: (code: Code, outer: Place, inner: Place) => string
}

/** One sum for each entry of the output. */
function byOutput({ inputs: [, x] }: CallNode, { inner, entryOf }: Terms): Entries {
  return {
    way: 'entries',
    aligned: [],
    entry(code, place) {
      if (isFew(inner)) {
        const products = Array.from({ length: inner }, (_, k) => `${entryOf(code, place, k)} * ${code.at(x, k)}`)
        return `(${['0', ...products].join(' + ')})`
      }
      const total = code.fresh('s')
      const k = code.fresh('j')
      code.say(`let ${total} = 0`)
      code.say(`for (let ${k} = 0; ${k} < ${inner}; ${k}++) ${total} += ${entryOf(code, place, k)} * ${code.at(x, k)}`)
      return total
    },
  }
}

/** Each entry of the input adds to all sums. */
function byInput(node: CallNode, { outer, inner, entryOf }: Terms): Accumulation {
  const [, x] = node.inputs
  return {
    way: 'accumulation',
    size: inner,
    aligned: [x],
    isStatic: isFew(outer),
    add(code, place) {
      const factor = code.here(x, place)
      if (isFew(outer)) {
        for (let k = 0; k < outer; k++) code.accumulate(node, k, `${entryOf(code, k, place)} * ${factor}`)
        return
      }
      const k = code.fresh('j')
      code.say(`for (let ${k} = 0; ${k} < ${outer}; ${k}++) {`)
      code.accumulate(node, k, `${entryOf(code, k, place)} * ${factor}`)
      code.say('}')
    },
  }
}

/** The place of entry (row, column). */
function flat(row: Place, columns: number, column: Place): Place {
  if (typeof row === 'number' && typeof column === 'number') return row * columns + column
  const start = typeof row === 'number' ? row * columns : columns === 1 ? row : `${row} * ${columns}`
  return column === 0 ? start : start === 0 ? column : `${start} + ${column}`
}
