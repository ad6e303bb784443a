/**
 * Looks mechanically among the usual mistakes for one that explains a wrong answer *exactly*: every number
 * of the wrong array is reproduced to a relative 2⁻⁴⁰, far above rounding and far below any real mistake.
 *
 * Generic over operators: what a mistake looks like is said in terms of the expected and the given arrays
 * and of the catalogue entry alone. A hint never decides whether something is wrong. Several can fit a
 * degenerate case ([1] is reversed, shifted and right at once), so `hintsFor` gives all that fit, and a
 * caller keeps those that also fit another failing case; for that the texts hold no number of the case
 * except a ratio.
 */
import type { Entry } from '../spec/entry.ts'
import type { MapName } from '../spec/operator.ts'
import type { Case, Numbers } from './law.ts'

/** A wrong answer with what is needed to recognise why it is wrong. */
export interface Evidence {
  readonly entry: Entry
  readonly map: MapName
  readonly input: Case
  /** By argument name for a pullback; under any one name, `output` say, for the other maps. */
  readonly expected: Numbers
  readonly got: Numbers
  /** The stability factor that was measured and its limit, where a law measured one. */
  readonly K?: number
  readonly limit?: number
  /** The expected cotangents for another incoming cotangent. */
  readonly expectedFor?: (cotangent: readonly number[]) => Numbers
  /** The true primal with one argument replaced. */
  readonly primalWith?: (argument: string, values: readonly number[]) => readonly number[]
}

/** One usual mistake: says it of the array `name` when it fits, in the words that a person sees. */
type Mistake = (evidence: Evidence, name: string) => string | undefined

/** The most specific hint that fits, if one does. */
export function hintFor(evidence: Evidence): string | undefined {
  return hintsFor(evidence)[0]
}

/** Every hint that fits, the most specific first. */
export function hintsFor(evidence: Evidence): readonly string[] {
  const wrong = Object.keys(evidence.expected).filter((name) => !agree(evidence.expected[name], evidence.got[name]))
  const comparable = wrong.filter((name) => evidence.got[name]?.length === evidence.expected[name].length)
  const found = mistakes.flatMap((mistake) => comparable.map((name) => mistake(evidence, name)))
  const everywhere = flippedEverywhere(evidence)
  if (everywhere !== undefined) found.unshift(everywhere)
  found.push(unstable(evidence))
  return [...new Set(found.filter((hint) => hint !== undefined))]
}

/** What counts as the same number: 2⁻⁴⁰ of the larger one, or 2⁻⁵⁰ of the largest in the array where it is due to be 0. */
const sameEntry = 2 ** -40
const sameZero = 2 ** -50

function agree(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false
  const largest = Math.max(0, ...a.map(Math.abs), ...b.map(Math.abs))
  return a.every((x, i) => {
    const y = b[i]
    if (!Number.isFinite(x) || !Number.isFinite(y)) return Object.is(x, y)
    return Math.abs(x - y) <= Math.max(sameEntry * Math.max(Math.abs(x), Math.abs(y)), sameZero * largest)
  })
}

const isZero = (values: readonly number[]): boolean => values.every((x) => x === 0)

/** How the array is called in a sentence. */
function nameOf({ map }: Evidence, name: string): string {
  if (map === 'pullback') return `the cotangent of ${name}`
  return map === 'primal' ? 'the output' : 'the tangent'
}

const notANumber: Mistake = (evidence, name) =>
  evidence.got[name].some((x, i) => !Number.isFinite(x) && Number.isFinite(evidence.expected[name][i]))
    ? `${evidence.got[name].some(Number.isNaN) ? 'NaN' : 'an infinity'} where a number is due, in ${nameOf(evidence, name)}`
    : undefined

/** For y = L x with L square: L ȳ where Lᵀ ȳ is due. */
const transposeMissing: Mistake = ({ entry, map, input, got, primalWith }, name) => {
  const isLinear = entry.linear.some((group) => group.length === 1 && group[0] === name)
  const length = entry.arguments.find((argument) => argument.name === name)?.length
  if (map !== 'pullback' || !isLinear || length !== entry.output || primalWith === undefined) return undefined
  if (!agree(got[name], primalWith(name, input.cotangent))) return undefined
  return entry.system === undefined
    ? `the cotangent of ${name} is the primal with the cotangent as its ${name}: the transpose is missing`
    : 'this is A⁻¹ȳ: the transpose is missing'
}

const cotangentIgnored: Mistake = ({ map, input, got, expectedFor }, name) => {
  if (map !== 'pullback' || expectedFor === undefined) return undefined
  const forOnes = expectedFor(input.cotangent.map(() => 1))[name]
  return forOnes !== undefined && !isZero(forOnes) && agree(got[name], forOnes)
    ? `the cotangent of ${name} is what an incoming cotangent of all ones gives: is the incoming one ignored?`
    : undefined
}

const swapped: Mistake = ({ expected, got }, name) => {
  const other = Object.keys(expected).find(
    (one) =>
      one !== name &&
      !agree(expected[one], expected[name]) &&
      agree(got[one], expected[name]) &&
      agree(got[name], expected[one]),
  )
  if (other === undefined) return undefined
  const [first, second] = inOrder(expected, name, other)
  return `${first} holds what ${second} should be and the other way round: are the two swapped?`
}

const takenFromAnother: Mistake = ({ expected, got }, name) => {
  const source = Object.keys(expected).find(
    (one) =>
      one !== name && !isZero(expected[one]) && agree(got[one], expected[one]) && agree(got[name], expected[one]),
  )
  return source === undefined ? undefined : `the entry for ${name} holds what ${source} should be`
}

function inOrder(arrays: Numbers, one: string, other: string): readonly [string, string] {
  const names = Object.keys(arrays)
  return names.indexOf(one) < names.indexOf(other) ? [one, other] : [other, one]
}

const silentZero: Mistake = (evidence, name) =>
  isZero(evidence.got[name]) ? `${nameOf(evidence, name)} is zero where it should not be: is it missing?` : undefined

const signFlipped: Mistake = (evidence, name) =>
  isNegative(evidence.expected[name], evidence.got[name])
    ? `every sign in ${nameOf(evidence, name)} is flipped`
    : undefined

const isNegative = (expected: readonly number[], got: readonly number[]): boolean =>
  !isZero(expected) &&
  agree(
    got,
    expected.map((x) => -x),
  )

/** Says it of the whole answer only where more than one array shows it. */
function flippedEverywhere({ expected, got }: Evidence): string | undefined {
  const telling = Object.keys(expected).filter((name) => !isZero(expected[name]))
  const fits = Object.keys(expected).every(
    (name) =>
      agree(
        got[name],
        expected[name].map((x) => -x),
      ), // zeros included
  )
  return telling.length > 1 && fits ? 'every sign in every cotangent is flipped' : undefined
}

const constantRatio: Mistake = ({ expected, got }, name) => {
  const telling = expected[name].findIndex((x) => x !== 0)
  if (expected[name].filter((x) => x !== 0).length < 2) return undefined
  const ratio = got[name][telling] / expected[name][telling]
  const shown = Number(ratio.toPrecision(6))
  if (shown === 0 || Math.abs(shown) === 1 || !Number.isFinite(ratio)) return undefined
  const scaled = expected[name].map((x) => ratio * x)
  return agree(got[name], scaled) ? `ratio got/expected is ${shown} in every entry` : undefined
}

const reversed: Mistake = (evidence, name) =>
  agree(evidence.got[name], evidence.expected[name].toReversed())
    ? `${nameOf(evidence, name)} is in reversed order`
    : undefined

/** At least two entries have to be found in the wrong place. */
const shifted: Mistake = (evidence, name) => {
  const expected = evidence.expected[name]
  const got = evidence.got[name]
  const fits = (moved: readonly number[], source: readonly number[]): boolean =>
    source.filter((x) => x !== 0).length >= 2 && agree(moved, source)
  if (fits(got.slice(1), expected.slice(0, -1))) return `${nameOf(evidence, name)} is shifted by one towards the end`
  if (fits(got.slice(0, -1), expected.slice(1))) return `${nameOf(evidence, name)} is shifted by one towards the start`
  return undefined
}

/** One wrong entry among right ones, of which at least one says something. */
const oneEntry: Mistake = (evidence, name) => {
  const expected = evidence.expected[name]
  const wrong = expected.flatMap((x, i) => (agree([x], [evidence.got[name][i]]) ? [] : [i]))
  if (wrong.length !== 1 || !expected.some((x, i) => i !== wrong[0] && x !== 0)) return undefined
  const which = wrong[0] === 0 ? 'the first' : wrong[0] === expected.length - 1 ? 'the last' : 'one'
  return `${nameOf(evidence, name)} is right but for ${which} entry`
}

/** Ordered by how little chance has to do with a fit. */
const mistakes: readonly Mistake[] = [
  notANumber,
  transposeMissing,
  cotangentIgnored,
  swapped,
  silentZero,
  signFlipped,
  takenFromAnother,
  constantRatio,
  reversed,
  shifted,
  oneEntry,
]

/** A wrong coefficient has K of 1e6 and more: below that, digits were lost in the computation (NUM-2). */
const wrongCoefficient = 1e6

function unstable({ K, limit }: Evidence): string | undefined {
  return K !== undefined && limit !== undefined && limit > 0 && K > limit && K < wrongCoefficient
    ? 'only the last digits are wrong: this looks unstable rather than wrong'
    : undefined
}
