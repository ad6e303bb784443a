/**
 * INP-3, by INP-13: outside the knots a constant tail has the value at the end and no derivative, a linear one goes
 * on straight with the slope at the end, and an extension goes on with all derivatives.
 */
import * as fc from 'fast-check'
import type { Subject } from '../law.ts'
import { gapsOf } from './gaps.ts'
import { beside, besideCount, limitBeside } from './limits.ts'
import { changed, compare, drawn, type Measured, measured, orders, type Part, promisesOf, takes } from './trial.ts'

const clause = 'INP-13'

/** Far out, in gaps of the end piece. */
const far = [0.5, 1, 2, 5]

const tailsOf = (subject: Subject): string[] =>
  ['constant', 'linear', 'extension'].filter((tail) => takes(subject, 'extrapolation', tail))

export const tails: Part = {
  applies: (subject) => tailsOf(subject).length > 0,
  trials: (subject) =>
    fc
      .tuple(
        drawn(subject),
        fc.constantFrom(...tailsOf(subject)),
        fc.constantFrom(...orders(subject)),
        fc.constantFrom('left', 'right'),
      )
      .map(([input, tail, order, side]) => async (subject) => {
        const { knots } = input.arguments
        // A step has no end piece that could go on: what it means outside is its own clause's business.
        if (tail !== 'constant' && promisesOf(subject, input).smoothness < 0) return
        const n = knots.length
        const gaps = gapsOf(subject, input)
        const [end, gap] = side === 'left' ? [knots[0], -gaps[0]] : [knots[n - 1], gaps[n - 2]]
        const queries = [...beside(end, gap), ...far.map((distance) => end + distance * gap)].slice(
          0,
          subject.maxLength,
        )
        const asked = changed(input, { queries }, { order, extrapolation: tail })
        const at = await measured(subject, asked, clause)
        const hold = (index: number, expected: number, got: number, tolerance: number): void =>
          compare({
            clause,
            input: asked,
            where: `order ${order} on the ${side} of the knots, ${tail}`,
            index,
            expected,
            got,
            tolerance,
          })
        const level = levelOf(tail, order)
        if (level !== undefined) {
          for (let i = 1; i < queries.length; i++) {
            if (level === 0) hold(i, 0, at.y[i], 0)
            else hold(i, at.y[0], at.y[i], at.tolerance[0] + at.tolerance[i])
          }
          return
        }
        if (queries.length < besideCount) return
        const { value, tolerance } = limitBeside(at, 0)
        hold(0, at.y[0], value, tolerance)
        if (tail === 'linear') straight(at, queries, hold)
      }),
}

/** Where every query outside has the same value: 0, or that of the end; nothing where it has not. */
function levelOf(tail: string, order: number): 0 | 'end' | undefined {
  if (tail === 'constant') return order === 0 ? 'end' : 0
  if (tail === 'linear' && order > 0) return order === 1 ? 'end' : 0
  return undefined
}

/** Every value is on the line through the end and the farthest. */
function straight(
  { y, tolerance }: Measured,
  queries: readonly number[],
  hold: (index: number, expected: number, got: number, tolerance: number) => void,
): void {
  const last = queries.length - 1
  for (let i = 1; i < last; i++) {
    const share = (queries[i] - queries[0]) / (queries[last] - queries[0])
    const bound = tolerance[i] + (1 - share) * tolerance[0] + share * tolerance[last]
    hold(i, (1 - share) * y[0] + share * y[last], y[i], bound)
  }
}
