/**
 * `tridiagonal` and `tridiagonal-multiply` with rules that can be traced: clauses TRI-1 to TRI-6 in primitives.
 *
 *   T(dl, d, du)   Ṫ = T(ḋl, ḋ, ḋu)        d̄l, d̄, d̄u: the three diagonals of T̄
 *   y = A x        ẏ = Ȧ x + A ẋ           Ā = ȳ xᵀ on the three diagonals,  x̄ = Aᵀ ȳ
 */
import { multiplyInto } from '../../tridiagonal/multiply-kernel.ts'
import { gather } from '../gathering.ts'
import { apply } from '../interpreter.ts'
import { operatorFamily } from '../operator-primitive.ts'
import { total } from '../parts.ts'
import type { Primitive } from '../primitive.ts'
import type { Shape } from '../shape.ts'
import { reshapePrimitive } from '../structure.ts'
import { type Plain, shapeOf, type Value, type Vector } from '../value.ts'
import { type Diagonal, diagonals, openBand } from './band.ts'
import { numericRules, type Use } from './use.ts'

export const tridiagonalPrimitive: Primitive<Use> = {
  ...operatorFamily<Use>({
    ...numericRules('tridiagonal'),
    traced: (inputs, output, use) => ({
      pushforward(tangents) {
        const filled = tangents.map((tangent, k) => tangent ?? new Float64Array(shapeOf(inputs[k])[0]))
        return apply(tridiagonalPrimitive, filled, use)
      },
      pullback(cotangent, wanted) {
        const n = shapeOf(output)[0]
        const flat = apply(reshapePrimitive, [cotangent], [n * n]) as Vector
        return diagonals.map((diagonal) =>
          wanted[diagonal] ? (gather(flat, placesOn(diagonal, n)) as Value) : undefined,
        )
      },
    }),
  }).primal,
  isLinear: true,
  source: ([, [n]]) => ({
    input: (i) => {
      const distance = (i % n) - Math.floor(i / n)
      return Math.abs(distance) > 1 ? -1 : 1 + distance
    },
    place: (i) => Math.min(i % n, Math.floor(i / n)),
  }),
}

/** Where the entries of a diagonal stand in a row-major matrix. */
function placesOn(diagonal: Diagonal, n: number): Int32Array {
  const first = diagonal === 0 ? n : diagonal - 1
  return Int32Array.from({ length: diagonal === 1 ? n : n - 1 }, (_, i) => first + i * (n + 1))
}

/** yᵢ = dlᵢ₋₁ xᵢ₋₁ + dᵢ xᵢ + duᵢ xᵢ₊₁, by places among the entries of dl, d, du and x, one after the other. */
function bandTerms([, [n]]: readonly Shape[], term: (i: number, left: number, right: number) => void): void {
  const [d, du, x] = [n - 1, 2 * n - 1, 3 * n - 2]
  for (let i = 0; i < n; i++) {
    if (i > 0) term(i, i - 1, x + i - 1)
    term(i, d + i, x + i)
    if (i < n - 1) term(i, du + i, x + i + 1)
  }
}

export const multiplyPrimitive: Primitive<Use> = {
  ...operatorFamily<Use>({
    ...numericRules('tridiagonal-multiply'),
    traced: ([dl, d, du, x], _output, use) => ({
      pushforward(tangents) {
        const xDot = tangents[3]
        const ofX = xDot === undefined ? undefined : apply(multiplyPrimitive, [dl, d, du, xDot], use)
        return diagonals.reduce<Value | undefined>((sum, diagonal) => {
          const tangent = tangents[diagonal]
          return tangent === undefined ? sum : total(sum, openBand.product(diagonal, tangent, x, false))
        }, ofX)
      },
      pullback: (cotangent, wanted) => [
        ...diagonals.map((diagonal) => (wanted[diagonal] ? openBand.outer(diagonal, cotangent, x) : undefined)),
        wanted[3] ? apply(multiplyPrimitive, [du, d, dl, cotangent], use) : undefined,
      ],
    }),
  }).primal,
  terms: (shapes, _use, term) => bandTerms(shapes, term),
  prepare: () => ({
    run([dl, d, du, x]: readonly Plain[], out) {
      multiplyInto(out, dl as Float64Array, d as Float64Array, du as Float64Array, x as Float64Array)
    },
  }),
}
