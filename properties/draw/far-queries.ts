/**
 * Queries in far pieces. Places are drawn among the first 64 pieces (`knots.ts`), and few of a long case lie where
 * blocks of rows end; implementations that work in blocks are wrong there first. Away from knots, from the middle and
 * from the quarters, as smooth places are.
 */
import type { Entry } from '../../spec/entry.ts'
import type { Case, Numbers } from '../law.ts'

/** The last one, and those beside the ends of blocks; of each block the piece behind its end first. */
const beside = [-1, 64, 32, 16, 63, 31, 15] as const

/** One query in each of those pieces that there are. */
export function farQueries(knots: readonly number[]): readonly number[] {
  const pieces = knots.length - 1
  const far = beside.map((piece) => (piece < 0 ? pieces + piece : piece)).filter((piece) => piece < pieces)
  return far.map((piece) => knots[piece] + ((knots[piece + 1] - knots[piece]) * 5) / 16)
}

/** The case with every second query replaced by a far one. */
export function withFarQueries(entry: Entry, input: Case): Case {
  return withQueries(entry, input, (queries, far, which) =>
    queries.map((q, j) => (j % 2 === 0 ? q : far[((j >> 1) + which) % far.length])),
  )
}

/** Each argument that holds queries, the `which`-th of them, by what becomes of it. */
export function withQueries(
  entry: Entry,
  input: Case,
  change: (queries: readonly number[], far: readonly number[], which: number) => readonly number[],
): Case {
  const names = entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)
  if (names.length === 0) return input
  const far = farQueries(input.arguments.knots)
  const changed: Numbers = Object.fromEntries(
    names.map((name, which) => [name, change(input.arguments[name], far, which)]),
  )
  return { ...input, arguments: { ...input.arguments, ...changed } }
}
