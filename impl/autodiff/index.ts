/**
 * One interface to differentiate anything: operators (derivative, gradient, jacobian, …), interchangeable backends
 * and contexts. Functions are written with `cotangent/math`.
 */
export { CotangentError } from '../../spec/errors.ts'
export { type DefinedOperator, defineOperator, type OperatorDefinition } from '../math/operator.ts'
export type { DenseMatrix, Matrix, Plain, PlainVector, Scalar, Value, Vector } from '../math/value.ts'
export { type Argument, type Cache, type Cached, type Constant, cache, constant } from './arguments.ts'
export type { Backend, Executor, Pullback, Pushforward } from './backend.ts'
export { compiled, source } from './backends/compiled/index.ts'
export { complexStep } from './backends/complex-step.ts'
export { type FiniteDiffOptions, finiteDiff } from './backends/finite-diff.ts'
export {
  type FiniteDifferences,
  type FiniteDifferencesOptions,
  finiteDifferences,
} from './backends/finite-differences.ts'
export { type ForwardOptions, forward } from './backends/forward.ts'
export { reverse } from './backends/reverse.ts'
export { secondOrder } from './backends/second-order.ts'
export { type SymbolicOptions, symbolic, symbolicDerivative } from './backends/symbolic.ts'
export { derivativeWithError, gradientWithError, type WithError } from './backends/with-error.ts'
export { type Calls, countCalls } from './count.ts'
export * from './derivative.ts'
export * from './gradient.ts'
export * from './hessian.ts'
export * from './hvp.ts'
export * from './jacobian.ts'
export type { Preparation } from './preparation.ts'
export type { Problem } from './problem.ts'
export * from './pullback.ts'
export * from './pushforward.ts'
export * from './second-derivative.ts'
export * from './sparse/index.ts'
