/**
 * The reference (`cotangent/reference`): every operator written plainly with dense matrices, for reading
 * and for judging, not for speed. Start with `operators.ts`, one file an operator; `math.ts` is what they
 * compute with, `oracle.ts` what the laws hold a port to.
 */

export type { Fraction } from 'mathjs'
export { Dual } from './dual.ts'
export { apply, type Input, type Lifted, lift, type Results, type Where } from './evaluate.ts'
export { doubleOf, fractionOf } from './exact.ts'
export { exactOperators, numberOperators } from './exact-operators.ts'
export type { ReferenceOperator } from './operator.ts'
export { referenceOperators, slopeRules } from './operators.ts'
export { exact, overNeighbours, type ScaleOptions, scale } from './oracle.ts'
export type { Matrix, Scalar, Vectors } from './scalar.ts'
export { type Stability, stabilityFactor } from './stability.ts'
