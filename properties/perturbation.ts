/**
 * How the sensitivity of a map is sampled (NUM-7): every number of its data changes by a relative ±δ or less, with fixed
 * irregular signs and sizes, and the result by as much as it does. A few patterns; the largest change counts.
 */
import type { Entry } from '../spec/entry.ts'
import type { Answers } from './ask.ts'
import type { Case, Numbers } from './law.ts'
import { heldInPieces } from './pieces.ts'

/** By result name, entry by entry. */
export type Sizes = Record<string, Float64Array>

/** Small enough to stay in the first order up to conditions of 2³⁵ and between knots; 2¹³ above rounding. */
const perturbation = 2 ** -40

/** How many patterns. */
const probes = 4

/** Of the map g at `input`, where its results are `at`: |g| + max |g(v′) − g(v)|/δ. */
export async function sampled(
  entry: Entry,
  input: Case,
  at: Answers,
  g: (changed: Case) => Answers | Promise<Answers>,
): Promise<Sizes> {
  const sizes: Sizes = {}
  for (const [name, values] of Object.entries(at)) sizes[name] = Float64Array.from(values, Math.abs)
  for (let probe = 1; probe <= probes; probe++) {
    const moved = await g(perturbed(entry, input, probe))
    for (const [name, values] of Object.entries(at)) {
      for (let i = 0; i < values.length; i++) {
        const moves = Math.abs(moved[name][i] - values[i]) / perturbation + Math.abs(values[i])
        if (!(moves <= sizes[name][i])) sizes[name][i] = moves
      }
    }
  }
  return sizes
}

/** Of a linear map g at a vector of which only the sizes are known: max |g(v)| over as many patterns of signs. */
export async function sampledSigns(
  sizes: ArrayLike<number>,
  g: (signed: readonly number[]) => Promise<Answers>,
): Promise<Sizes> {
  const most: Sizes = {}
  for (let probe = 1; probe <= probes; probe++) {
    const signed = Array.from(sizes, (size, i) => size * irregular(i + 1, probe))
    for (const [name, values] of Object.entries(await g(signed))) {
      const before = most[name]
      most[name] = Float64Array.from(values, (x, i) => Math.max(Math.abs(x), before?.[i] ?? 0))
    }
  }
  return most
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
