/**
 * What linear means to a computer, for a map g of some vector u of its input: g(u + v) is g(u) + g(v) to
 * within the tolerances of NUM-7, g(0) is exactly zero, g(2ᵏ u) is exactly 2ᵏ g(u). Shared by the laws of
 * linear maps and of linear arguments, which differ in what u is.
 */
import type { MapName } from '../spec/operator.ts'
import type { Answers } from './ask.ts'
import type { Case, Subject } from './law.ts'
import { tolerances } from './sensitivity.ts'
import { unitRoundoff } from './unit-roundoff.ts'

type Change = (array: readonly number[]) => readonly number[]

export interface LinearIn {
  /** The case with u changed. */
  change(by: Change): Case
  answer(changed: Case): Promise<Answers>
  fail(name: string, index: number, what: string, expected: string, got: string, changed: Case): never
}

/** v is made from u: reversed and alternating, so that it is another vector of the same size. */
const other: Change = (u) => u.map((_, i) => (i % 2 === 0 ? u[u.length - 1 - i] : -u[u.length - 1 - i]) + 1)

/** Below it, what led to a result may have left the normal range, where scaling is not exact (OPR-2). */
const smallest = 2 ** -900

export async function judgeLinear(
  subject: Subject,
  map: MapName,
  input: Case,
  k: number,
  clause: string,
  { change, answer, fail }: LinearIn,
): Promise<void> {
  const whole = await answer(input)

  const zeroInput = change((u) => u.map(() => 0))
  forEach(await answer(zeroInput), (name, i, y) => {
    if (y !== 0) fail(name, i, 'of zero', '0', `${y}`, zeroInput)
  })

  const scaledInput = change((u) => u.map((x) => x * 2 ** k))
  forEach(await answer(scaledInput), (name, i, y) => {
    const expected = whole[name][i] * 2 ** k
    if (Math.abs(expected) < smallest && Math.abs(y) < smallest) return
    if (y !== expected) fail(name, i, `of 2^${k} times the input`, `${expected}, bit for bit`, `${y}`, scaledInput)
  })

  const otherInput = change(other)
  const sumInput = change((u) => other(u).map((x, i) => x + u[i]))
  const rest = await answer(otherInput)
  const sum = await answer(sumInput)
  const [ofWhole, ofRest] = [
    await tolerances(subject, map, input, whole, clause),
    await tolerances(subject, map, otherInput, rest, clause),
  ]
  forEach(sum, (name, i, y) => {
    const expected = whole[name][i] + rest[name][i]
    // The tolerances of the sum are at most those of its parts; the addition here rounds once.
    const tolerance = 2 * (ofWhole[name][i] + ofRest[name][i]) + unitRoundoff * Math.abs(expected)
    if (Math.abs(y - expected) <= tolerance) return
    fail(name, i, 'of a sum', `${expected} to within ${tolerance.toPrecision(2)}`, `${y}`, sumInput)
  })
}

function forEach(answers: Answers, visit: (name: string, index: number, value: number) => void): void {
  for (const [name, values] of Object.entries(answers)) {
    for (let i = 0; i < values.length; i++) visit(name, i, values[i])
  }
}
