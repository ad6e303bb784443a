/**
 * INP-13: order r + 1 is the derivative of order r, and the interpolant that of its integral with respect to the
 * upper bound. The central difference of six values is exact up to degree 6, so all that it may be off by is
 * roundoff.
 *
 *   f′(q) = (−f(q−3d) + 9 f(q−2d) − 45 f(q−d) + 45 f(q+d) − 9 f(q+2d) + f(q+3d)) / 60d
 *
 * Source: Fornberg, Math. Comp. 51 (1988), 699.
 */
import * as fc from 'fast-check'
import { dot, sumOfProducts } from '../dot.ts'
import type { Case, Subject } from '../law.ts'
import { pieceOf } from '../pieces.ts'
import { interpolantOf, shared } from './companion.ts'
import { gapsOf } from './gaps.ts'
import { changed, compare, drawn, type Measured, measured, type Part } from './trial.ts'

const clause = 'INP-13'

const steps = [-3, -2, -1, 1, 2, 3]
const weights = [-1, 9, -45, 45, -9, 1].map((weight) => weight / 60)
/** 3d is less than a sixteenth of the gap: a smooth place has nothing but its own polynomial so near. */
const narrow = 2 ** -8

interface Differences {
  /** Six places for each query. */
  readonly places: readonly number[]
  readonly d: readonly number[]
}

function differencesAt(subject: Subject, input: Case, queries: readonly number[]): Differences {
  const { knots } = input.arguments
  const gaps = gapsOf(subject, input)
  const narrowest = Math.min(...gaps)
  const d = queries.map((q) => narrow * (gaps[pieceOf(knots, q)] ?? narrowest))
  return { places: queries.flatMap((q, k) => steps.map((step) => q + step * d[k])), d }
}

/** The quotient of each query against the derivative, both measured. */
function judge({ d }: Differences, of: Measured, derivative: Measured, what: string): void {
  d.forEach((step, index) => {
    const part = (array: ArrayLike<number>): number[] => steps.map((_, j) => array[index * steps.length + j])
    compare({
      clause,
      input: derivative.input,
      where: `${what}, query ${index}`,
      index,
      expected: dot(weights, part(of.y)) / step,
      got: derivative.y[index],
      tolerance: sumOfProducts(weights, part(of.tolerance)) / step + derivative.tolerance[index],
    })
  })
}

/** As many queries as leave room for six places each. */
const few = (subject: Subject, queries: readonly number[]): readonly number[] =>
  queries.slice(0, Math.floor(subject.maxLength / steps.length))

export const orderDifferences: Part = {
  applies: ({ entry }) => entry.integralOf === undefined,
  trials: (subject) =>
    fc.tuple(drawn(subject), fc.constantFrom(...lowerOrders(subject))).map(([input, order]) => async (subject) => {
      const queries = few(subject, input.arguments.queries)
      const differences = differencesAt(subject, input, queries)
      const of = await measured(subject, changed(input, { queries: differences.places }, { order }), clause)
      const derivative = await measured(subject, changed(input, { queries }, { order: order + 1 }), clause)
      judge(differences, of, derivative, `order ${order + 1} as the derivative of order ${order}`)
    }),
}

/** The orders whose next one the port takes too: all do 0 that are asked for this law. */
const lowerOrders = ({ support }: Subject): number[] => (support.options?.order?.includes(2) === false ? [0] : [0, 1])

export const integralDifferences: Part = {
  applies: ({ entry }) => entry.integralOf !== undefined,
  trials: (subject) =>
    drawn(subject, { support: shared(subject) }).map((input) => async (subject) => {
      const { from, to } = input.arguments
      const ends = few(subject, to)
      const differences = differencesAt(subject, input, ends)
      const starts = ends.flatMap((_, k) => steps.map(() => from[k]))
      const of = await measured(subject, changed(input, { from: starts, to: differences.places }), clause)
      const value = await measured(interpolantOf(subject), atQueries(input, ends), clause)
      judge(differences, of, value, 'the interpolant as the derivative of its integral')
    }),
}

/** The interpolant of an integral's case, at these queries. */
export function atQueries(input: Case, queries: readonly number[]): Case {
  const { from: _, to: __, ...data } = input.arguments
  return { arguments: { ...data, queries }, options: { ...input.options, order: 0 }, tangents: {}, cotangent: [] }
}
