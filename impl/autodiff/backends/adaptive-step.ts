/**
 * The step of a stencil, found from the function's own values, and the error that is left.
 *
 *   error(h) = ν R / h^q + B T h^(m − q)     is least at     h^m = q / (m − q) · ν R / (B T)
 *
 * with the noise ν of the values, a bound B of |f⁽ᵐ⁾| about x, and R, T of the stencil. This is the balance of
 * FiniteDifferences.jl; unlike there, x gives no scale of length away (sin varies over 1 at 10⁶ as at 1, log over x), so
 * a search from coarse to fine comes first, and ν is measured (Hamming's difference table; Moré and Wild, SIAM J. Sci.
 * Comput. 33 (2011), 1292) rather than taken to be ε |f|.
 */
import { grainOf } from './grain.ts'
import { differences, type Entry, magnitude } from './samples.ts'
import { consecutive, type Side, type Stencil } from './stencil.ts'

export interface Balance {
  readonly step: number
  /** ν. */
  readonly noise: number
  /** B widestᵐ: powers of the step alone would leave the range of the doubles. */
  readonly bound: number
  /** The spacing at which `bound` was taken, the largest step over whose stencil it holds. */
  readonly widest: number
}

/** What the differences at one spacing say. */
interface Scan {
  readonly spacing: number
  readonly values: readonly number[]
  /** Over what length the function varies, by its third differences. */
  readonly scale: number
  readonly isSmooth: boolean
}

const EPSILON = 2 ** -52
/** A spacing is fine enough if the polynomial through the values predicts one in between to this share of their range. */
const PREDICTED = 1 / 64
/** Where that is looked at: at no simple fraction, lest a period fit both. */
const BETWEEN = Math.SQRT2 - 1
/** The search goes down by this factor; it begins at a spacing that is no simple fraction of anything. */
const COARSER = 16
const FIRST = Math.SQRT2 / 40
/** The share of the scale at which the m-th derivative is estimated: truncation a few per cent, noise far below. */
const ESTIMATING = 1 / 16
/** The spacing at which noise is measured, as a share of the other: what is smooth has no sixth difference there. */
const QUIET = 1 / 64
/** σ is measured from few values and may be too small by chance; ν has to bound every value. */
const CONFIDENCE = 4

export function adaptiveBalance(entry: Entry, stencil: Stencil, side: Side, rounds: number): Balance {
  entry.center()
  const places = consecutive(stencil.order + 2, side)
  const { size, length } = entry.direction
  let scan = smoothest(entry, places, (FIRST * Math.max(1, size)) / length)
  for (let round = 0; round < rounds && scan.isSmooth; round++) {
    const next = smoothest(entry, places, Math.min(scan.spacing, powerOfTwo(scan.scale * ESTIMATING)))
    // Nothing smooth below: that is where noise begins.
    if (!next.isSmooth) break
    scan = next
  }
  const noise = noiseOf(entry, scan, side)
  const bound = boundOf(scan, stencil.order)
  const widest = scan.spacing
  const step = balancedStep(stencil, noise, bound, widest, floorOf(entry))
  // No spacing at which the function is smooth: a kink, or noise as large as the function. Nothing can be promised.
  return { step, noise, widest, bound: scan.isSmooth ? bound : Infinity }
}

/**
 * Without any look at the function but its value: |f⁽ᵐ⁾| is taken to be 10 |f| / scaleᵐ, as FiniteDifferences.jl does
 * (its `condition`). The error is as good as that guess.
 */
export function assumedBalance(entry: Entry, stencil: Stencil): Balance {
  const { size, length } = entry.direction
  const widest = Math.max(1, size) / length
  const height = Math.abs(entry.center()) || 1
  const noise = EPSILON * height
  const bound = 10 * height
  return { step: balancedStep(stencil, noise, bound, widest, floorOf(entry)), noise, bound, widest }
}

/** ν R / h^q + B T h^(m − q); Infinity where that overflows. */
export function predictedError({ noise, bound, widest }: Balance, stencil: Stencil, h: number): number {
  const { roundOff, truncation, order, derivative } = stencil
  const error = (noise * roundOff + bound * truncation * (h / widest) ** order) / h ** derivative
  return Number.isNaN(error) ? Infinity : error
}

function balancedStep(
  { derivative: q, order: m, roundOff, truncation }: Stencil,
  noise: number,
  bound: number,
  widest: number,
  finest: number,
): number {
  const ratio = (((q / (m - q)) * roundOff) / truncation) * (noise / bound)
  // A bound of zero: the truncation is none, so the widest step is the best.
  const h = ratio > 0 ? widest * ratio ** (1 / m) : widest
  return powerOfTwo(Math.max(Math.min(h, widest), finest))
}

/** Steps finer than this are lost in the rounding of x. */
const floorOf = ({ direction: { size, length } }: Entry): number =>
  size === 0 ? 2 ** -300 / length : (2 ** 6 * EPSILON * size) / length

/** Down from `spacing` to where the function looks smooth; if it never does, the first scan that was finite. */
function smoothest(entry: Entry, places: readonly number[], spacing: number): Scan {
  const floor = floorOf(entry)
  let first: Scan | undefined
  for (let h = spacing; h >= floor; h = powerOfTwo(h / COARSER)) {
    const values = entry.over(places, h)
    if (values === undefined) continue
    const scan = scanOf(entry, places, values, h)
    if (scan.isSmooth) return scan
    first ??= scan
  }
  return (
    first ??
    entry.refuse(
      'the function is finite around x, on the sides that the stencil has',
      "a point inside the domain, or a stencil on one side of x: side 'forward' or 'backward'",
    )
  )
}

function scanOf(entry: Entry, places: readonly number[], values: readonly number[], spacing: number): Scan {
  const center = entry.center()
  const range = magnitude(values.map((value) => value - center))
  if (range <= 64 * EPSILON * magnitude(values)) return { spacing, values, scale: Infinity, isSmooth: true }
  const isSmooth = [-BETWEEN, BETWEEN].every(
    (place) =>
      place < places[0] ||
      place > places[places.length - 1] ||
      Math.abs(entry.at(place * spacing) - interpolated(places, values, place)) <= PREDICTED * range,
  )
  // The share of the scale that the spacing is: Δ³f ≈ h³ f‴ against Δf ≈ h f′ over the whole width.
  const share = Math.sqrt((magnitude(differences(values, 3)) * values.length) / range)
  return { spacing, values, scale: spacing / share, isSmooth }
}

/** The polynomial through `values` at `places`, by Lagrange's formula. */
function interpolated(places: readonly number[], values: readonly number[], at: number): number {
  return places.reduce((total, own, k) => {
    const basis = places.reduce((product, g) => (g === own ? product : (product * (at - g)) / (own - g)), 1)
    return total + basis * values[k]
  }, 0)
}

/**
 * ν: by the differences of order 4, 5 and 6 at a fine spacing, E (Δᵏ)² = (2k)! / k!² σ²; at least a unit of rounding, of
 * values in single precision a unit there: their differences may all vanish by chance.
 */
function noiseOf(entry: Entry, { spacing, values }: Scan, side: Side): number {
  const fine = powerOfTwo(Math.max(spacing * QUIET, floorOf(entry)))
  const close = entry.over(consecutive(7, side), fine) ?? values
  const slope = magnitude(differences(values, 1)) / spacing
  let noise = EPSILON * (magnitude(values) + (entry.direction.size / entry.direction.length) * slope)
  noise = Math.max(
    noise,
    grainOf(
      [-BETWEEN, BETWEEN].map((place) => entry.known(place * spacing)),
      values,
    ) / 2,
  )
  for (const [order, square] of evenBinomials) {
    const rows = differences(close, order)
    if (rows.length === 0) continue
    noise = Math.max(noise, (CONFIDENCE * Math.hypot(...rows)) / Math.sqrt(rows.length * square))
  }
  return noise
}

/** (2k)! / k!². */
const evenBinomials: readonly (readonly [k: number, square: number])[] = [
  [4, 70],
  [5, 252],
  [6, 924],
]

/** B spacingᵐ: of the m-th differences and how they change, carried to the ends of the grid. Noise makes it larger, not smaller. */
function boundOf({ values }: Scan, order: number): number {
  const rows = differences(values, order)
  const [change] = differences(rows, 1)
  return magnitude(rows) + (Math.abs(change) * order) / 2
}

/** The power of two next to `h`: x + k h is then without rounding but where x changes its exponent. */
const powerOfTwo = (h: number): number => 2 ** Math.round(Math.log2(h))
