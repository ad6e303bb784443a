/**
 * The natural size of an interpolant's results: what they are made of, whatever cancels (NUM-2).
 *
 * Some results are zero whatever the data: the second derivative of the line through two points, the third of a
 * parabola that is put together from cubics. Then their first-order scale is zero too, though every way of
 * computing them rounds on the way. A result no larger than that rounding is therefore judged by the size of the
 * terms that cancel, by dimension: U/hʳ for a derivative of order r, U the largest datum and h the narrowest gap.
 * So are all integrals, by U times a length: what a knot between two parts brings to the one it takes from the other.
 */
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Case, Numbers } from './law.ts'
import { unitRoundoff } from './unit-roundoff.ts'

/** The scales of the result `name`, those of entries y that are no larger than rounding raised to the natural size. */
export function atLeastNatural(
  map: MapName,
  entry: Entry,
  input: Case,
  name: string,
  y: ArrayLike<number>,
  scales: ArrayLike<number>,
): number[] {
  const natural = naturalSizes(map, entry, input)?.[name] ?? 0
  const rounding = entry.limits[map] * unitRoundoff * natural
  const isAlways = entry.integralOf !== undefined
  return Array.from(scales, (size, i) => (isAlways || Math.abs(y[i]) <= rounding ? Math.max(size, natural) : size))
}

/** By result name; nothing for operators that are no interpolants. */
function naturalSizes(map: MapName, entry: Entry, input: Case): Readonly<Record<string, number>> | undefined {
  if (entry.promises === undefined) return undefined
  const { knots } = input.arguments
  const gaps = knots.slice(1).map((t, i) => t - knots[i])
  const h = Math.min(...gaps)
  const span = knots[knots.length - 1] - knots[0]
  const order = entry.integralOf === undefined ? Number(input.options.order ?? 0) : -1
  const places = entry.arguments.filter(({ role }) => role === 'queries').map(({ name }) => name)
  // A slope counts for as much as the value that it brings about over the whole span, a second derivative likewise.
  const derivativeOf = (name: string): number | undefined =>
    entry.arguments.find((argument) => argument.name === name)?.derivative
  const power = (name: string): number => derivativeOf(name) ?? 0
  const isData = (name: string): boolean => derivativeOf(name) !== undefined
  const largestData = (arrays: Numbers): number =>
    Math.max(0, ...Object.entries(arrays).map(([name, a]) => (isData(name) ? largest(a) * span ** power(name) : 0)))
  const per = (r: number): number => (r < 0 ? span : h ** -r)

  const U = largestData(input.arguments)
  if (map === 'primal') return { output: U * per(order) }
  if (map === 'pushforward') {
    const moved = Math.max(0, ...[...places, 'knots'].map((name) => largest(input.tangents[name] ?? [])))
    return { tangent: largestData(input.tangents) * per(order) + U * moved * per(order + 1) }
  }
  const Y = largest(input.cotangent) * input.cotangent.length
  return Object.fromEntries(
    entry.arguments.map(({ name }) => [
      name,
      isData(name) ? Y * per(order) * span ** power(name) : Y * U * per(order + 1),
    ]),
  )
}

const largest = (values: readonly number[]): number => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
