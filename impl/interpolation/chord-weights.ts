/**
 * What Akima's scheme weighs chords with (HER-10, HER-13): the chords, continued by two at each end, and the weight of
 * each pair of neighbours, v = |D| or v = |D| + |S|/2 with D their difference and S their sum.
 *
 * Arrays of continued chords begin with that of m[−2], and those of pairs with the pair of m[−2] and m[−1].
 */
import { type Chords, signOfSum } from './chord-rule.ts'

/** v = |D|, or with `sums` v = |D| + |S|/2, D the difference of the two chords and S their sum. */
export interface Weighting {
  readonly sums: boolean
}

/** e = m continued by two chords at each end. Linear: tangents are continued the same way. */
export function continueChords(m: Float64Array, e: Float64Array): void {
  const last = m.length - 1
  e.set(m, 2)
  e[1] = 2 * m[0] - m[1]
  e[0] = 3 * m[0] - 2 * m[1]
  e[last + 3] = 2 * m[last] - m[last - 1]
  e[last + 4] = 3 * m[last] - 2 * m[last - 1]
}

/** Its adjoint: m̄[0] += 2ē[1] + 3ē[0], m̄[1] −= ē[1] + 2ē[0], and likewise at the other end. */
export function continuedPullback(eBar: Float64Array, mBar: Float64Array): void {
  const last = mBar.length - 1
  for (let i = 0; i <= last; i++) mBar[i] = eBar[i + 2]
  mBar[0] += 2 * eBar[1] + 3 * eBar[0]
  mBar[1] -= eBar[1] + 2 * eBar[0]
  mBar[last] += 2 * eBar[last + 3] + 3 * eBar[last + 4]
  mBar[last - 1] -= eBar[last + 3] + 2 * eBar[last + 4]
}

/** The continued chords e, and the weights of all pairs: v = (byS − byD) e[k] + (byS + byD) e[k+1]. */
export interface Weights {
  readonly e: Float64Array
  readonly v: Float64Array
  /** dv/dD = ±1, dv/dS = ±½ or 0; of a zero the positive one. */
  readonly byD: Float64Array
  readonly byS: Float64Array
}

/** Beyond the ends differences repeat, by identity: a tie is seen there as it is inside. */
export function fillWeights(chords: Chords, weights: Weights, { sums }: Weighting): void {
  const { m } = chords
  const { e, v, byD } = weights
  const last = m.length - 1
  continueChords(m, e)
  for (let k = 0; k < v.length; k++) {
    const i = Math.min(Math.max(k - 2, 0), last - 1)
    const D = m[i + 1] - m[i]
    byD[k] = D < 0 ? -1 : 1
    v[k] = Math.abs(D)
  }
  if (!sums) return
  for (let i = 0; i < last; i++) addSum(weights, i + 2, m[i] + m[i + 1], signOfSum(chords, 1, i, 1, i + 1))
  addSumsBeyond(chords, weights, 0, 1, 1, 0)
  addSumsBeyond(chords, weights, last, last - 1, last + 2, last + 3)
}

/** The sums of the two pairs beyond chord `near`, 3m − m′ and 5m − 3m′ with m′ of the chord next to it. */
function addSumsBeyond(
  chords: Chords,
  weights: Weights,
  near: number,
  next: number,
  first: number,
  second: number,
): void {
  const { m } = chords
  addSum(weights, first, 3 * m[near] - m[next], signOfSum(chords, 3, near, -1, next))
  addSum(weights, second, 5 * m[near] - 3 * m[next], signOfSum(chords, 5, near, -3, next))
}

function addSum({ byS, v }: Weights, k: number, S: number, sign: number): void {
  byS[k] = sign < 0 ? -0.5 : 0.5
  v[k] += Math.abs(S) / 2
}
