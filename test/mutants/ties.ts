/**
 * Bugs planted where a rule compares two equal quantities (OPR-5): the derivative of another side than the
 * documented one. The other sides are met by moving the values a little towards them, so little, and on both sides
 * or at two distances, that nothing but the branch is wrong.
 */
import { entryOf } from '../../spec/catalogue.ts'
import type { Options } from '../../spec/operator.ts'
import { type Doubles, type Mutant, wrongIn } from './mutant.ts'

const kinkLaws = ['kinks/pushforward', 'kinks/pullback']

const isTied = (name: string, args: Doubles, options: Options): boolean =>
  entryOf(name)!.switches!(args, options).includes(0)

const small = 2 ** -30

/** The data bent by h: chords that were equal come to differ, level ones to rise and fall. */
const bent = (args: Doubles, h: number): Doubles => ({ ...args, values: args.values.map((u, i) => u + h * i * i) })

type At = (h: number) => Float64Array

const combined = (a: Float64Array, weightA: number, b: Float64Array, weightB: number): Float64Array =>
  a.map((x, i) => weightA * x + weightB * b[i])

/** The mean of both sides; what is smooth cancels to the second order. */
const averaged = (at: At): Float64Array => combined(at(small), 0.5, at(-small), 0.5)

/** The limit from data bent downwards, by two distances. */
const fromBelow = (at: At): Float64Array => combined(at(-small), 2, at(-2 * small), -1)

function tied(name: string, take: (at: At) => Float64Array): Mutant['plant'] {
  return wrongIn(name, {
    pushforward({ args, tangents, options, right, built }) {
      if (!isTied(name, args, options)) return right
      return take((h) => built[name].pushforward(bent(args, h), tangents, options))
    },
    pullback({ args, cotangent, options, right, built }) {
      if (!isTied(name, args, options)) return {}
      const of = (argument: string): Float64Array =>
        take((h) => built[name].pullback(bent(args, h), cotangent, options)[argument])
      return Object.fromEntries(Object.keys(right).map((argument) => [argument, of(argument)]))
    },
  })
}

export const tieMutants: readonly Mutant[] = [
  {
    id: 'akima-tie-from-below',
    origin: 'OpenMDAO #1262: partials of Akima where weights vanish',
    operators: ['akima'],
    wrong: 'Where two chords are equal the derivative of |m[i+1] − m[i]| is that of the other side.',
    plant: tied('akima', fromBelow),
    caughtBy: kinkLaws,
  },
  {
    id: 'steffen-tie-averaged',
    origin: 'planted',
    operators: ['steffen'],
    wrong: 'Where two of the quantities compared are equal the derivative is the mean of both sides.',
    plant: tied('steffen', averaged),
    caughtBy: kinkLaws,
  },
  {
    id: 'pchip-tie-averaged',
    origin: 'interpax PR #171: reverse mode of a monotone spline on constant data',
    operators: ['pchip'],
    wrong: 'Where a chord is level the derivative is the mean of both sides.',
    plant: tied('pchip', averaged),
    caughtBy: kinkLaws,
  },
]
