/**
 * The exact oracle: the true result of any map of any operator, and the scale that a stability factor is
 * measured in (NUM-2, NUM-3, NUM-5). Judges doubles; see `stability.ts` for the factor itself.
 */
import type { Fraction } from 'mathjs'
import type { Entry } from '../spec/entry.ts'
import { CotangentError } from '../spec/errors.ts'
import type { MapName } from '../spec/operator.ts'
import { Dual } from './dual.ts'
import { apply, type Input, lift, mapResults, type Results } from './evaluate.ts'
import { doubleOf, fractionOf } from './exact.ts'
import { referenceOperators } from './operators.ts'
import type { Scalar } from './scalar.ts'

/** The results over the rationals, without any rounding. Throws `CotangentError` where the contract says so. */
export function exact(map: MapName, entry: Entry, input: Input): Results<Fraction> {
  return apply(map, referenceOperators[entry.name], lift(map, entry, input, fractionOf))
}

/**
 * (|J| |x|)ᵢ + |yᵢ| for each result y, where x is all that the map is differentiable in and J = ∂y/∂x.
 *
 * Two digits are enough, so it is computed in doubles, and exactly only where those overflow or meet a zero
 * pivot that is none. Each variable moves in its own direction by as much as its own size: the derivative
 * in direction j is then Jᵢⱼ xⱼ at once, in range wherever the results are.
 */
export function scale(map: MapName, entry: Entry, input: Input): Results<number> {
  return scaleInDoubles(map, entry, input) ?? scaleExactly(map, entry, input)
}

/** Nothing where doubles overflow or find a matrix singular. */
function scaleInDoubles(map: MapName, entry: Entry, input: Input): Results<number> | undefined {
  try {
    const results = derivatives(map, entry, input, (x) => x)
    const scales = mapResults(results, ({ re, du }) => du.reduce((total, dy) => total + Math.abs(dy), Math.abs(re)))
    return Object.values(scales).flat().every(Number.isFinite) ? scales : undefined
  } catch (error) {
    if (error instanceof CotangentError && error.code === 'SINGULAR') return undefined
    throw error
  }
}

function scaleExactly(map: MapName, entry: Entry, input: Input): Results<number> {
  const results = derivatives(map, entry, input, fractionOf)
  return mapResults(results, ({ re, du }) => doubleOf(du.reduce((total, dy) => total.add(dy.abs()), re.abs())))
}

/** The results with their derivative in every variable's direction. A variable that is zero does not move. */
function derivatives<T extends Scalar>(
  map: MapName,
  entry: Entry,
  input: Input,
  number: (value: number) => T,
): Results<Dual<T>> {
  let directions = 0
  lift(map, entry, input, (value, isVariable) => {
    if (isVariable && value !== 0) directions++
    return value
  })
  let next = 0
  const zero = number(0)
  const lifted = lift(map, entry, input, (value, isVariable) => {
    const x = number(value)
    const direction = isVariable && value !== 0 ? next++ : -1
    return new Dual(
      x,
      Array.from({ length: directions }, (_, k) => (k === direction ? x : zero)),
    )
  })
  return apply<Dual<T>>(map, referenceOperators[entry.name], lifted)
}
