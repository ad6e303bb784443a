/**
 * Difference quotients of a primal along one entry of one argument, with their own error estimate:
 *
 *   D(h) = (−f(2h) + 8 f(h) − 8 f(−h) + f(−2h)) / 12h      at steps h₀ 2⁻⁴ᵏ
 *
 * The estimate is the distance from the quotient at the wider step plus the noise of the primal divided by h, as NUM-8
 * has it; the noise of a primal that nothing is known of is taken as eight units in the last place of its largest entry.
 * Where the function bends sharply there is no derivative to compare with: nothing is given.
 */
import type { Subject } from './subject.ts'
import { entriesOf, type OperatorValue, shapedAs } from './values.ts'

export interface Quotient {
  readonly value: Float64Array
  readonly error: Float64Array
}

const levels = 7
const noiseOf = (y: Float64Array): number => 2 ** -50 * largest(y)

export const largest = (entries: ArrayLike<number>): number => {
  let size = 0
  for (let i = 0; i < entries.length; i++) size = Math.max(size, Math.abs(entries[i]))
  return size
}

/** D of every entry of y along entry j of argument k; nothing where no step tells it. */
export function quotientOf(
  subject: Subject,
  args: readonly OperatorValue[],
  k: number,
  j: number,
  isInDomain: (args: readonly OperatorValue[]) => boolean,
): Quotient | undefined {
  const centre = entriesOf(subject.primal(args))
  const x = entriesOf(args[k])[j]
  const at = (h: number): Float64Array | undefined => {
    const entries = Float64Array.from(entriesOf(args[k]))
    entries[j] = x + h
    const moved = args.map((value, i) => (i === k ? shapedAs(value, entries) : value))
    if (!isInDomain(moved)) return undefined
    try {
      const y = entriesOf(subject.primal(moved))
      return y.length === centre.length && y.every(Number.isFinite) ? y : undefined
    } catch {
      return undefined
    }
  }
  const first = Math.max(1, Math.abs(x)) / 16
  const noise = noiseOf(centre)
  if (isKink(centre, at, first, noise)) return undefined
  const best: Quotient = {
    value: new Float64Array(centre.length),
    error: new Float64Array(centre.length).fill(Number.POSITIVE_INFINITY),
  }
  let wider: Float64Array | undefined
  for (let level = 0, h = first; level < levels; level++, h /= 16) {
    const narrower = fivePoint(at, h)
    if (narrower !== undefined && wider !== undefined) {
      for (let i = 0; i < centre.length; i++) {
        const error = Math.abs(narrower[i] - wider[i]) + (1.5 * noise) / h
        if (!(error < best.error[i])) continue
        best.error[i] = error
        best.value[i] = narrower[i]
      }
    }
    wider = narrower
  }
  // An estimate that leaves no digit says nothing.
  const isTelling = best.error.every(
    (error, i) => error <= Math.abs(best.value[i]) / 16 + largest(best.value) / 1024 + 2 ** -20,
  )
  return isTelling ? best : undefined
}

function fivePoint(at: (h: number) => Float64Array | undefined, h: number): Float64Array | undefined {
  const [far, near, nearBack, farBack] = [at(2 * h), at(h), at(-h), at(-2 * h)]
  if (far === undefined || near === undefined || nearBack === undefined || farBack === undefined) return undefined
  return near.map((y, i) => (8 * (y - nearBack[i]) - (far[i] - farBack[i])) / (12 * h))
}

/**
 * Whether the slopes on both sides differ, and do so at a step 2⁸ times as small by more than a quarter as much: those
 * of a smooth function come 2⁸ times as close.
 */
function isKink(
  centre: Float64Array,
  at: (h: number) => Float64Array | undefined,
  first: number,
  noise: number,
): boolean {
  const gapsAt = (h: number): Float64Array | undefined => {
    const [after, before] = [at(h), at(-h)]
    return after && before?.map((y, i) => (after[i] - 2 * centre[i] + y) / h)
  }
  const h = first / 2 ** 8
  const wide = gapsAt(h)
  const narrow = gapsAt(h / 2 ** 8)
  if (wide === undefined || narrow === undefined) return false
  return narrow.some((gap, i) => Math.abs(gap) > Math.abs(wide[i]) / 4 + (16 * noise) / (h / 2 ** 8))
}
