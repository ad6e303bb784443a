/**
 * The laws that hold for any operator (OPR-1 to OPR-4, OPR-7), for one whose rules somebody wrote: shapes, purity,
 * linearity, difference quotients, the adjoint identity. Each is checked at one drawn input.
 *
 * Nothing is known of how the rules round, so there is no limit to derive as NUM-4 does. Two results that the law
 * makes equal may differ by half of a double's digits of the largest entry: rounding does not reach there unless all
 * digits are lost on the way, and a wrong coefficient is wrong in the first ones.
 */
import { dot } from '../dot.ts'
import { largest, quotientOf } from './differences.ts'
import { Broken, type Input, type Subject } from './subject.ts'
import { copyOf, entriesOf, isIdentical, type OperatorValue, shapedAs, text } from './values.ts'

/** Half the digits of a double. */
const halfDigits = 2 ** -26

export interface RuleLaw {
  readonly id: string
  readonly title: string
  applies(subject: Subject): boolean
  /** Throws `Broken`; gives false where the input says nothing. */
  check(subject: Subject, input: Input, isInDomain: (args: readonly OperatorValue[]) => boolean): boolean
}

type Given = OperatorValue | undefined

const zero = (value: OperatorValue): OperatorValue => shapedAs(value, new Float64Array(entriesOf(value).length))
const hasOnlyNumbers = (value: Given): boolean => value === undefined || entriesOf(value).every(Number.isFinite)

/** a + 2b. */
const combined = (a: OperatorValue, b: OperatorValue): OperatorValue => {
  const other = entriesOf(b)
  return shapedAs(
    a,
    entriesOf(a).map((x, i) => x + 2 * other[i]),
  )
}

/** Demands `got` = `expected` to within half the digits of what they were made from. */
function equal(where: string, got: OperatorValue, expected: OperatorValue, ...from: readonly OperatorValue[]): void {
  const size = Math.max(largest(entriesOf(expected)), ...from.map((value) => largest(entriesOf(value))))
  const [a, b] = [entriesOf(got), entriesOf(expected)]
  a.forEach((x, i) => {
    if (!(Math.abs(x - b[i]) <= halfDigits * size)) throw new Broken(`${where}${entry(a, i)}`, short(b[i]), short(x))
  })
}

const entry = (entries: Float64Array, i: number): string => (entries.length === 1 ? '' : `, entry ${i}`)

/** Six digits are enough to see what is wrong. */
const short = (x: number): string => `${Number(x.toPrecision(6))}`

const shapesAndPurity: RuleLaw = {
  id: 'pure',
  title: 'the rules write to none of their inputs, and the same input gives the same bits, of the right shapes',
  applies: () => true,
  check(subject, { args, tangents, cotangent }) {
    const y = subject.primal(args)
    const twice = (what: string, first: Given, second: Given): void => {
      if (first === undefined || second === undefined || isIdentical(first, second)) return
      throw new Broken(`${what}, in a second call`, `${text(first)}, as in the first`, text(second))
    }
    twice('the result of primal', y, subject.primal(args))
    if (subject.has.pushforward) {
      twice('the tangent', subject.pushforward(args, tangents, y), subject.pushforward(args, tangents, y))
    }
    if (subject.has.pullback) {
      const [first, second] = [subject.pullback(args, cotangent, y), subject.pullback(args, cotangent, y)]
      first.forEach((bar, k) => {
        twice(`the cotangent of ${subject.argument(k)}`, bar, second[k])
      })
    }
    return true
  },
}

const linearPushforward: RuleLaw = {
  id: 'linear-pushforward',
  title: 'the pushforward is linear in the tangents, and a tangent that is undefined is zero',
  applies: ({ has }) => has.pushforward,
  check(subject, { args, tangents }) {
    const y = subject.primal(args)
    const push = (given: readonly Given[]): OperatorValue => subject.pushforward(args, given, y)
    const a = push(tangents)
    if (!hasOnlyNumbers(a)) return false
    equal('the tangent for tangents of zero', push(tangents.map(zero)), zero(y))
    const others = tangents.map((tangent) =>
      shapedAs(
        tangent,
        entriesOf(tangent)
          .toReversed()
          .map((x) => x + 1),
      ),
    )
    const b = push(others)
    const sum = push(tangents.map((tangent, k) => combined(tangent, others[k])))
    equal('the tangent for ẋ + 2ẋ′', sum, combined(a, b), a, b)
    tangents.forEach((tangent, k) => {
      if (!subject.isActive(k)) return
      const alone = tangents.map((_, i) => (i === k ? tangent : undefined))
      const padded = tangents.map((other, i) => (i === k ? tangent : zero(other)))
      equal(`the tangent where only ${subject.argument(k)} has one, the others undefined`, push(alone), push(padded), a)
    })
    return true
  },
}

const linearPullback: RuleLaw = {
  id: 'linear-pullback',
  title: 'the pullback is linear in the cotangent, and the same for whatever arguments are wanted',
  applies: ({ has }) => has.pullback,
  check(subject, { args, cotangent }) {
    const y = subject.primal(args)
    const a = subject.pullback(args, cotangent, y)
    if (!a.every(hasOnlyNumbers)) return false
    const other = shapedAs(
      cotangent,
      entriesOf(cotangent)
        .toReversed()
        .map((x) => x + 1),
    )
    const none = subject.pullback(args, zero(cotangent), y)
    const b = subject.pullback(args, other, y)
    const sum = subject.pullback(args, combined(cotangent, other), y)
    a.forEach((bar, k) => {
      if (bar === undefined) return
      const what = `the cotangent of ${subject.argument(k)}`
      equal(`${what} for a cotangent of zero`, none[k]!, zero(bar))
      equal(`${what} for ȳ + 2ȳ′`, sum[k]!, combined(bar, b[k]!), bar, b[k]!)
      const wanted = args.map((_, i) => i === k)
      equal(`${what} where it alone is wanted`, subject.pullback(args, cotangent, y, wanted)[k]!, bar)
    })
    return true
  },
}

/** Calls `visit` with the quotient along each entry of each argument that has one. */
function eachQuotient(
  subject: Subject,
  { args, first }: Input,
  isInDomain: (args: readonly OperatorValue[]) => boolean,
  visit: (k: number, j: number, value: Float64Array, error: Float64Array) => void,
): boolean {
  let isTelling = false
  args.forEach((x, k) => {
    if (!subject.isActive(k)) return
    const { length } = entriesOf(x)
    // Of many entries some, evenly spread: others for each input, so that none is always left out.
    const stride = Math.ceil(length / mostEntries)
    for (let j = first % stride; j < length; j += stride) {
      const quotient = quotientOf(subject, args, k, j, isInDomain)
      if (quotient === undefined) continue
      isTelling = true
      visit(k, j, quotient.value, quotient.error)
    }
  })
  return isTelling
}

const mostEntries = 16

const pushforwardDifferences: RuleLaw = {
  id: 'pushforward-differences',
  title: 'the pushforward agrees with difference quotients of the primal',
  applies: ({ has }) => has.pushforward,
  check(subject, input, isInDomain) {
    const { args } = input
    const y = subject.primal(args)
    return eachQuotient(subject, input, isInDomain, (k, j, value, error) => {
      const tangents = args.map((x, i): Given => {
        if (i !== k) return undefined
        const unit = new Float64Array(entriesOf(x).length)
        unit[j] = 1
        return shapedAs(x, unit)
      })
      const got = entriesOf(subject.pushforward(args, tangents, y))
      const size = largest(value)
      got.forEach((x, i) => {
        const tolerance = 2 * error[i] + halfDigits * size
        if (Math.abs(x - value[i]) <= tolerance) return
        const along = `along ${subject.argument(k)}${entry(entriesOf(args[k]), j)}`
        throw new Broken(`the tangent${entry(got, i)}, ${along}`, short(value[i]), short(x))
      })
    })
  },
}

const pullbackDifferences: RuleLaw = {
  id: 'pullback-differences',
  title: 'the pullback agrees with difference quotients of the primal',
  applies: ({ has }) => has.pullback,
  check(subject, input, isInDomain) {
    const { args, cotangent } = input
    const y = subject.primal(args)
    const yBar = entriesOf(cotangent)
    const bars = subject.pullback(args, cotangent, y)
    return eachQuotient(subject, input, isInDomain, (k, j, value, error) => {
      const bar = entriesOf(bars[k]!)
      const expected = dot(yBar, value)
      const tolerance = 2 * dot(yBar.map(Math.abs), error) + halfDigits * largest(yBar) * largest(value)
      if (Math.abs(bar[j] - expected) <= tolerance) return
      throw new Broken(`the cotangent of ${subject.argument(k)}${entry(bar, j)}`, short(expected), short(bar[j]))
    })
  },
}

const adjointIdentity: RuleLaw = {
  id: 'adjoint-identity',
  title: '⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩',
  applies: ({ has }) => has.pushforward && has.pullback,
  check(subject, { args, tangents, cotangent }) {
    const y = subject.primal(args)
    const bars = subject.pullback(args, cotangent, y)
    for (const [k, bar] of bars.entries()) {
      if (bar === undefined) continue
      const alone = tangents.map((tangent, i) => (i === k ? copyOf(tangent) : undefined))
      const yDot = subject.pushforward(args, alone, y)
      if (!hasOnlyNumbers(yDot) || !hasOnlyNumbers(bar)) return false
      const [left, right] = [dot(entriesOf(cotangent), entriesOf(yDot)), dot(entriesOf(bar), entriesOf(tangents[k]))]
      const size = entriesOf(y).length * largest(entriesOf(cotangent)) * largest(entriesOf(yDot))
      if (Math.abs(left - right) <= halfDigits * Math.max(size, Math.abs(right))) continue
      throw new Broken(`⟨Jᵀ ȳ, ẋ⟩ for ${subject.argument(k)} alone`, `⟨ȳ, J ẋ⟩ = ${short(left)}`, short(right))
    }
    return true
  },
}

/** In the order in which they are checked: what breaks an early one makes no sense of a later one. */
export const ruleLaws: readonly RuleLaw[] = [
  shapesAndPurity,
  linearPushforward,
  linearPullback,
  pushforwardDifferences,
  pullbackDifferences,
  adjointIdentity,
]
