/**
 * The form of a reference operator: the three maps of an operator (OPR-1), written once for every number
 * system. Over fractions they are the truth that a port is held to; over duals they differentiate
 * themselves, which is how the hand-written derivative maps are proved (NUM-5).
 *
 * What a call has to fulfil is checked before (`checkCall`); a reference operator finds `SINGULAR` alone.
 */
import type { Options } from '../spec/operator.ts'
import type { Scalar, Vectors } from './scalar.ts'

export interface ReferenceOperator {
  primal<T extends Scalar>(args: Vectors<T>, options: Options): T[]
  /** Every differentiable argument has a tangent. */
  pushforward?<T extends Scalar>(args: Vectors<T>, tangents: Vectors<T>, options: Options): T[]
  /** One cotangent for every differentiable argument. */
  pullback?<T extends Scalar>(args: Vectors<T>, cotangent: readonly T[], options: Options): Record<string, T[]>
}

/** A reference operator that has its derivative maps. */
export type DifferentiableOperator = Required<ReferenceOperator>
