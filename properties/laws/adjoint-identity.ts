/**
 * Law 2: ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ (OPR-3), with ẋ and ȳ drawn independently and of both signs, for all
 * arguments at once or for one alone. Any length, no oracle. Proves consistency only: two maps can share
 * a mistake, so `exact` and `finite-differences` are not optional.
 */
import * as fc from 'fast-check'
import { answerOrSkip, inputOf } from '../ask.ts'
import { dot, leavesRange, sumOfProducts } from '../dot.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Subject, Violation } from '../law.ts'
import { judged } from '../rounded-slopes.ts'
import { tolerances } from '../sensitivity.ts'
import { unitRoundoff } from '../unit-roundoff.ts'

const clause = 'OPR-3'

export const adjointIdentity: Law = {
  id: 'adjoint-identity',
  title: 'the pullback is the adjoint of the pushforward',
  statement: '⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩ for independent random ẋ and ȳ, for all arguments at once and one at a time.',
  clauses: [clause, 'OPR-8', 'INP-6', 'INP-7', 'NUM-7', 'CON-3'],
  variants: [],
  maps: () => ['pushforward', 'pullback'],
  applies: (entry) => entry.clauses.pullback !== undefined,
  property(subject) {
    const { entry, support, maxLength, differentiable } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'any', systems: 'any', maxLength, support })
    // Index 0 means all arguments, i the i-th alone, counted round and round.
    const focus = fc.nat({ max: differentiable.length })
    return fc.asyncProperty(fc.tuple(drawn, focus), ([input, index]) =>
      judged(subject, (asked) => judge(asked, index === 0 ? input : alone(input, index - 1))),
    )
  },
  effort: 1,
}

/** The case with the tangent of one argument only: the missing ones are zero (OPR-8). */
function alone(input: Case, index: number): Case {
  const all = Object.entries(input.tangents)
  return { ...input, tangents: Object.fromEntries([all[index % all.length]]) }
}

async function judge(subject: Subject, input: Case): Promise<void> {
  const { tangent } = await answerOrSkip(subject, 'pushforward', input, clause)
  const cotangents = await answerOrSkip(subject, 'pullback', input, clause)
  const forward = await tolerances(subject, 'pushforward', input, { tangent }, clause)
  const backward = await tolerances(subject, 'pullback', input, cotangents, clause)

  const pairs = Object.entries(input.tangents).map(([name, dotted]) => [cotangents[name], dotted] as const)
  if ([[input.cotangent, tangent] as const, ...pairs].some(([a, b]) => leavesRange(a, b))) fc.pre(false)
  const left = dot(input.cotangent, tangent)
  let right = 0
  let tolerance = sumOfProducts(input.cotangent, forward.tangent) + unitRoundoff * Math.abs(left)
  for (const [name, dotted] of Object.entries(input.tangents)) {
    const part = dot(cotangents[name], dotted)
    right += part
    // Half a unit for the product, one for the sum of the parts.
    tolerance += sumOfProducts(dotted, backward[name]) + 2 * unitRoundoff * (Math.abs(part) + Math.abs(right))
  }
  if (Math.abs(left - right) <= tolerance) return
  const names = Object.keys(input.tangents)
  throw new Violation({
    clause,
    where: `⟨ȳ, Jẋ⟩ = ⟨Jᵀȳ, ẋ⟩ for ${names.length === 1 ? `${names[0]} alone` : 'all arguments'}`,
    ...(names.length === 1 ? { argument: names[0] } : {}),
    expected: `⟨Jᵀȳ, ẋ⟩ = ⟨ȳ, Jẋ⟩ = ${left} to within ${tolerance.toPrecision(2)}`,
    got: `${right}`,
    input: inputOf(undefined, input),
    options: input.options,
  })
}
