/**
 * Akima's scheme (HER-10 to HER-15): the slope at a knot is the mean of its two chords, each weighted by how much the
 * chords on the *other* side change.
 *
 *   z[i] = (v[i] m[i−1] + v[i−2] m[i]) / (v[i] + v[i−2]),   v[j] the weight of chords j and j + 1
 *   m[−1] = 2m[0] − m[1],   m[−2] = 3m[0] − 2m[1],   and likewise beyond the last one
 *
 * Where both weights are zero the mean is plain, in the derivatives too. Arrays of continued chords begin with that
 * of m[−2], and those of pairs of chords with the pair of m[−2] and m[−1].
 */
import { add, constant, divide, multiply, negate, subtract } from '../math.ts'
import type { Scalar } from '../scalar.ts'
import { type Chords, fromChords, signOf, signOfSum } from './chord-rule.ts'
import type { SlopeRule } from './slope-rule.ts'

/** v = |D|, or with `sums` v = |D| + |S|/2, D the difference of the two chords and S their sum. */
export interface Weighting {
  readonly sums: boolean
}

interface Pair<T> {
  readonly D: T
  readonly signD: number
  readonly S: T
  readonly signS: number
}

/** The shares a and b of m[i−1] and m[i] in z[i], and g, by which a change of the weights counts. */
interface Mean<T> {
  readonly a: T
  readonly b: T
  readonly g: T
}

const half = <T extends Scalar>(x: T): T => divide(x, constant(2, x))

/** x with two more at each end, on the line through the two there. Linear: tangents are continued the same way. */
function continued<T extends Scalar>(x: readonly T[]): T[] {
  const beyond = (near: T, next: T): [T, T] => [
    subtract(multiply(2, near), next),
    subtract(multiply(3, near), multiply(2, next)),
  ]
  const [before, first] = beyond(x[0], x[1])
  return [first, before, ...x, ...beyond(x[x.length - 1], x[x.length - 2])]
}

/** Its adjoint: x̄[0] += 2ē[−1] + 3ē[−2], x̄[1] −= ē[−1] + 2ē[−2], and likewise at the other end. */
function continuedPullback<T extends Scalar>(bar: readonly T[]): T[] {
  const x = bar.slice(2, -2)
  const last = x.length - 1
  const hand = (near: number, next: number, before: T, first: T): void => {
    x[near] = add(x[near], add(multiply(2, before), multiply(3, first)))
    x[next] = subtract(x[next], add(before, multiply(2, first)))
  }
  hand(0, 1, bar[1], bar[0])
  hand(last, last - 1, bar[last + 3], bar[last + 4])
  return x
}

/** ±x, of two numbers by their sign; zero counts as positive. */
const turned = <T extends Scalar>(x: T, sign: number): T => (sign < 0 ? negate(x) : x)

/** D and S of each pair, and their signs: at the ends by identities, so that ties are seen where numbers round. */
function pairsOf<T extends Scalar>(chords: Chords<T>): Pair<T>[] {
  const { m } = chords
  const k = m.length - 1
  const differences = m.slice(1).map((next, i) => subtract(next, m[i]))
  const D = [differences[0], differences[0], ...differences, differences[k - 1], differences[k - 1]]
  const weighted = (a: number, i: number, b: number, j: number) => ({
    S: subtract(multiply(a, m[i]), multiply(b, m[j])),
    sign: signOfSum(chords, constant(a, m[i]), i, constant(-b, m[j]), j),
  })
  const inside = m.slice(1).map((next, i) => ({ S: add(m[i], next), sign: signOf(add(m[i], next)) }))
  const sums = [
    weighted(5, 0, 3, 1),
    weighted(3, 0, 1, 1),
    ...inside,
    weighted(3, k, 1, k - 1),
    weighted(5, k, 3, k - 1),
  ]
  return D.map((difference, j) => ({ D: difference, signD: signOf(difference), S: sums[j].S, signS: sums[j].sign }))
}

function meansOf<T extends Scalar>(
  chords: Chords<T>,
  { sums }: Weighting,
): { readonly pairs: Pair<T>[]; readonly means: Mean<T>[] } {
  const pairs = pairsOf(chords)
  const v = pairs.map(({ D, signD, S, signS }) => {
    const size = turned(D, signD)
    return sums ? add(size, half(turned(S, signS))) : size
  })
  const means = v.slice(2).map((right, i) => {
    const total = add(right, v[i])
    const isPlain = signOf(total) === 0
    const zero = constant(0, total)
    const one = half(constant(1, total))
    return isPlain
      ? { a: one, b: one, g: zero }
      : { a: divide(right, total), b: divide(v[i], total), g: divide(pairs[i + 1].D, total) }
  })
  return { pairs, means }
}

/** v̇ = ± Ḋ, or ± Ḋ ± Ṡ/2 */
function weightPushforward<T extends Scalar>({ sums }: Weighting, pair: Pair<T>, left: T, right: T): T {
  const byDifference = turned(subtract(right, left), pair.signD)
  return sums ? add(byDifference, half(turned(add(left, right), pair.signS))) : byDifference
}

export function weightedChords(weighting: Weighting): SlopeRule {
  return fromChords({
    primal(chords) {
      const e = continued(chords.m)
      return meansOf(chords, weighting).means.map(({ a, b }, i) => add(multiply(a, e[i + 1]), multiply(b, e[i + 2])))
    },

    /** With g = (m[i] − m[i−1]) / (v[i] + v[i−2]):  ż = a ṁ[i−1] + b ṁ[i] + g (a v̇[i−2] − b v̇[i]) */
    pushforward(chords, dot) {
      const { pairs, means } = meansOf(chords, weighting)
      const eDot = continued(dot.m)
      const vDot = pairs.map((pair, j) => weightPushforward(weighting, pair, eDot[j], eDot[j + 1]))
      return means.map(({ a, b, g }, i) => {
        const mean = add(multiply(a, eDot[i + 1]), multiply(b, eDot[i + 2]))
        return add(mean, multiply(g, subtract(multiply(a, vDot[i]), multiply(b, vDot[i + 2]))))
      })
    },

    /** ē[i−1] += a z̄, ē[i] += b z̄, v̄[i−2] += g a z̄, v̄[i] −= g b z̄;  then each v̄ to the two chords of its pair. */
    pullback(chords, zBar) {
      const { pairs, means } = meansOf(chords, weighting)
      const zero = constant(0, zBar[0])
      const e = [...pairs.map(() => zero), zero]
      const v = pairs.map(() => zero)
      means.forEach(({ a, b, g }, i) => {
        e[i + 1] = add(e[i + 1], multiply(a, zBar[i]))
        e[i + 2] = add(e[i + 2], multiply(b, zBar[i]))
        const turn = multiply(g, zBar[i])
        v[i] = add(v[i], multiply(a, turn))
        v[i + 2] = subtract(v[i + 2], multiply(b, turn))
      })
      pairs.forEach(({ signD, signS }, j) => {
        const byDifference = turned(v[j], signD)
        const bySum = weighting.sums ? half(turned(v[j], signS)) : zero
        e[j] = add(e[j], subtract(bySum, byDifference))
        e[j + 1] = add(e[j + 1], add(bySum, byDifference))
      })
      return { h: chords.h.map(() => zero), m: continuedPullback(e) }
    },
  })
}
