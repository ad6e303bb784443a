/** How the cost grows: the time per element at one size against that at the size before it, by interleaved pairs. */
import { compare, type PairSettings } from './pairs.ts'
import type { SubjectMaker } from './subject.ts'

export interface GrowthPlan {
  readonly name: string
  readonly makerOf: (n: number) => SubjectMaker
  readonly from: number
  readonly to: number
}

export interface Growth {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Time per element at `to` over time per element at `from`: 1 is a flat cost. */
  readonly perElement: number
  readonly low: number
  readonly high: number
  /** p of time ∝ nᵖ between the two sizes. */
  readonly exponent: number
}

export async function growthBetween({ name, makerOf, from, to }: GrowthPlan, settings: PairSettings): Promise<Growth> {
  const { ratio, low, high } = await compare(makerOf(to), makerOf(from), settings)
  const scale = from / to
  return {
    name,
    from,
    to,
    perElement: ratio * scale,
    low: low * scale,
    high: high * scale,
    exponent: Math.log(ratio) / Math.log(to / from),
  }
}
