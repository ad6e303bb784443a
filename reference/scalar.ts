/**
 * The number systems that a reference operator is generic over: doubles, decimal floats of 64 digits,
 * exact rationals (NUM-5), and dual numbers over any of these, nested at will.
 */
import type { BigNumber, Fraction } from 'mathjs'
import type { Dual } from './dual.ts'

export type Scalar = number | BigNumber | Fraction | Dual<Scalar>

/** Arguments, tangents or cotangents by argument name. */
export type Vectors<T> = Readonly<Record<string, readonly T[]>>

/** A dense matrix, row by row. */
export type Matrix<T> = readonly (readonly T[])[]
