/** The form of a catalogue entry: everything that the suite must know of an operator in order to judge it. */
import type { MapName, Options } from './operator.ts'

/** How long an array is: n and m are free, n at least the entry's `minimum`, m at least 0; '2' has one for each end. */
export type Size = 'n' | 'n-1' | 'm' | 'n*n' | '2'

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
  /** Which derivative of an interpolant with respect to the query its entries are, at the knots or at both ends; 0: the value. */
  readonly derivative?: 0 | 1 | 2
  /** Taken only where the option has this value, on either side; otherwise it is no argument at all. */
  readonly when?: { readonly option: string; readonly value: string }
}

export interface OptionSpec {
  /** All that it takes; for a numeric option those that the laws draw, `range` says what it takes. */
  readonly values: readonly (string | number)[]
  readonly range?: { readonly minimum: number; readonly maximum: number; readonly integer: boolean }
  readonly default: string | number
  /** Whether `{ left, right }` may give each side its own value. */
  readonly sided: boolean
  /** The power of the knots' unit that it is measured in, if it has a unit. */
  readonly unit?: number
  readonly about: string
}

/** Where the operator is smooth in no more than one direction, and which side is meant there (OPR-5). */
export interface Kink {
  readonly argument: string
  /** At a knot; or where two of the quantities that a rule compares are equal, a `switches` of the entry zero. */
  readonly at: 'knots' | 'ties'
  readonly side: 'left' | 'right'
}

/** What an interpolant promises beyond being one: what the law `interpolation` holds it to (INP-13). */
export interface Promises {
  /** Whether it passes through its data. */
  readonly passesThrough: boolean
  /** The largest degree of polynomials that it reproduces within the knots, given their derivatives where it takes such. */
  readonly reproduces: number
  /** The derivatives that are continuous at every knot; −1 where the value is not. */
  readonly smoothness: number
  /** Whether its derivatives that are continuous are the same at both ends. */
  readonly isPeriodic?: boolean
  /** How many knots to either side of its piece a value depends on; nothing where on all of them. */
  readonly reach?: number
  /** Monotone wherever the data are. */
  readonly monotone: boolean
}

export interface Entry {
  readonly name: string
  readonly summary: string
  /** Clauses that define it; the first states the primal. */
  readonly clauses: { readonly [map in MapName]?: string }
  readonly arguments: readonly Argument[]
  readonly output: Size
  /** The smallest n, whatever the options. */
  readonly minimum: number
  /** The smallest n for these options, where they ask for more. */
  readonly minimumFor?: (options: Options) => number
  /** Why these options, each allowed, do not go together; nothing if they do. */
  readonly conflict?: (options: Options) => string | undefined
  /** The largest n that is drawn at all, where the problem itself is too ill-conditioned beyond. */
  readonly longest?: number
  /** The largest n that is held to the exact answer, if not `oracleSize`: where dense rational arithmetic is dear. */
  readonly oracleSize?: number
  readonly options: Readonly<Record<string, OptionSpec>>
  /** Which matrix of the three diagonals has to be nonsingular. */
  readonly system?: 'tridiagonal' | 'cyclic'
  /** Groups of arguments in which the primal is linear, the others held fixed; a group is linear jointly. */
  readonly linear: readonly (readonly string[])[]
  readonly kinks: readonly Kink[]
  /** What the rule compares with zero, by arguments: where none changes its sign, the operator is smooth in the data. */
  readonly switches?: (args: Readonly<Record<string, ArrayLike<number>>>, options: Options) => readonly number[]
  /** What it promises as an interpolant, by its full options, of n knots; nothing for an operator that is none. */
  readonly promises?: (options: Options, n: number) => Promises
  /**
   * The options, by the full ones, of its mirror image (INP-14), but for the sides of sided options, which change
   * places anyway; nothing where it has none. Left out: the same options.
   */
  readonly mirrored?: (options: Options) => Options | undefined
  /** The interpolant that this operator is the integral of. */
  readonly integralOf?: string
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

/** `entry` as it is for these full options: without the arguments that they do not call for. */
export function entryFor(entry: Entry, options: Options): Entry {
  if (entry.arguments.every(({ when }) => when === undefined)) return entry
  return { ...entry, arguments: entry.arguments.filter(({ when }) => when === undefined || isChosen(when, options)) }
}

function isChosen({ option, value }: { option: string; value: string }, options: Options): boolean {
  const chosen = options[option]
  return typeof chosen === 'object' ? chosen.left === value || chosen.right === value : chosen === value
}

/** The smallest n of `entry` for these full options. */
export function minimumOf(entry: Entry, options: Options): number {
  return Math.max(entry.minimum, entry.minimumFor?.(options) ?? 0)
}

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
    case '2':
      return 2
  }
}
