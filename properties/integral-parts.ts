/**
 * The scale of an integral that is added up (INP-8): beyond either end, in every period and between the ends it is an
 * integral of its own. The parts may cancel whatever the data are, as those of an odd end piece do that goes on outside,
 * while the roundings of those who add them up do not; so each part counts with its own scale.
 */
import { scale } from '../reference/index.ts'
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Case, Numbers } from './law.ts'

/** `scales` with those of the parts; as they are for what is no integral, or in one part. */
export function scalesOfParts(map: MapName, entry: Entry, input: Case, scales: Numbers): Numbers {
  if (entry.integralOf === undefined) return scales
  const total = Object.fromEntries(Object.entries(scales).map(([name, own]) => [name, [...own]]))
  input.arguments.from.forEach((from, j) => {
    const ends = endsOfParts(input.arguments.knots, from, input.arguments.to[j])
    const last = ends.length - 2
    for (let p = 0; last > 0 && p <= last; p++) {
      const part = scale(map, entry, partOf(input, j, ends[p], ends[p + 1], p === 0, p === last), { gaps: true })
      for (const [name, sizes] of Object.entries(part)) {
        if (name === 'knots' || isData(entry, name)) {
          for (const [i, size] of sizes.entries()) total[name][i] += size
          continue
        }
        // The bounds, and what there is one of for each pair of them.
        if ((name !== 'from' || p === 0) && (name !== 'to' || p === last)) total[name][j] += sizes[0]
      }
    }
  })
  return total
}

const isData = (entry: Entry, name: string): boolean =>
  entry.arguments.some((a) => a.name === name && a.role === 'real')

/** Periods that are told apart; an integral over more is cut at the ends alone. */
const mostPeriods = 16

/** From a to b by way of the ends of the knots between them, and of their images. */
function endsOfParts(knots: readonly number[], a: number, b: number): number[] {
  const first = knots[0]
  const period = knots[knots.length - 1] - first
  const [low, high] = [Math.min(a, b), Math.max(a, b)]
  const [from, to] = [low, high].map((x) => (x - first) / period)
  const isFar = to - from > mostPeriods
  const cuts: number[] = []
  for (let k = isFar ? 0 : Math.floor(from); k <= (isFar ? 1 : Math.ceil(to)); k++) {
    const end = k === 1 ? knots[knots.length - 1] : first + k * period
    if (low < end && end < high) cuts.push(end)
  }
  return a <= b ? [a, ...cuts, b] : [a, ...cuts.reverse(), b]
}

/** Pair j alone, from one end of a part to the other; where that is no bound, it does not move. */
function partOf(input: Case, j: number, from: number, to: number, isFirst: boolean, isLast: boolean): Case {
  const { from: fromDot, to: toDot, ...tangents } = input.tangents
  return {
    arguments: { ...input.arguments, from: [from], to: [to] },
    options: input.options,
    tangents: {
      ...tangents,
      ...(fromDot === undefined ? {} : { from: [isFirst ? fromDot[j] : 0] }),
      ...(toDot === undefined ? {} : { to: [isLast ? toDot[j] : 0] }),
    },
    cotangent: [input.cotangent[j]],
  }
}
