/**
 * Draws a case of any operator from its catalogue entry.
 *
 * A case is an array of rows (what there is once for each of the n) and an array of query rows (for each
 * of the m), so that it shrinks by losing rows and no length is drawn before what it measures. Long cases
 * repeat their rows, shifted each time round: cheap to draw, quick to shrink.
 */
import * as fc from 'fast-check'
import { resolveOptions, sidesOf } from '../../spec/contract.ts'
import {
  type Argument,
  differentiableArguments,
  type Entry,
  entryFor,
  lengthOf,
  minimumOf,
  oracleSize,
} from '../../spec/entry.ts'
import type { Options, OptionValue } from '../../spec/operator.ts'
import type { OperatorSupport } from '../../spec/port.ts'
import type { Case } from '../law.ts'
import {
  anyPlace,
  farOrigin,
  gap,
  knotPlace,
  knotsOf,
  type Origin,
  origin,
  type Place,
  queryAt,
  type Range,
  smoothPlace,
  wideGap,
} from './knots.ts'
import { dominantShape, exponent, matrixOf, type Row, type Shape, shape } from './matrices.ts'
import { anyReal, type Chord, chord, moderateReal, smallInteger, valuesOf, withZeros } from './numbers.ts'

export interface Draw {
  /** `any`: everywhere; `smooth`: away from knots; `knots`: queries at knots only. */
  readonly places: 'any' | 'smooth' | 'knots'
  /** `oracle`: up to `oracleSize` and extremes too; `any`: as long as `maxLength`. */
  readonly lengths: 'oracle' | 'any'
  /** `any`: nearly singular too; `dominant`: none that a small change makes singular. */
  readonly systems: 'any' | 'dominant'
  /** `ties`: level, equal and opposite chords, as small integers on gaps of 1 have them, where rules compare. */
  readonly data?: 'any' | 'ties'
  /** Beyond what ports are asked: gaps in ratios to 10¹², offsets beyond 10⁹ with gaps of 1, data in units of 10^±150. */
  readonly stretched?: 'gaps' | 'offset' | 'large' | 'small'
  readonly maxLength: number
  readonly support: OperatorSupport
}

/** The most knots or rows that a law without an oracle draws, and the most entries of an output. */
export const longest = 4096

/** One number for every argument, tangent and cotangent that has an entry a row. */
interface DrawnRow extends Row {
  readonly gap: number
  readonly reals: readonly number[]
  /** Only where data have ties. */
  readonly chord?: Chord
}

interface DrawnQuery {
  /** One for each argument that holds queries. */
  readonly places: readonly Place[]
  readonly reals: readonly number[]
}

export function cases(entry: Entry, draw: Draw): fc.Arbitrary<Case> {
  const isPlain = draw.lengths === 'any' || draw.stretched !== undefined
  const real = withZeros(isPlain ? moderateReal : anyReal)
  const several = (one: fc.Arbitrary<number>, count: number): fc.Arbitrary<readonly number[]> =>
    fc.array(one, { minLength: count, maxLength: count })
  const place = { any: anyPlace, smooth: smoothPlace, knots: knotPlace }[draw.places]
  const longestRows = Math.min(entry.oracleSize ?? oracleSize, Math.max(smallestDrawn(entry), draw.maxLength))
  // An argument and its tangent, and the cotangent, each want a number a row (or query row).
  const count = entry.arguments.length
  const hasTies = draw.data === 'ties'
  const { stretched } = draw
  const datum = hasTies ? smallInteger : real
  const reals = fc
    .tuple(several(datum, count), several(real, count + 1))
    .map(([ofArguments, others]) => [...ofArguments, ...others])
  const anyGap = stretched === 'gaps' ? wideGap : gap
  const hasQueries = entry.arguments.some(({ length }) => length === 'm')
  const queryArguments = entry.arguments.filter(({ role }) => role === 'queries').length
  const places = fc.array(place, { minLength: queryArguments, maxLength: queryArguments })
  return fc
    .record({
      rows: fc.array(
        fc.record({
          ...matrixRow,
          gap: hasTies || stretched === 'offset' ? fc.constant(1) : anyGap,
          reals,
          ...(hasTies ? { chord } : {}),
        }),
        {
          minLength: smallestDrawn(entry),
          maxLength: longestRows,
        },
      ),
      queries: hasQueries
        ? fc.array(fc.record({ places, reals }), { maxLength: Math.min(oracleSize, draw.maxLength) })
        : fc.constant([]),
      shape: draw.systems === 'dominant' ? dominantShape : shape,
      origin: stretched === 'offset' ? farOrigin : origin,
      cells: entry.output === 'n*n' ? fc.array(real, { minLength: 1, maxLength: 64 }) : fc.constant([]),
      more: draw.lengths === 'oracle' ? fc.constant(0) : moreRows,
      options: options(entry, draw.support).filter(
        (chosen) => minimumOf(entry, resolveOptions(entry, chosen)) <= Math.max(draw.maxLength, smallestDrawn(entry)),
      ),
    })
    .map(({ rows, queries, more, ...rest }) => {
      const cap = Math.min(longest, draw.maxLength)
      const capN = Math.min(cap, entry.longest ?? longest)
      const longestN = entry.output === 'n*n' ? Math.floor(Math.sqrt(cap)) : capN
      const full = resolveOptions(entry, rest.options)
      const fewest = Math.max(smallestDrawn(entry), minimumOf(entry, full))
      const ends = endsOf(draw, full)
      return assemble(entryFor(entry, full), draw.support, {
        ...rest,
        unit: stretched === 'large' ? 2 ** 498 : stretched === 'small' ? 2 ** -498 : 1,
        rows: tile(rows, Math.max(fewest, Math.min(longestN, rows.length + more))),
        queries: tile(queries, queries.length === 0 ? 0 : Math.min(cap, queries.length + more)).map(ends),
      })
    })
}

/**
 * Where each side has its own extrapolation, or its own end rule that compares, the first query looks at the left one and
 * the second at the right one: by chance both are seldom seen.
 */
function endsOf({ data, places }: Draw, { extrapolation }: Options): (query: DrawnQuery, index: number) => DrawnQuery {
  const isSided = typeof extrapolation === 'object'
  const sides = places === 'knots' ? (['image-left', 'image-right'] as const) : (['left', 'right'] as const)
  return (query, index) => {
    if (index > 1 || (!isSided && data !== 'ties')) return query
    // Of an integral the lower bound of the first, and the upper one of the second.
    const which = index === 0 ? 0 : query.places.length - 1
    const moved = (place: Place): Place =>
      isSided ? { ...place, where: sides[index] } : { ...place, piece: index === 0 ? 0 : -1 }
    return { ...query, places: query.places.map((place, k) => (k === which ? moved(place) : place)) }
  }
}

/** The smallest n that is drawn. A ring of one or two has no corners of its own (CYC-1): left to the tests of the implementation. */
export function smallestDrawn({ system, minimum }: Entry): number {
  return system === 'cyclic' ? 3 : minimum
}

/** Entries of a matrix are moderate: their units are the shape's business. */
const matrixRow = { below: moderateReal, on: moderateReal, above: moderateReal, exponent }

/** Mostly none; now and then many. One number behind all of them, so that a long case can shrink to any length. */
const moreRows: fc.Arbitrary<number> = fc
  .tuple(
    fc.oneof(
      { withCrossShrink: true },
      { arbitrary: fc.constant(2 * longest), weight: 48 },
      { arbitrary: fc.constant(32), weight: 8 },
      { arbitrary: fc.constant(4), weight: 1 },
      { arbitrary: fc.constant(1), weight: 1 },
    ),
    fc.nat({ max: longest }),
  )
  .map(([unit, units]) => Math.floor(units / unit))

/** `length` rows: the given ones again and again, one further along each time round. */
function tile<T>(rows: readonly T[], length: number): T[] {
  return Array.from({ length }, (_, i) => rows[(i + Math.floor(i / rows.length)) % rows.length])
}

interface Drawn {
  /** Of the data. */
  readonly unit: number
  readonly rows: readonly DrawnRow[]
  readonly queries: readonly DrawnQuery[]
  readonly shape: Shape
  readonly origin: Origin
  readonly cells: readonly number[]
  readonly options: Options
}

function assemble(entry: Entry, support: OperatorSupport, drawn: Drawn): Case {
  const { rows, queries, cells } = drawn
  const n = rows.length
  const m = queries.length
  const knots = knotsOf(
    drawn.origin,
    rows.map((row) => row.gap),
  )
  const range = rangeOf(entry, drawn.options)
  const diagonals = entry.system === undefined ? undefined : matrixOf(drawn.shape, rows, entry.system === 'cyclic')
  const chords = rows.flatMap(({ chord }) => chord ?? [])
  const tied = chords.length < n ? undefined : valuesOf(chords)
  const drawnFor = (length: Argument['length'], column: number): number[] => {
    switch (length) {
      case 'm':
        return queries.map(({ reals }) => reals[column])
      case 'n*n':
        return Array.from({ length: n * n }, (_, i) => cells[i % cells.length])
      case '2':
        return [rows[0].reals[column], rows[n - 1].reals[column]]
      default:
        return rows.slice(0, lengthOf(length, n, m)).map(({ reals }) => reals[column])
    }
  }
  const args: Record<string, number[]> = {}
  const tangents: Record<string, number[]> = {}
  let queryArguments = 0
  entry.arguments.forEach((argument, column) => {
    const { name, role, length } = argument
    if (role === 'knots') args[name] = knots
    else if (role === 'queries') {
      const which = queryArguments++
      args[name] = queries.map(({ places }) => queryAt(places[which], knots, range))
    } else if (role !== 'real' && diagonals !== undefined) args[name] = diagonalOf(argument, diagonals, n)
    else if (argument.derivative === 0 && tied !== undefined) args[name] = tied
    else args[name] = drawnFor(length, column).map((x) => x * drawn.unit)
    // What the port takes for a constant does not move.
    if (argument.differentiable && (support.differentiable?.includes(name) ?? true))
      tangents[name] = drawnFor(length, entry.arguments.length + column)
  })
  return {
    arguments: args,
    options: drawn.options,
    tangents,
    cotangent: drawnFor(entry.output, 2 * entry.arguments.length),
  }
}

/** The diagonal that an argument holds: of n − 1 entries, dl without its first and du without its last. */
function diagonalOf({ role, length }: Argument, { dl, d, du }: ReturnType<typeof matrixOf>, n: number): number[] {
  if (role === 'subdiagonal') return length === 'n' ? dl : dl.slice(1)
  if (role === 'superdiagonal') return length === 'n' ? du : du.slice(0, n - 1)
  return d
}

function rangeOf(entry: Entry, chosen: Options): Range {
  const spec = entry.options.extrapolation
  if (spec === undefined) return { left: 'tail', right: 'tail' }
  const { left, right } = sidesOf(chosen.extrapolation ?? spec.default)
  const beyond = (side: string | number): Range['left'] =>
    side === 'none' || side === 'periodic' || side === 'reflective' ? side : 'tail'
  return { left: beyond(left), right: beyond(right) }
}

/** Values that the port takes; a value that is the default is sometimes left out. */
export function options(entry: Entry, support: OperatorSupport): fc.Arbitrary<Options> {
  const drawn: Record<string, fc.Arbitrary<OptionValue | undefined>> = {}
  for (const [name, spec] of Object.entries(entry.options)) {
    const values = spec.values.filter((value) => support.options?.[name]?.includes(value) ?? true)
    if (values.length === 0) continue
    const one: fc.Arbitrary<string | number> = fc.constantFrom(...values)
    const side = one.map(String)
    const value: fc.Arbitrary<OptionValue> = spec.sided
      ? fc.oneof({ withCrossShrink: true }, one, fc.record({ left: side, right: side }))
      : one
    drawn[name] = fc
      .tuple(value, fc.boolean())
      .map(([chosen, isExplicit]) => (chosen === spec.default && !isExplicit ? undefined : chosen))
  }
  const all = fc
    .record(drawn)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Options)
  const { conflict } = entry
  return conflict === undefined ? all : all.filter((chosen) => conflict(withDefaults(entry, chosen)) === undefined)
}

const withDefaults = (entry: Entry, chosen: Options): Options => ({
  ...Object.fromEntries(Object.entries(entry.options).map(([name, spec]) => [name, spec.default])),
  ...chosen,
})

/** The catalogue's own example, with simple tangents: small, and the same for everyone. */
export function exampleCase(entry: Entry): Case {
  const active = entryFor(entry, resolveOptions(entry, entry.example.options))
  const tangents = differentiableArguments(active).map((name): [string, number[]] => [
    name,
    entry.example.arguments[name].map((_, i) => i + 1),
  ])
  return { ...entry.example, tangents: Object.fromEntries(tangents) }
}
