/**
 * The grain of values: what the largest of them is a multiple of. Doubles as they come have a unit in the last place;
 * values that were computed in single precision, or otherwise rounded to few binary digits, have a coarser one.
 * Rounding to decimal digits is not seen.
 */

/** So many zero bits at the end of a double do not come about by chance. */
const telling = 20

/** The grain of `probes`, values at places that are no short numbers, and of `values`; 0 where it tells nothing. */
export function grainOf(probes: readonly (number | undefined)[], values: readonly number[]): number {
  const told = probes.filter(isTelling)
  // A constant has whatever grain its value has.
  if (told.length === 0 || values.every((value) => value === values[0])) return 0
  if (told.some((value) => grain(value) < unit(value) * 2 ** telling)) return 0
  // Floating-point values near zero have a finer grain, but as many digits: those that any value has, of the largest.
  const all = [...told, ...values.filter(isTelling)]
  const digits = Math.min(...all.map((value) => grain(value) / unit(value)))
  return digits * unit(Math.max(...all.map(Math.abs)))
}

const isTelling = (value: number | undefined): value is number =>
  value !== undefined && value !== 0 && Number.isFinite(value)

const view = new DataView(new ArrayBuffer(8))

/** A unit in the last place. */
function unit(value: number): number {
  view.setFloat64(0, value)
  const exponent = ((view.getUint32(0) >>> 20) & 0x7ff) - 1023
  return 2 ** Math.max(-1074, exponent - 52)
}

/** The largest power of two that divides `value`. */
function grain(value: number): number {
  view.setFloat64(0, value)
  const [high, low] = [view.getUint32(0) & 0xfffff, view.getUint32(4)]
  if (low !== 0) return unit(value) * lowestBit(low)
  // With no bit but the leading one, that is the grain.
  return unit(value) * 2 ** 32 * (high === 0 ? 2 ** 20 : lowestBit(high))
}

const lowestBit = (bits: number): number => (bits & -bits) >>> 0
