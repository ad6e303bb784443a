/**
 * How much a map may be off without an oracle that says so (NUM-7).
 *
 * A conforming map g has errors of at most ε·limit·S per entry, S = |∂g/∂v||v| + |g| over all its data v
 * (NUM-2, NUM-3). S is measured on the port itself: change every number of v by a relative ±δ or less,
 * with fixed irregular signs and sizes, and see by how much g moves. |g(v′) − g(v)|/δ is a random sum of
 * the terms of |∂g/∂v||v|, smaller than it by a factor of the order √N for N data, which the tolerance
 * gives back. Queries stay in their pieces, where the map is smooth in them. Says nothing of how right g is: the
 * laws that use it do. The rounding of slopes, which no change of v shows, is in `rounded-slopes.ts`.
 */
import { overNeighbours } from '../reference/index.ts'
import type { MapName } from '../spec/operator.ts'
import { type Answers, answerOrSkip } from './ask.ts'
import type { Case, Subject } from './law.ts'
import { atLeastNatural } from './natural-size.ts'
import { sampled } from './perturbation.ts'
import { sizesOfSecondStep } from './rounded-slopes.ts'
import { unitRoundoff } from './unit-roundoff.ts'

/** Tolerances by result name: ε · limit · √N · S, entry by entry. */
export type Tolerances = Readonly<Record<string, Float64Array>>

export async function tolerances(
  subject: Subject,
  map: MapName,
  input: Case,
  at: Answers,
  clause: string,
): Promise<Tolerances> {
  const scales = await sampled(subject.entry, input, at, (moved) => answerOrSkip(subject, map, moved, clause))
  if (subject.allowsRoundedSlopes) {
    const besides = await sizesOfSecondStep(subject, map, input, clause)
    for (const name of Object.keys(scales)) scales[name] = scales[name].map((s, i) => s + (besides[name]?.[i] ?? 0))
  }
  for (const [name, values] of Object.entries(at)) {
    scales[name].set(atLeastNatural(map, subject.entry, input, name, values, scales[name]))
  }
  if (map === 'pullback') {
    for (const [name, spread] of Object.entries(overNeighbours(subject.entry, scales))) scales[name].set(spread)
  }
  const factor = unitRoundoff * Math.max(1, subject.entry.limits[map]) * Math.sqrt(dataOf(input))
  const mixed = subject.entry.system === undefined ? () => 0 : mixing(at, scales)
  return Object.fromEntries(
    Object.entries(scales).map(([name, scale]) => [name, scale.map((s) => factor * (s + factor * mixed(name)))]),
  )
}

/**
 * What a solve may be off by in second order (NUM-6), by result: the largest scale. Of Ā = −λ xᵀ, the largest
 * of λ times the largest of x, which is read off the diagonal.
 */
function mixing(at: Answers, scales: Tolerances): (name: string) => number {
  const { b: lambda, d } = at
  if (lambda === undefined || d === undefined) return (name) => largest(scales[name])
  const x = Float64Array.from(d, (entry, i) => (lambda[i] === 0 ? 0 : Math.abs(entry / lambda[i])))
  // Where λ grows one way and x the other, their product overflows though no entry of the result does.
  const ofMatrix = Math.min(largest(scales.b) * largest(x), Number.MAX_VALUE)
  return (name) => (name === 'b' ? largest(scales.b) : ofMatrix)
}

const largest = (values: Float64Array): number => values.reduce((most, x) => Math.max(most, x), 0)

function dataOf({ arguments: args, tangents, cotangent }: Case): number {
  let count = cotangent.length
  for (const arrays of [args, tangents]) for (const array of Object.values(arrays)) count += array.length
  return count
}
