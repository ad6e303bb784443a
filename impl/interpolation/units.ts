/**
 * Knots in a unit of their own (INP-14): the coefficients of a piece are data over powers of a gap, so with knots of 10¹⁰⁰
 * they underflow, with knots of 10⁻¹⁰⁰ they overflow, where results do neither. There the curve is made for knots in
 * units of a power of two that makes them about one, which changes no digit of anything:
 *
 *   t' = t/P,   q' = q/P,   u' = u,   z' = z P,   σ' = σ P²,   λ' = λ/P³        f⁽ʳ⁾ = f'⁽ʳ⁾/Pʳ,   ∫ f = P ∫ f'
 *
 * and tangents like what they belong to, cotangents the other way.
 */
import { entryOf } from '../../spec/catalogue.ts'
import type { Options } from '../../spec/operator.ts'
import type { Doubles } from '../operator.ts'
import { type Cotangents, type Curve, fitAt, integrand } from './curve.ts'
import type { CurveOf } from './interpolant-operators.ts'
import { noRoom, sized } from './room.ts'

/** Up to 2^±64 a fifth power of a gap and data of 10^±150 leave room for gaps in ratios to 10¹². */
const moderate = 64
/** P and 1/P are doubles, and what is left of any knots is moderate. */
const largest = 1000

/** The kind `name` with any knots. Moderate ones, almost all, are none of its business. */
export function inUnits(name: string, curveOf: CurveOf): CurveOf {
  return (knots, options) => {
    const exponent = exponentOf(knots)
    if (Math.abs(exponent) <= moderate) return curveOf(knots, options)
    const unit = unitOf(name, exponent)
    const scaled = knots.map((t) => times(t, unit, -1))
    return new UnitCurve(curveOf(scaled, optionsIn(unit, options)), unit)
  }
}

/** P and what is measured in it. */
interface Unit {
  /** P, a power of two. */
  readonly factor: number
  readonly inverse: number
  /** The power of P that an argument or an option is measured in. */
  readonly powerOf: Readonly<Record<string, number>>
}

/** e of the length of all knots, 2ᵉ⁻¹ ≤ length < 2ᵉ. */
function exponentOf(knots: Float64Array): number {
  const half = knots[knots.length - 1] / 2 - knots[0] / 2
  return Math.floor(Math.log2(half)) + 2
}

function unitOf(name: string, exponent: number): Unit {
  const entry = entryOf(name)!
  const within = Math.max(-largest, Math.min(exponent, largest))
  const powers = entry.arguments.map(({ name, role, derivative = 0 }) => [name, role === 'real' ? -derivative : 1])
  const ofOptions = Object.entries(entry.options).map(([name, { unit = 0 }]) => [name, unit])
  return { factor: 2 ** within, inverse: 2 ** -within, powerOf: Object.fromEntries([...powers, ...ofOptions]) }
}

/** x Pᵏ, one factor at a time: only the result has to be in range. */
function times(x: number, { factor, inverse }: Unit, power: number): number {
  let product = x
  for (let k = 0; k < power; k++) product *= factor
  for (let k = 0; k > power; k--) product *= inverse
  return product
}

function optionsIn(unit: Unit, options: Options): Options {
  const scaled = Object.entries(options).map(([name, value]) => [
    name,
    typeof value === 'number' ? times(value, unit, -(unit.powerOf[name] ?? 0)) : value,
  ])
  return Object.fromEntries(scaled)
}

/** `curve`, which is in the unit, to those who are not. */
class UnitCurve implements Curve {
  private readonly curve: Curve
  private readonly unit: Unit
  private readonly args: Record<string, Float64Array> = {}
  private readonly tangents: Record<string, Float64Array> = {}
  private readonly bars: Record<string, Float64Array> = {}
  private first: Float64Array = noRoom
  private second: Float64Array = noRoom

  constructor(curve: Curve, unit: Unit) {
    this.curve = curve
    this.unit = unit
  }

  fit(args: Doubles): void {
    this.curve.fit(this.allIn(args, this.args))
  }

  fitAt(args: Doubles, x: ArrayLike<number>): boolean {
    return fitAt(this.curve, this.allIn(args, this.args), this.firstIn(x, 1))
  }

  evaluate(x: ArrayLike<number>, order: number, y: Float64Array): void {
    this.curve.evaluate(this.firstIn(x, 1), order, y)
    this.out(y, -order)
  }

  evaluateTangent(x: Float64Array, xDot: Float64Array, order: number, tangents: Doubles, yDot: Float64Array): void {
    const moved = this.allIn(tangents, this.tangents)
    this.curve.evaluateTangent(this.firstIn(x, 1), this.secondIn(xDot, 1), order, moved, yDot)
    this.out(yDot, -order)
  }

  integrand(x: ArrayLike<number>, y: Float64Array): void {
    integrand(this.curve, this.firstIn(x, 1), y)
  }

  integrate(x1: Float64Array, x2: Float64Array, y: Float64Array): void {
    this.curve.integrate(this.firstIn(x1, 1), this.secondIn(x2, 1), y)
    this.out(y, 1)
  }

  integrateTangent(x1: Float64Array, x2: Float64Array, tangents: Doubles, yDot: Float64Array): void {
    const moved = this.allIn(tangents, this.tangents)
    this.curve.integrateTangent(this.firstIn(x1, 1), this.secondIn(x2, 1), moved, yDot)
    this.out(yDot, 1)
  }

  begin(): void {
    this.curve.begin()
  }

  /** ȳ' = ȳ/Pʳ,  x̄ = x̄'/P */
  evaluatePullback(x: ArrayLike<number>, order: number, yBar: ArrayLike<number>, xBar: Float64Array): void {
    this.curve.evaluatePullback(this.firstIn(x, 1), order, this.secondIn(yBar, order), xBar)
    this.out(xBar, -1)
  }

  integratePullback(x1: Float64Array, x2: Float64Array, yBar: Float64Array): void {
    const weights = yBar.map((w) => times(w, this.unit, 1))
    this.curve.integratePullback(this.firstIn(x1, 1), this.secondIn(x2, 1), weights)
  }

  end(into: Cotangents): void {
    const { bars, unit } = this
    for (const name in bars) if (!(name in into)) delete bars[name]
    for (const name in into) {
      bars[name] = sized(bars[name] ?? noRoom, into[name].length)
      bars[name].fill(0)
    }
    this.curve.end(bars)
    for (const name in into) {
      const bar = bars[name]
      for (let i = 0; i < bar.length; i++) into[name][i] += times(bar[i], unit, -unit.powerOf[name])
    }
  }

  several(count: number): readonly Curve[] {
    return this.curve.several(count).map((curve) => new UnitCurve(curve, this.unit))
  }

  get keepsFit(): boolean {
    return this.curve.keepsFit !== false
  }

  keepFit(): void {
    this.curve.keepFit?.()
  }

  /** Arrays by argument, in the unit; in room that is kept. */
  private allIn(arrays: Doubles, room: Record<string, Float64Array>): Doubles {
    for (const name in arrays)
      room[name] = this.in(arrays[name], this.unit.powerOf[name], sized(room[name] ?? noRoom, arrays[name].length))
    return room
  }

  private firstIn(x: ArrayLike<number>, power: number): Float64Array {
    this.first = sized(this.first, x.length)
    return this.in(x, power, this.first)
  }

  private secondIn(x: ArrayLike<number>, power: number): Float64Array {
    this.second = sized(this.second, x.length)
    return this.in(x, power, this.second)
  }

  /** What is measured in Pᵏ, in the unit. */
  private in(x: ArrayLike<number>, power: number, scaled: Float64Array): Float64Array {
    for (let i = 0; i < scaled.length; i++) scaled[i] = times(x[i], this.unit, -power)
    return scaled
  }

  /** The way back, in place. */
  private out(x: Float64Array, power: number): void {
    for (let i = 0; i < x.length; i++) x[i] = times(x[i], this.unit, power)
  }
}
