/**
 * A program to differentiate, with what is known of it: the value and the Jacobian at points, and the Hessian where
 * the value is a number. Every first- and second-order operator's result follows from these by exact small products,
 * so one program is a scenario for each operator that fits its shapes.
 */

import type { DenseMatrix, Plain } from '../../math/value.ts'
import type { OperatorName } from '../backend.ts'
import type { AnyFunction } from '../problem.ts'

/** What a program gives at one list of arguments. */
export interface Point {
  /** With `constant(…)` and `cache(…)` where they belong. */
  readonly args: readonly unknown[]
  readonly value: Plain
  /** For each active argument: entries of the value × entries of the argument. */
  readonly jacobians: readonly DenseMatrix[]
  /** Of all entries of all active arguments in order; for values that are numbers, and where it is known. */
  readonly hessian?: DenseMatrix
}

export interface Program {
  readonly name: string
  /** Where it comes from, or what is special about it. */
  readonly origin: string
  readonly f: AnyFunction
  /** The operators to ask for, where not every one that fits is worth its time. */
  readonly operators?: readonly OperatorName[]
  /** Two points of one layout: the second is for preparations made at the first. */
  readonly points: readonly [Point, Point]
  /**
   * How many roundings the longest chain from an input to an entry of the result goes through, sums counted by their
   * length: an error of so many half units in the last place of the largest term is explained.
   */
  readonly roundings: number
  /** The largest of |f|, |f′|, |f″|, |f‴| and of the terms they are sums of, near the points: what differences err by. */
  readonly roughness: number
}

/** One operator on one program at its two points. */
export interface Scenario {
  readonly name: string
  readonly program: Program
  readonly operator: OperatorName
  readonly cases: readonly [ScenarioCase, ScenarioCase]
}

export interface ScenarioCase {
  readonly args: readonly unknown[]
  /** The tangents or the cotangent as a caller gives them. */
  readonly seed?: unknown
  readonly value: Plain
  /** One for each active argument, or the only one. */
  readonly results: readonly Plain[]
}
