/**
 * Whether the derivatives of a function written with `cotangent/math` are those of the function, for one property:
 *
 *   forward and reverse agree                              to 4 units in the last place, entry by entry of J
 *   J is that of 5-point differences                       within their own estimate of their error
 *   ⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩                                   within the roundings of the sums
 *   the derivative of Jᵀ ȳ, forward over reverse,          is that of its 5-point differences
 *
 * and whether the primitives in it, those of its rules too, are what they say (`witness.ts`).
 */
import * as fc from 'fast-check'
import { forward, hvp, jacobian, pullback, pushforward, reverse, secondOrder } from '../impl/autodiff/index.ts'
import { concat, dot, element, reshape, slice } from '../impl/math/index.ts'
import {
  type AnyValue,
  type DenseMatrix,
  entriesOf,
  type Plain,
  type Scalar,
  shapeOf,
  type Traced,
  type Value,
  type Vector,
} from '../impl/math/value.ts'
import { demand, Witness } from './witness.ts'

/** A function of values; each of its faces is one. */
// biome-ignore lint/suspicious/noExplicitAny: parameters of any function, as TypeScript writes them
export type ValueFunction = (...inputs: any[]) => AnyValue

/** 2⁻⁵³. */
const epsilon = Number.EPSILON / 2

/** A number strictly between the ends, on a grid of 2²⁰ steps. */
export const between = (from: number, to: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: 2 ** 20 - 1 }).map((k) => from + (to - from) * (k / 2 ** 20))

export const vectors = (entry: fc.Arbitrary<number>, length: number): fc.Arbitrary<Float64Array> =>
  fc.array(entry, { minLength: length, maxLength: length }).map((entries) => Float64Array.from(entries))

export const matrices = (entry: fc.Arbitrary<number>, rows: number, columns: number): fc.Arbitrary<DenseMatrix> =>
  vectors(entry, rows * columns).map((data) => ({ rows, columns, data }))

/** Checks f at inputs drawn from `drawn`, in all of them at once and in each alone. */
export function checkDerivatives(f: ValueFunction, ...drawn: readonly fc.Arbitrary<Plain>[]): void {
  // Directions and cotangents for all entries, of which there are not more.
  const seeds = fc.array(between(-1, 1), { minLength: 64, maxLength: 64 })
  fc.assert(
    fc.property(fc.tuple(...drawn), seeds, (inputs, numbers) => {
      const all = inputs.map((_, k) => k)
      checkAt(flattened(f, inputs, all), numbers)
      if (inputs.length === 1) return
      for (const k of all) checkAt(flattened(f, inputs, [k]), numbers)
    }),
    { numRuns: 5 },
  )
}

interface Flat {
  readonly at: Float64Array
  readonly of: (z: Vector) => Vector
}

/** f as a function of one vector: the entries of the active inputs, one after the other, to the entries of the value. */
function flattened(f: ValueFunction, inputs: readonly Plain[], active: readonly number[]): Flat {
  const at = concat(...active.map((k) => entriesOf(inputs[k])))
  const of = (z: Vector): Vector => {
    let from = 0
    const given = inputs.map((input, k) => {
      if (!active.includes(k)) return input
      const part = from
      from += entriesOf(input).length
      return shaped(z, part, shapeOf(input))
    })
    return flat(f(...given))
  }
  return { at, of }
}

function shaped(z: Vector, from: number, shape: readonly number[]): AnyValue {
  if (shape.length === 0) return element(z, from)
  if (shape.length === 1) return slice(z, from, from + shape[0])
  return reshape(slice(z, from, from + shape[0] * shape[1]), [shape[0], shape[1]])
}

function flat(value: AnyValue): Vector {
  const shape = shapeOf(value as Value)
  if (shape.length === 0) return concat(value as Scalar)
  return shape.length === 1 ? (value as Vector) : reshape(value as DenseMatrix | Traced<'matrix'>, shape[0] * shape[1])
}

function checkAt({ at, of }: Flat, numbers: readonly number[]): void {
  const J = jacobian(of, forward(), at)
  const byReverse = jacobian(of, reverse(), at)
  J.data.forEach((entry, i) => {
    const gap = Math.abs(entry - byReverse.data[i])
    demand(gap <= 8 * epsilon * Math.abs(entry), `entry ${i} of J is ${entry} forward, ${byReverse.data[i]} in reverse`)
  })
  const direction = Float64Array.from(numbers.slice(0, at.length))
  const tangent = pushforward(of, forward(), at, direction) as Float64Array
  expectNear(
    tangent,
    differences((z) => of(z) as Float64Array, at, direction),
  )
  const cotangent = Float64Array.from(numbers.slice(-J.rows))
  const pulled = pullback(of, reverse(), at, cotangent) as Float64Array
  const terms = J.data.map((entry, i) =>
    Math.abs(cotangent[Math.floor(i / J.columns)] * entry * direction[i % J.columns]),
  )
  const gap = Math.abs(dot(cotangent, tangent) - dot(pulled, direction))
  const bound = 4 * (J.data.length + 4) * epsilon * terms.reduce((a, b) => a + b, 0)
  demand(gap <= bound, `the adjoint identity is off by ${gap}, at most ${bound} by rounding`)
  const witness = new Witness()
  const witnessed = pullback(of, reverse(), witness.of(at) as Traced<'vector'>, cotangent)
  const again = entriesOf(witness.plainOf(witnessed as Value))
  demand(
    again.every((entry, i) => Object.is(entry, pulled[i])),
    `the cotangent is ${pulled}, by a witness ${again}`,
  )
  const weighted = (z: Vector): Scalar => dot(cotangent, of(z))
  const bent = hvp(weighted, secondOrder(forward(), reverse()), at, direction) as Float64Array
  expectNear(
    bent,
    differences((z) => pullback(of, reverse(), z, cotangent) as Float64Array, at, direction),
  )
}

interface Estimate {
  readonly value: number
  readonly error: number
}

/**
 * (f(−2h) − 8 f(−h) + 8 f(h) − f(2h)) / 12h along a direction, at a step and at half of it. The error falls to a 16th,
 * so the difference of the two is more than that of the second; rounding comes to 18/12 ε |f| / h.
 */
function differences(f: (z: Float64Array) => Float64Array, at: Float64Array, direction: Float64Array): Estimate[] {
  const along = (t: number): Float64Array => f(at.map((x, i) => x + t * direction[i]))
  const slopes = (h: number): { values: Float64Array; rounding: Float64Array } => {
    const [far, near, nearer, farther] = [along(-2 * h), along(-h), along(h), along(2 * h)]
    return {
      values: far.map((_, i) => (far[i] - 8 * near[i] + (8 * nearer[i] - farther[i])) / (12 * h)),
      // Some units in the last place of every value, more than a kernel's own.
      rounding: far.map((_, i) => (16 * epsilon * (Math.abs(near[i]) + Math.abs(far[i]) + Math.abs(farther[i]))) / h),
    }
  }
  const coarse = slopes(step)
  const fine = slopes(step / 2)
  return Array.from(fine.values, (value, i) => ({
    value,
    error: Math.abs(value - coarse.values[i]) + fine.rounding[i],
  }))
}

/** Inputs keep 4 steps' distance from where a function ends or bends. */
export const step: number = 2 ** -7

function expectNear(got: Float64Array, expected: readonly Estimate[]): void {
  demand(got.length === expected.length, `${got.length} entries for ${expected.length}`)
  expected.forEach(({ value, error }, i) => {
    demand(Math.abs(got[i] - value) <= error, `entry ${i} is ${got[i]}, by differences ${value} ± ${error}`)
  })
}
