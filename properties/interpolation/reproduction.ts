/**
 * INP-13: data from a polynomial of a degree that is promised give that polynomial back, and its derivatives,
 * within the knots, and beyond them where the end piece goes on. Data are the polynomial's exact values rounded
 * once, which a relative ε of the data explains; what is expected is exact likewise.
 */
import * as fc from 'fast-check'
import { doubleOf, type Fraction, fractionOf } from '../../reference/index.ts'
import { resolveOptions, sidesOf } from '../../spec/contract.ts'
import { entryFor } from '../../spec/entry.ts'
import type { Case, Numbers, Subject } from '../law.ts'
import { changed, compare, drawnLong, measured, type Part, promisesOf } from './trial.ts'

const clause = 'INP-13'
/** Degrees above it are none that a kind of interpolant is named for. */
const mostDegree = 5

const small = fc.integer({ min: -8, max: 8 }).map((i) => i / 2)
const coefficients = fc.array(small, { minLength: mostDegree + 1, maxLength: mostDegree + 1 })

/** p⁽ʳ⁾(x) of p(x) = Σ c[k] (x − x₀)ᵏ, the double nearest to it. */
type Polynomial = (x: number, r: number) => number

export const reproduction: Part = {
  applies: () => true,
  trials: (subject) =>
    fc.tuple(drawnLong(subject), coefficients).map(([input, c]) => async (subject) => {
      const degree = Math.min(promisesOf(subject, input).reproduces, mostDegree)
      const { knots, queries } = input.arguments
      const p = polynomial(c.slice(0, degree + 1), knots[0])
      const asked = changed(input, { ...dataOf(subject, input, p), queries: within(subject, input, queries) })
      const order = Number(resolveOptions(subject.entry, input.options).order)
      const { y, tolerance } = await measured(subject, asked, clause)
      asked.arguments.queries.forEach((q, index) => {
        compare({
          clause,
          input: asked,
          where: `order ${order} at query ${index} for data from a polynomial of degree ${degree}`,
          index,
          expected: p(q, order),
          got: y[index],
          tolerance: tolerance[index],
        })
      })
    }),
}

function polynomial(c: readonly number[], origin: number): Polynomial {
  return (x, r) => {
    const s = fractionOf(x).sub(fractionOf(origin))
    let sum: Fraction = fractionOf(0)
    for (let k = c.length - 1; k >= r; k--) sum = sum.mul(s).add(fractionOf(c[k] * falling(k, r)))
    return doubleOf(sum)
  }
}

/** k (k − 1) … (k − r + 1) */
const falling = (k: number, r: number): number => (r === 0 ? 1 : k * falling(k - 1, r - 1))

/** Every argument that holds the curve's values or derivatives, filled with those of p. */
function dataOf({ entry }: Subject, { arguments: { knots }, options }: Case, p: Polynomial): Numbers {
  const filled = entryFor(entry, resolveOptions(entry, options)).arguments.flatMap(({ name, length, derivative }) => {
    if (derivative === undefined) return []
    const places = length === '2' ? [knots[0], knots[knots.length - 1]] : knots
    return [[name, places.map((t) => p(t, derivative))] as const]
  })
  return Object.fromEntries(filled)
}

/** The queries where the polynomial is to be met. */
function within({ entry }: Subject, { arguments: { knots }, options }: Case, queries: readonly number[]): number[] {
  const { left, right } = sidesOf(resolveOptions(entry, options).extrapolation)
  const last = knots[knots.length - 1]
  return queries.filter((q) => (q >= knots[0] || left === 'extension') && (q <= last || right === 'extension'))
}
