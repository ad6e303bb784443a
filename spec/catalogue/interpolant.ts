/**
 * What all interpolants have in common (`chapters/interpolation.md`): knots, values and queries; `order` and
 * `extrapolation`; and beside each its integral, made from the same description.
 */
import type { Argument, Entry, Kink, OptionSpec } from '../entry.ts'
import type { MapName, Options } from '../operator.ts'

export const knots: Argument = {
  name: 'knots',
  length: 'n',
  role: 'knots',
  differentiable: true,
  about: 'strictly increasing abscissae t',
}
export const queries: Argument = {
  name: 'queries',
  length: 'm',
  role: 'queries',
  differentiable: true,
  about: 'abscissae q at which it is evaluated, in any order',
}
const from: Argument = {
  name: 'from',
  length: 'm',
  role: 'queries',
  differentiable: true,
  about: 'lower bounds a of the integrals',
}
const to: Argument = {
  name: 'to',
  length: 'm',
  role: 'queries',
  differentiable: true,
  about: 'upper bounds b of the integrals, on either side of the lower ones',
}
export const perKnot = (name: string, about: string, derivative?: 0 | 1 | 2): Argument => ({
  name,
  length: 'n',
  role: 'real',
  differentiable: true,
  about,
  ...(derivative === undefined ? {} : { derivative }),
})
export const values: Argument = perKnot('values', 'ordinates u at the knots', 0)

const order: OptionSpec = {
  values: [0, 1, 2],
  default: 0,
  sided: false,
  about: 'which derivative with respect to the query is returned',
}
const extrapolation: OptionSpec = {
  values: ['none', 'constant', 'linear', 'extension', 'periodic', 'reflective'],
  default: 'none',
  sided: true,
  about: 'what a query outside the knots means; none: an error',
}

/** What makes one kind of interpolant differ from another. */
export interface Kind {
  readonly name: string
  readonly summary: string
  /** The clauses of its three maps; those of the integral are the same for every kind. */
  readonly clauses: { readonly [map in MapName]: string }
  /** What it is made from: knots, values and whatever else, in order. */
  readonly data: readonly Argument[]
  readonly minimum: number
  readonly minimumFor?: (options: Options) => number
  readonly longest?: number
  readonly oracleSize?: number
  readonly options?: Readonly<Record<string, OptionSpec>>
  readonly conflict?: (options: Options) => string | undefined
  /** The arguments in which it is linear, jointly; nothing where in none. */
  readonly linear?: readonly string[]
  /** Where it compares data (`Entry.switches`). */
  readonly switches?: Entry['switches']
  readonly promises: NonNullable<Entry['promises']>
  /** Its mirror image, if its options do not tell (`Entry.mirrored`). */
  readonly mirrored?: Entry['mirrored']
  readonly limits: { readonly [map in MapName]: number }
  readonly integralLimits?: { readonly [map in MapName]: number }
  readonly example: Readonly<Record<string, readonly number[]>>
}

/** The entries of a kind: the interpolant itself and its integral. */
export function interpolant(kind: Kind): readonly Entry[] {
  const { name, summary, clauses, data, promises, limits, integralLimits = limits, example } = kind
  const atKnots: Kink = { argument: 'queries', at: 'knots', side: 'left' }
  const ties: readonly Kink[] = kind.switches === undefined ? [] : [{ argument: 'values', at: 'ties', side: 'right' }]
  const common = {
    minimum: kind.minimum,
    ...(kind.minimumFor === undefined ? {} : { minimumFor: kind.minimumFor }),
    ...(kind.longest === undefined ? {} : { longest: kind.longest }),
    ...(kind.oracleSize === undefined ? {} : { oracleSize: kind.oracleSize }),
    ...(kind.conflict === undefined ? {} : { conflict: kind.conflict }),
    ...(kind.switches === undefined ? {} : { switches: kind.switches }),
    ...(kind.mirrored === undefined ? {} : { mirrored: kind.mirrored }),
    linear: kind.linear === undefined ? [] : [kind.linear],
    output: 'm',
    promises,
  } as const
  return [
    {
      ...common,
      name,
      summary,
      clauses,
      arguments: [...data, queries],
      options: { ...kind.options, order, extrapolation },
      kinks: [atKnots, ...ties],
      limits,
      example: { arguments: { ...example, queries: [0.5, 2] }, options: {}, cotangent: [1, 2] },
    },
    {
      ...common,
      name: `${name}-integral`,
      summary: `the integral of ${name} from one bound to the other`,
      clauses: { primal: 'INP-8', pushforward: 'INP-9', pullback: 'INP-10' },
      arguments: [...data, from, to],
      options: { ...kind.options, extrapolation },
      kinks: [{ ...atKnots, argument: 'to' }, ...ties],
      integralOf: name,
      limits: integralLimits,
      example: { arguments: { ...example, from: [0.5, 2], to: [2.5, 0] }, options: {}, cotangent: [1, 2] },
    },
  ]
}
