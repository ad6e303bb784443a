/**
 * How much a map may be off without an oracle that says so (NUM-7).
 *
 * A conforming map g has errors of at most ε·limit·S per entry, S = |∂g/∂v||v| + |g| over all its data v
 * (NUM-2, NUM-3). S is measured on the port itself: change every number of v by a relative ±δ or less,
 * with fixed irregular signs and sizes, and see by how much g moves. |g(v′) − g(v)|/δ is a random sum of
 * the terms of |∂g/∂v||v|, smaller than it by a factor of the order √N for N data, which the tolerance
 * gives back. Says nothing of how right g is: the laws that use it do.
 */
import type { MapName } from '../spec/operator.ts'
import { type Answers, answerOrSkip } from './ask.ts'
import type { Case, Numbers, Subject } from './law.ts'

/** ε = 2⁻⁵³, the unit roundoff (NUM-1). */
export const unitRoundoff: number = 2 ** -53

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
    const moved = await answerOrSkip(subject, map, perturbed(input, probe), clause)
    for (const [name, values] of Object.entries(at)) {
      for (let i = 0; i < values.length; i++) {
        const moves = Math.abs(moved[name][i] - values[i]) / perturbation + Math.abs(values[i])
        if (!(moves <= scales[name][i])) scales[name][i] = moves
      }
    }
  }
  const factor = unitRoundoff * Math.max(1, subject.entry.limits[map]) * Math.sqrt(dataOf(input))
  return Object.fromEntries(Object.entries(scales).map(([name, scale]) => [name, scale.map((s) => factor * s)]))
}

function dataOf({ arguments: args, tangents, cotangent }: Case): number {
  let count = cotangent.length
  for (const arrays of [args, tangents]) for (const array of Object.values(arrays)) count += array.length
  return count
}

/** Every number times 1 + δ σ, |σ| between ½ and 1, another σ for each number and probe. */
function perturbed(input: Case, probe: number): Case {
  let index = 0
  const move = (x: number): number => x * (1 + perturbation * irregular(++index, probe))
  const moveAll = (arrays: Numbers): Numbers =>
    Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.map(move)]))
  return {
    arguments: moveAll(input.arguments),
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
