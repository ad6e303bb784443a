/**
 * The form of a law, of what it draws and of what it finds. A law takes a port and an operator and
 * returns a plain fast-check property, so it runs in any test framework; `run.ts` runs it and turns the
 * outcome into a `Finding`. The laws themselves are in `laws/`, one file each.
 */
import type { IAsyncPropertyWithHooks } from 'fast-check'
import type { Entry } from '../spec/entry.ts'
import type { ErrorCode } from '../spec/errors.ts'
import type { MapName, Options } from '../spec/operator.ts'
import type { Description, FaultKind, OperatorSupport, Port } from '../spec/port.ts'

/** Real arrays by name, as a case holds them. */
export type Numbers = Readonly<Record<string, readonly number[]>>

/** One drawn input of an operator: everything that any of its maps needs. */
export interface Case {
  readonly arguments: Numbers
  readonly options: Options
  readonly tangents: Numbers
  readonly cotangent: readonly number[]
}

/** What a law knows when it builds its property. */
export interface Subject {
  readonly port: Port
  readonly entry: Entry
  readonly support: OperatorSupport
  /** The arguments in which both the catalogue and the port differentiate. */
  readonly differentiable: readonly string[]
  /** What the port declares of every operator: for laws that compare one with another. */
  readonly operators: Description['operators']
  /** The longest argument to draw. */
  readonly maxLength: number
  /** Takes each stability factor that the law measures, by output or argument name. */
  readonly record: (name: string, K: number) => void
  /** Whether tolerances allow for the rounding of slopes (NUM-7). */
  readonly allowsRoundedSlopes?: true
}

/** What a law asks of a port besides maps of the operator that it judges. */
export interface Requirement {
  readonly operator: string
  readonly maps: readonly MapName[]
  /** Values of its options that must be taken, all of them. */
  readonly options?: Readonly<Record<string, readonly (string | number)[]>>
  /** Arguments that it must differentiate in. */
  readonly differentiable?: readonly string[]
}

export interface Law {
  /** A permanent slug, `exact` for instance. */
  readonly id: string
  readonly title: string
  /** The law in one plain sentence. */
  readonly statement: string
  readonly clauses: readonly string[]
  /** Maps that the law judges one at a time, each a check of its own; none: one check for the operator. */
  readonly variants: readonly MapName[]
  /** Maps that the port must have for the (variant of the) law. */
  maps(variant: MapName | undefined): readonly MapName[]
  /** What it needs besides, of this operator or of others. */
  requirements?(entry: Entry, variant: MapName | undefined): readonly Requirement[]
  /** Whether the law says anything about this operator at all. */
  applies(entry: Entry, variant: MapName | undefined): boolean
  property(subject: Subject, variant: MapName | undefined): IAsyncPropertyWithHooks<[unknown]>
  /** How many cases to draw by default, relative to `--runs`. */
  readonly effort: number
}

/** One law for one operator: what a test is. Its id is `operator/law` or `operator/law/map`. */
export interface Check {
  readonly id: string
  readonly operator: string
  readonly law: string
  readonly variant?: MapName
  /** Why the port cannot be asked: it does not declare what the check needs. */
  readonly unsupported?: string
}

/** What was wrong, precisely enough to print. Thrown by a law's predicate; becomes part of the finding. */
export interface ViolationDetails {
  readonly clause: string
  /** One line: `the cotangent of dl, entry 0`, `the error for knots that do not increase`, … */
  readonly where: string
  readonly expected: string
  readonly got: string
  readonly map?: MapName
  readonly argument?: string
  readonly index?: number
  readonly K?: number
  readonly limit?: number
  /** A usual mistake that fits what was seen exactly. */
  readonly hint?: string
  /** What was given, for print: the arguments that matter, in order. */
  readonly input: Numbers
  readonly options?: Options
  readonly expectedCode?: ErrorCode
}

export class Violation extends Error {
  readonly details: ViolationDetails

  constructor(details: ViolationDetails) {
    super(`${details.where}: expected ${details.expected}, got ${details.got}`)
    this.name = 'Violation'
    this.details = details
  }
}

/** `fault`: the port gave no usable answer, which is neither a pass nor a failure of the law. */
export type Status = 'pass' | 'fail' | 'fault' | 'unsupported'

/** The outcome of one check, plain data: it travels between processes and is what `--json` prints. */
export interface Finding {
  readonly check: string
  readonly operator: string
  readonly law: string
  readonly map?: MapName
  readonly clauses: readonly string[]
  readonly status: Status
  readonly seed: number
  /** Cases that were run, the failing one and its shrinks included. */
  readonly cases: number
  readonly milliseconds: number
  /** Largest K seen, by `output`, `tangent` or argument name. */
  readonly largestK: Readonly<Record<string, number>>
  readonly limit?: number
  /** fast-check's path to the shrunk case: with the seed it replays it in one run. */
  readonly path?: string
  readonly shrinks?: number
  /** How many cases passed before the first failure. */
  readonly after?: number
  readonly violation?: ViolationDetails
  readonly fault?: {
    readonly kind: FaultKind
    readonly message: string
    readonly stderr: string
    /** What was sent when no usable answer came. */
    readonly input?: Numbers
    readonly options?: Options
  }
  readonly unsupported?: string
}
