/**
 * The exact oracle: the true result of any map of any operator, and the scale that a stability factor is
 * measured in (NUM-2, NUM-3, NUM-5). Judges doubles; see `stability.ts` for the factor itself.
 */
import type { Fraction } from 'mathjs'
import type { Entry } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName } from '../spec/operator.ts'
import { Dual } from './dual.ts'
import { apply, type Input, lift, mapResults, type Results, type Where } from './evaluate.ts'
import { doubleOf, fractionOf } from './exact.ts'
import { referenceOperators } from './operators.ts'
import type { Scalar } from './scalar.ts'

/** The results over the rationals, without any rounding. Throws `CotangentError` where the contract says so. */
export function exact(map: MapName, entry: Entry, input: Input): Results<Fraction> {
  return apply(map, referenceOperators[entry.name], lift(map, entry, input, fractionOf))
}

/** What counts as a change of the input besides the change of each number. */
export interface ScaleOptions {
  /** The exact results, to see whether doubles have the digits for the scale. */
  readonly truth?: Results<Fraction>
  /** Whether each gap between knots may change on its own, as it does where it is rounded (NUM-2). */
  readonly gaps?: boolean
}

/**
 * (|J| |x|)ᵢ + |yᵢ| for each result y, where x is all that the map is differentiable in and J = ∂y/∂x.
 *
 * Two digits are enough, so it is computed in doubles, and exactly only where those overflow, meet a zero
 * pivot that is none, miss the `truth`, if it is given, by more than their own scale allows, or find one far beyond it. Each variable
 * moves in its own direction by as much as its own size: the derivative in direction j is then Jᵢⱼ xⱼ at once,
 * in range wherever the results are.
 */
export function scale(map: MapName, entry: Entry, input: Input, options: ScaleOptions = {}): Results<number> {
  const scales = scaleInDoubles(map, entry, input, options) ?? scaleExactly(map, entry, input, options)
  return map === 'pullback' ? overNeighbours(entry, scales) : scales
}

/**
 * The cotangents of knots are differences of those of gaps, t̄[i] = h̄[i−1] − h̄[i], so a rounding in one gap
 * touches both its knots even where what is rounded cancels in one of them: a knot has the largest scale of its
 * own and its neighbours' (NUM-3).
 */
export function overNeighbours(
  entry: Entry,
  scales: Readonly<Record<string, ArrayLike<number>>>,
): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(scales).map(([name, scale]) => {
      const own = Array.from(scale)
      return [name, isKnots(entry, name) ? own.map((_, i) => Math.max(...own.slice(Math.max(0, i - 1), i + 2))) : own]
    }),
  )
}

const isKnots = (entry: Entry, name: string): boolean =>
  entry.arguments.some((argument) => argument.name === name && argument.role === 'knots')

/** What doubles are still allowed to miss the truth by, in units of their scale. */
const digits = 2 ** -10

/** How many times the largest result their scale may be: what is far larger may be made of their own roundings. */
const largestCondition = 2 ** 24

/** Nothing where doubles overflow, find a matrix singular, or have no digits left. */
function scaleInDoubles(
  map: MapName,
  entry: Entry,
  input: Input,
  { truth, gaps = false }: ScaleOptions,
): Results<number> | undefined {
  try {
    const results = derivatives(
      map,
      entry,
      input,
      gaps,
      (x) => x,
      (x, y) => x - y,
    )
    const scales = mapResults(results, ({ re, du }) => du.reduce((total, dy) => total + Math.abs(dy), Math.abs(re)))
    const hasDigits = (name: string, y: Fraction, i: number): boolean =>
      Math.abs(doubleOf(y) - results[name][i].re) <= digits * scales[name][i]
    if (!Object.values(scales).flat().every(Number.isFinite)) return undefined
    if (truth === undefined) return scales
    const isLikely = (name: string, ys: readonly Fraction[]): boolean => {
      const size = Math.max(0, ...ys.map((y) => Math.abs(doubleOf(y))))
      return size === 0 || Math.max(...scales[name]) <= largestCondition * size
    }
    const isTrusted = Object.entries(truth).every(
      ([name, ys]) => isLikely(name, ys) && ys.every((y, i) => hasDigits(name, y, i)),
    )
    return isTrusted ? scales : undefined
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'SINGULAR') return undefined
    throw error
  }
}

function scaleExactly(map: MapName, entry: Entry, input: Input, { gaps = false }: ScaleOptions): Results<number> {
  const results = derivatives(map, entry, input, gaps, fractionOf, (x, y) => x.sub(y))
  return mapResults(results, ({ re, du }) => doubleOf(du.reduce((total, dy) => total.add(dy.abs()), re.abs())))
}

/** A direction: the entries from `start` up to `stop` of an array move, all by the same. */
interface Move<T> extends Pick<Where, 'of' | 'name'> {
  readonly start: number
  readonly stop: number
  readonly by: T
}

/**
 * The results with their derivative in every variable's direction. A variable that is zero does not move. With
 * `gaps`, one direction more for each gap: all knots (or tangents of knots) behind it move by its own size.
 */
function derivatives<T extends Scalar>(
  map: MapName,
  entry: Entry,
  input: Input,
  gaps: boolean,
  number: (value: number) => T,
  minus: (x: T, y: T) => T,
): Results<Dual<T>> {
  const moves: Move<T>[] = []
  let before = 0
  lift(map, entry, input, (value, isVariable, { of, name, index }) => {
    const x = number(value)
    if (isVariable && value !== 0) moves.push({ of, name, start: index, stop: index + 1, by: x })
    if (gaps && isVariable && index > 0 && of !== 'cotangent' && isKnots(entry, name)) {
      moves.push({ of, name, start: index, stop: Number.POSITIVE_INFINITY, by: minus(x, number(before)) })
    }
    before = value
    return value
  })
  const zero = number(0)
  const lifted = lift(map, entry, input, (value, _, where) => {
    const du = moves.map(({ of, name, start, stop, by }) =>
      of === where.of && name === where.name && where.index >= start && where.index < stop ? by : zero,
    )
    return new Dual(number(value), du)
  })
  return apply<Dual<T>>(map, referenceOperators[entry.name], lifted)
}
