/**
 * What an operator of the catalogue knows of its second derivatives, from the catalogue alone. With D its data and p its
 * places, where it is evaluated entry by entry (queries; or the bounds of integrals, where g is the interpolant):
 *
 *   ∂f/∂p = s g(D, p)        g: f of the next order, s = 1; for an integral the value, s = 1 at `to`, −1 at `from`
 *   f is linear, jointly, in L, a part of D (`Entry.linear`), so that ∂²f/∂L² = 0 and f′_N(L, N; Ṅ) is linear in L
 *
 * Therefore, with ẋ = (Ḋ, ṗ) and moves δ, and all products entry by entry:
 *
 *   of f′:  δp  s g′(D, p; Ḋ, ṗ) δp        δD  s g′(D, p; δD) ṗ + f′(L̇, N; δN) + f′(δL, N; Ṅ)
 *   of f*:  δp  s g*(D, p; ȳ δp)           δD  at p: s ȳ g′(D, p; δD), at N: f*_N(δL, N; ȳ)
 *   back:   p̄ = s v g′(D, p; Ḋ, ṗ)        D̄ = s g*(D, p; v ṗ) and at N also f*_N(L̇, N; v)
 *
 * What is left, ∂²f/∂N², what mixes L and N the other way round, and g where the order would be 3, is NOT_DIFFERENTIABLE.
 */
import { entryOf } from '../../../spec/catalogue.ts'
import { multiply, negate } from '../arithmetic.ts'
import type { Family } from '../operator-primitive.ts'
import { total } from '../parts.ts'
import { noSecond, type Parts, type SecondDerivatives } from '../rules.ts'
import { sizeOf } from '../shape.ts'
import { shapeOf, type Value } from '../value.ts'
import type { Use } from './use.ts'

type FamilyOf = (name: string) => Family<Use>

/** g at one place: which argument that is, and s. */
interface Place {
  readonly k: number
  readonly isNegative: boolean
  readonly name: string
  /** Nothing where g is no operator. */
  readonly use: Use | undefined
}

class Layout {
  readonly places: readonly Place[]
  /** The arguments that are data, in order. */
  readonly data: readonly number[]
  readonly isLinear: readonly boolean[]
  /** For f with other data than those that it was used with. */
  readonly elsewhere: Use

  constructor({ entry, options }: Use) {
    this.elsewhere = { entry, options }
    const { integralOf, linear } = entry
    const args = entry.arguments
    const isPlace = args.map(({ role }) => role === 'queries')
    this.data = args.flatMap((_, k) => (isPlace[k] ? [] : [k]))
    this.isLinear = args.map(({ name }) => linear.some((group) => group.includes(name)))
    const order = integralOf === undefined ? Number(options.order) + 1 : 0
    const whole = entryOf(integralOf ?? entry.name)!
    const chosen = this.data.map((k) => args[k].name)
    const ofPlace = {
      ...whole,
      arguments: whole.arguments.filter(({ name, role }) => role === 'queries' || chosen.includes(name)),
    }
    const isThere = whole.options.order?.values.includes(order) ?? false
    this.places = args.flatMap(({ name }, k): Place[] =>
      isPlace[k]
        ? [
            {
              k,
              name,
              isNegative: name === 'from',
              use: isThere ? { entry: ofPlace, options: { ...options, order } } : undefined,
            },
          ]
        : [],
    )
  }

  /** Of one value for each argument, those of the data and that of a place. */
  at<V>(values: readonly V[], { k }: Place): V[] {
    return [...this.data.map((j) => values[j]), values[k]]
  }

  /** The same with the parts that are for data alone. */
  dataOf<V>(values: Parts<V>): Parts<V> {
    return [...this.data.map((j) => values[j]), undefined]
  }
}

export function secondDerivatives(name: string, familyOf: FamilyOf): SecondDerivatives<Use> {
  const layouts = new WeakMap<Use, Layout>()
  const layoutOf = (use: Use): Layout => {
    const layout = layouts.get(use) ?? new Layout(use)
    layouts.set(use, layout)
    return layout
  }
  const g = (place: Place, { entry }: Use): Family<Use> => {
    if (place.use === undefined) throw noSecond(name, place.name)
    return familyOf(entry.integralOf ?? name)
  }
  const signed = ({ isNegative }: Place, value: Value | undefined): Value | undefined =>
    value !== undefined && isNegative ? negate.of(value) : value

  /** s g′(D, p; tangents) times a factor, entry by entry. */
  const pushed = (
    layout: Layout,
    place: Place,
    x: readonly Value[],
    tangents: Parts<Value>,
    factor: Value,
    use: Use,
  ) => {
    if (tangents.every((tangent) => tangent === undefined)) return undefined
    const slope = g(place, use).push(layout.at(x, place), undefined, tangents, place.use!)
    return slope === undefined ? undefined : signed(place, multiply.of(slope, factor))
  }

  /** s g*(D, p; cotangent), one part for each argument of f. */
  const pulled = (
    layout: Layout,
    place: Place,
    x: readonly Value[],
    cotangent: Value,
    wanted: readonly boolean[],
    use: Use,
  ): Parts<Value> => {
    const parts = g(place, use).pull(
      layout.at(x, place),
      undefined,
      signed(place, cotangent)!,
      layout.at(wanted, place),
      place.use!,
    )
    const placed: (Value | undefined)[] = x.map(() => undefined)
    layout.data.forEach((j, i) => {
      placed[j] = parts[i]
    })
    placed[place.k] = parts[layout.data.length]
    return placed
  }

  /** x with the linear arguments replaced by these; zero where they are missing. */
  const withLinear = ({ isLinear }: Layout, x: readonly Value[], linear: Parts<Value>): Value[] =>
    x.map((value, k) => (isLinear[k] ? (linear[k] ?? new Float64Array(sizeOf(shapeOf(value)))) : value))

  /** Of the parts for data those in L, and those in N. */
  const split = ({ data, isLinear }: Layout, parts: Parts<Value>): readonly [Parts<Value>, Parts<Value>] => {
    const those = (linear: boolean): Parts<Value> =>
      parts.map((part, k) => (data.includes(k) && isLinear[k] === linear ? part : undefined))
    return [those(true), those(false)]
  }

  /** For arguments that meet others in a second derivative that is not known. */
  const refuse = (use: Use, has: readonly boolean[]): never => {
    throw noSecond(name, use.entry.arguments[Math.max(has.indexOf(true), 0)].name)
  }

  return {
    pushforwardMoved(x, tangents, moves, use) {
      const layout = layoutOf(use)
      const [linearTangents, otherTangents] = split(layout, tangents)
      const [linearMoves, otherMoves] = split(layout, moves)
      if (some(otherTangents) && some(otherMoves)) refuse(use, otherMoves.map(exists))
      let sum: Value | undefined
      for (const place of layout.places) {
        const move = moves[place.k]
        if (move !== undefined) sum = total(sum, pushed(layout, place, x, layout.at(tangents, place), move, use))
        const tangent = tangents[place.k]
        if (tangent !== undefined) sum = total(sum, pushed(layout, place, x, layout.dataOf(moves), tangent, use))
      }
      const f = familyOf(name)
      if (some(linearTangents) && some(otherMoves)) {
        sum = total(sum, f.push(withLinear(layout, x, linearTangents), undefined, otherMoves, layout.elsewhere))
      }
      if (some(otherTangents) && some(linearMoves)) {
        sum = total(sum, f.push(withLinear(layout, x, linearMoves), undefined, otherTangents, layout.elsewhere))
      }
      return sum
    },

    pushforwardPulled(x, tangents, cotangent, wanted, use) {
      const layout = layoutOf(use)
      const isWantedInData = wanted.map((isWanted, k) => isWanted && layout.data.includes(k))
      const [linearTangents, otherTangents] = split(layout, tangents)
      if (some(otherTangents) && isWantedInData.includes(true)) refuse(use, isWantedInData)
      let bars: Parts<Value> = x.map(() => undefined)
      const collect = (parts: Parts<Value>): void => {
        bars = bars.map((bar, k) => (wanted[k] ? total(bar, parts[k]) : undefined))
      }
      for (const place of layout.places) {
        if (wanted[place.k]) {
          const own = pushed(layout, place, x, layout.at(tangents, place), cotangent, use)
          collect(x.map((_, k) => (k === place.k ? own : undefined)))
        }
        const tangent = tangents[place.k]
        if (tangent !== undefined && isWantedInData.includes(true)) {
          collect(pulled(layout, place, x, multiply.of(cotangent, tangent), isWantedInData, use))
        }
      }
      const isWantedOther = isWantedInData.map((isWanted, k) => isWanted && !layout.isLinear[k])
      if (some(linearTangents) && isWantedOther.includes(true)) {
        collect(
          familyOf(name).pull(
            withLinear(layout, x, linearTangents),
            undefined,
            cotangent,
            isWantedOther,
            layout.elsewhere,
          ),
        )
      }
      return bars
    },

    pullbackMoved(x, cotangent, wanted, moves, use) {
      const layout = layoutOf(use)
      const isWantedInData = wanted.map((isWanted, k) => isWanted && layout.data.includes(k))
      const [linearMoves, otherMoves] = split(layout, moves)
      if (some(otherMoves) && isWantedInData.includes(true)) refuse(use, otherMoves.map(exists))
      let bars: Parts<Value> = x.map(() => undefined)
      const collect = (parts: Parts<Value>): void => {
        bars = bars.map((bar, k) => (wanted[k] ? total(bar, parts[k]) : undefined))
      }
      for (const place of layout.places) {
        const move = moves[place.k]
        if (move !== undefined) {
          const isMeant = wanted.map((isWanted, k) => isWanted && (layout.data.includes(k) || k === place.k))
          collect(pulled(layout, place, x, multiply.of(cotangent, move), isMeant, use))
        }
        if (wanted[place.k]) {
          const own = pushed(layout, place, x, layout.dataOf(moves), cotangent, use)
          collect(x.map((_, k) => (k === place.k ? own : undefined)))
        }
      }
      const isWantedOther = isWantedInData.map((isWanted, k) => isWanted && !layout.isLinear[k])
      if (some(linearMoves) && isWantedOther.includes(true)) {
        collect(
          familyOf(name).pull(
            withLinear(layout, x, linearMoves),
            undefined,
            cotangent,
            isWantedOther,
            layout.elsewhere,
          ),
        )
      }
      return bars
    },
  }
}

const exists = (value: unknown): boolean => value !== undefined
const some = (values: Parts<Value>): boolean => values.some(exists)
