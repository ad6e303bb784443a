/**
 * INP-14: the mirror image. With knots and queries negated, data in reverse, odd derivatives negated and the sides
 * of options swapped, order r is (−1)ʳ times itself; an integral is the same, its bounds negated and exchanged. For
 * kinds that have a mirror image, at smooth places: a piece is closed on its right, whichever way the axis points.
 */
import { resolveOptions, sidesOf } from '../../spec/contract.ts'
import type { Entry } from '../../spec/entry.ts'
import type { Options, OptionValue } from '../../spec/operator.ts'
import type { Case, Numbers, Subject } from '../law.ts'
import { derivativeOf, withOrdinates } from './axes.ts'
import { changed, compare, drawnLong, measured, type Part } from './trial.ts'

const clause = 'INP-14'

export const reflection: Part = {
  applies: () => true,
  trials: (subject) =>
    drawnLong(subject).map((input) => async (subject) => {
      const { entry } = subject
      const options = mirroredOptions(subject, input)
      if (options === undefined) return
      const here = await measured(subject, changed(input, {}), clause)
      const mirrored = changed(input, mirroredArguments(entry, input), options)
      const there = await measured(subject, mirrored, clause)
      const sign = derivativeOf(entry, input) === 1 ? -1 : 1
      for (let index = 0; index < here.y.length; index++) {
        compare({
          clause,
          input: mirrored,
          where: `entry ${index} of the mirror image`,
          index,
          expected: sign * here.y[index],
          got: there.y[index],
          tolerance: here.tolerance[index] + there.tolerance[index],
        })
      }
    }),
}

function mirroredArguments(entry: Entry, input: Case): Numbers {
  const negated = (array: readonly number[]): readonly number[] => array.map((x) => -x)
  const { knots, queries, from, to } = input.arguments
  return {
    ...withOrdinates(entry, input, (array, r) => (r === 1 ? negated(array) : array).toReversed()),
    knots: negated(knots).toReversed(),
    ...(entry.integralOf === undefined ? { queries: negated(queries) } : { from: negated(to), to: negated(from) }),
  }
}

/** Nothing where there is no mirror image, or the port does not take its options. */
function mirroredOptions({ entry, support }: Subject, { options }: Case): Options | undefined {
  const full = resolveOptions(entry, options)
  const special = entry.mirrored === undefined ? {} : entry.mirrored(full)
  if (special === undefined) return undefined
  const swapped = Object.entries(options).map(([name, value]) => [name, swappedSides(value)])
  const isTaken = Object.entries(special).every(
    ([name, value]) => support.options?.[name]?.includes(sidesOf(value).left) ?? true,
  )
  return isTaken ? { ...Object.fromEntries(swapped), ...special } : undefined
}

const swappedSides = (value: OptionValue): OptionValue =>
  typeof value === 'object' ? { left: value.right, right: value.left } : value
