/** Queries where there is no answer: beyond the knots where that is an error, too many periods away, and NaN wherever it is asked. */
import type { Options } from '../../spec/operator.ts'
import type { Case, Subject } from '../law.ts'
import { type Defect, entryAt, isRepeated, valuesTaken } from './defect.ts'
import { knotsOf } from './knots.ts'

/** Twice as far as a query is told from its neighbours (INP-4). */
const tooManyPeriods = 2 ** 51

/** How far out, in periods, and under which options that is refused. */
interface Beyond {
  readonly name: string
  readonly side: 'left' | 'right'
  readonly options: Options
  readonly periods?: number
  readonly clause?: string
}

/** The drawn extrapolation replaced. */
function extrapolated({ options: { extrapolation: _drawn, ...others } }: Case, options: Options): Options {
  return { ...others, ...options }
}

const beyond = (queries: string, { name, side, options, periods, clause }: Beyond): Defect => ({
  name: `${name}, in ${queries}`,
  plant({ entry }, _, input, pick) {
    const values = input.arguments[queries]
    if (values.length === 0) return undefined
    const index = entryAt(pick, values.length)
    const t = input.arguments[knotsOf(entry)!]
    const low = t[0]
    const high = t[t.length - 1]
    const step = periods === undefined ? 1 : periods * (high - low)
    const outside = side === 'left' ? low - step : high + step
    // A single knot has no period, and far from zero a step of 1 may be lost.
    if (!(outside < low || outside > high) || !Number.isFinite(outside)) return undefined
    // Queries elsewhere are brought inside, so that this one is the first fault.
    const inside = (array: readonly number[]): readonly number[] => array.map((q) => Math.min(high, Math.max(low, q)))
    const places = entry.arguments.filter(({ role }) => role === 'queries')
    const args = Object.fromEntries(places.map(({ name }) => [name, inside(input.arguments[name])]))
    args[queries] = args[queries].map((q, i) => (i === index || (i > index && isRepeated(pick)) ? outside : q))
    return {
      operator: entry.name,
      input: { ...input, options: extrapolated(input, options), arguments: { ...input.arguments, ...args } },
      code: 'OUT_OF_RANGE',
      argument: queries,
      index,
      ...(clause === undefined ? {} : { clause }),
    }
  },
})

/** The ways to say that a query beyond the knots on this side is an error, if the port takes `none`. */
function refusals(subject: Subject, side: 'left' | 'right'): readonly Beyond[] {
  const { default: standard, sided } = subject.entry.options.extrapolation
  const taken = valuesTaken(subject, 'extrapolation')
  if (!taken.includes('none')) return []
  const other = String(taken.find((value) => value !== 'none') ?? 'none')
  const name = `a query ${side} of the knots`
  const mixed = { left: other, right: other, [side]: 'none' }
  return [
    { name, side, options: { extrapolation: 'none' } },
    ...(standard === 'none' ? [{ name: `${name} by default`, side, options: {} }] : []),
    ...(sided ? [{ name: `${name}, refused there alone`, side, options: { extrapolation: mixed } }] : []),
  ]
}

function farAway(subject: Subject, side: 'left' | 'right'): readonly Beyond[] {
  const folding = valuesTaken(subject, 'extrapolation').filter((one) => one === 'periodic' || one === 'reflective')
  return folding.map((extrapolation) => ({
    name: `a query 2⁵¹ periods ${side} of the knots, ${extrapolation}`,
    side,
    options: { extrapolation },
    periods: tooManyPeriods,
    clause: 'INP-4',
  }))
}

const notANumber = (queries: string, extrapolation: string | number): Defect => ({
  name: `NaN in ${queries}, extrapolation ${extrapolation}`,
  plant({ entry }, _, input, pick) {
    const values = input.arguments[queries]
    if (values.length === 0) return undefined
    const index = entryAt(pick, values.length)
    const spoilt = values.map((q, i) => (i === index ? Number.NaN : q))
    return {
      operator: entry.name,
      input: {
        ...input,
        options: extrapolated(input, { extrapolation }),
        arguments: { ...input.arguments, [queries]: spoilt },
      },
      code: 'NOT_FINITE',
      argument: queries,
      index,
    }
  },
})

export function queryDefects(subject: Subject): readonly Defect[] {
  const { entry } = subject
  if (knotsOf(entry) === undefined || entry.options.extrapolation === undefined) return []
  const places = entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)
  return places.flatMap((queries) => [
    ...(['left', 'right'] as const)
      .flatMap((side) => [...refusals(subject, side), ...farAway(subject, side)])
      .map((way) => beyond(queries, way)),
    ...valuesTaken(subject, 'extrapolation').map((extrapolation) => notANumber(queries, extrapolation)),
  ])
}
