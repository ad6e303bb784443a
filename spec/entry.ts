/** The form of a catalogue entry: everything that the suite must know of an operator in order to judge it. */
import type { MapName, Options } from './operator.ts'

/** How long an array is: n and m are free, n at least the entry's `minimum`, m at least 0. */
export type Size = 'n' | 'n-1' | 'm' | 'n*n'

/**
 * What the numbers of an argument are, so that sensible ones can be drawn and checked:
 * `subdiagonal`, `diagonal` and `superdiagonal` form the matrix that `system` names; `knots` increase
 * strictly; `queries` lie among the knots; `real` is any real number.
 */
export type Role = 'real' | 'subdiagonal' | 'diagonal' | 'superdiagonal' | 'knots' | 'queries'

export interface Argument {
  readonly name: string
  readonly length: Size
  readonly role: Role
  readonly differentiable: boolean
  readonly about: string
}

export interface OptionSpec {
  readonly values: readonly (string | number)[]
  readonly default: string | number
  /** Whether `{ left, right }` may give each side its own value. */
  readonly sided: boolean
  readonly about: string
}

/** Where the operator is continuous in no more than one direction, and which side is meant there (OPR-5). */
export interface Kink {
  readonly argument: string
  readonly at: 'knots'
  readonly side: 'left' | 'right'
}

export interface Entry {
  readonly name: string
  readonly summary: string
  /** Clauses that define it; the first states the primal. */
  readonly clauses: { readonly [map in MapName]?: string }
  readonly arguments: readonly Argument[]
  readonly output: Size
  /** The smallest n. */
  readonly minimum: number
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Which matrix of the three diagonals has to be nonsingular. */
  readonly system?: 'tridiagonal' | 'cyclic'
  /** Groups of arguments in which the primal is linear, the others held fixed; a group is linear jointly. */
  readonly linear: readonly (readonly string[])[]
  readonly kinks: readonly Kink[]
  /** The largest stability factor K that conforms, for n up to `oracleSize` (NUM-4); 0 means exact. */
  readonly limits: { readonly [map in MapName]: number }
  /** A small worked case for `explain`, and the first that every law tries. */
  readonly example: {
    readonly arguments: Readonly<Record<string, readonly number[]>>
    readonly options: Options
    readonly cotangent: readonly number[]
  }
}

/** The largest n of the cases that are held to the exact answer; the limits are derived for n up to it (NUM-4). */
export const oracleSize = 8

/** The arguments of `entry` that have a derivative. */
export function differentiableArguments(entry: Entry): readonly string[] {
  return entry.arguments.filter((argument) => argument.differentiable).map((argument) => argument.name)
}

/** The number of entries that `size` means for given n and m. */
export function lengthOf(size: Size, n: number, m: number): number {
  switch (size) {
    case 'n':
      return n
    case 'n-1':
      return n - 1
    case 'm':
      return m
    case 'n*n':
      return n * n
  }
}
