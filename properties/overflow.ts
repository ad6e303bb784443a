/**
 * The defect whose fault is in no number of its own: finite input, scaled by powers of two until the true
 * result is beyond the range of doubles, which is NOT_FINITE (ERR-5) and neither an infinity nor NaN. Whether
 * it is beyond is asked of the exact reference; where it is not, the case has no such defect.
 */
import { doubleOf, exact } from '../reference/index.ts'
import type { Entry } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName } from '../spec/operator.ts'
import type { Defect } from './defects.ts'
import type { Case, Numbers, Subject } from './law.ts'

/** Exponents of what enters a result as a factor, and of the matrix that it is divided by. */
const huge = 1021
const tiny = -900

export const overflow: Defect = {
  name: 'numbers so large that the result overflows',
  plant(subject, map, input) {
    const { entry } = subject
    const scaled = scaledUp(entry, input)
    return overflows(subject, map, scaled) ? { operator: entry.name, input: scaled, code: 'NOT_FINITE' } : undefined
  },
}

/** Knots and queries stay as they are: what is a difference of them would vanish beside them. */
function scaledUp(entry: Entry, input: Case): Case {
  const args = Object.entries(input.arguments).map(([name, values]): [string, readonly number[]] => {
    const { role } = entry.arguments.find((argument) => argument.name === name)!
    if (role === 'knots' || role === 'queries') return [name, values]
    return [name, broughtTo(role !== 'real' && entry.system !== undefined ? tiny : huge, values)]
  })
  return {
    ...input,
    arguments: Object.fromEntries(args),
    tangents: Object.fromEntries(Object.entries(input.tangents).map(([name, x]) => [name, broughtTo(huge, x)])),
    cotangent: broughtTo(huge, input.cotangent),
  }
}

/** Times a power of two that gives the largest entry about this exponent. */
function broughtTo(exponent: number, values: readonly number[]): readonly number[] {
  const largest = Math.max(0, ...values.map(Math.abs))
  if (largest === 0) return values
  const shift = exponent - Math.ceil(Math.log2(largest))
  // In two factors: one alone may be out of range where the product is not.
  const half = 2 ** Math.trunc(shift / 2)
  return values.map((x) => x * half * 2 ** (shift - Math.trunc(shift / 2)))
}

function overflows({ entry, differentiable }: Subject, map: MapName, input: Case): boolean {
  let truth: Readonly<Record<string, readonly Parameters<typeof doubleOf>[0][]>>
  try {
    truth = exact(map, entry, input)
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'SINGULAR') return false
    throw error
  }
  const judged: Numbers = Object.fromEntries(
    Object.entries(truth)
      .filter(([name]) => map !== 'pullback' || differentiable.includes(name))
      .map(([name, values]) => [name, values.map(doubleOf)]),
  )
  return Object.values(judged).some((values) => !values.every(Number.isFinite))
}
