/**
 * The one configured mathjs, extended by dual numbers, under clean types: the only file that knows how
 * mathjs itself is typed, and the only one with a cast.
 *
 * Comparisons are exact: with the default tolerances `lusolve([[1]], [1e-16])` is 0. The relative one has
 * to be positive, so it is the smallest double there is.
 */
import { all, type BigNumber, create, type Fraction } from 'mathjs'
import { Dual, type DualHost, installDual } from './dual.ts'
import type { Matrix, Scalar } from './scalar.ts'

/** P A = L U with row i of A in place p[i]. */
export interface Decomposition<T> {
  readonly L: Matrix<T>
  readonly U: Matrix<T>
  readonly p: readonly number[]
}

/** What the reference uses of mathjs, in every number system. A plain integer may stand for a constant. */
interface Mathematics {
  add<T extends Scalar>(x: T, y: T | number): T
  subtract<T extends Scalar>(x: T, y: T): T
  multiply<T extends Scalar>(A: Matrix<T>, x: readonly T[]): T[]
  multiply<T extends Scalar>(x: T | number, y: T): T
  divide<T extends Scalar>(x: T, y: T): T
  unaryMinus<T extends Scalar>(x: T): T
  smaller<T extends Scalar>(x: T, y: T): boolean
  equalScalar<T extends Scalar>(x: T, y: T | number): boolean
  transpose<T extends Scalar>(A: Matrix<T>): T[][]
  lup<T extends Scalar>(A: Matrix<T>): Decomposition<T>
  /** A column; where an entry is zero it may be the plain number 0. */
  lusolve<T extends Scalar>(decomposition: Decomposition<T>, b: readonly T[]): { valueOf(): (T | number)[][] }
  fraction(numerator: bigint, denominator: bigint): Fraction
  bignumber(value: number | string): BigNumber
}

const math = create(all, { relTol: Number.MIN_VALUE, absTol: 0 }) as unknown as Mathematics & DualHost
installDual(math)

export const add: Mathematics['add'] = math.add
export const subtract: Mathematics['subtract'] = math.subtract
export const multiply: Mathematics['multiply'] = math.multiply
export const divide: Mathematics['divide'] = math.divide
export const equal: Mathematics['equalScalar'] = math.equalScalar
export const smaller: Mathematics['smaller'] = math.smaller
export const transpose: Mathematics['transpose'] = math.transpose
export const lup: Mathematics['lup'] = math.lup
export const fraction: Mathematics['fraction'] = math.fraction

/** −x; takes just the one argument, so that it can be mapped over an array. */
export function negate<T extends Scalar>(x: T): T {
  return math.unaryMinus(x)
}

/** ⌊x⌋ as a plain integer, of the real part of a dual number. */
export function floor<T extends Scalar>(x: T): number {
  const real: Scalar = x
  if (real instanceof Dual) return floor(real.re)
  return typeof real === 'number' ? Math.floor(real) : Number(real.floor().valueOf())
}

/** A decimal float of 64 digits; a double has to be one of at most 15. */
export function bigNumber(value: number | string): BigNumber {
  return math.bignumber(value)
}

/** The integer `value` in the number system of `like`. */
export function constant<T extends Scalar>(value: number, like: T): T {
  return add(subtract(like, like), value)
}

/** x with L U x = P b. */
export function lusolve<T extends Scalar>(decomposition: Decomposition<T>, b: readonly T[]): T[] {
  const zero = constant(0, b[0])
  return math
    .lusolve(decomposition, b)
    .valueOf()
    .map(([x]) => add(zero, x))
}
