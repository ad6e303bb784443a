/**
 * How much a map may be off without an oracle that says so (NUM-7).
 *
 * A conforming map g has errors of at most ε·limit·S per entry, S = |∂g/∂v||v| + |g| over all its data v
 * (NUM-2, NUM-3). S is measured on the port itself: change every number of v by a relative ±δ or less,
 * with fixed irregular signs and sizes, and see by how much g moves. |g(v′) − g(v)|/δ is a random sum of
 * the terms of |∂g/∂v||v|, smaller than it by a factor of the order √N for N data, which the tolerance
 * gives back. Queries stay in their pieces, where the map is smooth in them. Says nothing of how right g is: the
 * laws that use it do.
 */
import { overNeighbours } from '../reference/index.ts'
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import { type Answers, answerOrSkip } from './ask.ts'
import type { Case, Numbers, Subject } from './law.ts'
import { atLeastNatural } from './natural-size.ts'
import { heldInPieces } from './pieces.ts'
import { unitRoundoff } from './unit-roundoff.ts'

/** Small enough to stay in the first order up to conditions of 2³⁵ and between knots; 2¹³ above rounding. */
const perturbation = 2 ** -40

const probes = 4

/** Tolerances by result name: ε · limit · √N · S, entry by entry. */
export type Tolerances = Readonly<Record<string, Float64Array>>

export async function tolerances(
  subject: Subject,
  map: MapName,
  input: Case,
  at: Answers,
  clause: string,
): Promise<Tolerances> {
  const scales: Record<string, Float64Array> = {}
  for (const [name, values] of Object.entries(at)) scales[name] = Float64Array.from(values, Math.abs)
  for (let probe = 1; probe <= probes; probe++) {
    const moved = await answerOrSkip(subject, map, perturbed(subject.entry, input, probe), clause)
    for (const [name, values] of Object.entries(at)) {
      for (let i = 0; i < values.length; i++) {
        const moves = Math.abs(moved[name][i] - values[i]) / perturbation + Math.abs(values[i])
        if (!(moves <= scales[name][i])) scales[name][i] = moves
      }
    }
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

/**
 * Every number times 1 + δ σ, |σ| between ½ and 1, another σ for each number and probe. In every second probe
 * knots and their tangents change by their gaps instead, as they do where gaps are rounded (NUM-2).
 */
function perturbed(entry: Entry, input: Case, probe: number): Case {
  let index = 0
  const move = (x: number): number => x * (1 + perturbation * irregular(++index, probe))
  const moveGaps = (array: readonly number[]): readonly number[] => {
    let shift = 0
    return array.map((x, i) => {
      if (i > 0) shift += move(x - array[i - 1]) - (x - array[i - 1])
      return x + shift
    })
  }
  const moveAll = (arrays: Numbers): Numbers =>
    Object.fromEntries(
      Object.entries(arrays).map(([name, array]) => {
        const { role } = entry.arguments.find((argument) => argument.name === name)!
        return [name, role === 'knots' && probe % 2 === 0 ? moveGaps(array) : array.map(move)]
      }),
    )
  return {
    arguments: heldInPieces(entry, input.arguments, moveAll(input.arguments)),
    options: input.options,
    tangents: moveAll(input.tangents),
    cotangent: input.cotangent.map(move),
  }
}

/** A number in ±[½, 1] that depends on both arguments irregularly (a multiplicative hash). */
export function irregular(index: number, probe: number): number {
  const hash = Math.imul(Math.imul(index, 0x9e3779b1) ^ Math.imul(probe, 0x85ebca6b), 0xc2b2ae35)
  const size = 0.5 + ((hash >>> 8) & 0xffff) / 0x20000
  return hash < 0 ? -size : size
}
