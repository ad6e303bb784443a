/**
 * Law 3: the derivative maps agree with difference quotients of the primal (OPR-7). Any length, no reference.
 *
 * D(h) = (−f(2h) + 8 f(h) − 8 f(−h) + f(−2h)) / 12h along ẋ, at steps h₀·2⁻⁴ᵏ. Each D comes with its own
 * error estimate (NUM-8): the distance from the quotient at the wider step, whose truncation error is 2¹⁶
 * times larger, plus the noise of the primal (NUM-7) divided by h. The smallest of them is the tolerance.
 * Matrices are dominant, by more than any step takes away: beyond a pole the estimate would mean nothing.
 */
import * as fc from 'fast-check'
import { CotangentError } from '../../spec/errors.ts'
import type { MapName } from '../../spec/operator.ts'
import { answer, answerOrSkip, inputOf } from '../ask.ts'
import { dot, sumOfProducts } from '../dot.ts'
import { cases } from '../draw/cases.ts'
import { type Case, type Law, type Numbers, type Subject, Violation } from '../law.ts'
import { judged } from '../rounded-slopes.ts'
import { tolerances } from '../sensitivity.ts'
import { unitRoundoff } from '../unit-roundoff.ts'

const clause = 'OPR-7'

export const finiteDifferences: Law = {
  id: 'finite-differences',
  title: 'the derivative is the limit of difference quotients',
  statement:
    'The pushforward, and the pullback against ȳ, agree with central five-point difference quotients of the primal within the quotients’ own error estimate.',
  clauses: [clause, 'NUM-7', 'NUM-8'],
  variants: ['pushforward', 'pullback'],
  maps: (variant) => ['primal', variant!],
  applies: (entry, variant) => entry.clauses[variant!] !== undefined,
  property(subject, variant) {
    const { entry, support, maxLength } = subject
    const drawn = cases(entry, { places: 'smooth', lengths: 'any', systems: 'dominant', maxLength, support })
    return fc.asyncProperty(drawn, (input) => judged(subject, (asked) => judge(asked, variant!, input)))
  },
  effort: 1,
}

async function judge(subject: Subject, map: MapName, input: Case): Promise<void> {
  const quotient = await differenceQuotient(subject, input)
  const got = await answerOrSkip(subject, map, input, clause)
  const own = await tolerances(subject, map, input, got, clause)
  if (map === 'pushforward') {
    for (let i = 0; i < quotient.value.length; i++) {
      const tolerance = quotient.error[i] + own.tangent[i]
      if (Math.abs(got.tangent[i] - quotient.value[i]) <= tolerance) continue
      fail(map, input, `the tangent, entry ${i}`, quotient.value[i], got.tangent[i], tolerance, i)
    }
    return
  }
  const expected = dot(input.cotangent, quotient.value)
  let sum = 0
  let tolerance = sumOfProducts(input.cotangent, quotient.error) + unitRoundoff * Math.abs(expected)
  for (const [name, tangent] of Object.entries(input.tangents)) {
    sum += dot(got[name], tangent)
    tolerance += sumOfProducts(tangent, own[name]) + 2 * unitRoundoff * Math.abs(sum)
  }
  if (!(Math.abs(sum - expected) <= tolerance)) fail(map, input, '⟨Jᵀȳ, ẋ⟩', expected, sum, tolerance)
}

function fail(
  map: MapName,
  input: Case,
  where: string,
  expected: number,
  got: number,
  tolerance: number,
  index?: number,
): never {
  throw new Violation({
    clause,
    map,
    where,
    ...(index === undefined ? {} : { index }),
    expected: `${expected} to within ${tolerance.toPrecision(2)}`,
    got: `${got}`,
    // ẋ is the direction of the quotient, whichever map is judged.
    input: inputOf(map === 'pushforward' ? map : undefined, input),
    options: input.options,
  })
}

interface Quotient {
  readonly value: Float64Array
  readonly error: Float64Array
}

/** Steps h₀·2⁻⁴ᵏ, k < levels. */
const levels = 7

/** For each entry of the output, the quotient with the smallest error estimate. Skips a case that has none. */
async function differenceQuotient(subject: Subject, input: Case): Promise<Quotient> {
  const centre = await answerOrSkip(subject, 'primal', input, clause)
  const noise = (await tolerances(subject, 'primal', input, centre, clause)).output
  const size = noise.length
  const best: Quotient = { value: new Float64Array(size), error: new Float64Array(size).fill(Number.POSITIVE_INFINITY) }
  let wider: Float64Array | undefined
  for (let k = 0, h = firstStep(subject, input); k < levels; k++, h /= 16) {
    const narrower = await fivePoint(subject, input, h)
    if (narrower !== undefined && wider !== undefined) {
      for (let i = 0; i < size; i++) {
        // The coefficients 1, 8, 8, 1 over 12 add up to 3/2; the moved inputs are rounded too.
        const error = Math.abs(narrower[i] - wider[i]) + (3 * noise[i]) / h
        if (error < best.error[i]) {
          best.error[i] = error
          best.value[i] = narrower[i]
        }
      }
    }
    wider = narrower
  }
  fc.pre(best.error.every(Number.isFinite))
  return best
}

/** The five-point quotient at step h, or nothing where the primal is not defined on the way. */
async function fivePoint(subject: Subject, input: Case, h: number): Promise<Float64Array | undefined> {
  const weights: readonly (readonly [number, number])[] = [
    [2, -1],
    [1, 8],
    [-1, -8],
    [-2, 1],
  ]
  let quotient: Float64Array | undefined
  for (const [steps, weight] of weights) {
    try {
      const { output } = await answer(subject, 'primal', movedBy(input, steps * h))
      quotient ??= new Float64Array(output.length)
      for (let i = 0; i < output.length; i++) quotient[i] += (weight * output[i]) / (12 * h)
    } catch (error) {
      if (error instanceof CotangentError && (error.code === 'SINGULAR' || error.code === 'NOT_FINITE'))
        return undefined
      throw error
    }
  }
  return quotient
}

/** x + h ẋ. */
function movedBy(input: Case, h: number): Case {
  const moved = Object.entries(input.arguments).map(([name, array]): [string, readonly number[]] => {
    const tangent: readonly number[] | undefined = input.tangents[name]
    return [name, tangent === undefined ? array : array.map((x, i) => x + h * tangent[i])]
  })
  return { ...input, arguments: Object.fromEntries(moved) }
}

/**
 * A first step that moves no entry by more than 1/8 and no knot or query by more than 1/128 of the
 * narrowest gap, so that no query crosses a knot; and nothing that a rule compares with zero by more than half
 * of itself, so that it takes no other branch. Skips a case that lies on a kink or all but on one.
 */
function firstStep({ entry }: Subject, input: Case): number {
  const { arguments: args, tangents } = input
  let step = 1 / 8 / largest(tangents)
  for (const { name, role } of entry.arguments) {
    if (role !== 'knots') continue
    const knots = args[name]
    let gap = Number.POSITIVE_INFINITY
    for (let i = 1; i < knots.length; i++) gap = Math.min(gap, knots[i] - knots[i - 1])
    step = Math.min(step, gap / 256 / largest(tangents))
  }
  const { switches } = entry
  if (switches === undefined) return step
  const at = (h: number): readonly number[] => switches(movedBy(input, h).arguments, input.options)
  const centre = at(0)
  fc.pre(!centre.includes(0))
  const isOneBranch = (h: number): boolean =>
    [-2 * h, -h, h, 2 * h].every((move) =>
      at(move).every((value, i) => Math.abs(value - centre[i]) <= Math.abs(centre[i]) / 2),
    )
  let smooth = step
  for (let halvings = 0; !isOneBranch(smooth); halvings++, smooth /= 2) fc.pre(halvings < mostHalvings)
  return smooth
}

/** Below a step so small, the noise of the primal is all that a quotient shows. */
const mostHalvings = 16

/** The largest tangent by magnitude; 1 where all are zero. */
function largest(tangents: Numbers): number {
  let size = 0
  for (const array of Object.values(tangents)) for (const x of array) size = Math.max(size, Math.abs(x))
  return size === 0 ? 1 : size
}
