/**
 * Sparse Hessians: a product H s for each colour of a star colouring, and every entry read off where it stands alone,
 * in its own row or in that of its mirror image.
 */
import type { Scalar } from '../../math/value.ts'
import type { Argument, HandedAll } from '../arguments.ts'
import type { Backend } from '../backend.ts'
import { backendsOf, gradientOf } from '../derived/second.ts'
import { pullbackOf } from '../directions.ts'
import type { Problem } from '../problem.ts'
import type { ValueOf } from '../results.ts'
import { type Compression, hessianCompression } from './compression.ts'
import { hessianPatternAt, sparseProblem } from './detect.ts'
import { type Recovery, requirePlain, type SparseBy, SparsePreparation, sparsePreparationOf } from './preparation.ts'
import { fromProducts, fromPullbacks, fromPushforwards } from './recovery.ts'
import type { SparseMatrix } from './sparse-matrix.ts'

/** The Hessian of f in its only active argument, both triangles. */
export function sparseHessian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  by: SparseBy<'sparseHessian'>,
  ...args: A
): SparseMatrix {
  const preparation = preparationOf(f, by, args)
  const out = preparation.matrix()
  preparation.evaluate(out, f, args)
  return out
}

/** The value of f and its Hessian. */
export function valueAndSparseHessian<A extends readonly Argument[], Y extends Scalar>(
  f: (...args: HandedAll<A>) => Y,
  by: SparseBy<'sparseHessian'>,
  ...args: A
): [ValueOf<A, Y>, SparseMatrix] {
  const preparation = preparationOf(f, by, args)
  const out = preparation.matrix()
  const value = preparation.evaluate(out, f, args)
  return [value() as ValueOf<A, Y>, out]
}

/** The Hessian in `out`, a matrix of the same pattern. Gives `out`. */
export function sparseHessianInto<A extends readonly Argument[]>(
  out: SparseMatrix,
  f: (...args: HandedAll<A>) => Scalar,
  by: SparseBy<'sparseHessian'>,
  ...args: A
): SparseMatrix {
  preparationOf(f, by, args).evaluate(out, f, args)
  return out
}

/** The same; gives the value of f. */
export function valueAndSparseHessianInto<A extends readonly Argument[], Y extends Scalar>(
  out: SparseMatrix,
  f: (...args: HandedAll<A>) => Y,
  by: SparseBy<'sparseHessian'>,
  ...args: A
): ValueOf<A, Y> {
  return preparationOf(f, by, args).evaluate(out, f, args)() as ValueOf<A, Y>
}

/** Pattern, colours and seeds of f for arguments of these shapes and kinds, done once. Constants may change. */
export function prepareSparseHessian<A extends readonly Argument[]>(
  f: (...args: HandedAll<A>) => Scalar,
  backend: Backend,
  ...args: A
): SparsePreparation<'sparseHessian'> {
  return prepared(f, backend, args, true)
}

const preparationOf = (
  f: (...args: never[]) => unknown,
  by: SparseBy<'sparseHessian'>,
  args: readonly unknown[],
): SparsePreparation<'sparseHessian'> =>
  sparsePreparationOf('sparseHessian', by, (backend) => prepared(f, backend, args, false))

function prepared(
  f: (...args: never[]) => unknown,
  backend: Backend,
  args: readonly unknown[],
  isGeneral: boolean,
): SparsePreparation<'sparseHessian'> {
  const problem = sparseProblem('sparseHessian', f, args)
  const inputs = problem.inputs(args)
  requirePlain('sparseHessian', inputs)
  const pattern = hessianPatternAt(problem, inputs, isGeneral)
  const compression = hessianCompression(pattern)
  return new SparsePreparation(
    'sparseHessian',
    problem,
    pattern,
    compression,
    recoveryOf(backend, problem, compression),
  )
}

/** From the products H s of a backend that has its own, or else with the Jacobian of the gradient or its transpose. */
function recoveryOf(backend: Backend, problem: Problem, compression: Compression): Recovery {
  const own = backend.prepare?.('hvp', problem)
  if (own !== undefined) return fromProducts(problem, own, compression)
  const { outer, inner } = backendsOf(backend)
  const nabla = gradientOf(inner, problem)
  const products =
    outer.pushforward === undefined
      ? fromPullbacks(nabla, pullbackOf(outer, nabla), compression, problem.size)
      : fromPushforwards(nabla, outer.pushforward(nabla), compression, problem.size)
  return (values, inputs) => {
    products(values, inputs)
    // What came along is the gradient, not the value.
    return undefined
  }
}
