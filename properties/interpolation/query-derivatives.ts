/**
 * INP-13: the derivative with respect to what is asked for is the next function along: of order r with respect to
 * the query, order r + 1; of the integral with respect to its bounds, the interpolant at these.
 *
 *   q̄ = ȳ f⁽ʳ⁺¹⁾(q)        b̄ = Ī f(b)        ā = −Ī f(a)
 */
import * as fc from 'fast-check'
import { answerOrSkip } from '../ask.ts'
import type { Case, Subject } from '../law.ts'
import { tolerances } from '../sensitivity.ts'
import { unitRoundoff } from '../unit-roundoff.ts'
import { interpolantOf, shared } from './companion.ts'
import { atQueries } from './differences.ts'
import { changed, compare, drawn, type Measured, measured, type Part } from './trial.ts'

const clause = 'INP-13'

/** Holds the cotangent of `name` to ȳ times the values, negated where `sign` is −1. */
async function judge(subject: Subject, input: Case, name: string, of: Measured, sign: 1 | -1): Promise<void> {
  const cotangents = await answerOrSkip(subject, 'pullback', input, clause)
  const own = await tolerances(subject, 'pullback', input, cotangents, clause)
  input.cotangent.forEach((yBar, index) => {
    const expected = sign * yBar * of.y[index]
    compare({
      clause,
      input: of.input,
      where: `the cotangent of ${name}, entry ${index}, from the cotangent ${yBar}`,
      index,
      expected,
      got: cotangents[name][index],
      tolerance: own[name][index] + Math.abs(yBar) * of.tolerance[index] + unitRoundoff * Math.abs(expected),
    })
  })
}

export const orderDerivatives: Part = {
  applies: ({ entry }) => entry.integralOf === undefined,
  trials: (subject) => {
    const places = fc.constantFrom<'smooth' | 'knots'>('smooth', 'knots')
    const isTaken = (order: number): boolean => subject.support.options?.order?.includes(order) ?? true
    return fc
      .tuple(
        places.chain((where) => drawn(subject, { places: where })),
        fc.constantFrom(...[0, 1].filter((order) => isTaken(order) && isTaken(order + 1))),
      )
      .map(([input, order]) => async (subject) => {
        const options = { ...input.options, order }
        const next = await measured(subject, changed(input, {}, { order: order + 1 }), clause)
        await judge(subject, { ...input, options, tangents: {} }, 'queries', next, 1)
      })
  },
}

export const boundDerivatives: Part = {
  applies: ({ entry }) => entry.integralOf !== undefined,
  trials: (subject) =>
    fc
      .tuple(drawn(subject, { support: shared(subject) }), fc.constantFrom<'from' | 'to'>('from', 'to'))
      .map(([input, name]) => async (subject) => {
        const value = await measured(interpolantOf(subject), atQueries(input, input.arguments[name]), clause)
        await judge(subject, { ...input, tangents: {} }, name, value, name === 'to' ? 1 : -1)
      }),
}
